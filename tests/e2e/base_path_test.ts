import { expect } from "@std/expect";
import { openStage, untilLive } from "@/tests/e2e/harness.ts";

const BASE_PATH = "/health";

Deno.test("behind a base path every link, asset, call and the stream resolve", async (test) => {
  await using stage = await openStage({ basePath: BASE_PATH });
  const { id } = await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  await stage.send("POST", "/incidents", { clientId: id, title: "API answers 500", severity: "critical" });
  const origin = new URL(stage.baseUrl).origin;

  await test.step("a walk along all links stays behind it and finds every page", async () => {
    await using visit = await stage.open("/");
    const { page, faults } = visit;
    const seen = new Set<string>();
    const open = [`${BASE_PATH}/`];
    const strays: string[] = [];
    for (let path = open.shift(); path !== undefined; path = open.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await page.goto(origin + path);
      if (response === null || response.status() >= 400) {
        strays.push(`${path} was answered ${response?.status()}`);
      }
      const links = await page.locator("a[href]").evaluateAll((found) =>
        found.map((link) => (link as HTMLAnchorElement).href)
      );
      for (const link of links) {
        const { origin: host, pathname, searchParams } = new URL(link);
        if (host !== origin) continue;
        const inside = pathname === BASE_PATH || pathname.startsWith(`${BASE_PATH}/`);
        if (!inside) strays.push(`${path} links to ${pathname}`);
        // Filters and sorts lead to the same pages over and over; files are not pages.
        else if (searchParams.size === 0 && !pathname.includes("/api/")) open.push(pathname);
      }
    }
    expect(strays).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining(
        ["clients", "incidents", "scores", `clients/${id}`].map((path) => `${BASE_PATH}/${path}`),
      ),
    );
    expect(faults).toEqual([]);
  });

  await test.step("the current page is marked in the navigation", async () => {
    await using visit = await stage.open("/clients");
    const link = visit.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Clients" });
    expect(await link.getAttribute("aria-current")).toBe("page");
  });

  await test.step("islands call the API and follow the stream behind it", async () => {
    await using visit = await stage.open("/incidents");
    const { page, faults } = visit;
    await page.getByRole("button", { name: "Resolve" }).click();
    await page.getByText("“API answers 500” is resolved").waitFor();
    // The row stays for as long as somebody is in the list.
    await page.getByRole("heading", { level: 1 }).click();
    await page.getByText("No incident is unresolved").waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("filters, exports and what is created stay behind it", async () => {
    await using visit = await stage.open("/clients");
    const { page, faults } = visit;
    await page.getByRole("searchbox", { name: "Search clients" }).fill("ac");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${stage.baseUrl}/clients?search=ac`);
    await untilLive(page);
    const link = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
    expect((await page.request.get(origin + link)).status()).toBe(200);
    await page.getByRole("button", { name: "New client" }).click();
    const dialog = page.getByRole("dialog", { name: "New client" });
    await dialog.getByLabel("Name", { exact: true }).fill("Birch");
    await dialog.getByRole("button", { name: "Create client" }).click();
    await page.getByRole("heading", { name: "Birch", exact: true }).waitFor();
    expect(new URL(page.url()).pathname.startsWith(`${BASE_PATH}/clients/`)).toBe(true);
    expect(faults).toEqual([]);
  });
});
