// deno-lint-ignore-file no-console
/**
 * How much memory an export of many clients needs beyond one of few: `deno run -A bench/export_memory.ts`, with
 * MONGODB_URI, REDIS_HOST and REDIS_PORT as for the tests. Each size runs in a process of its own, so that what one
 * leaves behind does not hide what the other needs.
 */
import { ObjectId } from "mongodb";
import { searchWords } from "@/lib/clients/folding.ts";
import type { Client } from "@/lib/clients/schema.ts";
import { handler } from "@/routes/api/v1/clients.csv.ts";
import { openTestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const FEW = 10;
const MANY = 10_000;
const LIMIT_BYTES = 32 * 1024 * 1024;
const BATCH = 250;

async function addClients(world: World, count: number): Promise<void> {
  const template = await world.createClient({ name: "Template", tags: ["pilot"] });
  await world.services.health.scoreClients([template._id]);
  const { health } = await world.services.clients.get(template._id);
  for (let start = 1; start < count; start += BATCH) {
    const clients = Array.from({ length: Math.min(BATCH, count - start) }, (_, index): Client => {
      const name = `client ${start + index}`;
      const _id = new ObjectId().toHexString();
      return {
        ...template,
        _id,
        externalId: _id,
        name,
        foldedName: name,
        searchWords: searchWords(name),
        health,
      };
    });
    await world.services.stores.clients.insertMany(clients);
  }
}

/** The highest resident size while the export is read, above the one before it, in bytes. */
async function measure(count: number): Promise<{ bytes: number; lines: number }> {
  await using world = await openWorld();
  await using web = openTestWeb(world, { "/api/v1/clients.csv": handler });
  await addClients(world, count);
  // The first export loads code and opens cursors whatever the size.
  await (await web.send("GET", "/api/v1/clients.csv?search=client%201")).body?.cancel();
  const before = Deno.memoryUsage().rss;
  let highest = before;
  let lines = 0;
  const response = await web.send("GET", "/api/v1/clients.csv");
  for await (const chunk of response.body ?? []) {
    highest = Math.max(highest, Deno.memoryUsage().rss);
    for (const byte of chunk) if (byte === 10) lines++;
  }
  return { bytes: highest - before, lines: lines - 1 };
}

async function measureApart(count: number): Promise<{ bytes: number; lines: number }> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", import.meta.filename ?? "", String(count)],
    stderr: "inherit",
  });
  const { stdout, success } = await command.output();
  if (!success) throw new Error(`Measuring the export of ${count} clients failed`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

const [count] = Deno.args;
if (count !== undefined) {
  console.log(JSON.stringify(await measure(Number(count))));
  Deno.exit(0);
} else {
  const few = await measureApart(FEW);
  const many = await measureApart(MANY);
  const more = many.bytes - few.bytes;
  const mebibytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  console.log(
    `${few.lines} clients: ${mebibytes(few.bytes)}; ${many.lines} clients: ${mebibytes(many.bytes)}`,
  );
  console.log(`${mebibytes(more)} more, of ${mebibytes(LIMIT_BYTES)} allowed`);
  if (more >= LIMIT_BYTES || many.lines !== MANY) Deno.exit(1);
}
