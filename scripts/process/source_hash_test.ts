import { expect } from "@std/expect";
import { dirname, join } from "node:path";
import { hashSources } from "@/scripts/process/source_hash.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";

async function write(root: string, path: string, content: string): Promise<void> {
  await Deno.mkdir(dirname(join(root, path)), { recursive: true });
  await Deno.writeTextFile(join(root, path), content);
}

Deno.test("The hash follows what is built", async () => {
  await using folder = await temporaryFolder();
  const seen = new Set<string>();
  for (
    const [path, content] of [["main.ts", "1"], ["main.ts", "2"], ["routes/a.tsx", "2"], ["deno.lock", "2"]]
  ) {
    await write(folder.path, path ?? "", content ?? "");
    seen.add(await hashSources(folder.path));
  }
  await Deno.rename(join(folder.path, "routes/a.tsx"), join(folder.path, "routes/b.tsx"));
  seen.add(await hashSources(folder.path));
  expect(seen.size).toBe(5);
});

Deno.test("The hash does not follow tests, documents, scripts, workers and what is made", async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, "main.ts", "1");
  const before = await hashSources(folder.path);
  const others = [
    "lib/a_test.ts",
    "README.md",
    "lib/notes.md",
    "scripts/a.ts",
    "workers/main.ts",
    ".git/HEAD",
  ];
  for (const path of [...others, "_fresh/server.js", "node_modules/a/index.js", ".services/state.json"]) {
    await write(folder.path, path, "1");
  }
  expect(await hashSources(folder.path)).toBe(before);
});
