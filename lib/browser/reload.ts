import { liveState } from "@/lib/live/browser/connection.ts";

/** A page that is told to read again right after it was read is not loaded in a circle. */
const YOUNG_MS = 20_000;

/**
 * Whether the page may be loaded anew by itself: it would succeed, and ends nothing that somebody is in the middle of,
 * such as a dialog, a menu, a field, a place found by the keyboard, a text that is being selected.
 */
export function isReloadWelcome(): boolean {
  return liveState.value.status === "live" && performance.now() > YOUNG_MS &&
    document.querySelector("dialog[open], :popover-open, :focus-visible") === null &&
    getSelection()?.type !== "Range";
}
