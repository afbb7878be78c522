import { expect } from "@std/expect";
import { clientAddress, pageAddress, pagePath, setBasePath } from "@/lib/format/address.ts";

/** Sets the base path for the length of a block. */
function behind(path: string): Disposable {
  setBasePath(path);
  return { [Symbol.dispose]: () => setBasePath("") };
}

Deno.test("addresses begin with the base path", () => {
  using _base = behind("/health");
  expect(pageAddress("/")).toBe("/health/");
  expect(pageAddress("/clients?band=critical")).toBe("/health/clients?band=critical");
  expect(clientAddress("a/b")).toBe("/health/clients/a%2Fb");
});

Deno.test("addresses are left alone without a base path", () => {
  expect(pageAddress("/clients")).toBe("/clients");
  expect(pagePath("/clients/7")).toBe("/clients/7");
});

Deno.test("the path of a page leaves the base path out", () => {
  using _base = behind("/health");
  expect(pagePath("/health")).toBe("/");
  expect(pagePath("/health/")).toBe("/");
  expect(pagePath("/health/clients/7")).toBe("/clients/7");
});
