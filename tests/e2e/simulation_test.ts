import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import {
  accessibilityFaults,
  DESKTOP,
  horizontalOverflow,
  openStage,
  PHONE,
  type Stage,
  TABLET,
  untilLive,
} from "@/tests/e2e/harness.ts";

const banner = (page: Page) => page.getByRole("region", { name: "Simulated data" });
const log = (page: Page) => page.getByRole("log", { name: "What happened" });
const entries = (page: Page) => log(page).getByRole("listitem");

/** Goes on with the tab key until the focus is there. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
      return label ?? element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    });
    if (focused.trim() === name) return;
  }
  throw new Error(`The tab key does not reach "${name}"`);
}

/** Acme and Birch. */
async function addClients(stage: Stage): Promise<{ acme: string }> {
  const { id } = await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  await stage.send("POST", "/clients", { name: "Birch", externalId: "birch" });
  return { acme: id };
}

/** A pulse for all clients and an outage of one. */
async function simulate(stage: Stage, clientId: string): Promise<void> {
  await stage.send("POST", "/simulate/pulse", {});
  await stage.send("POST", `/simulate/outage/${clientId}`, { severity: "critical" });
}

Deno.test("a pulse for all, then an outage of one client, are chosen by keyboard", async () => {
  await using stage = await openStage();
  await addClients(stage);
  await using visit = await stage.open("/simulation");
  const { page, faults } = visit;
  await page.getByText("Nothing was simulated yet").waitFor();
  expect(await banner(page).count()).toBe(0);

  await tabTo(page, "Send a pulse to all 2 clients");
  await page.keyboard.press("Enter");
  await page.getByText(/^\d+ events sent for 2 clients$/).waitFor();
  await entries(page).filter({ hasText: /^Pulse/ }).waitFor();
  await banner(page).getByText(/^Simulated data is on the dashboard: \d+ events for 2 clients$/).waitFor();

  await tabTo(page, "Start an outage");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "Choose clients" }).waitFor();
  const find = page.getByRole("textbox", { name: "Find clients" });
  await page.locator("input:focus").and(find).waitFor();
  expect(await find.getAttribute("aria-invalid")).toBe("true");
  await page.keyboard.type("acm");
  await page.getByRole("checkbox", { name: "Birch" }).waitFor({ state: "detached" });
  await tabTo(page, "Acme");
  await page.keyboard.press("Space");
  await page.getByRole("list", { name: "Chosen clients" }).getByRole("button", { name: "Leave out Acme" })
    .waitFor();
  await page.getByRole("combobox", { name: "How bad the outage is" }).selectOption("critical");
  await tabTo(page, "Start an outage of 1 client");
  await page.keyboard.press("Enter");
  await page.getByText("1 incident opened for Acme", { exact: true }).first().waitFor();
  await entries(page).filter({ hasText: "Outage" }).waitFor();
  expect((await entries(page).allTextContents()).map((text) => text.slice(0, 5))).toEqual([
    "Outag",
    "Pulse",
  ]);
  expect(faults).toEqual([]);
});

Deno.test("what is simulated is seen on every page, goes on in the background and is taken away", async (test) => {
  await using stage = await openStage();
  const { acme } = await addClients(stage);
  await simulate(stage, acme);

  await test.step("another browser sees the banner on every page, and what happened", async () => {
    for (const path of ["/", `/clients/${acme}`, "/nowhere"]) {
      await using visit = await stage.open(path);
      await banner(visit.page).getByText(/1 incident for 2 clients$/).waitFor();
    }
    await using visit = await stage.open("/simulation", { javaScriptEnabled: false });
    expect(await entries(visit.page).count()).toBe(2);
    expect(await banner(visit.page).count()).toBe(1);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    await test.step(`axe finds nothing wrong in the ${colorScheme} theme, and no width overflows`, async () => {
      for (const viewport of [DESKTOP, TABLET, PHONE]) {
        await using visit = await stage.open("/simulation", {
          colorScheme,
          viewport,
          reducedMotion: "reduce",
        });
        const { page, faults } = visit;
        await banner(page).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
        await banner(page).getByRole("button", { name: "Remove it" }).click();
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(faults).toEqual([]);
      }
    });
  }

  await test.step("the banner removes all of it, after asking, and goes by itself elsewhere", async () => {
    await using watching = await stage.open(`/clients/${acme}`);
    await banner(watching.page).waitFor();
    await using visit = await stage.open("/");
    const { page, faults } = visit;
    await banner(page).getByRole("button", { name: "Remove it" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Remove all simulated data?" });
    await dialog.getByText(/^This takes \d+ events and 1 incident away from 2 clients\./).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Remove simulated data" }).press("Enter");
    await banner(page).waitFor({ state: "detached" });
    await banner(watching.page).waitFor({ state: "detached" });
    expect(faults).toEqual([]);
    await page.goto(`${stage.baseUrl}/simulation`);
    await untilLive(page);
    expect((await entries(page).first().textContent())?.startsWith("Removed")).toBe(true);
    await page.getByText("Nothing is simulated", { exact: true }).waitFor();
  });

  await test.step("a page that is cut off says so, and goes on by itself", async () => {
    await using visit = await stage.open("/");
    const { page } = visit;
    await page.context().setOffline(true);
    await page.getByText(/^You are offline\. This page shows what was known at \d\d:\d\d/).waitFor();
    await page.getByRole("status").filter({ hasText: /^Offline$/ }).waitFor();
    await page.context().setOffline(false);
    await page.getByText(/^You are offline/).waitFor({ state: "detached" });
    await untilLive(page);
  });

  await test.step("continuous activity goes on in the background until it is stopped", async () => {
    {
      await using visit = await stage.open("/simulation");
      const { page } = visit;
      await page.getByRole("button", { name: "Start continuous activity" }).press("Enter");
      await page.getByRole("button", { name: "Stop continuous activity" }).waitFor();
      await entries(page).filter({ hasText: /^Continuous activity\d+ events? for/ }).waitFor();
    }
    await using visit = await stage.open("/simulation");
    const { page, faults } = visit;
    await page.getByText(/^Since \d\d:\d\d: \d+ events? for \d+ clients?\. Ends at \d\d:\d\d$/).waitFor();
    await page.getByRole("button", { name: "Stop continuous activity" }).press("Enter");
    await page.getByRole("button", { name: "Start continuous activity" }).waitFor();
    await entries(page).filter({ hasText: /^Continuous activity ended/ }).waitFor();
    expect(faults).toEqual([]);
  });
});

Deno.test("where simulation is not allowed the page says how to allow it", async () => {
  await using stage = await openStage({ simulationAllowed: false });
  await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  await using visit = await stage.open("/simulation");
  const { page, faults } = visit;
  await page.getByText("Simulation is not allowed in this installation.").waitFor();
  await page.getByText("ALLOW_SIMULATION=true").waitFor();
  for (
    const name of ["Send a pulse to the one client", "Start an outage", "Start continuous activity"]
  ) {
    expect(await page.getByRole("button", { name }).isDisabled()).toBe(true);
  }
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
});
