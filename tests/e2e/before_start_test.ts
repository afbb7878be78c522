/** What is done on a page whose scripts are still on their way: none of it is lost, and each thing is done once. */
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { openStage } from "@/tests/e2e/harness.ts";

const dialogs = (page: Page) => page.locator("dialog[open]").count();

Deno.test("nothing done before a page has started is lost", async (test) => {
  await using stage = await openStage();
  const { id } = await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  for (const title of ["Checkout down", "Mail is late"]) {
    await stage.send("POST", "/incidents", { clientExternalId: "acme", title, severity: "high" });
  }

  await test.step("a button is pressed, by somebody without patience", async () => {
    await using visit = await stage.hold("/clients");
    const { page, release, faults } = visit;
    const button = page.getByRole("button", { name: "New client" });
    for (let press = 0; press < 3; press++) await button.click();
    expect(await dialogs(page)).toBe(0);
    await release();
    await page.getByRole("dialog", { name: "New client" }).getByLabel("Name").waitFor();
    expect(await dialogs(page)).toBe(1);
    expect(await page.locator("[data-kept]").count()).toBe(0);
    await page.keyboard.press("Escape");
    await button.click();
    await page.getByRole("dialog", { name: "New client" }).waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("a name is sent by its key, not by the form around it; what is chosen in a panel follows", async () => {
    await using visit = await stage.hold("/clients");
    const { page, release, faults } = visit;
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByLabel("Save this view as").fill("Mine");
    await page.getByLabel("Save this view as").press("Enter");
    await page.getByRole("button", { name: "Actions for Acme" }).click();
    await page.getByRole("button", { name: "Edit Acme" }).click();
    await release();
    await page.getByRole("dialog", { name: "Edit Acme" }).waitFor();
    expect(await page.getByText("“Mine” saved in this browser").count()).toBe(1);
    expect(new URL(page.url()).search).toBe("");
    expect(faults).toEqual([]);
  });

  await test.step("the search is asked for by its keys; what turns over is turned over once", async () => {
    await using visit = await stage.hold("/");
    const { page, release, faults } = visit;
    await page.getByRole("button", { name: "Dark theme" }).click();
    const toggle = page.getByRole("button", { name: "Collapse sidebar" });
    await toggle.click();
    await toggle.click();
    await page.keyboard.press("Control+k");
    await release();
    await page.getByRole("dialog").getByRole("combobox").waitFor();
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({
      theme: "dark",
      sidebar: "collapsed",
    });
    expect(faults).toEqual([]);
  });

  await test.step("a note is written and sent", async () => {
    await using visit = await stage.hold("/clients/external:acme");
    const { page, release, faults } = visit;
    await page.getByLabel("New note").fill("Called Dana");
    await page.getByLabel("Your name").fill("Sam Fox");
    const add = page.getByRole("button", { name: "Add note" });
    await add.click();
    await add.click();
    await release();
    await page.getByText("Sam Fox ·").waitFor();
    expect(
      (await stage.services.notes.list(id, { limit: 10 })).items.map(({ text, author }) => [text, author]),
    )
      .toEqual([["Called Dana", "Sam Fox"]]);
    expect(faults).toEqual([]);
  });

  await test.step("an incident is resolved, and what was typed into the server's own form stays", async () => {
    await using visit = await stage.hold("/incidents?client=ac");
    const { page, release, faults } = visit;
    const search = page.getByRole("searchbox", { name: "Search by client" });
    await search.fill("acm");
    await page.locator("[data-incident]").filter({ hasText: "Checkout down" })
      .getByRole("button", { name: "Resolve" }).click();
    await release();
    await page.getByText("“Checkout down” is resolved").waitFor();
    expect(await search.inputValue()).toBe("acm");
    const { items } = await stage.services.incidents.list({ limit: 10, sort: "title" });
    expect(items.map(({ title, status, version }) => [title, status, version])).toEqual([
      ["Checkout down", "resolved", 2],
      ["Mail is late", "open", 1],
    ]);
    await page.getByRole("button", { name: "Report incident" }).click();
    await page.getByRole("dialog", { name: "Report an incident" }).waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("links and forms of the server do not wait", async () => {
    await using visit = await stage.hold("/incidents");
    const { page } = visit;
    await page.getByRole("link", { name: "All", exact: true }).click({ noWaitAfter: true });
    await page.waitForURL("**/incidents?status=all", { waitUntil: "commit" });
    await page.getByRole("searchbox", { name: "Search by client" }).fill("nobody");
    await page.getByRole("button", { name: "Show" }).click({ noWaitAfter: true });
    await page.waitForURL("**client=nobody**", { waitUntil: "commit" });
  });

  await test.step("a simulation is set up and started", async () => {
    await using visit = await stage.hold("/simulation");
    const { page, release, faults } = visit;
    await page.getByRole("radio", { name: "high" }).first().check();
    await page.getByRole("button", { name: "Send a pulse" }).click();
    await release();
    expect(await page.getByRole("radio", { name: "high" }).first().isChecked()).toBe(true);
    await page.getByRole("log").getByText("Pulse").waitFor();
    expect(faults).toEqual([]);
  });
});
