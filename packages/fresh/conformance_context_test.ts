/** What the context and the middlewares of any Fresh 2 do; see conformance_app_test.ts. */
import { expect } from "@std/expect";
import { App, cors, csp, csrf } from "fresh";

const ok = () => new Response("ok");

async function answerOf<State>(app: App<State>, path = "/", init?: RequestInit): Promise<Response> {
  const response = await app.handler()(new Request(`http://localhost${path}`, init));
  await response.clone().body?.cancel();
  return response;
}

Deno.test("redirect() keeps a rooted path on this host", async () => {
  const to = async (target: string) =>
    (await answerOf(new App().get("/", (ctx) => ctx.redirect(target)))).headers.get("location");
  expect(await to("/a//b?next=//c#d//e")).toBe("/a/b?next=//c#d//e");
  expect(await to("//evil.test/x")).toBe("/evil.test/x");
  expect(await to("https://example.test/a")).toBe("https://example.test/a");
});

Deno.test("redirect() answers 302 unless told otherwise", async () => {
  expect((await answerOf(new App().get("/", (ctx) => ctx.redirect("/x")))).status).toBe(302);
  expect((await answerOf(new App().get("/", (ctx) => ctx.redirect("/x", 303)))).status).toBe(303);
});

Deno.test("text(), html() and json() set their content types and keep what is given", async () => {
  const app = new App()
    .get("/html", (ctx) => ctx.html("<p>", { status: 201, headers: { "x-kept": "yes" } }))
    .get("/json", (ctx) => ctx.json({ a: 1 }));
  const html = await answerOf(app, "/html");
  expect([html.status, html.headers.get("content-type"), html.headers.get("x-kept")])
    .toEqual([201, "text/html; charset=utf-8", "yes"]);
  const json = await answerOf(app, "/json");
  expect(json.headers.get("content-type")).toBe("application/json");
  expect(await json.json()).toEqual({ a: 1 });
});

Deno.test("repeated slashes of an address are collapsed", async () => {
  const app = new App().get("/a/b", (ctx) => new Response(ctx.url.pathname));
  expect(await (await answerOf(app, "//a///b")).text()).toBe("/a/b");
});

Deno.test("csrf() refuses what a page of another site sends", async () => {
  const app = new App().use(csrf()).all("/", ok);
  const post = async (headers: Record<string, string>, method = "POST") =>
    (await answerOf(app, "/", { method, headers })).status;
  expect(await post({ "sec-fetch-site": "cross-site" }, "GET")).toBe(200);
  expect(await post({ "sec-fetch-site": "same-origin" })).toBe(200);
  expect(await post({ "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await post({ "sec-fetch-site": "same-site", origin: "http://other.localhost" })).toBe(403);
  expect(await post({ origin: "http://localhost" })).toBe(200);
  expect(await post({ origin: "http://evil.test" })).toBe(403);
  expect(await post({ origin: "null" })).toBe(403);
  expect(await post({})).toBe(200);
});

Deno.test("csrf() lets a listed origin pass", async () => {
  const app = new App().use(csrf({ origin: ["https://a.test", "https://b.test"] })).post("/", ok);
  const headers = { "sec-fetch-site": "cross-site", origin: "https://b.test" };
  expect((await answerOf(app, "/", { method: "POST", headers })).status).toBe(200);
});

Deno.test("cors() answers OPTIONS itself and names the origin that may read", async () => {
  const app = new App().use(cors({ origin: "https://a.test", maxAge: 600, credentials: true })).get("/", ok);
  const preflight = await answerOf(app, "/", {
    method: "OPTIONS",
    headers: { origin: "https://a.test", "access-control-request-headers": "x-one, x-two" },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("https://a.test");
  expect(preflight.headers.get("access-control-allow-methods")).toBe("GET,HEAD,PUT,POST,DELETE,PATCH");
  expect(preflight.headers.get("access-control-allow-headers")).toBe("x-one,x-two");
  expect(preflight.headers.get("access-control-max-age")).toBe("600");
  const own = await answerOf(app, "/", { headers: { origin: "https://a.test" } });
  expect(own.headers.get("access-control-allow-credentials")).toBe("true");
  expect(own.headers.get("vary")).toBe("Origin");
  const foreign = await answerOf(app, "/", { headers: { origin: "https://b.test" } });
  expect(foreign.headers.get("access-control-allow-origin")).toBe(null);
});

Deno.test("cors() lets everyone read by default", async () => {
  const response = await answerOf(new App().use(cors()).get("/", ok));
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});

Deno.test("csp() replaces default directives of the same name", async () => {
  const app = new App().use(csp({ csp: ["img-src 'self' https://images.test"] })).get("/", ok);
  const policy = (await answerOf(app)).headers.get("content-security-policy") ?? "";
  const images = policy.split("; ").filter((directive) => directive.startsWith("img-src"));
  expect(images).toEqual(["img-src 'self' https://images.test"]);
  expect(policy).toContain("default-src 'self'");
});
