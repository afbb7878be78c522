import { type ComponentChild, h, type VNode } from "preact";

export interface IslandRoot {
  /** Stands for the nodes between the island's markers. */
  container: Element;
  island: VNode;
}

const OPEN = /^frsh:(island|slot):([^:]*):([^:]*)/;

/**
 * Reads the markers that the server has left in the page: where islands begin and end, and which markup they were
 * given. That markup is turned back into elements, in which further islands are components again.
 */
export class DomReader {
  #roots: { start: Comment; end: Comment; island: VNode }[] = [];
  #inner: Comment[] = [];

  constructor(
    readonly slots: Map<number, ComponentChild[]>,
    readonly createIsland: (name: string, index: number) => VNode,
  ) {}

  /** Reads everything below `root` and the templates; markers inside islands are removed. */
  read(root: Element): IslandRoot[] {
    this.#walk(root.firstChild, null);
    for (const template of document.querySelectorAll<HTMLTemplateElement>('template[id^="frsh-slot-"]')) {
      const children: ComponentChild[] = [];
      this.#walk(template.content.firstChild, children);
      this.slots.set(Number(template.id.slice("frsh-slot-".length)), children);
    }
    for (const marker of this.#inner) marker.remove();
    return this.#roots.map(({ start, end, island }) => ({ container: createContainer(start, end), island }));
  }

  /**
   * Walks over siblings up to a closing marker, which it returns. Inside a slot `into` collects them as elements;
   * inside an island it is undefined, as only slots matter there; outside of both it is null.
   */
  #walk(first: Node | null, into: ComponentChild[] | null | undefined): Comment | null {
    for (let node = first; node !== null; node = node.nextSibling) {
      if (node instanceof Comment) {
        if (node.data.startsWith("/frsh:")) return node;
        const end = this.#marker(node, into);
        if (end !== null) node = end;
      } else if (node instanceof Element) {
        const children: ComponentChild[] | null | undefined = into ? [] : into;
        this.#walk(node.firstChild, children);
        into?.push(h(node.localName, attributesOf(node), ...(children ?? [])));
      } else if (node instanceof Text) {
        into?.push(node.data);
      }
    }
    return null;
  }

  /** Reads what an opening marker opens and returns the closing one; null for any other comment. */
  #marker(start: Comment, into: ComponentChild[] | null | undefined): Comment | null {
    const [, kind, first = "", second = ""] = OPEN.exec(start.data) ?? [];
    if (kind === undefined) return null;
    const children: ComponentChild[] | undefined = kind === "slot" ? [] : undefined;
    const end = this.#walk(start.nextSibling, children);
    if (end === null) return null;
    if (children !== undefined) {
      this.slots.set(Number(first), children);
    } else {
      const island = this.createIsland(first, Number(second));
      if (into === null) {
        this.#roots.push({ start, end, island });
        return end;
      }
      into?.push(island);
    }
    this.#inner.push(start, end);
    return end;
  }
}

/** Texts that stand for false, as in `draggable="false"` or `translate="no"`. */
const UNSET = new Set(["false", "no", "off"]);

function attributesOf(element: Element): Record<string, unknown> {
  const props: Record<string, unknown> = {};
  for (const { name, value } of element.attributes) {
    // Preact sets the property of the same name: "" would unset a boolean one, "false" would set it.
    const isBoolean = typeof Reflect.get(element, name) === "boolean";
    if (!name.startsWith("on")) props[name] = isBoolean ? !UNSET.has(value) : value;
  }
  return props;
}

/** A stand-in for a parent element whose children are the nodes between two markers. */
function createContainer(startMarker: Comment, endMarker: Comment): Element {
  // Preact skips comments when it looks for the next sibling, so it would step over a marker: use empty texts.
  const [start, end] = [new Text(""), new Text("")];
  startMarker.replaceWith(start);
  endMarker.replaceWith(end);
  const parent = end.parentNode as Element;
  const container = {
    nodeType: Node.ELEMENT_NODE,
    localName: parent.localName,
    namespaceURI: parent.namespaceURI,
    ownerDocument: document,
    parentNode: parent,
    nextSibling: null,
    get childNodes() {
      const nodes: Node[] = [];
      for (let node = start.nextSibling; node !== null && node !== end; node = node.nextSibling) {
        nodes.push(node);
      }
      return nodes;
    },
    get firstChild() {
      return start.nextSibling === end ? null : start.nextSibling;
    },
    contains: (node: Node) => parent.contains(node),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    insertBefore: (node: Node, next: Node | null) => parent.insertBefore(node, next ?? end),
    removeChild: (node: Node) => parent.removeChild(node),
  };
  return container as unknown as Element;
}
