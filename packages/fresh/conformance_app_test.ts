// deno-lint-ignore-file no-console
/** What any Fresh 2 does with requests; uses nothing but the public names, so that it runs against the real one too. */
import { expect } from "@std/expect";
import { App, type Context, HttpError, type Middleware } from "fresh";

const ORIGIN = "http://localhost";

interface Trace {
  trace?: string[];
}

async function fetchFrom<State>(app: App<State>, path: string, init?: RequestInit) {
  const response = await app.handler()(new Request(ORIGIN + path, init));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function answer<State>(text: string): (ctx: Context<State>) => Response {
  return () => new Response(text);
}

/** Adds its name on the way in, and to a header on the way out. */
function traced(name: string): Middleware<Trace> {
  return async (ctx) => {
    (ctx.state.trace ??= []).push(name);
    const response = await ctx.next();
    response.headers.append("x-passed", name);
    return response;
  };
}

/** Runs something that logs an error, and gives what it logged. */
async function withErrorLog(run: () => Promise<void>): Promise<unknown[]> {
  const original = console.error;
  const logged: unknown[] = [];
  console.error = (...values: unknown[]) => logged.push(...values);
  try {
    await run();
  } finally {
    console.error = original;
  }
  return logged;
}

Deno.test("a static path wins over a pattern that was registered earlier", async () => {
  const app = new App().get("/users/:id", answer("pattern")).get("/users/new", answer("static"));
  expect((await fetchFrom(app, "/users/new")).text).toBe("static");
  expect((await fetchFrom(app, "/users/1")).text).toBe("pattern");
});

Deno.test("a static path matches with a trailing slash, a pattern does not", async () => {
  const app = new App().get("/about", answer("about")).get("/users/:id", answer("user"));
  expect((await fetchFrom(app, "/about/")).text).toBe("about");
  expect((await fetchFrom(app, "/users/1/")).status).toBe(404);
});

Deno.test("the first pattern that matches decides, even for another method", async () => {
  const app = new App().get("/:first", answer("first")).post("/:second", answer("second"));
  expect((await fetchFrom(app, "/x")).text).toBe("first");
  expect((await fetchFrom(app, "/x", { method: "POST" })).status).toBe(405);
});

Deno.test("the first handler of a method on a pattern stays", async () => {
  const app = new App().get("/x", answer("first")).get("/x", answer("second"));
  expect((await fetchFrom(app, "/x")).text).toBe("first");
});

Deno.test("HEAD is answered by the GET handler without its body", async () => {
  const app = new App().get("/x", () => new Response("body", { headers: { "x-kept": "yes" } }));
  const response = await fetchFrom(app, "/x", { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(response.headers.get("x-kept")).toBe("yes");
  expect(response.text).toBe("");
});

Deno.test("all() answers every method", async () => {
  const app = new App().all("/x", (ctx) => new Response(ctx.req.method));
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    expect((await fetchFrom(app, "/x", { method })).text).toBe(method);
  }
});

Deno.test("parameters are decoded with decodeURI, and a missing optional one is empty", async () => {
  const app = new App()
    .get("/files/:name", (ctx) => Response.json(ctx.params))
    .get("/posts{/:page}?", (ctx) => Response.json(ctx.params))
    .get("/docs/:rest*", (ctx) => Response.json(ctx.params));
  expect((await fetchFrom(app, "/files/caf%C3%A9%2Fx")).text).toBe('{"name":"café%2Fx"}');
  expect((await fetchFrom(app, "/posts")).text).toBe('{"page":""}');
  expect((await fetchFrom(app, "/posts/2")).text).toBe('{"page":"2"}');
  expect((await fetchFrom(app, "/docs/a/b")).text).toBe('{"rest":"a/b"}');
});

Deno.test("ctx.route is the pattern that matched", async () => {
  const app = new App().get("/users/:id", (ctx) => new Response(ctx.route));
  expect((await fetchFrom(app, "/users/1")).text).toBe("/users/:id");
});

Deno.test("an unknown path passes the root middlewares only, and is a 404", async () => {
  const app = new App<Trace>().use(traced("root")).use("/admin", traced("admin"));
  app.notFound((ctx) => new Response(ctx.state.trace?.join(), { status: 404 }));
  const response = await fetchFrom(app, "/admin/unknown");
  expect(response.status).toBe(404);
  expect(response.text).toBe("root");
});

Deno.test("a method without handler is a 405 without Allow; OPTIONS tells the methods", async () => {
  const app = new App().get("/x", answer("x")).put("/x", answer("x"));
  const refused = await fetchFrom(app, "/x", { method: "POST" });
  expect(refused.status).toBe(405);
  expect(refused.headers.get("allow")).toBe(null);
  const options = await fetchFrom(app, "/x", { method: "OPTIONS" });
  expect(options.status).toBe(204);
  expect(options.headers.get("allow")).toBe("GET, PUT");
});

Deno.test("use(path) covers the path and all below it, and no other name that begins alike", async () => {
  const app = new App<Trace>().use("/admin", traced("admin"));
  for (const path of ["/admin", "/admin/users", "/adminx"]) app.get(path, answer("ok"));
  expect((await fetchFrom(app, "/admin")).headers.get("x-passed")).toBe("admin");
  expect((await fetchFrom(app, "/admin/users")).headers.get("x-passed")).toBe("admin");
  expect((await fetchFrom(app, "/adminx")).headers.get("x-passed")).toBe(null);
});

Deno.test("a star in the path of use() is a literal name", async () => {
  const app = new App<Trace>().use("/admin/*", traced("admin")).get("/admin/users", answer("ok"));
  expect((await fetchFrom(app, "/admin/users")).headers.get("x-passed")).toBe(null);
});

Deno.test("middlewares run from the root to the leaf, then the handlers in order", async () => {
  const app = new App<Trace>()
    .use(traced("1"), traced("2"))
    .use("/a", traced("3"))
    .use("/a/b", traced("4"))
    .get("/a/b", traced("5"), (ctx) => new Response(ctx.state.trace?.join("")));
  const response = await fetchFrom(app, "/a/b");
  expect(response.text).toBe("12345");
  expect(response.headers.get("x-passed")).toBe("5, 4, 3, 2, 1");
});

Deno.test("a middleware does not wrap what was registered before it", async () => {
  const app = new App<Trace>().get("/early", answer("early")).use(traced("late")).get(
    "/late",
    answer("late"),
  );
  expect((await fetchFrom(app, "/early")).headers.get("x-passed")).toBe(null);
  expect((await fetchFrom(app, "/late")).headers.get("x-passed")).toBe("late");
});

Deno.test("the message of an HttpError is the answer; without one it is the text of its status", async () => {
  const app = new App()
    .get("/with", () => {
      throw new HttpError(422, "No such plan");
    })
    .get("/without", () => {
      throw new HttpError(410);
    });
  const told = await fetchFrom(app, "/with");
  expect([told.status, told.text]).toEqual([422, "No such plan"]);
  const untold = await fetchFrom(app, "/without");
  expect([untold.status, untold.text]).toEqual([410, "Gone"]);
});

Deno.test("an unknown error is logged, and is a 500 that tells nothing", async () => {
  const error = new Error("secret");
  const app = new App().get("/", () => {
    throw error;
  });
  const logged = await withErrorLog(async () => {
    const response = await fetchFrom(app, "/");
    expect([response.status, response.text]).toEqual([500, "Internal server error"]);
  });
  expect(logged).toEqual([error]);
});

Deno.test("a handler that gives no Response is a 500", async () => {
  const forgetful = (() => undefined) as unknown as Middleware<unknown>;
  const logged = await withErrorLog(async () => {
    expect((await fetchFrom(new App().get("/", forgetful), "/")).status).toBe(500);
  });
  expect(logged).toHaveLength(1);
});

Deno.test("an error goes to the nearest handler, which finds it in ctx.error", async () => {
  const fail = () => {
    throw new Error("cause");
  };
  const caught = (where: string) => (ctx: Context<unknown>) =>
    new Response(`${where}: ${(ctx.error as Error).message}`, { status: 500 });
  const app = new App().onError("/", caught("root")).onError("/a", caught("a"))
    .get("/a/b", fail).get("/c", fail);
  expect((await fetchFrom(app, "/a/b")).text).toBe("a: cause");
  expect((await fetchFrom(app, "/c")).text).toBe("root: cause");
});

Deno.test("a 404 goes to notFound rather than to an error handler", async () => {
  const app = new App()
    .onError("/", answer("error"))
    .notFound(() => new Response("not found", { status: 404 }))
    .get("/gone", () => {
      throw new HttpError(404);
    });
  expect((await fetchFrom(app, "/gone")).text).toBe("not found");
  expect((await fetchFrom(app, "/unknown")).text).toBe("not found");
});

Deno.test("an error handler stands outside of the middlewares of its own segment", async () => {
  const app = new App<Trace>()
    .onError("/", () => new Response("error", { status: 500 }))
    .use(traced("root"))
    .get("/", () => {
      throw new Error("cause");
    });
  const response = await fetchFrom(app, "/");
  expect(response.text).toBe("error");
  expect(response.headers.get("x-passed")).toBe(null);
});

Deno.test("an error handler below the root sees neither unknown paths nor wrong methods", async () => {
  const app = new App<Trace>()
    .use((ctx) => ctx.next())
    .onError("/", (ctx) => new Response(`root ${(ctx.error as HttpError).status}`))
    .onError("/api", answer("api"))
    .get("/api/known", answer("known"));
  expect((await fetchFrom(app, "/api/unknown")).text).toBe("root 404");
  expect((await fetchFrom(app, "/api/known", { method: "POST" })).text).toBe("root 405");
});

Deno.test("an innermost root middleware that maps errors keeps what the outer ones add", async () => {
  const app = new App<Trace>()
    .use(traced("outer"))
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        return new Response("mapped", { status: error instanceof HttpError ? error.status : 500 });
      }
    })
    .get("/known", () => {
      throw new Error("cause");
    });
  for (
    const [path, method, status] of [["/known", "GET", 500], ["/x", "GET", 404], [
      "/known",
      "PUT",
      405,
    ]] as const
  ) {
    const response = await fetchFrom(app, path, { method });
    expect([response.status, response.headers.get("x-passed")]).toEqual([status, "outer"]);
  }
});

Deno.test("with a base path only addresses below it match", async () => {
  const app = new App({ basePath: "/base" }).get("/", answer("index")).get("/x/:id", answer("x"));
  expect((await fetchFrom(app, "/base")).text).toBe("index");
  expect((await fetchFrom(app, "/base/x/1")).text).toBe("x");
  expect((await fetchFrom(app, "/x/1")).status).toBe(404);
});

Deno.test("fsRoutes() adds nothing without a build", async () => {
  const app = new App().fsRoutes().get("/x", answer("x"));
  expect((await fetchFrom(app, "/x")).text).toBe("x");
  expect((await fetchFrom(app, "/")).status).toBe(404);
});
