import { expect } from "@std/expect";
import { isCanonical, pageLink, pageNumber, pagesAround, toggled } from "@/lib/lists/page_link.ts";

Deno.test("a change of a filter leads to the first page, a change of the page keeps the filters", () => {
  const parameters = { band: "critical,at_risk", search: "a&b", page: "3" };
  expect(pageLink(parameters, { band: "critical" })).toBe("?band=critical&search=a%26b");
  expect(pageLink(parameters, { page: "4" })).toBe("?band=critical,at_risk&search=a%26b&page=4");
  expect(pageLink(parameters, { search: null })).toBe("?band=critical,at_risk");
  expect(pageLink(parameters)).toBe("?band=critical,at_risk&search=a%26b&page=3");
  expect(pageLink({})).toBe("?");
});

Deno.test("an address is canonical when it says what is asked for once, in any order", () => {
  const is = (query: string) =>
    isCanonical(new URL(`http://localhost/clients${query}`), { a: "1,2", b: "x y" });
  expect(is("?a=1,2&b=x+y")).toBe(true);
  expect(is("?b=x%20y&a=1%2C2")).toBe(true);
  for (const query of ["?a=1,2&b=x+y&c=", "?a=1&a=2&b=x+y", "?a=1,2", "?a=1,2&b=x+y&b=x+y"]) {
    expect(is(query)).toBe(false);
  }
});

Deno.test("a value is put into a list or taken out of it", () => {
  expect(toggled(undefined, "critical")).toBe("critical");
  expect(toggled("critical", "at_risk")).toBe("critical,at_risk");
  expect(toggled("critical,at_risk", "critical")).toBe("at_risk");
  expect(toggled("critical", "critical")).toBe(null);
});

Deno.test("pages count from 1; what is no page is the first", () => {
  expect(pageNumber({ page: "12" })).toBe(12);
  for (const page of ["0", "-1", "1e3", "x", "", "9999999"]) expect(pageNumber({ page })).toBe(1);
});

Deno.test("few pages are all offered, of many the ends and the neighbours", () => {
  expect(pagesAround(1, 1)).toEqual([1]);
  expect(pagesAround(2, 5)).toEqual([1, 2, 3, 4, 5]);
  expect(pagesAround(1, 400)).toEqual([1, 2, null, 400]);
  expect(pagesAround(7, 400)).toEqual([1, null, 6, 7, 8, null, 400]);
  expect(pagesAround(4, 7)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
