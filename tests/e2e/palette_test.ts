import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import {
  accessibilityFaults,
  DESKTOP,
  horizontalOverflow,
  openStage,
  PHONE,
  untilLive,
} from "@/tests/e2e/harness.ts";

const active = (page: Page) => page.getByRole("dialog").getByRole("option", { selected: true });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Client or page" }).waitFor();
}

Deno.test("the command palette leads to clients and pages by keyboard alone", async (test) => {
  await using stage = await openStage();
  const { id } = await stage.send("POST", "/clients", { name: "Acme", externalId: "acme", plan: "Pro" });
  await stage.send("POST", "/clients", { name: "Birch", externalId: "birch" });
  const { accepted } = await stage.send("POST", "/telemetry", {
    events: [{ externalId: "acme", type: "api_call", count: 9 }],
  });
  expect(accepted).toBe(1);

  await test.step("Ctrl-K opens it with every page, Escape gives the focus back", async () => {
    await using visit = await stage.open("/");
    const { page, faults } = visit;
    const button = page.getByRole("button", { name: /^Search/ }).first();
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Client or page" }).waitFor();
    expect(await page.getByRole("group", { name: "Pages" }).getByRole("option").count()).toBe(6);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused(page)).toContain("Search");
    await openPalette(page);
    expect(faults).toEqual([]);
  });

  await test.step("typing finds clients with band and score; arrows and Enter go there", async () => {
    await using visit = await stage.open("/");
    const { page, faults } = visit;
    await openPalette(page);
    await page.keyboard.type("a");
    const acme = page.getByRole("option", { name: /Acme/ });
    await acme.waitFor();
    expect(await acme.textContent()).toMatch(/^(Unknown|Critical|At risk|Healthy)Acme/);
    expect(await active(page).textContent()).toContain("Acme");
    await page.keyboard.press("ArrowDown");
    expect(await active(page).textContent()).toBe("API docs");
    await page.keyboard.press("ArrowDown");
    expect(await active(page).textContent()).toContain("Acme");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/clients/${id}`);
    await page.getByRole("heading", { name: "Acme", exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  await test.step("the clients looked at last come first; one that is gone is not offered again", async () => {
    await using visit = await stage.open(`/clients/${id}`);
    const { page } = visit;
    await openPalette(page);
    const recent = page.getByRole("group", { name: "Recent clients" }).getByRole("option");
    await recent.first().waitFor();
    expect(await recent.allTextContents()).toEqual(["Acme"]);
    expect(await active(page).textContent()).toBe("Acme");
    await page.evaluate(() =>
      localStorage.setItem("recent-clients", JSON.stringify([{ id: "gone", name: "Gone" }, 7]))
    );
    await page.goto(`${stage.baseUrl}/clients/gone`);
    await untilLive(page);
    expect(await page.evaluate(() => localStorage.getItem("recent-clients"))).toBe("[]");
  });

  await test.step("what nothing is found for is said; a page is found by any word of its name", async () => {
    await using visit = await stage.open("/");
    const { page } = visit;
    await openPalette(page);
    await page.keyboard.type("zzz");
    await page.getByText("No client or page found for “zzz”").waitFor();
    expect(await page.getByRole("dialog").getByRole("combobox").getAttribute("aria-expanded")).toBe("false");
    await page.getByRole("dialog").getByRole("combobox").fill("simul");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/simulation");
    expect(await page.title()).toBe("Simulation · Customer Intelligence");
  });

  for (const [name, viewport] of [["desktop", DESKTOP], ["phone", PHONE]] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await test.step(`axe finds nothing wrong with it (${name}, ${colorScheme})`, async () => {
        await using visit = await stage.open("/", { viewport, colorScheme, reducedMotion: "reduce" });
        const { page, faults } = visit;
        await openPalette(page);
        await page.keyboard.type("a");
        await page.getByRole("option", { name: /Acme/ }).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
        expect(faults).toEqual([]);
      });
    }
  }

  await test.step("on a phone it fills the window", async () => {
    await using visit = await stage.open("/", { viewport: PHONE, hasTouch: true, isMobile: true });
    const { page } = visit;
    await page.getByRole("button", { name: /^Search/ }).first().tap();
    const box = await page.getByRole("dialog").boundingBox();
    expect(box).toEqual({ x: 0, y: 0, ...PHONE });
    await page.getByRole("button", { name: "Close", exact: true }).tap();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});
