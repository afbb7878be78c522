import type { Ref } from "preact";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { copyText } from "@/lib/browser/clipboard.ts";

interface CommandProps {
  text: string;
  /** What it is for, as the button names it to screen readers: "Copy the command: Import your own". */
  purpose: string;
}

/** Text for a terminal or a file: one click selects all of it, with or without JavaScript. */
export function CommandField({ text, field = null }: { text: string; field?: Ref<HTMLPreElement> }) {
  return (
    <pre
      ref={field}
      tabIndex={0}
      class="min-w-0 max-w-full flex-1 select-all overflow-x-auto rounded-control border bg-canvas px-3 py-2 text-left"
    ><code>{text}</code></pre>
  );
}

/** What the button says, and what is read out. */
const WORDS = {
  idle: { label: "Copy", said: "" },
  copied: { label: "Copied", said: "Copied" },
  selected: {
    label: "Press Ctrl-C",
    said: "The command is selected: press Control-C, or Command-C, to copy it",
  },
} as const;

/**
 * A command in a field of its own, and a button that copies it. Where the browser refuses that, the button selects the
 * text, so that a key copies it; without JavaScript one click on the field does. For use inside an island.
 */
export function Command({ text, purpose }: CommandProps) {
  const state = useSignal<keyof typeof WORDS>("idle");
  const field = useRef<HTMLPreElement>(null);
  const { label, said } = WORDS[state.value];

  async function copy(): Promise<void> {
    if (await copyText(text)) state.value = "copied";
    else {
      if (field.current) getSelection()?.selectAllChildren(field.current);
      state.value = "selected";
    }
  }

  return (
    <div class="flex w-full min-w-0 flex-col items-start gap-2 sm:flex-row">
      <CommandField text={text} field={field} />
      <span class="needs-script min-w-28" onFocusOut={() => state.value = "idle"}>
        <Button onClick={() => void copy()}>
          <Icon name={state.value === "copied" ? "check" : "copy"} />
          {label}
          <span class="sr-only">the command: {purpose}</span>
        </Button>
        <span role="status" class="sr-only">{said}</span>
      </span>
    </div>
  );
}
