import { expect } from "@std/expect";
import { handler as clients } from "@/routes/api/v1/clients/index.ts";
import { handler as telemetry } from "@/routes/api/v1/telemetry.ts";
import { openTestWeb, problemOf } from "@/testing/web.ts";
import { openWorld } from "@/testing/world.ts";

Deno.test("a value of a wrong type is refused in our own words, wherever it stands", async () => {
  await using world = await openWorld("2026-03-31T12:00:00Z");
  await using web = openTestWeb(world, { "/api/v1/clients": clients, "/api/v1/telemetry": telemetry });
  const faultsOf = async (method: string, path: string, body?: unknown, type?: string) => {
    const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
    const problem = await problemOf(await web.send(method, `/api/v1${path}`, { body, headers }));
    return [problem.status, ...(problem.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`)];
  };
  const event = { externalId: "acme", messageId: "m", type: "login", ts: "2026-03-31T11:00:00Z" };
  const told = [
    await faultsOf("POST", "/clients", { name: 7, tags: "vip", status: "gone" }),
    await faultsOf("POST", "/clients", "[]"),
    await faultsOf("POST", "/telemetry", { events: [7, { ...event, count: "2" }] }),
    await faultsOf(
      "POST",
      "/telemetry",
      `${JSON.stringify({ ...event, userId: {} })}\n`,
      "application/x-ndjson",
    ),
    await faultsOf("GET", "/clients?renewal=soon,late&limit=x"),
  ];
  expect(told).toEqual([
    [
      422,
      "/name must be text",
      "/status must be one of active, paused, churned, left_well",
      "/tags must be a list",
    ],
    [422, " must be an object"],
    [422, "/events/0 must be an object", "/events/1/count must be a whole number"],
    [422, "/events/0/userId must be text"],
    [
      400,
      "renewal must be one or more of overdue, 0-30, 31-60, 61-90, later, none, separated by commas",
      "limit must be a whole number",
    ],
  ]);
});
