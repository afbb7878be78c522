/** Clients and their rows in the list, for tests in a browser. */
import type { Page } from "playwright-core";
import type { Stage } from "@/tests/e2e/harness.ts";

export const PATH = "/clients";

export async function addClient(
  stage: Stage,
  name: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const client = {
    name,
    externalId: name.toLowerCase().replaceAll(" ", "-"),
    startedAt: "2025-01-01T00:00:00Z",
  };
  return (await stage.send("POST", "/clients", { ...client, ...more })).id;
}

export const rowOf = (page: Page, name: string) => page.locator("[data-client]").filter({ hasText: name });
export const names = (page: Page) => page.locator("[data-client] a").allTextContents();
