import { expect } from "@std/expect";
import { breadcrumb, isCurrent, type NavigationItem, shownClient } from "@/components/shell/navigation.ts";

const CLIENTS: NavigationItem = { label: "Clients", href: "/clients", icon: "clients" };

Deno.test("an item is current on its page and below it, not beside it", () => {
  expect(["/clients", "/clients/acme", "/clientsx", "/"].map((path) => isCurrent(CLIENTS, path))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("the dashboard is current on the root alone", () => {
  const dashboard: NavigationItem = { label: "Dashboard", href: "/", icon: "dashboard" };
  expect(["/", "/clients"].map((path) => isCurrent(dashboard, path))).toEqual([true, false]);
});

Deno.test("a section's own page is one crumb, a page below it two", () => {
  expect(breadcrumb("/clients", "Clients")).toEqual([{ label: "Clients" }]);
  expect(breadcrumb("/clients/7", "Acme")).toEqual([{ label: "Clients", href: "/clients" }, {
    label: "Acme",
  }]);
});

Deno.test("a path of no section has its title alone", () => {
  expect(breadcrumb("/nowhere", undefined)).toEqual([{ label: "Page not found" }]);
});

Deno.test("a client's page is known by its address", () => {
  expect(shownClient("/clients/external%3Aacme", "Acme")).toEqual({ id: "external:acme", name: "Acme" });
  expect(shownClient("/clients", "Clients")).toBe(null);
  expect(shownClient("/clients/7/print", "Acme")).toBe(null);
  expect(shownClient("/clients/7", undefined)).toBe(null);
});
