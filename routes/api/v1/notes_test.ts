import { expect } from "@std/expect";
import type { z } from "zod";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { noteListSchema, noteSchema } from "@/lib/notes/view.ts";
import { handler as note } from "@/routes/api/v1/clients/[id]/notes/[noteId].ts";
import { handler as notes } from "@/routes/api/v1/clients/[id]/notes/index.ts";
import { jsonOf, openTestWeb, problemOf, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const CLIENT = "/api/v1/clients/external:acme";

async function withWeb(test: (web: TestWeb, world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, {
    "/api/v1/clients/:id/notes": notes,
    "/api/v1/clients/:id/notes/:noteId": note,
  });
  await world.createClient({ externalId: "acme" });
  await test(web, world);
}

async function write(web: TestWeb, body: unknown): Promise<z.output<typeof noteSchema>> {
  const response = await web.send("POST", `${CLIENT}/notes`, { body });
  expect(response.status).toBe(201);
  return await jsonOf(response, noteSchema);
}

async function list(web: TestWeb, query = "") {
  const response = await web.send("GET", `${CLIENT}/notes${query}`);
  expect(response.status).toBe(200);
  return await jsonOf(response, noteListSchema);
}

Deno.test("POST notes keeps what was written, as text; without a name it is by nobody who is known", () =>
  withWeb(async (web, world) => {
    const { _id: clientId } = await world.services.clients.get("external:acme");
    const response = await web.send("POST", `${CLIENT}/notes`, {
      body: { text: "  <b>Renewal</b> call:\r\n- wants a yearly plan \n", author: "Dana Okafor" },
    });
    expect(response.status).toBe(201);
    const written = await jsonOf(response, noteSchema);
    expect(written).toEqual({
      id: written.id,
      clientId,
      text: "<b>Renewal</b> call:\n- wants a yearly plan",
      author: "Dana Okafor",
      createdAt: "2026-03-31T12:00:00.000Z",
    });
    const location = response.headers.get("location") ?? "";
    expect(location).toBe(`/api/v1/clients/${clientId}/notes/${written.id}`);
    expect(await jsonOf(await web.send("GET", location), noteSchema)).toEqual(written);
    expect((await write(web, { text: "Called" })).author).toBeNull();
  }));

Deno.test("POST notes with the same Idempotency-Key writes one note", () =>
  withWeb(async (web) => {
    const options = { body: { text: "Called" }, headers: { "idempotency-key": "note-1" } };
    const answers = [
      await web.send("POST", `${CLIENT}/notes`, options),
      await web.send("POST", `${CLIENT}/notes`, options),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await list(web)).total).toBe(1);
  }));

Deno.test("POST notes refuses what is no text, with a pointer to it", () =>
  withWeb(async (web) => {
    const refused: [body: unknown, pointer: string][] = [
      [{ text: " \n " }, "/text"],
      [{ text: "a".repeat(4_001) }, "/text"],
      [{ text: "a\u0000b" }, "/text"],
      [{ text: "half \ud83d of a pair" }, "/text"],
      [{ text: "a", author: "" }, "/author"],
      [{ text: "a", colour: "red" }, "/colour"],
      [{}, "/text"],
    ];
    for (const [body, pointer] of refused) {
      const response = await web.send("POST", `${CLIENT}/notes`, { body });
      expect(response.status).toBe(422);
      expect((await problemOf(response)).errors?.map((fault) => fault.pointer)).toEqual([pointer]);
    }
    expect((await list(web)).total).toBe(0);
  }));

Deno.test("GET notes goes from the newest to the oldest, page by page", () =>
  withWeb(async (web, world) => {
    for (const minute of [1, 2, 3]) {
      world.setNow(`2026-03-31T12:0${minute}:00Z`);
      await write(web, { text: `${minute}` });
    }
    const first = await list(web, "?limit=2");
    expect([first.notes.map(({ text }) => text), first.total]).toEqual([["3", "2"], 3]);
    const second = await list(web, `?limit=2&cursor=${first.nextCursor}`);
    expect([second.notes.map(({ text }) => text), second.nextCursor]).toEqual([["1"], null]);
  }));

Deno.test("DELETE notes takes one away, of this client only; then it is not found", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "globex" });
    const { id } = await write(web, { text: "Called" });
    const elsewhere = `/api/v1/clients/external:globex/notes/${id}`;
    expect((await web.send("DELETE", elsewhere)).status).toBe(404);
    expect((await web.send("GET", elsewhere)).status).toBe(404);
    const response = await web.send("DELETE", `${CLIENT}/notes/${id}`);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    const again = await web.send("DELETE", `${CLIENT}/notes/${id}`);
    expect(again.status).toBe(404);
    expect((await problemOf(again)).detail).toBe(`This client has no note with the id "${id}"`);
  }));

Deno.test("notes of an unknown client are not found, and other methods are answered with what is allowed", () =>
  withWeb(async (web) => {
    const stranger = "/api/v1/clients/external:nobody/notes";
    expect((await web.send("GET", stranger)).status).toBe(404);
    expect((await web.send("POST", stranger, { body: { text: "Called" } })).status).toBe(404);
    const put = await web.send("PUT", `${CLIENT}/notes`, { body: { text: "Called" } });
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST, HEAD, OPTIONS"]);
  }));

Deno.test("a note is told to those who look at its client, and shows when its page is read again", async () => {
  await using world = await openWorld(NOW);
  const { services } = world;
  const { _id } = await world.createClient({});
  const before = await services.clientParts.read(_id, 30);
  expect(before.value.notes).toEqual({ notes: [], total: 0, nextCursor: null });
  const { _id: noteId } = await services.notes.create(_id, { text: "Called", author: "Dana" });
  const after = await services.clientParts.read(_id, 30);
  expect(after.value.notes.notes.map(({ text }) => text)).toEqual(["Called"]);
  await services.notes.remove(_id, noteId);
  expect((await services.clientParts.read(_id, 30)).value.notes.total).toBe(0);
  await expect(services.notes.get(_id, noteId)).rejects.toThrow(NotFoundError);

  const entries = await services.redis.xrange(services.keys.liveStream(), "-", "+");
  const told = entries.map(([, fields]) => fields).filter(([, event]) => event === "note");
  expect(told.map((fields) => JSON.parse(fields.at(-1) ?? "{}"))).toEqual([
    { id: noteId, clientId: _id, text: "Called", author: "Dana", createdAt: "2026-03-31T12:00:00.000Z" },
    {
      id: noteId,
      clientId: _id,
      text: "Called",
      author: "Dana",
      createdAt: "2026-03-31T12:00:00.000Z",
      removed: true,
    },
  ]);
});
