import { expect } from "@std/expect";
import { addClient, names, PATH, rowOf } from "@/tests/e2e/client_rows.ts";
import { openStage, type Stage, untilLive } from "@/tests/e2e/harness.ts";
import { waitFor } from "@/testing/wait.ts";

/** Half the calls and all logins of a month: 0.4 · 50 + 0.3 · 100 + 0.3 · 100 = 80. */
async function feed(stage: Stage, externalId: string): Promise<void> {
  await stage.send("POST", "/telemetry", {
    events: [
      { messageId: `${externalId}-calls`, externalId, type: "api_call", count: 2_500 },
      { messageId: `${externalId}-logins`, externalId, type: "login", count: 30 },
    ],
  });
}

Deno.test("clients are followed, changed and deleted from the list and from their page", async (test) => {
  await using stage = await openStage();

  await test.step("a score that changes is shown in its place, without a reload", async () => {
    await addClient(stage, "Acme");
    await addClient(stage, "Birch");
    await using visit = await stage.open(PATH);
    const { page, faults } = visit;
    await feed(stage, "acme");
    await rowOf(page, "Acme").getByRole("cell", { name: /^80\b/ }).waitFor();
    expect((await names(page))[0]).toBe("Acme");
    expect(faults).toEqual([]);
  });

  await test.step("clients that come, change and go elsewhere do so here, as far as the filters ask for them", async () => {
    await using visit = await stage.open(`${PATH}?plan=Follow&sort=-mrr`);
    const { page, faults } = visit;
    await page.getByText("No client matches").waitFor();
    const create = (name: string, mrr: number, plan = "Follow") =>
      stage.send("POST", "/clients", { name, externalId: `f-${name}`, mrr, plan, currency: "EUR" });
    await create("One", 100_00);
    await rowOf(page, "One").waitFor();
    await create("Other", 900_00, "Another plan");
    await create("Two", 200_00);
    await page.getByText("2 clients, €300 a month").waitFor();
    expect(await names(page)).toEqual(["Two", "One"]);
    await stage.send("PATCH", "/clients/external:f-One", { mrr: 300_00 });
    await page.getByText("2 clients, €500 a month").waitFor();
    expect(await names(page)).toEqual(["One", "Two"]);
    // Under the pointer no row moves; what waits is counted, and shown when the list is left.
    await rowOf(page, "Two").hover();
    await stage.send("DELETE", "/clients/external:f-One");
    await create("Three", 400_00);
    await page.getByText("2 clients, €600 a month").waitFor();
    await page.getByText("· 2 changes when you leave the list").waitFor();
    expect(await names(page)).toEqual(["One", "Two"]);
    await rowOf(page, "One").getByText("deleted").first().waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await rowOf(page, "Three").waitFor();
    expect(await names(page)).toEqual(["Three", "Two"]);
    expect(faults).toEqual([]);
  });

  await test.step("what somebody else changes meanwhile is said, and nothing that was typed is lost", async () => {
    await addClient(stage, "Cedar");
    await using visit = await stage.open(`${PATH}?search=cedar`);
    const { page, faults } = visit;
    await page.getByRole("button", { name: "Actions for Cedar" }).click();
    await page.getByRole("button", { name: "Edit Cedar" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit Cedar" });
    await dialog.getByLabel("Plan").fill("Platinum");
    await stage.send("PATCH", "/clients/external:cedar", { industry: "Logistics" });
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await dialog.getByText("Someone else changed Cedar meanwhile: industry is now Logistics.").waitFor();
    expect(await dialog.getByLabel("Plan").inputValue()).toBe("Platinum");
    expect(await dialog.getByLabel("Industry").inputValue()).toBe("Logistics");
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await dialog.waitFor({ state: "detached" });
    await rowOf(page, "Cedar").getByText("Platinum").waitFor();
    expect(faults.filter((fault) => !fault.includes("status of 412"))).toEqual([]);
  });

  await test.step("a deletion says what will go, and asks again when the client was changed", async () => {
    const id = await addClient(stage, "Dune");
    await feed(stage, "dune");
    await waitFor("its score", async () => (await stage.services.clients.get(id)).health?.score === 80);
    await using visit = await stage.open(`${PATH}?search=dune`);
    const { page, faults } = visit;
    await page.getByRole("button", { name: "Actions for Dune" }).click();
    await page.getByRole("button", { name: "Delete Dune" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Dune" });
    await dialog.getByText("Delete Dune and its 2 events, 1 day of history. It cannot be undone.").waitFor();
    await stage.send("PATCH", "/clients/external:dune", { plan: "Gold" });
    await dialog.getByRole("button", { name: "Delete Dune" }).click();
    await dialog.getByText("Someone else changed the client meanwhile, so nothing was deleted").waitFor();
    await dialog.getByRole("button", { name: "Delete Dune" }).click();
    await page.getByText("No client matches").waitFor();
    expect(faults.filter((fault) => !fault.includes("status of 412"))).toEqual([]);
  });

  await test.step("a client is changed and deleted from its own page", async () => {
    const id = await addClient(stage, "Elm");
    await using visit = await stage.open("/clients/external:elm");
    const { page, faults } = visit;
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const form = page.getByRole("dialog", { name: "Edit Elm" });
    await form.getByLabel("Name", { exact: true }).fill("Zebra");
    await form.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("heading", { name: "Zebra", exact: true }).waitFor();
    await form.waitFor({ state: "detached" });
    await untilLive(page);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("Delete Zebra, of which no data is stored.").waitFor();
    await page.getByRole("button", { name: "Delete Zebra" }).click();
    await page.waitForURL(`${stage.baseUrl}${PATH}`);
    await rowOf(page, "Zebra").waitFor({ state: "detached" });
    expect((await page.goto(`${stage.baseUrl}${PATH}/${id}`))?.status()).toBe(410);
    await page.getByRole("heading", { name: "This was deleted" }).waitFor();
    await page.getByText(/^This client was deleted on \d+ \w{3} \d{4}, \d\d:\d\d UTC\. /).waitFor();
    expect(faults.filter((fault) => !fault.includes("status of 410"))).toEqual([]);
  });
});
