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
  return `<!DOCTYPE html>${insert(html, html.indexOf("</head>"), headEnd(page, basePath))}`;
}

function insert(text: string, index: number, inserted: string): string {
  return text.slice(0, index) + inserted + text.slice(index);
}

function headEnd(page: Page, basePath: string): string {
  const modules = page.islands.size > 0 && page.build !== null ? [page.build.boot, ...page.islands] : [];
  const addresses = new Set(modules.flatMap(({ file, preload }) => [file, ...preload]));
  const links = Array.from(
    addresses,
    (address) => `<link rel="modulepreload" href="${basePath}${address}" nonce="${page.nonce}">`,
  );
  return page.render([...page.head.values()]) + links.join("");
}

function bodyEnd(page: Page, basePath: string): string {
  const { build, nonce } = page;
  if (build === null) return "";
  const live = build.mode === "development" ? liveScript(basePath, nonce) : "";
  return page.props.length === 0 ? live : islandsEnd(page, build, basePath) + live;
}

/** Templates of markup that islands hold but do not show yet, the data of the islands, and their script. */
function islandsEnd(page: Page, build: AttachedBuild, basePath: string): string {
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
  const islands = Object.fromEntries(
    Array.from(page.islands, ({ name, file, exportName }) => [name, [basePath + file, exportName]]),
  );
  const data = JSON.stringify({ buildId: build.id, basePath, islands, props }).replaceAll("<", "\\u003c");
  return `${templates}<script type="application/json" id="frsh-islands" nonce="${page.nonce}">${data}</script>` +
    `<script type="module" src="${basePath}${build.boot.file}" nonce="${page.nonce}"></script>`;
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
