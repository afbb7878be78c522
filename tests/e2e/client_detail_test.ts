import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { openStage, type Stage, untilLive } from "@/tests/e2e/harness.ts";

const DAY_MS = 86_400_000;

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

/** A client with calls and logins of today, and of some days before. */
async function addClient(stage: Stage): Promise<string> {
  const { id } = await stage.send("POST", "/clients", {
    name: "Acme",
    externalId: "acme",
    plan: "Enterprise",
    mrr: 1_240_000,
    currency: "EUR",
    timezone: "UTC",
    startedAt: daysAgo(400),
  });
  const events = [
    { messageId: "calls-0", type: "api_call", count: 2_500 },
    { messageId: "logins-0", type: "login", count: 26 },
    { messageId: "logins-7", type: "login", count: 4, ts: daysAgo(7) },
    { messageId: "logins-40", type: "login", count: 8, ts: daysAgo(40) },
  ];
  const { accepted } = await stage.send("POST", "/telemetry", {
    events: events.map((event) => ({ ...event, externalId: "acme" })),
  });
  expect(accepted).toBe(4);
  return id;
}

const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
const cells = (page: Page) => page.getByRole("grid", { name: /^Logins by day: / }).getByRole("gridcell");

Deno.test("the client page shows all days of logins, a history, notes and a simulation, by pointer and by keyboard", async (test) => {
  await using stage = await openStage();
  const acme = await addClient(stage);
  const path = `/clients/${acme}`;

  await test.step("logins since the first are read cell by cell with the arrow keys", async () => {
    await using visit = await stage.open(path);
    const { page, faults } = visit;
    await page.getByRole("grid", { name: /^Logins by day: 38 logins on 3 of 41 days/ }).waitFor();
    expect(await cells(page).count()).toBe(41);
    expect(await page.locator('[role="gridcell"][tabindex="0"]').count()).toBe(1);
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    expect(await focusedName(page)).toMatch(/^Today, .*: 26 logins so far, busier than usual$/);
    await page.keyboard.press("ArrowLeft");
    expect(await focusedName(page)).toMatch(/: 4 logins, a quiet day$/);
    await page.locator(".chart-tip").filter({ hasText: "4 logins, a quiet day" }).waitFor();
    await page.keyboard.press("ArrowUp");
    expect(await focusedName(page)).toMatch(/: no data$/);
    await page.keyboard.press("Control+Home");
    const focused = page.locator('[role="gridcell"]:focus');
    expect(await focused.getAttribute("data-index")).toBe("0");
    expect(await focused.getAttribute("tabindex")).toBe("0");
    expect(await page.locator('[role="gridcell"][tabindex="0"]').count()).toBe(1);
    expect(faults).toEqual([]);
  });

  await test.step("usage is shown of 7, 30 or 90 days and by type, with and without scripts", async () => {
    await using visit = await stage.open(path);
    const { page, faults } = visit;
    const card = page.getByRole("region", { name: /^(API calls|Logins)(, \d+ days$| since )/ });
    await card.getByRole("link", { name: "90 days" }).click();
    await page.getByRole("heading", { name: /^API calls since \d/ }).waitFor();
    await card.getByRole("link", { name: "Logins" }).click();
    await page.getByRole("img", { name: /^logins by day: 38 logins on 3 days; 1 a day earns full points/ })
      .waitFor();
    expect(new URL(page.url()).search).toBe("?days=90&type=login");
    const slider = page.getByRole("slider", { name: /^logins by day/ });
    await slider.focus();
    expect(await slider.getAttribute("aria-valuetext")).toMatch(/: 26 logins; 1 a day earns full points$/);
    await page.keyboard.press("PageUp");
    expect(await slider.getAttribute("aria-valuetext")).toMatch(/: 4 logins; 1 a day earns full points$/);
    await page.keyboard.press("ArrowLeft");
    expect(await slider.getAttribute("aria-valuetext")).toMatch(/: no data$/);
    await page.reload();
    await page.getByRole("heading", { name: /^Logins since \d/ }).waitFor();
    expect(faults).toEqual([]);

    await using plain = await stage.open(path, { javaScriptEnabled: false });
    await plain.page.getByRole("link", { name: "7 days" }).click();
    await plain.page.getByRole("heading", { name: "API calls, 7 days" }).waitFor();
    await plain.page.getByRole("link", { name: "Logins" }).click();
    await plain.page.getByRole("heading", { name: "Logins, 7 days" }).waitFor();
  });

  await test.step("an incident is marked on the history at once, and is in its table", async () => {
    await using visit = await stage.open(path);
    const { page, faults } = visit;
    // 0.4 · 50 + 0.3 · 100 + 0.3 · 100
    await page.getByRole("img", { name: /^Scores by day: 80 now/ }).waitFor();
    await stage.send("POST", "/incidents", { clientId: acme, title: "Exports are slow", severity: "high" });
    // 80 − 0.3 · 25 = 72.5, half up.
    await page.getByRole("img", { name: /^Scores by day: 73 now/ }).waitFor();
    const slider = page.getByRole("slider", { name: /^Scores by day/ });
    await slider.focus();
    expect(await slider.getAttribute("aria-valuetext")).toMatch(
      /: 73, healthy\. Opened: Exports are slow \(high\)$/,
    );
    const card = page.getByRole("region", { name: "Score, 7 days" });
    await card.getByText("As a table").click();
    await card.getByRole("row", { name: /73 Healthy Opened: Exports are slow \(high\)/ }).waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("a note is written and deleted by keyboard, and seen by others as it was written", async () => {
    await using visit = await stage.open(path);
    await using other = await stage.open(path);
    const { page, faults } = visit;
    // Without a name it is "You" for whom the browser knows to have written it, and for nobody else.
    await page.getByLabel("New note").fill("Called back");
    await page.keyboard.press("Control+Enter");
    const unnamed = (where: typeof page) => where.getByRole("listitem").filter({ hasText: "Called back" });
    await unnamed(page).getByText(/^You ·/).waitFor();
    await unnamed(other.page).getByText(/^No name ·/).waitFor();
    await page.reload();
    await untilLive(page);
    await unnamed(page).getByText(/^You ·/).waitFor();
    await unnamed(page).getByRole("button", { name: "Delete the note of You: Called back" }).click();
    await unnamed(page).getByRole("button", { name: "Delete note" }).click();
    await unnamed(other.page).waitFor({ state: "detached" });
    // The pointer is still there: no other note comes under it.
    await unnamed(page).getByText("Deleted").waitFor();
    await page.getByLabel("Your name").click();
    await unnamed(page).waitFor({ state: "detached" });

    await page.getByLabel("Your name").fill("Dana Okafor");
    await page.getByLabel("New note").focus();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alert").filter({ hasText: "Not stored yet: 1 field to put right, New note." })
      .waitFor();
    await page.getByText("Write the note first").waitFor();
    await page.keyboard.type("<b>Renewal</b> call");
    await page.keyboard.press("Control+Enter");
    await page.getByText("<b>Renewal</b> call", { exact: true }).waitFor();
    const told = other.page.getByRole("listitem").filter({ hasText: "<b>Renewal</b> call" });
    await told.getByText(/^Dana Okafor ·/).waitFor();
    expect(await page.getByLabel("New note").inputValue()).toBe("");

    await page.getByRole("button", { name: "Delete the note of Dana Okafor: <b>Renewal</b> call" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("button:focus").filter({ hasText: "Keep" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await told.waitFor({ state: "detached" });
    await page.getByText("Nobody has written anything yet").waitFor();
    await page.reload();
    await untilLive(page);
    expect(await page.getByLabel("Your name").inputValue()).toBe("Dana Okafor");
    expect([...faults, ...other.faults]).toEqual([]);
  });

  await test.step("an outage is simulated and taken away again", async () => {
    await using visit = await stage.open(path);
    await using other = await stage.open(path);
    const { page, faults } = visit;
    const panel = page.getByRole("region", { name: "Simulation" });
    expect(await panel.getByRole("button", { name: "Remove simulated data" }).isDisabled()).toBe(true);
    await panel.getByLabel("Incidents of an outage").selectOption({ label: "one low" });
    await panel.getByRole("button", { name: "Start outage" }).click();
    await panel.getByText("1 simulated incident opened; the score follows").waitFor();
    await other.page.getByText(/^This client has 1 simulated incident since /).waitFor();
    await panel.getByRole("button", { name: "Pulse" }).click();
    await panel.getByText(/^This client has \d+ simulated events and 1 simulated incident since /).waitFor();
    await panel.getByRole("button", { name: "Remove simulated data" }).click();
    await panel.getByText("Nothing of this client is simulated").waitFor();
    await other.page.getByText("Nothing of this client is simulated").waitFor();
    expect([...faults, ...other.faults]).toEqual([]);
  });

  await test.step("the page prints to one sheet of A4, however much there is", async () => {
    const long = "A long note. ".repeat(100);
    for (const number of [1, 2, 3, 4, 5]) {
      await stage.send("POST", `/clients/${acme}/notes`, { text: `${number}: ${long}` });
      await stage.send("POST", "/incidents", {
        clientId: acme,
        title: `Incident ${number}`,
        severity: "low",
      });
    }
    await using visit = await stage.open(path, { colorScheme: "dark" });
    const pdf = await visit.page.pdf({ format: "A4", preferCSSPageSize: true });
    const pages = new TextDecoder("latin1").decode(pdf).match(/\/Type\s*\/Page\b/g);
    expect(pages).toHaveLength(1);
  });
});
