import { expect } from "@std/expect";
import { keepViews, readViews, withView } from "@/lib/browser/saved_views.ts";

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
