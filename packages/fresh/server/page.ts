import { type ComponentChildren, Fragment, h, toChildArray, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { AttachedBuild, Island } from "../build.ts";

export type Props = Record<string, unknown>;

/** What the rendering of one page collects. */
export class Page {
  /** The page that is being rendered. Rendering is synchronous, so there is never more than one. */
  static current: Page | null = null;

  /** Allows the scripts and styles of this page alone. */
  readonly nonce: string = crypto.randomUUID().replaceAll("-", "");
  readonly islands: Set<Island> = new Set();
  /** Props of the islands, in the order of their markers. */
  readonly props: { island: Island; values: Props }[] = [];
  /** Markup given to islands from outside; the browser finds it by its index. */
  readonly slots: { content: ComponentChildren; rendered: boolean }[] = [];
  /** Elements of `<Head>`, by what makes two of them the same. */
  readonly head: Map<string, VNode<Props>> = new Map();
  /** Which of html, head and body the app has rendered itself. */
  readonly tags: Set<string> = new Set();

  constructor(readonly build: AttachedBuild | null, readonly url: URL) {}

  render(content: ComponentChildren): string {
    Page.current = this;
    try {
      return renderToString(h(Fragment, null, content));
    } finally {
      Page.current = null;
    }
  }

  addHead(children: ComponentChildren): void {
    for (const child of headElements(children)) this.head.set(identityOf(child), child);
  }

  /** The children of the document's own head that no element of `<Head>` replaces. */
  keptInHead(children: ComponentChildren): ComponentChildren {
    return headElements(children).filter((child) => !this.head.has(identityOf(child)));
  }

  addSlot(content: ComponentChildren): number {
    return this.slots.push({ content, rendered: false }) - 1;
  }
}

function headElements(children: ComponentChildren): VNode<Props>[] {
  return toChildArray(children).filter((child) => typeof child === "object") as VNode<Props>[];
}

/** What is left out when two elements of a head are compared: their content, and where links lead. */
const NOT_COMPARED = ["children", "nonce", "meta content", "link href"];

/** Two elements of a head with the same identity replace each other. */
function identityOf({ type, key, props }: VNode<Props>): string {
  if (key !== null && key !== undefined) return `key:${key}`;
  if (type === "title") return type;
  const compared = Object.keys(props).filter((name) =>
    !NOT_COMPARED.includes(name) && !NOT_COMPARED.includes(`${type} ${name}`)
  );
  return [type, ...compared.sort().map((name) => String(props[name]))].join("::");
}
