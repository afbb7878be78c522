/** Views that a reader has named, kept in this browser. The address is the truth; a view is a name for one. */

export interface SavedView {
  name: string;
  /** The query of the address, beginning with `?`. */
  search: string;
}

const VIEWS_MAX = 50;

/** The views of one page; none where storage is blocked or holds something else. */
export function readViews(page: string): SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(page)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Whether the views could be kept. */
export function keepViews(page: string, views: readonly SavedView[]): boolean {
  try {
    localStorage.setItem(keyOf(page), JSON.stringify(views));
    return true;
  } catch {
    return false;
  }
}

/** With one more view; one of the same name is replaced, and of very many the oldest goes. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return [...views.filter(({ name }) => name !== view.name), view].slice(-VIEWS_MAX);
}

function isView(value: unknown): value is SavedView {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" &&
    "search" in value && typeof value.search === "string" && value.search.startsWith("?");
}

function keyOf(page: string): string {
  return `views:${page}`;
}
