import { expect } from "@std/expect";

/** The only entries in which the configuration for the real Fresh differs. */
const REAL = {
  "fresh": "jsr:@fresh/core@^2.3",
  "fresh/runtime": "jsr:@fresh/core@^2.3/runtime",
  "fresh/dev": "jsr:@fresh/core@^2.3/dev",
  "@std/expect": "jsr:@std/expect@^1",
};

interface Configuration {
  imports: Record<string, string>;
  tasks: { dev: { command: string } };
}

function fromRoot(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

async function configuration(name: string): Promise<Configuration> {
  return JSON.parse(await Deno.readTextFile(fromRoot(name)));
}

Deno.test("deno.jsr.json is deno.json with the real Fresh and the real @std/expect", async () => {
  const own = await configuration("deno.json");
  const real = await configuration("deno.jsr.json");
  expect(Object.keys(own.imports)).toEqual(expect.arrayContaining(Object.keys(REAL)));
  expect(real).toEqual({ ...own, imports: { ...own.imports, ...REAL } });
});

Deno.test("the development server is started anew by a change of whatever it loads", async () => {
  const { tasks } = await configuration("deno.json");
  const watched = /--watch=(\S+)/.exec(tasks.dev.command)?.[1]?.split(",") ?? [];
  for (const path of watched) expect(await Deno.stat(fromRoot(path))).toBeTruthy();
  const sources = new Set<string>();
  for (const path of watched.filter((path) => path.endsWith("/"))) await collectImports(path, sources);
  for (const path of ["main.ts", "define.ts"]) await collectImports(path, sources);
  const unwatched = [...sources].filter((path) => !watched.some((place) => path.startsWith(place)));
  expect(unwatched).toEqual([]);
  expect(sources.size).toBeGreaterThan(100);
});

/** Adds what the sources at a path import from this project by `@/`; what only tests import is left out. */
async function collectImports(path: string, found: Set<string>): Promise<void> {
  if (path.endsWith("/")) {
    for await (const { name, isDirectory } of Deno.readDir(fromRoot(path))) {
      await collectImports(path + name + (isDirectory ? "/" : ""), found);
    }
  } else if (/\.tsx?$/.test(path) && !/_test\.tsx?$/.test(path)) {
    const text = await Deno.readTextFile(fromRoot(path));
    for (const [, imported = ""] of text.matchAll(/from "@\/([^"]+)"/g)) found.add(imported);
  }
}

Deno.test("what the image is made of is there, also after the change that the docs describe", async () => {
  const dockerfile = await Deno.readTextFile(fromRoot("Dockerfile"));
  const copied = Array.from(
    dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm),
    ([, paths = ""]) => paths.split(" "),
  ).flat();
  expect(copied).toContain("deno.lock");
  for (const path of copied) expect(await Deno.stat(fromRoot(path))).toBeTruthy();
  const commands = /```sh\n([^`]+)```/.exec(await Deno.readTextFile(fromRoot("docs/fresh.md")))?.[1] ?? "";
  expect(commands).toMatch(/^cp deno\.jsr\.json deno\.json/);
  // The image installs by the lock file as it is, so the change must end with one that fits.
  expect(commands).toMatch(/^npx -y deno@\S+ install\b/m);
  for (const path of copied) {
    expect(commands).not.toMatch(new RegExp(`\\brm\\b.*${path.replaceAll(".", "\\.")}\\b`));
  }
});
