/** Runs in the browser: brings the islands of the page to life. */
import { type ComponentChild, type ComponentType, Fragment, h, render } from "preact";
import { signal } from "@preact/signals";
import { parse } from "devalue";
import { setRuntimeConfig } from "../shared.ts";
import { createContainer, findMarked, readChildren } from "./dom_reader.ts";

interface PageData {
  buildId: string;
  basePath: string;
  /** Name of each island → address of its module, name of its export. */
  islands: Record<string, [file: string, exportName: string]>;
  props: string;
}

/** Loads the islands side by side; one that fails is reported and leaves the others alone. */
async function loadIslands(islands: PageData["islands"]): Promise<Map<string, ComponentType>> {
  const loaded = new Map<string, ComponentType>();
  await Promise.all(
    Object.entries(islands).map(async ([name, [file, exportName]]) => {
      try {
        loaded.set(name, (await import(file))[exportName]);
      } catch (error) {
        reportError(new Error(`Cannot load the island ${name}`, { cause: error }));
      }
    }),
  );
  return loaded;
}

async function boot(data: PageData): Promise<void> {
  setRuntimeConfig(data.buildId, data.basePath);
  const components = await loadIslands(data.islands);
  const slots = new Map<number, ComponentChild[]>();
  const Slot = ({ id }: { id: number }) => h(Fragment, null, slots.get(id));
  const props: Record<string, unknown>[] = parse(data.props, {
    Signal: ([value]: [unknown]) => signal(value),
    Slot: ([id]: [number]) => h(Slot, { id }),
  });
  const templates = [...document.querySelectorAll<HTMLTemplateElement>('template[id^="frsh-slot-"]')];
  const marked = [document.body, ...templates.map(({ content }) => content)].flatMap(findMarked);
  const islands = new Map(
    marked.filter(({ kind }) => kind === "island").map(({ first, second, ...place }) => {
      const island = h(components.get(first) ?? Fragment, props[Number(second)] ?? {});
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

const element = document.getElementById("frsh-islands");
if (element !== null) boot(JSON.parse(element.textContent));
