// deno-lint-ignore-file no-console
/** Takes the pictures of the user guide from a running installation: every page, three widths, both themes. */
import { launchChromium } from "@/testing/browser.ts";

const FOLDER = "docs/images";
const WIDTHS = { desktop: 1440, tablet: 820, phone: 390 } as const;
const THEMES = ["light", "dark"] as const;
/** What the islands need to draw; a picture is no test, so fixed pauses will do. */
const SETTLE_MS = 2_000;
/** What the browser needs to notice that something has come into view. */
const SEEN_MS = 500;

interface Picture {
  name: string;
  path: string;
}

async function pages(baseUrl: string): Promise<Picture[]> {
  const answer = await fetch(`${baseUrl}/api/v1/analytics/risk-radar?limit=3`);
  const { rows }: { rows: { clientId: string }[] } = await answer.json();
  const client = rows.at(-1)?.clientId;
  if (client === undefined) throw new Error(`Nobody is at risk on ${baseUrl}: seed it first`);
  return [
    { name: "dashboard", path: "/" },
    { name: "client", path: `/clients/${client}` },
    { name: "clients", path: "/clients" },
    { name: "incidents", path: "/incidents" },
    { name: "scores", path: "/scores" },
    { name: "simulation", path: "/simulation" },
    { name: "not-found", path: "/nowhere" },
  ];
}

const baseUrl = Deno.args[0]?.replace(/\/$/, "");
if (baseUrl === undefined) {
  console.error("Say which installation: npx -y deno@2.9.6 run -A scripts/pictures.ts http://127.0.0.1:5000");
  Deno.exit(2);
}
await Deno.mkdir(FOLDER, { recursive: true });
const browser = await launchChromium();
for (const { name, path } of await pages(baseUrl)) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    for (const colorScheme of THEMES) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(baseUrl + path);
      // Charts are drawn when they are seen.
      for (const chart of await page.locator("canvas").all()) {
        await chart.scrollIntoViewIfNeeded();
        await page.waitForTimeout(SEEN_MS);
      }
      await page.waitForTimeout(SETTLE_MS);
      await page.evaluate(() => scrollTo(0, 0));
      const file = `${FOLDER}/${name}-${device}-${colorScheme}.png`;
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
      await page.close();
    }
  }
}
await browser.close();
