import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import {
  accessibilityFaults,
  horizontalOverflow,
  openStage,
  PHONE,
  smallTargets,
  type Stage,
} from "@/tests/e2e/harness.ts";

const PATH = "/incidents";

const rowOf = (page: Page, title: string) => page.locator("[data-incident]").filter({ hasText: title });
const titles = (page: Page) => page.locator("[data-incident] .clamp-2").allTextContents();

/** Neither the pointer nor the focus is in the list after it. */
async function leaveList(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).click();
}

async function stateOf(stage: Stage, title: string): Promise<string | undefined> {
  const { items } = await stage.services.incidents.list({ limit: 100, sort: "title" });
  return items.find((incident) => incident.title === title)?.status;
}

/** Opened so many days ago. */
function report(
  stage: Stage,
  title: string,
  severity: string,
  days: number,
  more: Record<string, unknown> = {},
) {
  const openedAt = new Date(Date.now() - days * 24 * 3_600_000).toISOString();
  return stage.send("POST", "/incidents", { clientExternalId: "acme", title, severity, openedAt, ...more });
}

Deno.test("the list of incidents, in a real browser", async (test) => {
  await using stage = await openStage();
  await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  await stage.send("POST", "/clients", { name: "Birch", externalId: "birch" });

  await test.step("nothing open is said, with what to do next", async () => {
    await using visit = await stage.open(PATH);
    await visit.page.getByText("No incident is unresolved").waitFor();
    await visit.page.getByText("None is unresolved.").waitFor();
    expect(await accessibilityFaults(visit.page)).toEqual([]);
    expect(visit.faults).toEqual([]);
  });

  await report(stage, "Exports are slow", "low", 40);
  await report(stage, "API answers 500", "critical", 1);
  await report(stage, "Checkout down", "critical", 9);
  await report(stage, "Search is stale", "high", 3, { clientExternalId: "birch", status: "investigating" });
  await report(stage, "Mail was late", "high", 20, { status: "resolved" });

  await test.step("the most urgent come first, and links narrow and sort without JavaScript", async () => {
    await using visit = await stage.open(PATH, { javaScriptEnabled: false });
    const { page } = visit;
    await page.getByText(
      "4 are unresolved, 1 of them under investigation; 1 was resolved in the last 30 days",
    )
      .waitFor();
    expect(await titles(page)).toEqual([
      "Checkout down",
      "API answers 500",
      "Search is stale",
      "Exports are slow",
    ]);
    await page.getByRole("link", { name: "All", exact: true }).click();
    await page.waitForURL("**/incidents?status=all");
    expect((await titles(page)).at(-1)).toBe("Mail was late");
    await page.getByRole("columnheader", { name: "Opened" }).getByRole("link").click();
    await page.waitForURL("**/incidents?status=all&sort=openedAt");
    expect((await titles(page))[0]).toBe("Exports are slow");
    await page.goto(`${stage.baseUrl}${PATH}`);
    await page.getByRole("link", { name: "critical" }).click();
    await page.waitForURL("**/incidents?severity=critical");
    expect(await titles(page)).toEqual(["Checkout down", "API answers 500"]);
    await page.getByRole("combobox", { name: "Age" }).selectOption("7");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("link", { name: "Opened more than 7 days ago" }).waitFor();
    expect(await titles(page)).toEqual(["Checkout down"]);
    await page.getByRole("link", { name: "Clear all" }).click();
    const search = page.getByRole("searchbox", { name: "Search by client" });
    await search.fill("bir");
    await search.press("Enter");
    await page.getByRole("link", { name: "Client: “bir”" }).waitFor();
    expect(await titles(page)).toEqual(["Search is stale"]);
    await rowOf(page, "Search is stale").getByRole("link", { name: "Birch" }).first().click();
    await page.getByRole("heading", { name: "Birch", exact: true }).waitFor();
  });

  await test.step("what one reader does, another one sees", async () => {
    await using first = await stage.open(PATH);
    await using second = await stage.open(PATH);
    await rowOf(first.page, "API answers 500").getByRole("button", { name: "Investigate" }).click();
    await rowOf(second.page, "API answers 500").getByRole("cell", { name: "under investigation" }).waitFor();
    await rowOf(first.page, "Checkout down").getByRole("button", { name: "Resolve" }).click();
    await first.page.getByText("“Checkout down” is resolved").waitFor();
    await rowOf(second.page, "Checkout down").waitFor({ state: "detached" });
    await second.page.getByText("3 are unresolved, 2 of them under investigation").waitFor();
    expect([first.faults, second.faults]).toEqual([[], []]);
  });

  await test.step("what is resolved is opened again", async () => {
    await using visit = await stage.open(`${PATH}?status=resolved`);
    const { page } = visit;
    await rowOf(page, "Mail was late").getByRole("button", { name: "Reopen" }).click();
    await page.getByText("“Mail was late” is open again").waitFor();
    await leaveList(page);
    await rowOf(page, "Mail was late").waitFor({ state: "detached" });
    expect(visit.faults).toEqual([]);
  });

  await test.step("a double-click resolves one incident, whose row stays until it is left, and which can be taken back", async () => {
    await using visit = await stage.open(PATH);
    const { page, faults } = visit;
    const before = await titles(page);
    // Of those that are open the first, with another one under it.
    const [first = "", second = ""] = before;
    const row = rowOf(page, first);
    const place = await row.boundingBox();
    await row.getByRole("button", { name: "Resolve" }).dblclick();
    const word = page.getByRole("status").filter({ hasText: `“${first}” is resolved` });
    await word.waitFor();
    // The list was read again: its place in the sum is taken.
    await page.getByText("· 1 change when you leave the list").waitFor();
    expect(await titles(page)).toEqual(before);
    expect(await row.boundingBox()).toEqual(place);
    expect(await row.getByRole("cell", { name: "resolved", exact: true }).count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(`Resolved${first}`);
    // Enter, held down or pressed again where the focus has stayed, does nothing either.
    await page.keyboard.press("Enter");
    expect(await row.getByRole("button").allTextContents()).toEqual([`Resolved${first}`]);
    expect(await stateOf(stage, second)).toEqual("open");
    await word.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("status").filter({ hasText: `“${first}” is under investigation` }).waitFor();
    // As it was before: somebody was on it.
    expect(await stateOf(stage, first)).toBe("investigating");

    await row.getByRole("button", { name: "Resolve" }).click();
    await word.waitFor();
    await leaveList(page);
    await row.waitFor({ state: "detached" });
    expect((await titles(page))[0]).toBe(second);
    await word.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
    expect(await titles(page)).toEqual(before);
    expect(faults).toEqual([]);
  });

  await test.step("what others report does not move the rows under the pointer", async () => {
    await using visit = await stage.open(PATH);
    const { page } = visit;
    const before = await titles(page);
    await rowOf(page, before[1] ?? "").hover();
    await report(stage, "Database is full", "critical", 12);
    await page.getByText("· 1 change when you leave the list").waitFor();
    expect(await titles(page)).toEqual(before);
    await leaveList(page);
    await rowOf(page, "Database is full").waitFor();
    expect(await titles(page)).toEqual(["Database is full", ...before]);
  });

  await test.step("an incident is reported of a client that is named", async () => {
    await using visit = await stage.open(PATH);
    const { page, faults } = visit;
    await page.getByRole("button", { name: "Report incident" }).click();
    const dialog = page.getByRole("dialog", { name: "Report an incident" });
    await dialog.getByRole("button", { name: "Report incident" }).click();
    await dialog.getByText("Choose a client").waitFor();
    await dialog.getByText("Say what happened").waitFor();
    await dialog.locator("input:focus").and(dialog.getByLabel("Client")).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByLabel("Client").fill("Nobody");
    await dialog.getByLabel("What happened").fill("Login loops");
    await dialog.getByRole("button", { name: "Report incident" }).click();
    await dialog.getByText("No client is called “Nobody”").waitFor();
    expect(await dialog.getByLabel("What happened").inputValue()).toBe("Login loops");
    await dialog.getByLabel("Client").fill("bir");
    await dialog.getByRole("button", { name: "Report incident" }).click();
    await dialog.waitFor({ state: "hidden" });
    await rowOf(page, "Login loops").getByRole("link", { name: "Birch" }).first().waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("on a phone every control has room for a finger", async () => {
    await using visit = await stage.open(PATH, { viewport: PHONE, hasTouch: true, isMobile: true });
    expect(await smallTargets(visit.page)).toEqual([]);
    expect(await horizontalOverflow(visit.page)).toBe(0);
  });
});
