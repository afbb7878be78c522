import type { ComponentChildren } from "preact";

/** The look of inputs and selects. */
export const FIELD_CLASS =
  "w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 text-14 text-ink h-9 coarse:h-11";

interface FieldProps {
  label: string;
  /** Of the input inside; names what is said about it. */
  id: string;
  hint?: string;
  /** What is wrong with it, in words. */
  fault?: string | undefined;
  children: ComponentChildren;
}

/** A label over its input, with a hint and what is wrong under it. The input takes `describedBy` of the same id. */
export function Field({ label, id, hint, fault, children }: FieldProps) {
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={id} class="text-13 text-ink-2">{label}</label>
      {children}
      {(fault || hint) && (
        <p id={describedBy(id)} class={`text-12 ${fault ? "text-critical" : "text-ink-3"}`}>
          {fault ?? hint}
        </p>
      )}
    </div>
  );
}

/** The id of what is said about an input. */
export function describedBy(id: string): string {
  return `${id}-note`;
}
