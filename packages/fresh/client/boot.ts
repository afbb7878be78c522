/** Runs in the browser: brings the islands of the page to life. */
import { type ComponentChild, type ComponentType, Fragment, h, render } from "preact";
import { signal } from "@preact/signals";
import { parse } from "devalue";
import { setBuildId } from "../shared.ts";
import { createContainer, findMarked, readChildren } from "./dom_reader.ts";

/** Called by the page: its islands by name, and the props of them all. */
export function boot(
  components: Record<string, ComponentType>,
  serialized: string,
  buildId: string,
): void {
  setBuildId(buildId);
  const slots = new Map<number, ComponentChild[]>();
  const Slot = ({ id }: { id: number }) => h(Fragment, null, slots.get(id));
  const props: Record<string, unknown>[] = parse(serialized, {
    Signal: ([value]: [unknown]) => signal(value),
    Slot: ([id]: [number]) => h(Slot, { id }),
  });
  const templates = [...document.querySelectorAll<HTMLTemplateElement>('template[id^="frsh-slot-"]')];
  const marked = [document.body, ...templates.map(({ content }) => content)].flatMap(findMarked);
  const islands = new Map(
    marked.filter(({ kind }) => kind === "island").map(({ first, second, ...place }) => {
      const island = h(components[first] ?? Fragment, props[Number(second)] ?? {});
      return [place.start as Node, { ...place, island }];
    }),
  );
  for (const { kind, first, start, end } of marked) {
    if (kind === "slot") slots.set(Number(first), readChildren(start.nextSibling, end, islands));
  }
  for (const { id, content } of templates) {
    slots.set(Number(id.slice("frsh-slot-".length)), readChildren(content.firstChild, null, islands));
  }
  for (const { isInner, start, end } of marked) {
    if (isInner) [start, end].forEach((marker) => marker.remove());
  }
  for (const { isInner, start, end, island } of islands.values()) {
    try {
      if (!isInner && island.type !== Fragment) render(island, createContainer(start, end));
    } catch (error) {
      reportError(error);
    }
  }
}
