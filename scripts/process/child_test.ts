import { expect } from "@std/expect";
import { join } from "node:path";
import { Child } from "@/scripts/process/child.ts";
import { isRunning } from "@/scripts/process/liveness.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";
import { waitFor } from "@/testing/wait.ts";

const never = new AbortController().signal;

function shell(script: string, options: { logFile: string; stopLimitSeconds?: number }): Promise<Child> {
  return Child.start({ name: "The child", command: "sh", args: ["-c", script], ...options });
}

/** Waits until the child has written this many whole lines to its log. */
function lines(logFile: string, count: number): Promise<string[]> {
  return waitFor(`${count} lines in ${logFile}`, async () => {
    const written = (await Deno.readTextFile(logFile).catch(() => "")).split("\n").slice(0, -1);
    return written.length >= count && written;
  });
}

Deno.test("Stopping a child ends what it has started, too", async () => {
  await using folder = await temporaryFolder();
  const logFile = join(folder.path, "logs/child.log");
  const child = await shell("sleep 600 & echo $!; wait", { logFile });
  const [grandchild] = await lines(logFile, 1);
  await child.stop();
  expect(isRunning(child.pid)).toBe(false);
  await waitFor("the end of the grandchild", () => Promise.resolve(!isRunning(Number(grandchild))));
});

Deno.test("A child that ignores SIGTERM is killed after its limit", async () => {
  await using folder = await temporaryFolder();
  const logFile = join(folder.path, "child.log");
  const child = await shell("trap '' TERM; echo up; while true; do sleep 0.1; done", {
    logFile,
    stopLimitSeconds: 0.2,
  });
  await lines(logFile, 1);
  await child.stop();
  expect((await child.status).signal).toBe("SIGKILL");
});

Deno.test("A child that fails is told with its exit code and the last lines of its log", async () => {
  await using folder = await temporaryFolder();
  const logFile = join(folder.path, "child.log");
  const child = await shell("echo one; echo two >&2; exit 3", { logFile });
  await expect(child.succeed(never)).rejects.toThrow(
    `The child ended with exit code 3\nLast lines of ${logFile}:\n  one\n  two`,
  );
});

Deno.test("An interruption ends the child that was waited for", async () => {
  await using folder = await temporaryFolder();
  const interruption = new AbortController();
  const child = await shell("sleep 600", { logFile: join(folder.path, "child.log") });
  const end = child.succeed(interruption.signal);
  interruption.abort(new Error("enough"));
  await expect(end).rejects.toThrow("enough");
  expect(isRunning(child.pid)).toBe(false);
});

Deno.test("A child ends when we are killed", async () => {
  await using folder = await temporaryFolder();
  const logFile = join(folder.path, "child.log");
  const parent = join(folder.path, "parent.ts");
  await Deno.writeTextFile(
    parent,
    `
import { Child } from "@/scripts/process/child.ts";
const args = ["-c", "echo $$; exec sleep 600"];
await Child.start({ name: "The child", command: "sh", args, logFile: Deno.args[0] ?? "" });
setInterval(() => {}, 1000);
`,
  );
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--config=deno.json", parent, logFile],
  }).spawn();
  const [pid] = await lines(logFile, 1);
  expect(isRunning(Number(pid))).toBe(true);
  process.kill("SIGKILL");
  await process.status;
  await waitFor("the end of the child", () => Promise.resolve(!isRunning(Number(pid))));
});

Deno.test("A command that does not exist is named", async () => {
  const start = Child.start({ name: "The child", command: "/no/such/command", args: [] });
  await expect(start).rejects.toThrow("The child cannot be started: /no/such/command was not found");
});
