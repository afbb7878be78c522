/**
 * Hooks into Preact's rendering: they find islands and mark them for the browser, move the content of `<Head>` and
 * hand out the nonce. Importing this module installs them; outside a page's rendering they do nothing.
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
import type { Island } from "../build.ts";
import { Head } from "../shared.ts";
import { Page, type Props } from "./page.ts";

/** Preact's hook names after mangling; they are stable within version 10. */
interface Hooks {
  vnode?: (vnode: VNode<Props>) => void;
  __b?: (vnode: VNode<Props>) => void;
  attr?: (name: string, value: unknown) => string | undefined;
}

const InsideIsland = createContext(false);
/** The elements of islands inside their boundaries. */
const bounded = new WeakSet<object>();
/** Props as they were given, for elements that several pages share. */
const givenProps = new WeakMap<VNode, Props>();

const hooks = options as Hooks;
const { vnode: previousVNode, __b: previousDiff, attr: previousAttr } = hooks;

hooks.attr = (name, value) => name === "key" && Page.current !== null ? "" : previousAttr?.(name, value);

hooks.vnode = (vnode) => {
  if (vnode.type === "a" && Page.current !== null) markCurrent(vnode.props, Page.current.url);
  previousVNode?.(vnode);
};

hooks.__b = (vnode) => {
  if (Page.current !== null) prepare(vnode, Page.current);
  previousDiff?.(vnode);
};

/** Marks a link to the page that is shown, or to one above it, unless the link says itself whether it is current. */
function markCurrent(props: Props, { pathname, search }: URL): void {
  if (typeof props.href !== "string" || !props.href.startsWith("/") || props["aria-current"] !== undefined) {
    return;
  }
  const target = new URL(props.href, "http://localhost");
  const [shown, linked] = [pathname, target.pathname].map((path) => path.replace(/(?<=.)\/$/, ""));
  const isSame = shown === linked && ["", search].includes(target.search);
  const isAbove = linked === "/" || `${shown}/`.startsWith(`${linked}/`);
  if (isSame || isAbove) props["aria-current"] = isSame ? "page" : "true";
}

function prepare(vnode: VNode<Props>, page: Page): void {
  const given = givenProps.get(vnode) ?? vnode.props;
  const children = given.children as ComponentChildren;
  const island = bounded.has(vnode) ? undefined : page.build?.islands.get(vnode.type);
  if (island !== undefined) {
    vnode.type = IslandBoundary as FunctionComponent<unknown> as FunctionComponent<Props>;
    replaceProps(vnode, { island, given });
  } else if (vnode.type === Head) page.addHead(children);
  else if (vnode.type === "head") replaceProps(vnode, { ...given, children: page.keptInHead(children) });
  else if (vnode.type === "script" || vnode.type === "style") {
    replaceProps(vnode, { nonce: page.nonce, ...given });
  }
  if (vnode.type === "html" || vnode.type === "head" || vnode.type === "body") page.tags.add(vnode.type);
}

function replaceProps(vnode: VNode<Props>, props: Props): void {
  if (!givenProps.has(vnode)) givenProps.set(vnode, vnode.props);
  vnode.props = props as VNode<Props>["props"];
}

function comment(text: string): VNode {
  return h(Fragment, { UNSTABLE_comment: text } as Attributes);
}

export function isSignal(value: unknown): value is { peek(): unknown } {
  return typeof value === "object" && value !== null && "peek" in value && typeof value.peek === "function";
}

export function isMarkup(value: unknown): value is VNode {
  return isValidElement(value) && !isSignal(value);
}

function holdsMarkup(value: unknown): value is ComponentChildren {
  return Array.isArray(value) ? value.some(holdsMarkup) : isMarkup(value);
}

/** Wraps an island in markers and records its props. Inside another island it is rendered as it is. */
function IslandBoundary({ island, given }: { island: Island; given: Props }): VNode {
  const isInside = useContext(InsideIsland);
  const page = isInside ? null : Page.current;
  const values = page === null ? given : withSlots(given, page);
  const element = h(island.component as FunctionComponent<Props>, values);
  bounded.add(element);
  if (page === null) return element as VNode;
  page.islands.add(island);
  const index = page.props.push({ island, values }) - 1;
  return h(
    Fragment,
    null,
    comment(`frsh:island:${island.name}:${index}:`),
    h(InsideIsland.Provider, { value: true }, element),
    comment("/frsh:island"),
  );
}

function withSlots(given: Props, page: Page): Props {
  const entries = Object.entries(given).map(([name, value]) => {
    return [name, holdsMarkup(value) ? h(SlotBoundary, { id: page.addSlot(value), name }, value) : value];
  });
  return Object.fromEntries(entries);
}

export interface SlotProps {
  id: number;
  name: string;
  children?: ComponentChildren;
}

export function SlotBoundary({ id, name, children }: SlotProps): VNode {
  const slot = Page.current?.slots[id];
  if (slot !== undefined) slot.rendered = true;
  return h(
    Fragment,
    null,
    comment(`frsh:slot:${id}:${name}`),
    h(InsideIsland.Provider, { value: false }, children),
    comment("/frsh:slot"),
  );
}
