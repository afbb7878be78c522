import { expect } from "@std/expect";
import { addClient, names, PATH, rowOf } from "@/tests/e2e/client_rows.ts";
import {
  accessibilityFaults,
  horizontalOverflow,
  openStage,
  PHONE,
  smallTargets,
  type Stage,
  untilLive,
} from "@/tests/e2e/harness.ts";
import { textPiecesBySheet } from "@/testing/pdf.ts";

/** Acme with €12,400 a month, and 29 clients with €10, €20, … €290: every second one on another plan. */
async function addThirtyClients(stage: Stage): Promise<void> {
  await addClient(stage, "Acme", { mrr: 1_240_000, currency: "EUR" });
  for (let number = 1; number <= 29; number++) {
    await addClient(stage, `Client ${String(number).padStart(2, "0")}`, {
      mrr: number * 1_000,
      currency: "EUR",
      plan: number % 2 === 0 ? "Team" : "Enterprise",
      tags: number === 7 ? ["pilot"] : [],
    });
  }
}

Deno.test("an empty product says how to begin, and its first client is created in a form", async (test) => {
  await using stage = await openStage();

  await test.step("it says three ways to begin, as the dashboard does, each a command to copy", async () => {
    await using visit = await stage.open(PATH, { permissions: ["clipboard-read", "clipboard-write"] });
    const { page, faults } = visit;
    const steps = page.getByRole("region", { name: "Where to begin" });
    await steps.getByText(`curl ${stage.baseUrl}/api/v1/clients`).waitFor();
    const told = await steps.innerText();
    const copy = steps.getByRole("button", { name: "Copy the command: Look around with made-up data" });
    await copy.focus();
    await page.keyboard.press("Enter");
    await steps.getByRole("status").filter({ hasText: /^Copied$/ }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("npx -y deno@2.9.6 task seed");
    expect(await accessibilityFaults(page)).toEqual([]);

    // As where a page came by plain http: there is no clipboard.
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.goto(stage.baseUrl);
    await untilLive(page);
    expect(await steps.innerText()).toBe(told);
    await copy.click();
    await steps.getByRole("status").filter({ hasText: /^The command is selected: press Control-C/ })
      .waitFor();
    expect(await page.evaluate(() => String(getSelection()))).toBe("npx -y deno@2.9.6 task seed");
    expect(faults).toEqual([]);
  });

  await test.step("a client is created in a form that says what is wrong beside each field", async () => {
    await using visit = await stage.open(PATH, { timezoneId: "Europe/Berlin" });
    const { page, faults } = visit;
    await page.getByRole("button", { name: "New client" }).click();
    const dialog = page.getByRole("dialog", { name: "New client" });
    const create = dialog.getByRole("button", { name: "Create client" });
    const note = (label: string) =>
      dialog.getByLabel(label, { exact: true }).evaluate((field) => [
        field.getAttribute("aria-invalid"),
        document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent,
      ]);
    await dialog.getByLabel("Owner").fill("Dana Okafor");
    await dialog.getByLabel("MRR").fill("much");
    await dialog.getByLabel("Currency").selectOption("EUR");
    await dialog.getByLabel("Time zone").fill("Mars/Base");
    await dialog.getByLabel("Renews on").fill("2025-11-03");
    await create.click();
    await dialog.getByRole("alert").filter({
      hasText: "Not saved yet: 3 fields to put right, Name, MRR and Time zone.",
    }).waitFor();
    const name = dialog.getByLabel("Name", { exact: true });
    expect(await note("Name")).toEqual(["true", "Enter a name"]);
    expect(await note("MRR")).toEqual(["true", "Enter an amount, such as 12,400"]);
    expect(await note("Time zone")).toEqual(["true", "Choose a time zone, such as Europe/Berlin"]);
    expect(await note("Renews on")).toEqual([null, "This renewal was on 3 Nov 2025. Keep it?Keep it"]);
    await dialog.locator("input:focus").and(name).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.type("Acme");
    await dialog.getByLabel("MRR").fill("12,400");
    await dialog.getByLabel("Time zone").fill("Europe/Berlin");
    await dialog.getByLabel("Your own id").fill("acme");
    await dialog.getByLabel("Client since").fill("2025-01-01");
    await create.click();
    await dialog.locator("input:focus").and(dialog.getByLabel("Renews on")).waitFor();
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("heading", { name: "Acme", exact: true }).waitFor();
    await page.getByText("3 Nov 2025").waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("who has the id already is named, with a link, beside all else that is wrong", async () => {
    await using visit = await stage.open(PATH);
    const { page, faults } = visit;
    await page.getByRole("button", { name: "New client" }).click();
    const dialog = page.getByRole("dialog", { name: "New client" });
    await dialog.getByLabel("Your own id").fill("acme");
    await dialog.getByRole("button", { name: "Create client" }).click();
    await dialog.getByText("Enter a name").waitFor();
    await dialog.getByText(/already uses this id$/).waitFor();
    await dialog.getByLabel("Name", { exact: true }).fill("Acme of Bremen");
    await dialog.getByRole("button", { name: "Create client" }).click();
    await dialog.getByRole("alert").filter({ hasText: "Not saved yet: 1 field to put right, Your own id." })
      .waitFor();
    const user = dialog.getByRole("link", { name: /^Acme/ });
    const { _id } = await stage.services.clients.get("external:acme");
    expect(await user.getAttribute("href")).toBe(
      `${new URL(stage.baseUrl).pathname.replace(/\/$/, "")}/clients/${_id}`,
    );
    expect(faults.filter((fault) => !fault.includes("status of 409"))).toEqual([]);
  });
});

Deno.test("the list of clients is read in many ways", async (test) => {
  await using stage = await openStage();
  await addThirtyClients(stage);

  await test.step("without JavaScript it is read, searched, filtered, sorted and paged", async () => {
    await using visit = await stage.open(PATH, { javaScriptEnabled: false });
    const { page } = visit;
    // 12,400 + 10 · (1 + … + 29)
    await page.getByText("30 clients, €16,750 a month").waitFor();
    expect((await names(page)).length).toBe(25);
    await page.getByRole("link", { name: "Next" }).click();
    await page.getByText("26–30 of 30 clients").waitFor();
    expect(await names(page)).toEqual(["Client 25", "Client 26", "Client 27", "Client 28", "Client 29"]);
    await page.getByRole("columnheader", { name: "MRR" }).getByRole("link").click();
    await page.waitForURL("**/clients?sort=-mrr");
    expect((await names(page)).slice(0, 3)).toEqual(["Acme", "Client 29", "Client 28"]);
    const head = page.getByRole("columnheader", { name: "MRR" });
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    const search = page.getByRole("searchbox", { name: "Search clients" });
    await search.fill("client 0");
    await search.press("Enter");
    await page.waitForURL("**/clients?search=client+0&sort=-mrr");
    await page.getByText("9 clients, €450 a month").waitFor();
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByLabel("Plan").selectOption("Enterprise");
    await page.getByLabel("MRR from").fill("50");
    await page.getByRole("button", { name: "Show clients" }).click();
    await page.getByText("3 clients, €210 a month").waitFor();
    expect(await names(page)).toEqual(["Client 09", "Client 07", "Client 05"]);
    expect(await page.getByRole("link", { name: "MRR from €50 (EUR)" }).count()).toBe(1);
    await page.getByRole("link", { name: "Plan: Enterprise" }).click();
    await page.getByText("5 clients, €350 a month").waitFor();
    await page.getByRole("link", { name: "Clear all" }).click();
    await page.getByText("30 clients, €16,750 a month").waitFor();
    await page.getByRole("link", { name: "Critical" }).click();
    await page.getByText("No client matches").waitFor();
    await page.getByRole("link", { name: "Clear the filters" }).click();
    await page.getByText("30 clients, €16,750 a month").waitFor();
  });

  await test.step("the CSV has what the filters leave, whatever the page", async () => {
    await using visit = await stage.open(`${PATH}?plan=Team`);
    const link = visit.page.getByRole("link", { name: "Export CSV" });
    const response = await visit.page.request.get(
      new URL(await link.getAttribute("href") ?? "", stage.baseUrl).href,
    );
    expect(response.headers()["content-type"]).toContain("text/csv");
    expect((await response.text()).trim().split("\r\n").length).toBe(1 + 14);
  });

  await test.step("columns are chosen, and the choice is in the address", async () => {
    await using visit = await stage.open(PATH);
    const { page, faults } = visit;
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByLabel("Tags").check();
    for (const label of ["Band", "Owner", "Last data", "Unresolved", "Renewal"]) {
      await page.getByRole("group", { name: "Columns" }).getByLabel(label, { exact: true }).first().uncheck();
    }
    await page.getByRole("button", { name: "Show columns" }).click();
    await page.waitForURL("**/clients?columns=score,driver,mrr,tags");
    const heads = (await page.getByRole("columnheader").allTextContents()).map((text) => text.trim());
    expect(heads).toEqual(["Client", "Score, 7 d", "Worst driver", "MRR", "Tags", "Actions"]);
    await rowOf(page, "Client 07").getByText("pilot").waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("a view is named, found again and forgotten; its link is copied", async () => {
    await using visit = await stage.open(`${PATH}?plan=Team&sort=-mrr`, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const { page, faults } = visit;
    const views = page.getByRole("button", { name: "Views" });
    await views.click();
    await page.getByLabel("Save this view as").fill("Teams by money");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("“Teams by money” saved in this browser").waitFor();
    await page.getByRole("button", { name: "Copy link to this view" }).click();
    await page.getByText("Link copied").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${stage.baseUrl}${PATH}?plan=Team&sort=-mrr`);
    await page.goto(stage.baseUrl + PATH);
    await untilLive(page);
    await views.click();
    await page.getByRole("link", { name: "Teams by money" }).click();
    await page.waitForURL("**/clients?plan=Team&sort=-mrr");
    await untilLive(page);
    await views.click();
    const view = page.getByRole("link", { name: "Teams by money" });
    await page.getByRole("button", { name: "Forget Teams by money" }).dblclick();
    await page.getByText("“Teams by money” forgotten").waitFor();
    await page.getByRole("button", { name: "Undo Teams by money" }).click();
    await page.getByText("“Teams by money” is back").waitFor();
    expect(await view.count()).toBe(1);
    await page.getByRole("button", { name: "Forget Teams by money" }).click();
    await page.getByLabel("Save this view as").click();
    await view.waitFor({ state: "detached" });
    expect(faults).toEqual([]);
  });

  await test.step("it is used by keyboard alone: the menu of a row opens, acts and gives the focus back", async () => {
    await using visit = await stage.open(`${PATH}?search=client+0`);
    const { page, faults } = visit;
    const menu = page.getByRole("button", { name: "Actions for Client 01" });
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Edit Client 01" });
    await dialog.getByLabel("Name", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(faults).toEqual([]);
  });

  await test.step("on paper it says of when it is, by the reader's clock, and begins on the first sheet", async () => {
    await using visit = await stage.open(PATH, { timezoneId: "Europe/Berlin" });
    const { page, faults } = visit;
    const asOf = page.getByText(
      /^Customer Intelligence, as of \d+ \w{3} \d{4}, \d\d:\d\d \(Europe\/Berlin\)$/,
    );
    expect(await asOf.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    await asOf.waitFor();
    // Every letter is a piece: head and sum have some 50, 25 rows more than 1,000.
    const [first = 0, ...rest] = textPiecesBySheet(await page.pdf({ format: "A4" }));
    expect(first).toBeGreaterThan(rest.reduce((sum, pieces) => sum + pieces, 0));
    expect(first).toBeGreaterThan(500);
    expect(faults).toEqual([]);
  });

  await test.step("on a phone every control has room for a finger", async () => {
    await using visit = await stage.open(PATH, { viewport: PHONE, hasTouch: true, isMobile: true });
    expect(await smallTargets(visit.page)).toEqual([]);
    await visit.page.getByRole("button", { name: "Filters" }).tap();
    expect(await smallTargets(visit.page)).toEqual([]);
    expect(await horizontalOverflow(visit.page)).toBe(0);
  });
});
