/** The development server: replaced at each change, and a page that says why it does not start. */
import { expect } from "@std/expect";
import { copyFixture, startServer } from "./testdata/fixture.ts";

/** Follows the events that tell an open page to reload. */
async function* versions(origin: string, signal: AbortSignal): AsyncGenerator<string> {
  const response = await fetch(`${origin}/_frsh/live`, { signal });
  const lines = response.body?.pipeThrough(new TextDecoderStream()) ?? new ReadableStream<string>();
  for await (const text of lines) yield* text.match(/(?<=data: ).+/g) ?? [];
}

interface Answer {
  status: number;
  text: string;
}

async function answerOf(address: string): Promise<Answer> {
  const response = await fetch(address);
  return { status: response.status, text: await response.text() };
}

Deno.test("the development server follows changes, shows errors and recovers", async (t) => {
  await using copy = await copyFixture();
  await using server = await startServer(["run", "-A", `${copy.root}/dev.ts`]);
  const leave = new AbortController();
  const events = versions(server.origin, AbortSignal.any([leave.signal, AbortSignal.timeout(60_000)]));
  await events.next();

  /** Asks again at each new version, as an open page does, until the answer holds the text. */
  const answerWith = async (path: string, text: string | RegExp): Promise<Answer> => {
    for (;;) {
      const answer = await answerOf(server.origin + path);
      if (answer.text.search(text) !== -1) return answer;
      await events.next();
    }
  };

  await t.step("pages load the script that reloads them; static files are transformed", async () => {
    const page = await answerOf(`${server.origin}/plain`);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/<script type="module" src="\/_frsh\/live\.js" nonce="\w+"><\/script>/);
    expect((await answerOf(`${server.origin}/styles.css`)).text).toContain("#654321");
    expect((await answerOf(`${server.origin}/_frsh/live.js`)).text).toContain("location.reload()");
  });

  await t.step("a change of a route is served", async () => {
    await copy.write("routes/plain.tsx", "export default () => <p>Changed page</p>;");
    expect((await answerWith("/plain", "Changed page")).status).toBe(200);
  });

  await t.step("a change of a static file is served", async () => {
    await copy.write("static/styles.css", "p { color: BODY_COLOUR }");
    expect((await answerWith("/styles.css", /^p/)).text).toBe("p { color: #654321 }");
  });

  await t.step("a syntax error is shown with its place, on every page", async () => {
    await copy.write("routes/plain.tsx", "export default () => {\n  return <p>;\n};");
    const page = await answerWith("/shop", /routes\/plain\.tsx:\d+:\d+/);
    expect(page.status).toBe(500);
    expect(page.text).toContain("/_frsh/live.js");
  });

  await t.step("an island that cannot be bundled is shown with its place", async () => {
    await copy.write("routes/plain.tsx", "export default () => <p>Fixed page</p>;");
    await copy.write("islands/Broken.tsx", "export default () => <p>{</p>;");
    expect((await answerWith("/plain", /islands\/Broken\.tsx:\d+:\d+/)).status).toBe(500);
  });

  await t.step("the page is back once the error is gone", async () => {
    await copy.write("islands/Broken.tsx", "export default () => <p />;");
    expect((await answerWith("/plain", "Fixed page")).status).toBe(200);
  });

  leave.abort();
});
