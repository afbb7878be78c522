import { stringify } from "devalue";
import type { AttachedBuild } from "../build.ts";
import { isMarkup, isSignal, SlotBoundary, type SlotProps } from "./hooks.ts";
import { liveScript } from "./live_script.ts";
import type { Page } from "./page.ts";

/** Makes a whole document of a page's markup: missing html, head and body elements, the head's content, scripts. */
export function completeDocument(page: Page, markup: string, basePath: string): string {
  let html = page.tags.has("body") ? markup : `<body>${markup}</body>`;
  if (!page.tags.has("html")) html = `<html>${html}</html>`;
  if (!page.tags.has("head")) html = html.replace(/^<html[^>]*>/, '$&<head><meta charset="utf-8"/></head>');
  // The scripts come first: rendering the templates of islands may still add to the head.
  html = insert(html, html.lastIndexOf("</body>"), bodyEnd(page, basePath));
  return `<!DOCTYPE html>${insert(html, html.indexOf("</head>"), page.render([...page.head.values()]))}`;
}

/** What the browser is told to fetch before it reads the page, for the header `Link`. */
export function preloads({ build, islands }: Page, basePath: string): string {
  if (build === null || islands.size === 0) return "";
  const files = new Set([build.boot, ...Array.from(islands, ({ file }) => file)]);
  return Array.from(files, (file) => `<${basePath}${file}>; rel="modulepreload"; as="script"`).join(", ");
}

function insert(text: string, index: number, inserted: string): string {
  return text.slice(0, index) + inserted + text.slice(index);
}

function bodyEnd(page: Page, basePath: string): string {
  const { build, nonce } = page;
  if (build === null) return "";
  const live = build.mode === "development" ? liveScript(basePath, nonce) : "";
  return page.props.length === 0 ? live : islandsEnd(page, build, basePath) + live;
}

/** Templates of markup that islands hold but do not show yet, and the module that starts the islands. */
function islandsEnd(page: Page, { id: buildId, boot }: AttachedBuild, basePath: string): string {
  // A template may hold islands, whose props may hold markup again: repeat until nothing new appears.
  const slotOf = new Map<unknown, number>();
  let [templates, props, serialized, id] = ["", "", 0, 0];
  while (serialized < page.props.length || id < page.slots.length) {
    serialized = page.props.length;
    props = serializeProps(page, slotOf);
    for (; id < page.slots.length; id++) {
      const slot = page.slots[id];
      if (slot === undefined || slot.rendered) continue;
      templates += `<template id="frsh-slot-${id}">${page.render(slot.content)}</template>`;
    }
  }
  const names = Array.from(page.islands, ({ name }) => name);
  const imports = Array.from(
    page.islands,
    ({ name, file, exportName }) => `import{${exportName} as ${name}}from"${basePath}${file}";`,
  );
  const data = JSON.stringify(props).replaceAll("<", "\\u003c");
  const script = `import{boot}from"${basePath}${boot}";${
    imports.join("")
  }boot({${names}},${data},"${buildId}");`;
  return `${templates}<script type="module" nonce="${page.nonce}">${script}</script>`;
}

/**
 * Writes the props of all islands of a page as one text, so that what is shared stays shared. Signals keep their
 * identity; markup becomes a reference to a slot. Throws a TypeError that names island and prop when a value cannot
 * cross.
 */
function serializeProps(page: Page, slotOf: Map<unknown, number>): string {
  const reducers = {
    Signal: (value: unknown) => isSignal(value) && [value.peek()],
    Slot: (value: unknown) => {
      if (!isMarkup(value)) return false;
      if (value.type === SlotBoundary) return [(value.props as SlotProps).id];
      const id = slotOf.get(value) ?? page.addSlot(value);
      slotOf.set(value, id);
      return [id];
    },
  };
  try {
    return stringify(page.props.map(({ values }) => values), reducers);
  } catch (error) {
    const [reason, path] = error instanceof Error
      ? [error.message, String(Reflect.get(error, "path"))]
      : [error];
    const [, index, prop] = /^\[(\d+)\](.*)$/s.exec(path ?? "") ?? [];
    const name = page.props[Number(index)]?.island.name;
    throw new TypeError(`Cannot pass the prop ${prop} to the island ${name}: ${reason}`, { cause: error });
  }
}
