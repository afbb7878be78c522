/** The document as a generator sees it: openapi-typescript makes types of it, with which programs are written. */
import { expect } from "@std/expect";
import type { Context } from "fresh";
import createClient from "openapi-fetch";
import openapiTS, { astToString } from "openapi-typescript";
import type { State } from "@/define.ts";
import { openApiDocument } from "@/lib/openapi/document.ts";
import { basic, withWriteKeys } from "@/testing/segment.ts";
import { routeFiles } from "@/testing/route_files.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";
import type { paths } from "@/tests/contract/api_types.ts";
import * as calls from "@/tests/contract/typed_calls.ts";

const API = "/api/v1";
const WRITE_KEY = "contract";

/** What must not compile, so that it is known that the types say something. */
const MISTAKES = `import type { Client } from "openapi-fetch";
import type { components, paths } from "./api_types.ts";

export async function mistaken(api: Client<paths>) {
  // @ts-expect-error a client needs a name
  api.POST("/clients", { body: { plan: "Gold" } });
  // @ts-expect-error there is no such status
  api.GET("/clients", { params: { query: { status: ["gone"] } } });
  // @ts-expect-error an event needs a type
  api.POST("/telemetry", { body: { events: [{ externalId: "acme" }] } });
  // @ts-expect-error a group call names its account
  api.POST("/segment/group", { body: { userId: "u-7" } });
  const { data } = await api.GET("/clients");
  // @ts-expect-error a page is no text, in which it could be looked for
  data?.indexOf("acme");
}

/** What has a default may be left out of a request, and is always in an answer. */
export const plan = (client: components["schemas"]["Client"]): string => client.plan;
`;

Deno.test("with the types of the document a call of each operation compiles, and mistakes do not", async () => {
  await using folder = await temporaryFolder();
  const types = astToString(await openapiTS(JSON.stringify(openApiDocument(""))));
  await Deno.writeTextFile(`${folder.path}/api_types.ts`, types);
  await Deno.copyFile(new URL("typed_calls.ts", import.meta.url), `${folder.path}/typed_calls.ts`);
  await Deno.writeTextFile(`${folder.path}/mistakes.ts`, MISTAKES);
  const config = new URL("../../deno.json", import.meta.url).pathname;
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--config", config, `${folder.path}/typed_calls.ts`, `${folder.path}/mistakes.ts`],
    env: { NO_COLOR: "1" },
  }).output();
  expect(code === 0 ? "" : new TextDecoder().decode(stderr)).toBe("");
});

/** The whole API in this process. */
async function openApi(world: World): Promise<TestWeb> {
  const routes: Record<string, (ctx: Context<State>) => Promise<Response>> = {};
  for await (const { path, file } of routeFiles()) {
    if (!path.startsWith(`${API}/`)) continue;
    routes[path.replace(/\{(\w+)\}/g, ":$1")] = (await import(file.href)).handler;
  }
  return openTestWeb(world, routes);
}

/** Names of operations by method and path, such as `get /clients/{id}`. */
function operationNames(): Map<string, RegExp> {
  const names = Object.entries(openApiDocument("").paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method): [string, RegExp] => [
      `${method} ${path}`,
      new RegExp(`^${method} ${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`, "i"),
    ])
  );
  return new Map(names);
}

Deno.test("the typed calls are taken, each operation is among them, and data is what its type says", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  await using web = await openApi(withWriteKeys(world, [WRITE_KEY]));
  const asked = new Set<string>();
  const api = createClient<paths>({
    baseUrl: `http://localhost${API}`,
    // Several values of a parameter are separated by commas.
    querySerializer: { array: { style: "form", explode: false } },
    async fetch(request: Request) {
      const { pathname, search } = new URL(request.url);
      asked.add(`${request.method} ${decodeURIComponent(pathname.slice(API.length))}`);
      return await web.send(request.method, pathname + search, {
        headers: Object.fromEntries(request.headers),
        body: request.body === null ? undefined : await request.text(),
      });
    },
  });
  expect(await calls.callClients(api)).toEqual({ total: 1, plan: "Standard" });
  expect(await calls.callTelemetry(api)).toEqual({ accepted: 2 });
  await calls.callSegment(api, { Authorization: basic(WRITE_KEY) });
  expect(await calls.callIncidents(api)).toEqual({ total: 1 });
  expect(await calls.callNotesAndOutcomes(api)).toEqual({ author: null });
  await world.work();
  await calls.callReports(api);
  await calls.callSimulation(api);
  expect(await calls.callStreamAndDelete(api)).toEqual({ incidents: 0 });
  const uncalled = [...operationNames()].filter(([, pattern]) =>
    ![...asked].some((call) => pattern.test(call))
  );
  expect(uncalled.map(([name]) => name)).toEqual([]);
});
