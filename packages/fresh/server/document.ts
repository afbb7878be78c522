import { Fragment, h, type JSX } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import type { Build } from "../build.ts";
import { setRuntimeConfig } from "../runtime_shared.ts";
import { HEAD_END } from "./hooks.ts";
import { RenderState, withRenderState } from "./render_state.ts";
import { escapeJson, serializeProps } from "./serialize.ts";

/** The nonce of a rendered page; `csp()` looks it up, so that it never travels as a header. */
export const nonces = new WeakMap<Response, string>();

export interface DocumentInit {
  /** The page inside its layouts. */
  content: JSX.Element | null;
  /** `_app`, rendered after the page so that it can contain what the page puts into the head; null without one. */
  shell: JSX.Element | null;
  /** Gives `_app` the rendered page. */
  setInner(rendered: JSX.Element): void;
  pathname: string;
  basePath: string;
  build: Build | null;
}

/** Renders a whole HTML document. Missing html, head and body elements are added. */
export function renderDocument(init: DocumentInit): { html: string; nonce: string } {
  const state = new RenderState(init.build, init.pathname);
  setRuntimeConfig(init.build?.id ?? "", init.basePath);
  const html = withRenderState(state, () => {
    let markup = renderToString(h(Fragment, null, init.content));
    if (init.shell !== null) {
      init.setInner(jsxTemplate([markup]));
      markup = renderToString(init.shell);
    }
    if (!state.documentTags.has("body")) markup = renderToString(h("body", null, jsxTemplate([markup])));
    if (!state.documentTags.has("head")) {
      markup = renderToString(h("head", null, h("meta", { charset: "utf-8" }))) + markup;
    }
    if (!state.documentTags.has("html")) markup = `<html>${markup}</html>`;
    const scripts = bodyEnd(state, init.basePath);
    const end = markup.lastIndexOf("</body>");
    markup = markup.slice(0, end) + scripts + markup.slice(end);
    return markup.replace(`<!--${HEAD_END}-->`, () => headEnd(state, init.basePath));
  });
  return { html: `<!DOCTYPE html>${html}`, nonce: state.nonce };
}

function headEnd(state: RenderState, basePath: string): string {
  const preloads = new Set<string>();
  if (state.islands.size > 0 && state.build !== null) preloads.add(state.build.bootScript);
  for (const { file, preload } of state.islands) {
    for (const address of [file, ...preload]) preloads.add(address);
  }
  const links = Array.from(
    preloads,
    (address) => `<link rel="modulepreload" href="${basePath}${address}" nonce="${state.nonce}">`,
  );
  return renderToString(h(Fragment, null, ...state.head.values())) + links.join("");
}

/** Templates of markup that islands hold but do not show yet, the data of the islands, and the scripts. */
function bodyEnd(state: RenderState, basePath: string): string {
  const { build, nonce } = state;
  if (build === null) return "";
  const script = (address: string) =>
    `<script type="module" src="${basePath}${address}" nonce="${nonce}"></script>`;
  const pageScripts = build.pageScripts.map(script).join("");
  if (state.props.length === 0) return pageScripts;

  // A template may hold islands, whose props may hold markup again: repeat until nothing new appears.
  const slotOf = new Map<unknown, number>();
  let [templates, props, serialized, id] = ["", "", 0, 0];
  while (serialized < state.props.length || id < state.slots.length) {
    serialized = state.props.length;
    props = serializeProps(state, slotOf);
    for (; id < state.slots.length; id++) {
      const slot = state.slots[id];
      if (slot === undefined || slot.rendered) continue;
      templates += `<template id="frsh-slot-${id}">${
        renderToString(h(Fragment, null, slot.content))
      }</template>`;
    }
  }
  const islands = Object.fromEntries(
    Array.from(state.islands, ({ name, file, exportName }) => [name, [basePath + file, exportName]]),
  );
  const data = `{"buildId":${JSON.stringify(build.id)},"basePath":${JSON.stringify(basePath)},` +
    `"islands":${JSON.stringify(islands)},"props":${props}}`;
  return `${templates}<script type="application/json" id="frsh-islands" nonce="${nonce}">${
    escapeJson(data)
  }</script>` +
    script(build.bootScript) + pageScripts;
}
