/**
 * What holds for every page alike, whatever it is for: seen at three widths, in both themes, with nothing in it, on seeded
 * data, and with 300 clients of odd names.
 */
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { COLUMN_IDS } from "@/lib/client_list/columns.ts";
import {
  accessibilityFaults,
  DESKTOP,
  openStage,
  PHONE,
  smallTargets,
  type Stage,
  TABLET,
} from "@/tests/e2e/harness.ts";
import { layoutFaults } from "@/tests/e2e/layout_faults.ts";
import { unstyledClasses } from "@/tests/e2e/unstyled_classes.ts";
import { addOddFleet, ODD } from "@/tests/e2e/odd_fleet.ts";

const SCREENS = { desktop: DESKTOP, tablet: TABLET, phone: PHONE };
const THEMES = ["light", "dark"] as const;
const EVERY_COLUMN = `/clients?columns=${COLUMN_IDS.join()}`;

interface PageUnderTest {
  path: string;
  title: string;
  /** All of them when not given. */
  screens?: readonly string[];
  /** The page says itself that there is none. */
  missing?: boolean;
}

const PAGES: readonly PageUnderTest[] = [
  { path: "/", title: "Dashboard" },
  { path: "/clients", title: "Clients" },
  // Where the table is still a table and has the least room.
  { path: EVERY_COLUMN, title: "Clients", screens: ["tablet"] },
  { path: "/clients/external:sundial-health", title: "Sundial Health" },
  { path: "/incidents?status=all", title: "Incidents" },
  { path: "/scores", title: "Scores" },
  { path: "/simulation", title: "Simulation" },
  { path: "/nowhere", title: "Not found", missing: true },
];

const EMPTY_PAGES = ["/", "/clients", "/incidents?status=all", "/scores", "/simulation", "/nowhere"];
const ODD_PAGES = [
  "/",
  "/?page=2",
  EVERY_COLUMN,
  `/clients?search=${ODD.long}`,
  `/clients?owner=${ODD.owner}&sort=-mrr`,
  "/incidents?status=all",
  "/simulation",
  "/clients/external:odd-0",
  "/clients/external:odd-1",
];

/** Without scripts: what they add is the same markup, and each page is read once for all widths. */
const PLAIN = { javaScriptEnabled: false, hasTouch: true };

async function faultsOf(stage: Stage, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  await using visit = await stage.open("/scores", PLAIN);
  for (const path of paths) {
    await visit.page.goto(stage.baseUrl + path);
    for (const [screen, viewport] of Object.entries(SCREENS)) {
      await visit.page.setViewportSize(viewport);
      const found = await layoutFaults(visit.page);
      faults.push(...found.map((fault) => `${screen} ${path.slice(0, 40)} ${fault}`));
    }
  }
  return faults;
}

/** Of a page that has no other text. */
async function kindsOf(page: Page, body: string): Promise<string[]> {
  await page.setContent(`<body style="margin:0;font:16px/1.5 monospace">${body}</body>`);
  return (await layoutFaults(page)).map((fault) => fault.split(":")[0] ?? "").sort();
}

/** How far below the bar the head of the radar's card stands; negative when it is under it. */
function headBelowBar(page: Page): Promise<number> {
  return page.evaluate(() => {
    const bottom = document.querySelector(".top-bar")?.getBoundingClientRect().bottom ?? 0;
    const card = document.getElementById("risk-radar")?.closest(".card");
    return (card?.getBoundingClientRect().top ?? -1) - bottom;
  });
}

