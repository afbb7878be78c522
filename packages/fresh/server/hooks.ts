/**
 * Hooks into Preact's rendering: they find islands, mark them for the browser, collect the head and hand out the
 * nonce. Importing this module installs them; outside a page's rendering they do nothing.
 */
import {
  type Attributes,
  type ComponentChildren,
  createContext,
  Fragment,
  type FunctionComponent,
  h,
  isValidElement,
  options,
  type VNode,
} from "preact";
import { useContext } from "preact/hooks";
import { decorateElement, HeadContext } from "../runtime_shared.ts";
import type { Island } from "../types.ts";
import { type RenderState, renderState } from "./render_state.ts";

type Props = Record<string, unknown>;

/** Preact's hook names after mangling; they are stable within version 10. */
interface Hooks {
  __b?: (vnode: VNode<Props>) => void;
  attr?: (name: string, value: unknown) => string | undefined;
}

const HEAD_ELEMENTS = new Set(["title", "meta", "link", "script", "style", "base", "noscript", "template"]);
const DOCUMENT_ELEMENTS = new Set(["html", "head", "body"]);
const DECORATED = new Set(["a", "img", "source", "script", "style"]);
/** Stands in the document's head until everything that belongs there is known. */
export const HEAD_END = "fresh:head-end";

const InsideIsland = createContext(false);
/** Elements that the hooks have made themselves. */
const finished = new WeakSet<VNode>();

/** Props as they were given, for elements that are reused by later pages. */
const givenProps = new WeakMap<VNode, Props>();

const hooks = options as Hooks;
const { __b: previousDiff, attr: previousAttr } = hooks;

hooks.attr = (name, value) => name === "key" && renderState() !== null ? "" : previousAttr?.(name, value);

hooks.__b = (vnode) => {
  const state = renderState();
  if (state !== null) {
    if (typeof vnode.type === "string") beforeElement(vnode, vnode.type, state);
    else if (!finished.has(vnode)) {
      const island = state.build?.islands.get(vnode.type);
      if (island !== undefined) replaceType(vnode, islandBoundary(island));
    }
  }
  previousDiff?.(vnode);
};

function beforeElement(vnode: VNode<Props>, type: string, state: RenderState): void {
  if (DOCUMENT_ELEMENTS.has(type)) state.documentTags.add(type);
  if (!finished.has(vnode)) {
    if (type === "head") closeHead(vnode);
    // Its final element comes here again.
    if (HEAD_ELEMENTS.has(type)) return replaceType(vnode, headElement(type, vnode.key));
  }
  if (DECORATED.has(type)) {
    const given = givenProps.get(vnode) ?? vnode.props;
    givenProps.set(vnode, given);
    vnode.props = { ...given, children: given.children as ComponentChildren };
    decorateElement(vnode, state.pathname);
    if (type === "script" || type === "style") vnode.props.nonce ??= state.nonce;
  }
}

function replaceType(vnode: VNode<Props>, type: FunctionComponent<Props>): void {
  finished.add(vnode);
  vnode.type = type as VNode<Props>["type"];
}

function finishedElement(type: VNode["type"], props: Props): VNode {
  const element = h(type as FunctionComponent<Props>, props);
  finished.add(element as VNode);
  return element as VNode;
}

function comment(text: string): VNode {
  return h(Fragment, { UNSTABLE_comment: text } as Attributes);
}

function closeHead(vnode: VNode<Props>): void {
  finished.add(vnode);
  vnode.props.children = h(
    HeadContext.Provider,
    { value: false },
    vnode.props.children as ComponentChildren,
    comment(HEAD_END),
  );
}

/** Two elements with the same identity replace each other. */
function headIdentity(type: string, props: Props): string {
  if (type === "title") return type;
  const names = Object.keys(props).filter((name) =>
    name !== "children" && name !== "nonce" && name !== "ref" && !(type === "meta" && name === "content")
  );
  return JSON.stringify([type, ...names.sort().map((name) => [name, props[name]])]);
}

function headElement(type: string, key: unknown): FunctionComponent<Props> {
  return (props) => {
    const place = useContext(HeadContext);
    const state = renderState();
    const element = finishedElement(type, props);
    if (state === null || place === undefined) return element;
    const identity = key === undefined || key === null ? headIdentity(type, props) : `key:${key}`;
    if (place) {
      state.head.set(identity, element);
      return null;
    }
    const replacement = state.head.get(identity);
    state.head.delete(identity);
    return replacement ?? element;
  };
}

export function isSignal(value: unknown): value is { peek(): unknown } {
  return typeof value === "object" && value !== null && "peek" in value && typeof value.peek === "function";
}

export function isMarkup(value: unknown): value is VNode {
  return isValidElement(value) && !isSignal(value);
}

function holdsMarkup(value: unknown): boolean {
  return Array.isArray(value) ? value.some(holdsMarkup) : isMarkup(value);
}

/** Wraps an island in markers and records its props. Inside another island it is rendered as it is. */
function islandBoundary(island: Island): FunctionComponent<Props> {
  return (props) => {
    const inside = useContext(InsideIsland);
    const state = renderState();
    if (inside || state === null) return finishedElement(island.fn, props);
    const values: Props = { ...props };
    for (const [name, value] of Object.entries(props)) {
      if (holdsMarkup(value)) {
        const content = value as ComponentChildren;
        values[name] = h(SlotBoundary, { id: state.addSlot(content), name }, content);
      }
    }
    state.islands.add(island);
    const index = state.props.push({ island, values }) - 1;
    return h(
      Fragment,
      null,
      comment(`frsh:island:${island.name}:${index}:`),
      h(InsideIsland.Provider, { value: true }, finishedElement(island.fn, values)),
      comment("/frsh:island"),
    );
  };
}

export interface SlotProps {
  id: number;
  name: string;
  children?: ComponentChildren;
}

export function SlotBoundary({ id, name, children }: SlotProps): VNode {
  const slot = renderState()?.slots[id];
  if (slot !== undefined) slot.rendered = true;
  return h(
    Fragment,
    null,
    comment(`frsh:slot:${id}:${name}`),
    h(InsideIsland.Provider, { value: false }, children),
    comment("/frsh:slot"),
  );
}
