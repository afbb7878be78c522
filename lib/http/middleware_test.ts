import { expect } from "@std/expect";
import { answerErrors } from "@/lib/http/middleware.ts";
import { problemResponse } from "@/lib/http/problem.ts";
import { RoutableApp } from "@/lib/http/routable_app.ts";
import { UnavailableError } from "@/lib/platform/errors.ts";
import { collectLog } from "@/testing/log.ts";

const REFUSED = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:27017"), { code: "ECONNREFUSED" });

/** What is answered and logged when a route throws this. */
async function answerTo(error: Error) {
  const { log, lines } = collectLog();
  const app = new RoutableApp();
  app.use((ctx) => {
    ctx.state.requestId = "request-1";
    return ctx.next();
  });
  app.use(answerErrors(log, (_ctx, mapped) => problemResponse(mapped)));
  app.get("/api/v1/clients", () => {
    throw error;
  });
  const { status } = await app.handler()(new Request("http://localhost/api/v1/clients"));
  return { status, lines };
}

Deno.test("what a server that is away costs is one line of warning with the cause", async () => {
  const away: [Error, string][] = [
    [REFUSED, "connect ECONNREFUSED 127.0.0.1:27017"],
    [
      new UnavailableError("Try again shortly", { cause: REFUSED }),
      "Try again shortly: connect ECONNREFUSED 127.0.0.1:27017",
    ],
  ];
  for (const [error, message] of away) {
    const { status, lines } = await answerTo(error);
    expect(status).toBe(503);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 40,
        msg: "Request failed: a server is away",
        path: "/api/v1/clients",
        requestId: "request-1",
        err: { type: error.name, message },
      }),
    ]);
  }
});

Deno.test("a fault of ours is an error in the log, with its stack", async () => {
  const { status, lines } = await answerTo(new Error("A bug"));
  expect(status).toBe(500);
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([[50, "Request failed"]]);
  expect(lines[0]?.err?.stack).toContain("middleware_test.ts");
});
