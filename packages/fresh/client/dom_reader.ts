import { type ComponentChild, h, type VNode } from "preact";

/** What the server has marked: `frsh:island:<name>:<index>:` or `frsh:slot:<id>:<name>`, up to `/frsh:…`. */
interface Marked {
  kind: string;
  first: string;
  second: string;
  start: Comment;
  end: Comment;
  /** Whether it stands inside of something marked, or in a template. */
  isInner: boolean;
}

/** Finds the pairs of markers below a node. */
export function findMarked(root: Node): Marked[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Marked[] = [];
  const open: Comment[] = [];
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    if (comment.data.startsWith("frsh:")) open.push(comment);
    const start = comment.data.startsWith("/frsh:") ? open.pop() : undefined;
    if (start === undefined) continue;
    const [, kind = "", first = "", second = ""] = start.data.split(":");
    const isInner = open.length > 0 || root !== document.body;
    found.push({ kind, first, second, start, end: comment, isInner });
  }
  return found;
}

/** Turns the nodes from `first` up to `end` back into elements; `islands` gives those that begin at a marker. */
export function readChildren(
  first: Node | null,
  end: Node | null,
  islands: Map<Node, { island: VNode; end: Node }>,
): ComponentChild[] {
  const children: ComponentChild[] = [];
  for (let node = first; node !== null && node !== end; node = node.nextSibling) {
    const marked = islands.get(node);
    if (marked !== undefined) {
      children.push(marked.island);
      node = marked.end;
    } else if (node instanceof Element) {
      const inside = readChildren(node.firstChild, null, islands);
      children.push(h(node.localName, attributesOf(node), ...inside));
    } else if (node instanceof Text) children.push(node.data);
  }
  return children;
}

function attributesOf(element: Element): Record<string, unknown> {
  const props: Record<string, unknown> = {};
  for (const { name, value } of element.attributes) {
    // Preact sets the property of the same name: "" would unset a boolean one, "false" would set it.
    const isBoolean = typeof Reflect.get(element, name) === "boolean";
    if (!name.startsWith("on")) props[name] = isBoolean ? !["false", "no", "off"].includes(value) : value;
  }
  return props;
}

/** A stand-in for a parent element whose children are the nodes between two markers. */
export function createContainer(startMarker: Comment, endMarker: Comment): Element {
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
      const nodes = [...parent.childNodes];
      return nodes.slice(nodes.indexOf(start) + 1, nodes.indexOf(end));
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
