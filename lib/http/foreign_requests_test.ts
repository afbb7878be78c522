/** What pages of other sites may not do, asked of every route of the real web process. */
import { expect } from "@std/expect";
import { problemSchema } from "@/lib/http/problem.ts";
import { type RawAnswer, sendRaw } from "@/testing/raw_request.ts";
import { routeFiles } from "@/testing/route_files.ts";
import { startWeb } from "@/testing/processes.ts";
import { openWorld } from "@/testing/world.ts";

const WRITES = ["POST", "PUT", "PATCH", "DELETE"];
const AT_ONCE = 16;
const NAME = "cip.example";

const routes = (await Array.fromAsync(routeFiles())).map(({ path }) => path.replace(/\{\w+\}/g, "x"));

function problemIn({ headers, body }: RawAnswer) {
  expect(headers.get("content-type")).toBe("application/problem+json");
  return problemSchema.parse(JSON.parse(body));
}

/** Asks one after the other, some at a time; gives the lines of those with which something is wrong. */
async function wrongOf<Case>(
  cases: Case[],
  judge: (asked: Case) => Promise<string | null>,
): Promise<string[]> {
  const wrong: string[] = [];
  const askOn = async () => {
    for (let asked = cases.pop(); asked !== undefined; asked = cases.pop()) {
      const fault = await judge(asked);
      if (fault !== null) wrong.push(fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return wrong;
}

Deno.test("every route, asked by the pages of other sites and under other names", async (test) => {
  await using world = await openWorld();
  const { _id, version } = await world.createClient({ externalId: "acme" });
  const allowedHosts = [...world.config.allowedHosts, NAME];
  await using web = await startWeb({ ...world.config, allowedHosts });
  const origin = web.baseUrl;
  const { host, port } = new URL(origin);
  expect(routes).toEqual(
    expect.arrayContaining(["/", "/clients/x", "/healthz", "/api/v1/simulate/reset-all"]),
  );

  await test.step("what changes something is refused when another site's page sent it, and only then", async () => {
    const crossSite = { "sec-fetch-site": "cross-site", origin: "http://evil.example" };
    const foreign: Record<string, string>[] = [
      // Another port of this machine; the origin that would be ours does not outweigh what the browser says.
      { "sec-fetch-site": "same-site", origin },
      { origin: "http://evil.example" },
      { origin: "http://127.0.0.1:1" },
      { origin: "null" },
    ];
    const own: Record<string, string>[] = [
      { "sec-fetch-site": "same-origin", origin },
      // Not a browser.
      {},
    ];
    // An old browser, and a proxy that ends TLS.
    const old = { origin: `https://${host}` };
    const client = `/api/v1/clients/${_id}`;
    const cases = [
      ...routes.flatMap((path) => own.map((marks) => ({ marks, path, isForeign: false }))),
      { marks: old, path: "/api/v1/telemetry", isForeign: false },
      ...[...routes, client].map((path) => ({ marks: crossSite, path, isForeign: true })),
      ...foreign.map((marks) => ({ marks, path: client, isForeign: true })),
    ].flatMap((asked) => WRITES.map((method) => ({ ...asked, method })));
    const wrong = await wrongOf(cases, async ({ marks, path, method, isForeign }) => {
      const answer = await sendRaw(origin, `${method} ${path}`, { host, ...marks });
      const refused = answer.status === 403 && answer.body.includes("A page of another site sent this");
      if (isForeign) problemIn(answer);
      return refused === isForeign ? null : `${method} ${path} ${JSON.stringify(marks)}: ${answer.status}`;
    });
    expect(wrong).toEqual([]);
    expect((await world.services.clients.get(_id)).version).toBe(version);
  });

  await test.step("no read says that another site may look at it", async () => {
    const wrong = await wrongOf([...routes], async (path) => {
      const { headers } = await sendRaw(origin, `GET ${path}`, { host, origin: "http://evil.example" });
      return headers.has("access-control-allow-origin") ? path : null;
    });
    expect(wrong).toEqual([]);
  });

  await test.step("under a name that is not ours nothing is answered, in whichever way it is named", async () => {
    const cases = [...routes, "/styles.css", "/nowhere"].flatMap((path) => [
      { line: `GET ${path}`, host: `evil.example:${port}` },
      { line: `GET http://evil.example${path}`, host },
      { line: `POST ${path}`, host: "127.0.0.1.evil.example" },
      // What Fresh brings to no middleware.
      { line: `PROPFIND ${path}`, host: "evil.example" },
      { line: `PROPFIND http://evil.example${path}`, host },
      { line: `GET ${path}%E0%A4%A`, host: "evil.example" },
    ]);
    const wrong = await wrongOf(cases, async ({ line, host }) => {
      const answer = await sendRaw(origin, line, { host, accept: "text/html" });
      if (answer.status !== 421) return `${line} ${host}: ${answer.status}`;
      const { type, detail } = problemIn(answer);
      expect(answer.headers.has("allow")).toBe(false);
      expect(type).toBe("urn:cip:problem:misdirected-request");
      expect(detail).toContain("ALLOWED_HOSTS");
      return null;
    });
    expect(wrong).toEqual([]);
  });

  await test.step("what is no host at all cannot be read", async () => {
    const hosts = [
      "",
      "user@localhost",
      "localhost/x",
      "k\xe4se",
      "a b",
      "localhost:99999",
      "localhost:http",
      "[::1",
      "%00",
    ];
    const lines = ["GET /clients", "POST /api/v1/clients", "PROPFIND /clients", "GET /clients/%E0%A4%A"];
    const cases = hosts.flatMap((host) => lines.map((line) => ({ line, host })))
      .concat({ line: "GET http://localhost:99999/clients", host });
    const wrong = await wrongOf(cases, async ({ line, host }) => {
      const answer = await sendRaw(origin, line, { host });
      if (answer.status !== 400) return `${line} ${host}: ${answer.status}`;
      expect(problemIn(answer).detail).toMatch(/Host/);
      return null;
    });
    expect(wrong).toEqual([]);
    expect((await sendRaw(origin, "GET /clients", {})).status).toBe(400);
  });

  await test.step("the names of this machine and those configured are answered", async () => {
    for (
      const name of [`localhost:${port}`, "LOCALHOST", "127.0.0.1", `[::1]:${port}`, NAME, `${NAME}.:8443`]
    ) {
      const { status } = await sendRaw(origin, "GET /api/v1/clients", { host: name });
      expect([name, status]).toEqual([name, 200]);
    }
  });
});
