/** What holds for every page alike, whatever it is for: seen at three widths, in both themes, on seeded data. */
import { expect } from "@std/expect";
import { COLUMN_IDS } from "@/lib/client_list/columns.ts";
import {
  accessibilityFaults,
  DESKTOP,
  horizontalOverflow,
  openStage,
  PHONE,
  smallTargets,
  TABLET,
} from "@/tests/e2e/harness.ts";

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

Deno.test("every page, on every screen and in both themes", async (test) => {
  await using stage = await openStage();
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
        expect(await horizontalOverflow(page)).toBe(0);
        if (viewport === PHONE) expect(await smallTargets(page)).toEqual([]);
        expect(faults.filter((fault) => !(missing && fault.includes("404")))).toEqual([]);
      });
    }
  }
});
