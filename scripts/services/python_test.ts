import { expect } from "@std/expect";
import { join } from "node:path";
import { findPython } from "@/scripts/services/python.ts";
import { type TemporaryFolder, temporaryFolder } from "@/testing/temporary_folder.ts";

/** A folder with programs that are called like Python and answer the probe with this line and exit code. */
async function searchPathWith(
  pythons: Record<string, { stderr: string; exitCode: number }>,
): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  for (const [name, { stderr, exitCode }] of Object.entries(pythons)) {
    const script = `#!/bin/sh\necho "${stderr}" >&2\nexit ${exitCode}\n`;
    await Deno.writeTextFile(join(folder.path, name), script, { mode: 0o755 });
  }
  return folder;
}

const WITHOUT_VENV = { stderr: "ModuleNotFoundError: No module named 'ensurepip'", exitCode: 1 };
const TOO_OLD = { stderr: "too old", exitCode: 1 };
const GOOD = { stderr: "", exitCode: 0 };

Deno.test("Without any Python the sentence says what to install and what else would do", async () => {
  await using searchPath = await searchPathWith({});
  const error = await findPython(searchPath.path).catch((error: Error) => error);
  expect(error).toHaveProperty(
    "message",
    expect.stringContaining("no Python 3.10 or newer was found on PATH"),
  );
  expect(error).toHaveProperty("message", expect.stringContaining("apt-get install python3 python3-venv"));
  expect(error).toHaveProperty("message", expect.stringContaining("set MONGODB_URI and REDIS_HOST"));
});

Deno.test("An old Python is none", async () => {
  await using searchPath = await searchPathWith({ python3: TOO_OLD });
  await expect(findPython(searchPath.path)).rejects.toThrow(
    "no Python 3.10 or newer",
  );
});

Deno.test("A Python without venv is named", async () => {
  await using searchPath = await searchPathWith({ python3: WITHOUT_VENV });
  await expect(findPython(searchPath.path)).rejects.toThrow(
    `${join(searchPath.path, "python3")} has no venv module`,
  );
});

Deno.test("A good Python is found behind one that will not do", async () => {
  await using searchPath = await searchPathWith({ python3: TOO_OLD, "python3.12": GOOD });
  expect(await findPython(searchPath.path)).toBe(join(searchPath.path, "python3.12"));
});
