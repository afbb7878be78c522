import { expect } from "@std/expect";
import { join } from "node:path";
import { temporaryFolder } from "@/testing/temporary_folder.ts";

/** Runs a script with `body` as its main function; `whenUp` is called once it has printed something. */
async function run(body: string, whenUp: (process: Deno.ChildProcess) => void = () => {}) {
  await using folder = await temporaryFolder();
  const script = join(folder.path, "script.ts");
  await Deno.writeTextFile(
    script,
    `
import { ConfigError } from "@/lib/platform/config.ts";
import { StepError } from "@/scripts/process/failure.ts";
import { aborted } from "@/scripts/process/interruption.ts";
import { runScript } from "@/scripts/process/script.ts";
await runScript(async (signal) => { ${body} });
`,
  );
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--config=deno.json", script],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stdout = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await stdout.read();
  whenUp(process);
  const stderr = await new Response(process.stderr).text();
  await stdout.cancel();
  return { code: (await process.status).code, stderr };
}

Deno.test("A script ends with its own exit code", async () => {
  expect(await run("return 7;")).toEqual({ code: 7, stderr: "" });
});

Deno.test("A step that failed is told in one sentence, a fault with its stack", async () => {
  expect(await run(`throw new StepError("The oven is cold");`)).toEqual({
    code: 1,
    stderr: "The oven is cold\n",
  });
  const fault = await run(`throw new TypeError("no such thing");`);
  expect(fault.code).toBe(1);
  expect(fault.stderr).toContain("TypeError: no such thing\n    at ");
});

Deno.test("A wrong configuration ends a script with exit code 2", async () => {
  expect(await run(`throw new ConfigError("PORT must be a number");`)).toEqual({
    code: 2,
    stderr: "PORT must be a number\n",
  });
});

Deno.test("A signal lets a script finish in its own way", async () => {
  const result = await run(
    `console.log("up"); await aborted(signal); return 0;`,
    (process) => process.kill("SIGINT"),
  );
  expect(result).toEqual({ code: 0, stderr: "" });
});

Deno.test("A step that a signal interrupts ends the script with the signal's exit code", async () => {
  const result = await run(
    `console.log("up"); await aborted(signal); signal.throwIfAborted(); return 0;`,
    (process) => process.kill("SIGTERM"),
  );
  expect(result).toEqual({ code: 143, stderr: "" });
});
