/** Islands in a real browser, under the strictest policy that csp() makes. */
import { expect } from "@std/expect";
import type { Browser, Page } from "playwright-core";
import { launchChromium, openContext } from "@/testing/browser.ts";
import { buildFixture, startServer } from "./testdata/fixture.ts";

const CONFIG = new URL("../../deno.json", import.meta.url).pathname;

interface Visit {
  page: Page;
  /** What the browser complained about. */
  problems: string[];
}

async function visit(browser: Browser, address: string): Promise<Visit> {
  const page = await (await openContext(browser)).newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico")) {
      problems.push(message.text());
    }
  });
  await page.goto(address);
  return { page, problems };
}

async function checkHome({ page, problems }: Visit): Promise<void> {
  // The chart's module is loaded on demand, after all islands live.
  await page.waitForSelector('#chart[data-version^="4."]', { state: "attached" });
  const counts = () => page.locator(".badge").allTextContents();
  expect(await counts()).toEqual(["3", "3", "3"]);
  await page.click("#first");
  expect(await counts()).toEqual(["4", "4", "4"]);

  expect(await page.locator("#facts li").allTextContents()).toEqual([
    "2024-02-29T00:00:00.000Z",
    "true",
    "12345678901234567891",
    "NaN Infinity -0 undefined",
    "1",
    '"</script><!-- \u2028"',
    "6",
  ]);

  const [closed, open] = [page.locator(".toggle").first(), page.locator(".toggle").nth(1)];
  expect(await closed.innerHTML()).toBe("<em>More</em>");
  await closed.click();
  expect(await page.locator("#hidden").textContent()).toBe("Hidden text and Add4");
  await page.click("#inner");
  await page.click("#shown");
  expect(await counts()).toEqual(["6", "6", "6", "6"]);
  await open.click();
  expect(await counts()).toEqual(["6", "6", "6"]);
  await open.click();
  await page.click("#shown");
  expect(await counts()).toEqual(["7", "7", "7", "7"]);

  expect(
    await page.locator("#kept").evaluate((element: HTMLInputElement) => [
      element.checked,
      element.draggable,
      element.dataset.kept,
    ]),
  ).toEqual([true, false, "yes"]);

  await page.click("#row");
  expect(await page.locator("#row td").allTextContents()).toEqual(["row", "1"]);
  const order = await page.locator("main > *").evaluateAll((elements) =>
    elements.map(({ localName }) => localName)
  );
  expect(order).toEqual(["span", "p", "span", "ul", "section", "section", "table", "p", "p"]);
  expect(problems).toEqual([]);
}

Deno.test("islands come to life in the browser", async (t) => {
  await using build = await buildFixture();
  await using browser = await launchChromium();
  const serve = ["serve", "-A", "--config", CONFIG, "--port", "{port}", `${build.outDir}/server.js`];

  await t.step("signals, props, slots, nested islands and lazy modules", async () => {
    await using server = await startServer(serve);
    await checkHome(await visit(browser, server.origin));
  });

  await t.step("what differs in the browser is brought up to date", async () => {
    await using server = await startServer(serve);
    const { page, problems } = await visit(browser, `${server.origin}/shop`);
    await page.click("button:enabled >> text=pear");
    await page.click("button:enabled >> text=apple");
    expect(await page.locator("output").textContent()).toBe("pear, apple");
    expect(problems).toEqual([]);
  });

  await t.step("the same below a base path", async () => {
    await using server = await startServer(serve, { FIXTURE_BASE_PATH: "/base" });
    await checkHome(await visit(browser, `${server.origin}/base`));
  });

  await t.step("a page without islands loads no script", async () => {
    await using server = await startServer(serve);
    const page = await (await openContext(browser)).newPage();
    const scripts: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "script") scripts.push(request.url());
    });
    await page.goto(`${server.origin}/plain`, { waitUntil: "networkidle" });
    expect(scripts).toEqual([]);
  });
});
