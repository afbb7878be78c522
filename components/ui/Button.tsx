import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Link } from "@/components/ui/Link.tsx";

/** `done`: a word in the place of a button that has done what it was for. */
export type ButtonTone = "primary" | "quiet" | "danger" | "done";

const TONES: Record<ButtonTone, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:brightness-95",
  quiet: "border-line-strong bg-surface text-ink hover:bg-canvas",
  done: "border-transparent text-ink-2 cursor-default",
  danger: "border-critical bg-surface text-critical hover:bg-critical-tint",
};

const SHAPE =
  "inline-flex h-9 min-w-0 max-w-full items-center justify-center gap-2 whitespace-nowrap rounded-control border px-3 text-14 " +
  "font-medium transition-colors coarse:h-11 disabled:opacity-50 disabled:cursor-not-allowed";

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "class"> & {
  tone?: ButtonTone;
  children: ComponentChildren;
};

/** 36 px with a mouse, 44 px under a finger. */
export function Button({ tone = "quiet", type = "button", children, ...rest }: ButtonProps) {
  return <button type={type} class={`${SHAPE} ${TONES[tone]}`} {...rest}>{children}</button>;
}

/** Goes somewhere, looks like a button. */
export function ButtonLink(
  { tone = "quiet", href, children }: { tone?: ButtonTone; href: string; children: ComponentChildren },
) {
  return <Link href={href} class={`${SHAPE} ${TONES[tone]}`}>{children}</Link>;
}
