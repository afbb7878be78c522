import { expect } from "@std/expect";
import { App } from "fresh";
import { Builder } from "fresh/dev";
import { attachBuild } from "./build.ts";
import { buildFixture, copyFixture, fixtureBuilder, type FixtureCopy } from "./testdata/fixture.ts";

/** Builds a copy of the fixture and has an app of this process serve it. */
async function attachFixture<State>(app: App<State>, { root }: FixtureCopy): Promise<void> {
  await fixtureBuilder({ root }).build();
  attachBuild(app, (await import(`${root}/_fresh/snapshot.js`)).default);
}

async function filesBelow(folder: string, prefix = ""): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) { for (const entry of await filesBelow(path, `${prefix}${name}/`)) files.set(...entry); }
    else files.set(prefix + name, (await Deno.readFile(path)).toHex());
  }
  return files;
}

/** Builds a copy of the fixture after a change and gives the message of the failure. */
async function failureOf(changes: Record<string, string>): Promise<string> {
  await using copy = await copyFixture();
  for (const [path, text] of Object.entries(changes)) await copy.write(path, text);
  const builder = new Builder({ root: copy.root });
  return await builder.build().then(() => "built", (error: Error) => error.message);
}

Deno.test("a build has a server, a snapshot, and a script with a hashed name for each island", async () => {
  await using build = await buildFixture();
  const files = [...(await filesBelow(build.outDir)).keys()];
  expect(files).toContain("server.js");
  expect(files).toContain("snapshot.js");
  for (const island of ["Counter", "Disclosure", "Facts", "LazyChart", "Cart"]) {
    const chunks = files.filter((file) =>
      new RegExp(`^static/_fresh/js/${island}-[A-Z0-9]{8}\\.js$`).test(file)
    );
    expect(chunks).toHaveLength(1);
  }
});

Deno.test("two builds of the same sources are the same, byte for byte", async () => {
  await using first = await buildFixture();
  await using second = await buildFixture();
  const snapshot = (outDir: string) => filesBelow(`${outDir}/static`);
  expect(await snapshot(second.outDir)).toEqual(await snapshot(first.outDir));
});

Deno.test("a specifier of npm or jsr never reaches the browser", async () => {
  await using build = await buildFixture();
  for await (const { name } of Deno.readDir(`${build.outDir}/static/_fresh/js`)) {
    if (!name.endsWith(".js")) continue;
    const code = await Deno.readTextFile(`${build.outDir}/static/_fresh/js/${name}`);
    expect(code).not.toMatch(/["'](npm|jsr|node):/);
  }
});

Deno.test("a transformed static file is in the build", async () => {
  await using build = await buildFixture();
  const css = await Deno.readTextFile(`${build.outDir}/static/styles.css`);
  expect(css).toContain("color: #123456");
  expect(css).toContain('url("dot.svg")');
});

Deno.test("a node built-in that an island imports fails the build and is named with its place", async () => {
  const message = await failureOf({
    "lib_files.ts": 'export { readFileSync } from "node:fs";',
    "islands/Reader.tsx":
      'import { readFileSync } from "../lib_files.ts";\nexport default () => <p>{readFileSync.name}</p>;',
  });
  expect(message).toMatch(/lib_files\.ts:1:29: ERROR: Could not resolve "node:fs"/);
});

Deno.test("a name that the import map does not hold fails the build", async () => {
  const message = await failureOf({
    "islands/Reader.tsx": 'import "preactor";\nexport default () => <p />;',
  });
  expect(message).toMatch(/islands\/Reader\.tsx:1:7: ERROR: .*"preactor"/);
});

Deno.test("a syntax error fails the build and names file and line", async () => {
  const message = await failureOf({ "islands/Broken.tsx": "export default () => {\n  return <p>;\n};" });
  expect(message).toMatch(/islands\/Broken\.tsx:\d+:\d+: /);
});

Deno.test("file routes have layouts, middlewares, groups, parameters and errors of their folders", async () => {
  await using copy = await copyFixture();
  const app = new App<{ title: string }>({ basePath: "/base" }).use((ctx) => ctx.next()).fsRoutes();
  await attachFixture(app, copy);
  const handler = app.handler();
  const get = (path: string, init?: RequestInit) =>
    handler(new Request(`http://localhost/base${path}`, init));

  const post = await get("/blog/first");
  expect([post.status, post.headers.get("x-blog"), post.headers.get("x-slug")]).toEqual([200, "yes", "yes"]);
  expect(await post.text()).toContain("<article><h1>first</h1></article>");
  expect(await (await get("/shop")).text()).toContain("apple");
  expect(await (await get("/api/items")).json()).toEqual(["item"]);
  const refused = await get("/api/items", { method: "POST" });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("<h1>Error 422</h1>");
  const missing = await get("/missing");
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain("<h1>Error 404</h1>");
});

Deno.test("props that cannot cross fail the page and name island and prop", async () => {
  await using copy = await copyFixture();
  await copy.write(
    "routes/shop_test_page.tsx",
    'import Cart from "../islands/Cart.tsx";\nexport default () => <Cart items={[() => 1]} />;',
  );
  const app = new App<{ title: string }>().use(async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      return new Response((error as Error).message);
    }
  }).fsRoutes();
  await attachFixture(app, copy);
  const response = await app.handler()(new Request("http://localhost/shop_test_page"));
  expect(await response.text()).toMatch(/^Cannot pass the prop \.items\[0\] to the island Cart: /);
});
