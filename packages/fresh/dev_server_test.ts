/** The development server under `--watch`: pages that reload at each change, and one that says why the app does not start. */
import { expect } from "@std/expect";
import { copyFixture, startServer } from "./testdata/fixture.ts";

interface Answer {
  status: number;
  text: string;
}

/** Asks until the answer holds the text, as an open page does; between two runs nobody answers. */
async function answerWith(address: string, text: string | RegExp): Promise<Answer> {
  const deadline = AbortSignal.timeout(60_000);
  for (let last = "";;) {
    deadline.throwIfAborted();
    const response = await fetch(address, { signal: deadline }).catch((error: Error) => error);
    if (response instanceof Error) continue;
    last = await response.text().catch(() => last);
    if (last.search(text) !== -1) return { status: response.status, text: last };
  }
}

/** The run that answers now, as the script of an open page learns it. */
async function runOf(origin: string): Promise<string> {
  const response = await fetch(`${origin}/_frsh/live`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return /data: (.+)/.exec(first?.value ?? "")?.[1] ?? "";
}

Deno.test("the development server follows changes, shows errors and recovers", async (t) => {
  await using copy = await copyFixture();
  const watched = ["islands", "routes", "static"].map((folder) => `${copy.root}/${folder}/`).join(",");
  await using server = await startServer(["run", "-A", `--watch=${watched}`, `${copy.root}/dev.ts`]);
  const { origin } = server;
  const firstRun = await runOf(origin);

  await t.step("pages load the script that reloads them; static files are transformed", async () => {
    const page = await answerWith(`${origin}/plain`, "No island here");
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/<script type="module" nonce="\w+">[^<]*location\.reload\(\)/);
    expect((await answerWith(`${origin}/styles.css`, "color")).text).toContain("#654321");
  });

  await t.step("a change of a route is served, by another run", async () => {
    await copy.write("routes/plain.tsx", "export default () => <p>Changed page</p>;");
    expect((await answerWith(`${origin}/plain`, "Changed page")).status).toBe(200);
    expect(await runOf(origin)).not.toBe(firstRun);
  });

  await t.step("a change of a static file is served", async () => {
    await copy.write("static/styles.css", "p { color: BODY_COLOUR }");
    expect((await answerWith(`${origin}/styles.css`, /^p/)).text).toBe("p { color: #654321 }");
  });

  await t.step("a syntax error is shown with its place, on every page", async () => {
    await copy.write("routes/plain.tsx", "export default () => {\n  return <p>;\n};");
    const page = await answerWith(`${origin}/shop`, /routes\/plain\.tsx:\d+:\d+/);
    expect(page.status).toBe(500);
    expect(page.text).toContain("/_frsh/live");
  });

  await t.step("an island that cannot be bundled is shown with its place", async () => {
    await copy.write("routes/plain.tsx", "export default () => <p>Fixed page</p>;");
    await copy.write("islands/Broken.tsx", "export default () => <p>{</p>;");
    expect((await answerWith(`${origin}/plain`, /islands\/Broken\.tsx:\d+:\d+/)).status).toBe(500);
  });

  await t.step("the page is back once the error is gone", async () => {
    await copy.write("islands/Broken.tsx", "export default () => <p />;");
    expect((await answerWith(`${origin}/plain`, "Fixed page")).status).toBe(200);
  });
});