Deno.test("every page, on every screen and in both themes", async (test) => {
  await using stage = await openStage();
  await test.step("what is measured finds each kind of fault, and none where there is none", async () => {
    await using visit = await stage.open("/scores", PLAIN);
    const { page } = visit;
    // Away from the policy of our own pages, which allows no style of this kind.
    await page.goto("about:blank");
    const long = "w".repeat(40);
    const narrow = "width:100px;white-space:nowrap";
    expect(await kindsOf(page, `<p style="width:100px;overflow-wrap:anywhere">${long}</p>`)).toEqual([]);
    expect(await kindsOf(page, `<p style="${narrow}">${long}</p>`)).toEqual(["outside"]);
    expect(await kindsOf(page, `<p style="white-space:nowrap">${long.repeat(9)}</p>`)).toContain("wide");
    expect(await kindsOf(page, `<p style="${narrow};overflow:hidden">${long}</p>`)).toEqual(["cut"]);
    const ellipsis = `${narrow};overflow:hidden;text-overflow:ellipsis`;
    expect(await kindsOf(page, `<p style="${ellipsis}">${long}</p>`)).toEqual(["untold"]);
    expect(await kindsOf(page, `<p style="${ellipsis}" title="${long}">${long}</p>`)).toEqual([]);
    expect(await kindsOf(page, `<p>below</p><p style="margin-top:-40px">above</p>`)).toEqual(["over"]);
    expect(await kindsOf(page, `<p>${ODD.arabic}</p>`)).toEqual(["direction"]);
    expect(await kindsOf(page, `<p><bdi>${ODD.arabic}</bdi></p>`)).toEqual([]);
  });

  await test.step("a class that no rule names is found, one of which another only begins alike too", async () => {
    await using visit = await stage.open("/scores", PLAIN);
    const { page } = visit;
    await page.goto("about:blank");
    await page.setContent(
      `<style>.px-2{top:0} @media print{.sm\\:px-4{top:0}}</style><p class="px-2 sm:px-4 px-1.5 px">a</p>`,
    );
    expect(await unstyledClasses(page)).toEqual(["px-1.5", "px"]);
  });

  await test.step("nothing breaks without clients", async () => {
    expect(await faultsOf(stage, EMPTY_PAGES)).toEqual([]);
  });

  await stage.sow();
  for (const { path, title, screens, missing } of PAGES) {
    for (const [name, viewport] of Object.entries(SCREENS)) {
      if (screens && !screens.includes(name)) continue;
      await test.step(`${path} on a ${name} has no fault that axe finds, and fits`, async () => {
        const hand = viewport === PHONE ? { hasTouch: true, isMobile: true } : {};
        await using visit = await stage.open(path, { viewport, reducedMotion: "reduce", ...hand });
        const { page, faults } = visit;
        expect(await page.title()).toBe(`${title} · Customer Intelligence`);
        expect(await page.locator('meta[name="description"]').getAttribute("content")).toMatch(/\w+ \w+/);
        expect(await page.locator('link[rel="icon"]').count()).toBeGreaterThan(0);
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme });
          expect([colorScheme, await accessibilityFaults(page)]).toEqual([colorScheme, []]);
        }
        expect(await layoutFaults(page)).toEqual([]);
        expect(await unstyledClasses(page)).toEqual([]);
        if (viewport === PHONE) expect(await smallTargets(page)).toEqual([]);
        expect(faults.filter((fault) => !(missing && fault.includes("404")))).toEqual([]);
      });
    }
  }

  await test.step("nothing breaks with 300 clients of odd names, large sums and four currencies", async () => {
    await addOddFleet(stage);
    expect(await faultsOf(stage, ODD_PAGES)).toEqual([]);
  });

  await test.step("nor does a dialog over such a client, or what is found by such a name", async () => {
    await using visit = await stage.open("/clients/external:odd-0", { viewport: PHONE, hasTouch: true });
    const { page } = visit;
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: `Delete ${ODD.long}` }).waitFor();
    await page.getByText("It cannot be undone").waitFor();
    expect(await layoutFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Search/ }).first().click();
    await page.getByRole("dialog").getByRole("combobox").fill(ODD.arabic.slice(0, 6));
    await page.getByRole("option", { name: ODD.arabic }).first().waitFor();
    expect(await layoutFaults(page)).toEqual([]);
  });

  await test.step("on a phone the radar comes first, and its head stays in sight after Next and Filter", async () => {
    await using visit = await stage.open("/", { ...PLAIN, viewport: PHONE });
    const { page } = visit;
    const tops = await page.evaluate(() =>
      ["main h1", "#risk-radar", "section[aria-label='Platform metrics']", "#platform-usage"].map((
        selector,
      ) => document.querySelector(selector)?.getBoundingClientRect().top ?? NaN)
    );
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    // Figures of one width widen the hyphens of running text.
    const digits = await page.evaluate(() =>
      ["main h1", ".radar-driver", "p.radar-score", "section[aria-label='Platform metrics'] .figure"].map((
        selector,
      ) => getComputedStyle(document.querySelector(selector) ?? document.body).fontVariantNumeric)
    );
    expect(digits).toEqual(["normal", "normal", "tabular-nums", "tabular-nums"]);
    for (const viewport of Object.values(SCREENS)) {
      await page.setViewportSize(viewport);
      await page.goto(stage.baseUrl);
      await page.getByRole("link", { name: "Next" }).click();
      await page.waitForURL("**/?page=2#risk-radar");
      expect(await headBelowBar(page)).toBeGreaterThanOrEqual(0);
      await page.getByRole("combobox", { name: "Band" }).selectOption("critical");
      await page.getByRole("button", { name: "Filter" }).click();
      await page.waitForURL("**/?**band=critical**#risk-radar");
      expect(await headBelowBar(page)).toBeGreaterThanOrEqual(0);
    }
  });
});
