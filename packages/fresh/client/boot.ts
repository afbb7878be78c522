/** Runs in the browser: brings the islands of the page to life. */
import { type ComponentChild, type ComponentType, Fragment, h, options, render, type VNode } from "preact";
import { signal } from "@preact/signals";
import { unflatten } from "devalue";
import { decorateElement, setRuntimeConfig } from "../runtime_shared.ts";
import { DomReader } from "./dom_reader.ts";

interface PageData {
  buildId: string;
  basePath: string;
  /** Name of each island → address of its module, name of its export. */
  islands: Record<string, [file: string, exportName: string]>;
  props: unknown[];
}

const hooks = options as { vnode?: (vnode: VNode<Record<string, unknown>>) => void };
const { vnode: previousVNode } = hooks;
hooks.vnode = (vnode) => {
  if (typeof vnode.type === "string") decorateElement(vnode, location.pathname);
  previousVNode?.(vnode);
};

/** Loads the islands side by side; one that fails is reported and leaves the others alone. */
async function loadIslands(islands: PageData["islands"]): Promise<Map<string, ComponentType>> {
  const loaded = new Map<string, ComponentType>();
  await Promise.all(
    Object.entries(islands).map(async ([name, [file, exportName]]) => {
      try {
        const module: Record<string, ComponentType> = await import(file);
        const component = module[exportName];
        if (component !== undefined) loaded.set(name, component);
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
  const props: Record<string, unknown>[] = unflatten(data.props, {
    Signal: ([value]: [unknown]) => signal(value),
    Slot: ([id]: [number]) => h(Slot, { id }),
  });
  const reader = new DomReader(
    slots,
    (name, index) => h(components.get(name) ?? Fragment, props[index] ?? {}),
  );
  for (const { container, island } of reader.read(document.body)) {
    try {
      if (island.type !== Fragment) render(island, container);
    } catch (error) {
      reportError(error);
    }
  }
}

const element = document.getElementById("frsh-islands");
if (element !== null) boot(JSON.parse(element.textContent));
