import { expect } from "@std/expect";
import { keepViews, readViews, savedWords, viewFault, withView } from "@/lib/browser/saved_views.ts";

const CRITICAL = { name: "Critical", search: "?band=critical" };

Deno.test("views are kept by page, and what is no view is left out", () => {
  const page = `test-${crypto.randomUUID()}`;
  expect(readViews(page)).toEqual([]);
  expect(keepViews(page, [CRITICAL])).toBe(true);
  expect(readViews(page)).toEqual([CRITICAL]);
  localStorage.setItem(`views:${page}`, '[{"name":"Evil","search":"https://evil.test"},7,null]');
  expect(readViews(page)).toEqual([]);
  localStorage.setItem(`views:${page}`, "{broken");
  expect(readViews(page)).toEqual([]);
  localStorage.removeItem(`views:${page}`);
});

Deno.test("a view of the same name is replaced, and there is an end to them", () => {
  const other = { name: "Mine", search: "?owner=Dana" };
  const again = { name: "Critical", search: "?band=critical&sort=score" };
  expect(withView([CRITICAL, other], again)).toEqual([other, again]);
  const many = Array.from({ length: 50 }, (_, index) => ({ name: `${index}`, search: "?" }));
  expect(withView(many, CRITICAL).map(({ name }) => name)).toEqual([
    ...many.slice(1).map(({ name }) => name),
    "Critical",
  ]);
});

Deno.test("a view without a name says so, and saving one says whatever else it does", () => {
  expect(viewFault("")).toEqual({ words: "Enter a name for this view" });
  expect(viewFault("x".repeat(61))).toEqual({ words: "Shorten this to 60 characters: 1 character too many" });
  expect(viewFault("Teams by money")).toBe(null);
  const views = Array.from({ length: 50 }, (_, number) => ({ name: `View ${number}`, search: "?" }));
  expect(savedWords([], "Mine")).toBe("“Mine” saved in this browser");
  expect(savedWords(views, "View 7")).toBe("“View 7” leads to this view now");
  expect(savedWords(views, "Mine")).toBe("“Mine” saved in this browser; the oldest, “View 0”, was forgotten");
});
