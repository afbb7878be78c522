import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { launchChromium, openContext } from "@/testing/browser.ts";
import { startWeb } from "@/testing/processes.ts";
import { openWorld } from "@/testing/world.ts";

interface ApiDocs extends AsyncDisposable {
  page: Page;
  /** Console errors, which violations of the content policy are, and exceptions. */
  faults: string[];
  /** Every address that was asked for. */
  requests: string[];
  baseUrl: string;
}

async function openApiDocs(basePath: string): Promise<ApiDocs> {
  await using started = new AsyncDisposableStack();
  const world = started.use(await openWorld());
  await world.createClient({ externalId: "acme", name: "Acme GmbH" });
  const { baseUrl } = started.use(await startWeb({ ...world.config, basePath }));
  const browser = await launchChromium();
  started.defer(() => browser.close());
  const page = await (await openContext(browser)).newPage();
  const faults: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`${baseUrl}/api-docs`);
  const resources = started.move();
  return { page, faults, requests, baseUrl, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

for (const basePath of ["", "/health"]) {
  Deno.test(`the API docs ${basePath === "" ? "at the root" : "behind a path prefix"} list clients when tried out`, async () => {
    await using docs = await openApiDocs(basePath);
    const { page } = docs;
    expect(await page.title()).toBe("API docs · Customer Intelligence");
    await page.locator("#operations-Clients-listClients").getByRole("button").first().click();
    const operation = page.locator("#operations-Clients-listClients");
    await operation.getByRole("button", { name: "Try it out" }).click();
    await operation.getByRole("button", { name: "Execute" }).click();
    const live = operation.locator(".live-responses-table .response").first();
    await live.waitFor();
    expect(await live.locator(".response-col_status").innerText()).toMatch(/^200/);
    expect(await live.innerText()).toContain('"Acme GmbH"');
    const asked = docs.requests.filter((url) => url.startsWith(`${docs.baseUrl}/api/v1/clients?`));
    expect(asked).toHaveLength(1);
    // Nothing comes from anywhere else, and nothing breaks the content policy.
    const elsewhere = docs.requests.filter((url) =>
      !url.startsWith(`${docs.baseUrl}/`) && !url.startsWith("data:")
    );
    expect(elsewhere).toEqual([]);
    expect(docs.faults).toEqual([]);
  });
}

Deno.test("a file of the API docs may be kept for ever, and is known by its tag", async () => {
  await using docs = await openApiDocs("");
  const address = docs.requests.find((url) => url.endsWith("swagger-ui-bundle.js")) ?? "";
  const response = await fetch(address);
  await response.body?.cancel();
  expect(response.headers.get("cache-control")).toContain("immutable");
  const etag = response.headers.get("etag") ?? "";
  const again = await fetch(address, { headers: { "if-none-match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const unknown = await fetch(address.replace("swagger-ui-bundle.js", "index.html"));
  await unknown.body?.cancel();
  expect(unknown.status).toBe(404);
});
