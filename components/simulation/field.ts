/** An input or a select: 36 px with a mouse, 44 px under a finger. */
export const FIELD =
  "h-9 w-full rounded-control border border-line-strong bg-surface px-3 text-14 text-ink coarse:h-11 disabled:opacity-50";
