import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { horizontalOverflow, openStage, PHONE, type Stage } from "@/tests/e2e/harness.ts";

const STARTED = "2025-01-01T00:00:00Z";

/** A client with so many calls and logins today. */
async function addClient(stage: Stage, name: string, calls: number, logins: number): Promise<string> {
  const externalId = name.toLowerCase();
  const { id } = await stage.send("POST", "/clients", {
    name,
    externalId,
    plan: "Enterprise",
    mrr: 1_240_000,
    currency: "EUR",
    timezone: "Europe/Berlin",
    startedAt: STARTED,
    owner: "Dana Okafor",
  });
  const { accepted } = await stage.send("POST", "/telemetry", {
    events: [
      { messageId: `${externalId}-calls`, externalId, type: "api_call", count: calls },
      { messageId: `${externalId}-logins`, externalId, type: "login", count: logins },
    ],
  });
  expect(accepted).toBe(2);
  return id;
}

const report = (stage: Stage, clientId: string, title: string) =>
  stage.send("POST", "/incidents", { clientId, title, severity: "critical" });

const radarRow = (page: Page, name: string) => page.locator("[data-client]").filter({ hasText: name });

/** Set on the window, it is gone after a reload. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(globalThis, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => "marked" in globalThis);

Deno.test("an empty dashboard says how to begin, fills by itself and follows an outage without a reload", async () => {
  await using stage = await openStage();
  await using visit = await stage.open("/");
  const { page, faults } = visit;
  await page.getByRole("heading", { name: "No current clients" }).waitFor();
  await page.getByText("npx -y deno@2.9.6 task seed").waitFor();
  await mark(page);
  // 0.4 · 50 + 0.3 · 100 + 0.3 · 100 = 80
  const acme = await addClient(stage, "Acme", 2_500, 30);
  // 0.4 · 20 + 0.3 · 10 + 0.3 · 100 = 41
  await addClient(stage, "Birch", 1_000, 3);
  await radarRow(page, "Birch").getByText("41", { exact: true }).waitFor();
  await page.getByRole("heading", { name: "1 of 2 clients is at risk, €12,400 a month" }).waitFor();
  expect(await radarRow(page, "Acme").count()).toBe(0);

  await report(stage, acme, "API answers 500");
  await report(stage, acme, "Checkout down");
  // 80 − 0.3 · 80 = 56
  const row = radarRow(page, "Acme");
  await row.getByText("56", { exact: true }).waitFor();
  await row.getByText("Two critical incidents (−24)").waitFor();
  await page.getByRole("heading", { name: "2 of 2 clients are at risk, €24,800 a month" }).waitFor();
  const names = await page.locator("[data-client] a").allTextContents();
  expect(names).toEqual(["Birch", "Acme"]);
  expect(await isMarked(page)).toBe(true);
  expect(faults).toEqual([]);
});

Deno.test("the client page follows the data, in a real browser", async (test) => {
  await using stage = await openStage();
  const acme = await addClient(stage, "Acme", 2_500, 30);

  await test.step("it resolves and reports incidents, and its score follows", async () => {
    const troubled = await addClient(stage, "Cedar", 2_500, 30);
    await report(stage, troubled, "API answers 500");
    await report(stage, troubled, "Checkout down");
    await using visit = await stage.open(`/clients/${troubled}`);
    const { page, faults } = visit;
    await mark(page);
    await page.getByRole("img", { name: "Score 56 of 100, at risk" }).waitFor();
    await page.getByRole("button", { name: "Resolve Checkout down" }).click();
    // A resolved one still takes a quarter of its 40 points: 80 − 0.3 · 50 = 65, at risk.
    await page.getByRole("img", { name: "Score 65 of 100, at risk" }).waitFor();
    await page.getByRole("button", { name: "Resolve Checkout down" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Report incident" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What happened").fill("Exports are slow");
    await dialog.getByLabel("How bad it is").selectOption("low");
    await dialog.getByRole("button", { name: "Report incident" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Resolve Exports are slow" }).waitFor();
    // 80 − 0.3 · 55 = 63.5, half up.
    await page.getByRole("img", { name: "Score 64 of 100, at risk" }).waitFor();
    expect(await isMarked(page)).toBe(true);
    expect(faults).toEqual([]);
  });

  await test.step("an external id leads to the same client, an unknown id to a page that says so", async () => {
    await using visit = await stage.open("/clients/external:acme");
    await visit.page.getByRole("heading", { name: "Acme", exact: true }).waitFor();
    expect(await visit.page.title()).toBe("Acme · Customer Intelligence");
    const missing = await visit.page.goto(`${stage.baseUrl}/clients/nobody`);
    expect(missing?.status()).toBe(404);
    await visit.page.getByRole("heading", { name: "There is no such page" }).waitFor();
  });

  await test.step("every page stays within a phone's width, and its islands work", async () => {
    for (const path of ["/", `/clients/${acme}`]) {
      await using visit = await stage.open(path, { viewport: PHONE, hasTouch: true, isMobile: true });
      const { page } = visit;
      expect(await horizontalOverflow(page)).toBe(0);
      await page.getByRole("button", { name: "Open navigation" }).click();
      await page.getByRole("button", { name: "Dark theme" }).click();
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
      expect(visit.faults).toEqual([]);
    }
  });
});
