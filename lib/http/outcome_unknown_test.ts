import { expect } from "@std/expect";
import { handler as clients } from "@/routes/api/v1/clients/index.ts";
import { handler as client } from "@/routes/api/v1/clients/[id].ts";
import type { ApiHandler } from "@/lib/http/api_handler.ts";
import { openTestWeb, problemOf } from "@/testing/web.ts";
import { waitFor } from "@/testing/wait.ts";
import { openProxies, openWorld } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";

Deno.test("a refused write says that nothing was changed only where that is known", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(NOW, proxies.config);
  const routes = { "/api/v1/clients": clients, "/api/v1/clients/:id": client } as Record<string, ApiHandler>;
  await using web = openTestWeb(world, routes);
  const { _id: id } = await world.createClient({ name: "Acme" });
  const created = { body: { name: "Bolt" } };
  const { mongodb } = proxies;

  // Done, and nobody heard of it.
  mongodb.cutAt({ command: "insert", target: "clients" }, { when: "after" });
  const lost = await web.send("POST", "/api/v1/clients", created);
  expect([lost.status, lost.headers.get("retry-after")]).toEqual([503, "5"]);
  const unknown = {
    type: "urn:cip:problem:outcome-unknown",
    detail:
      "The connection to the data was lost, so it is not known whether this was done: look before you try again",
  };
  expect(await problemOf(lost)).toMatchObject(unknown);
  mongodb.pass();
  expect((await world.services.clients.choices()).clients).toBe(2);

  mongodb.cutAt({ command: "delete", target: "clients" }, { when: "before" });
  expect(await problemOf(await web.send("DELETE", `/api/v1/clients/${id}`))).toMatchObject(unknown);
  mongodb.pass();

  mongodb.refuse();
  const { presence } = world.services.database;
  await waitFor("the outage to be noticed", () => Promise.resolve(presence.away));
  const refused = await web.send("DELETE", `/api/v1/clients/${id}`);
  expect(refused.status).toBe(503);
  expect(await problemOf(refused)).toMatchObject({
    type: "urn:cip:problem:unavailable",
    detail: "The database is away for the moment; nothing was changed, try again shortly",
  });
  expect((await problemOf(await web.send("GET", `/api/v1/clients?search=a`))).detail).toBe(
    "The data cannot be read for the moment; try again shortly",
  );
  mongodb.pass();
  expect((await world.services.clients.get(id)).name).toBe("Acme");
});
