import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";
import { PATIENCE_MS } from "@/testing/wait.ts";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The system's Chromium, where `deno task test` found or installed it.
 *
 * @param flags of its command line, besides those of every test
 */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: Deno.env.get("CHROMIUM_PATH") ?? "/usr/bin/chromium",
    args: [...ARGUMENTS, ...flags],
  });
}

/** Storage and a theme of its own; whatever its pages wait for has as long as every other wait of a test. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}
