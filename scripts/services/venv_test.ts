import { expect } from "@std/expect";
import { join } from "node:path";
import { Progress } from "@/scripts/process/progress.ts";
import { ensureVenv } from "@/scripts/services/venv.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";

/**
 * A program that behaves like Python where we call it: it makes environments that contain itself, and its pip notes
 * what it was asked for, or fails while a file named `offline` lies beside the original.
 */
const PYTHON = `#!/bin/sh
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo made >> "$HOME_OF_TEST/log" ;;
  "-m pip")
    if [ -e "$HOME_OF_TEST/offline" ]; then echo "ERROR: No route to host"; exit 1; fi
    shift 6; echo "pip $*" >> "$HOME_OF_TEST/log" ;;
esac
`;

async function prepare() {
  const temporary = await temporaryFolder();
  const home = temporary.path;
  await Deno.mkdir(join(home, "bin"));
  const script = PYTHON.replaceAll("$HOME_OF_TEST", home);
  await Deno.writeTextFile(join(home, "bin/python3"), script, { mode: 0o755 });
  const lines: string[] = [];
  const folder = join(home, "venv");
  return {
    lines,
    folder,
    ensure: (packages: string[]) =>
      ensureVenv({
        folder,
        packages,
        progress: new Progress((line) => lines.push(line)),
        signal: new AbortController().signal,
        searchPath: join(home, "bin"),
      }),
    log: async () => (await Deno.readTextFile(join(home, "log"))).trim().split("\n"),
    goOffline: () => Deno.writeTextFile(join(home, "offline"), ""),
    goOnline: () => Deno.remove(join(home, "offline")),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}

Deno.test("Packages are installed once, later ones beside them", async () => {
  await using venv = await prepare();
  await venv.ensure(["one==1", "two==2"]);
  await venv.ensure(["one==1"]);
  await venv.ensure(["two==2", "three==3"]);
  expect(await venv.log()).toEqual(["made", "pip one==1 two==2", "pip three==3"]);
  expect(venv.lines.some((line) => line.includes("Installing one==1 and two==2"))).toBe(true);
});

Deno.test("When pip fails the sentence shows its words, and the next start makes the environment again", async () => {
  await using venv = await prepare();
  await venv.goOffline();
  const error = await venv.ensure(["one==1"]).catch((error: Error) => error);
  expect(error).toHaveProperty("message", expect.stringContaining("pip could not install one==1"));
  expect(error).toHaveProperty("message", expect.stringContaining("Check that this machine is online"));
  expect(error).toHaveProperty("message", expect.stringContaining("ERROR: No route to host"));
  await venv.goOnline();
  await venv.ensure(["one==1"]);
  expect(await venv.log()).toEqual(["made", "made", "pip one==1"]);
});

Deno.test("An environment whose Python has gone is made again", async () => {
  await using venv = await prepare();
  await venv.ensure(["one==1"]);
  await Deno.remove(join(venv.folder, "bin/python"));
  await venv.ensure(["one==1"]);
  expect(await venv.log()).toEqual(["made", "pip one==1", "made", "pip one==1"]);
});
