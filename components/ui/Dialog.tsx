import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface DialogProps {
  title: string;
  /** Two columns of fields rather than one. */
  wide?: boolean;
  /** It was closed, by whatever means. */
  onClose: () => void;
  /** Gets what closes it. */
  children: (close: () => void) => ComponentChildren;
}

/** A modal dialog that is open for as long as it is rendered. Escape closes it; the focus goes back to where it was. */
export function Dialog({ title, wide = false, onClose, children }: DialogProps) {
  const dialog: RefObject<HTMLDialogElement> = useRef(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class={`dialog text-14 text-ink ${wide ? "dialog-wide" : ""}`}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <h2 id={titleId} class="long-word text-16 font-semibold" dir="auto">{title}</h2>
      {children(() => dialog.current?.close())}
    </dialog>
  );
}
