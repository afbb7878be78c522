import { expect } from "@std/expect";
import { join } from "node:path";
import { acquireLock } from "@/scripts/services/lock.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";

const HOLDER = `
import { acquireLock } from "@/scripts/services/lock.ts";
await acquireLock(Deno.args[0] ?? "", { signal: new AbortController().signal });
await Deno.stdout.write(new TextEncoder().encode("held"));
await new Promise((resolve) => setTimeout(resolve, 600_000));
`;

/** Another process that holds the lock until it is killed. */
async function startHolder(path: string) {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--config=deno.json", "-", path],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const script = process.stdin.getWriter();
  await script.write(new TextEncoder().encode(HOLDER));
  await script.close();
  await process.stdout.getReader().read();
  return {
    pid: process.pid,
    async kill() {
      process.kill("SIGKILL");
      await process.status;
    },
  };
}

Deno.test("A lock waits for its holder, names it, and is taken over when the holder dies", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "lock");
  const holder = await startHolder(path);
  const waiting = Promise.withResolvers<string>();
  const lock = acquireLock(path, { signal: new AbortController().signal, onWait: waiting.resolve });
  expect(await waiting.promise).toBe(String(holder.pid));
  await holder.kill();
  using _held = await lock;
  expect((await Deno.readTextFile(path)).trim()).toBe(String(Deno.pid));
});

Deno.test("The wait for a lock can be interrupted", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "lock");
  using _held = await acquireLock(path, { signal: new AbortController().signal });
  const interruption = new AbortController();
  const lock = acquireLock(path, {
    signal: interruption.signal,
    onWait: () => interruption.abort(new Error("enough")),
  });
  await expect(lock).rejects.toThrow("enough");
});
