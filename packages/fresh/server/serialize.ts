import { stringify } from "devalue";
import { isMarkup, isSignal, SlotBoundary, type SlotProps } from "./hooks.ts";
import type { RenderState } from "./render_state.ts";

/**
 * Writes the props of all islands of a page as one JSON text, so that what is shared stays shared. Signals keep
 * their identity; markup becomes a reference to a slot. Throws a TypeError that names island and prop when a value
 * cannot cross.
 */
export function serializeProps(state: RenderState, slotOf: Map<unknown, number>): string {
  const reducers = {
    Signal: (value: unknown) => isSignal(value) && [value.peek()],
    Slot: (value: unknown) => {
      if (!isMarkup(value)) return false;
      if (value.type === SlotBoundary) return [(value.props as SlotProps).id];
      const id = slotOf.get(value) ?? state.addSlot(value);
      slotOf.set(value, id);
      return [id];
    },
  };
  try {
    return stringify(state.props.map(({ values }) => values), reducers);
  } catch (error) {
    const path = error instanceof Error && "path" in error ? String(error.path) : "";
    const [, index = "", rest = ""] = /^\[(\d+)\](.*)$/s.exec(path) ?? [];
    const name = state.props[Number(index)]?.island.name ?? "unknown";
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(`Cannot pass the prop ${rest || path} to the island ${name}: ${reason}`, {
      cause: error,
    });
  }
}

/** Makes a JSON text safe inside a script element, where `<` could end it. */
export function escapeJson(json: string): string {
  return json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
