/** Views that a reader has named, kept in this browser. The address is the truth; a view is a name for one. */

import { type FormFault, textFault } from "@/lib/forms/faults.ts";

export interface SavedView {
  name: string;
  /** The query of the address, beginning with `?`. */
  search: string;
}

const VIEWS_MAX = 50;
const NAME_MAX = 60;

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

/** What is wrong with a name for a view. */
export function viewFault(name: string): FormFault | null {
  return textFault(name, { max: NAME_MAX, empty: "Enter a name for this view" });
}

/** What saving a view of that name does, besides adding one. */
export function savedWords(views: readonly SavedView[], name: string): string {
  if (views.some((view) => view.name === name)) return `“${name}” leads to this view now`;
  const [oldest] = views;
  const saved = `“${name}” saved in this browser`;
  return oldest && views.length >= VIEWS_MAX
    ? `${saved}; the oldest, “${oldest.name}”, was forgotten`
    : saved;
}

function isView(value: unknown): value is SavedView {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" &&
    "search" in value && typeof value.search === "string" && value.search.startsWith("?");
}

function keyOf(page: string): string {
  return `views:${page}`;
}
