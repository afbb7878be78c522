import { expect } from "@std/expect";
import { join } from "node:path";
import { Progress } from "@/scripts/process/progress.ts";
import { ensureChromium } from "@/scripts/test/chromium.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";

function ensure(searchPath: string, environment: Record<string, string> = {}): Promise<string> {
  const progress = new Progress(() => {});
  const signal = new AbortController().signal;
  return ensureChromium({ environment, progress, signal, searchPath, logFile: join(searchPath, "apt.log") });
}

Deno.test("CHROMIUM_PATH comes first and has to run", async () => {
  await using folder = await temporaryFolder();
  expect(await ensure(folder.path, { CHROMIUM_PATH: "/bin/true" })).toBe("/bin/true");
  const error = await ensure(folder.path, { CHROMIUM_PATH: "/bin/false" }).catch((error: Error) => error);
  expect(error).toHaveProperty("message", expect.stringContaining("CHROMIUM_PATH is set to /bin/false"));
});

Deno.test("A browser on PATH that does not run is passed over", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(join(folder.path, "chromium"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  await Deno.writeTextFile(join(folder.path, "google-chrome"), "#!/bin/sh\n", { mode: 0o755 });
  expect(await ensure(folder.path)).toBe(join(folder.path, "google-chrome"));
});
