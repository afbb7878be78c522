/**
 * The promises of the write path while every part is killed, frozen and emptied. In a test run each disturbance comes
 * once; `DISTURBANCES=76` makes it so many, with 15,000 events of 60 clients. `SEED` makes another order.
 */
import { expect } from "@std/expect";
import { createLog } from "@/lib/platform/log.ts";
import { createServices, type Services } from "@/lib/services.ts";
import { Random } from "@/lib/simulation/random.ts";
import { DISTURBANCES, Installation } from "@/tests/chaos/disturbance.ts";
import { Ledger } from "@/tests/chaos/ledger.ts";
import { waitFor } from "@/testing/wait.ts";

const EVENTS_EACH = 198;
const BATCH = 18;
/** The figures of the latest run, for docs/measurements.md. */
const RECORD = ".services/test/disturbances.json";

const ROUNDS = Number(Deno.env.get("DISTURBANCES") ?? DISTURBANCES.length);
const CLIENTS = ROUNDS > DISTURBANCES.length ? 60 : 12;

interface Account {
  id: string;
  externalId: string;
}

async function createAccounts(baseUrl: string): Promise<Account[]> {
  const accounts: Account[] = [];
  for (let number = 1; number <= CLIENTS; number++) {
    const externalId = `client-${number}`;
    const response = await fetch(`${baseUrl}/api/v1/clients`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: `Client ${number}`, externalId }),
    });
    expect(response.status).toBe(201);
    const { id } = await response.json() as { id: string };
    accounts.push({ id, externalId });
  }
  return accounts;
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** As the ledger has it. */
async function countedDays({ stores }: Services, accounts: readonly Account[]): Promise<[string, number][]> {
  const names = new Map(accounts.map(({ id, externalId }) => [id, externalId]));
  const days = await stores.usage.find([...names.keys()], "0000-00-00", "9999-99-99");
  return days.flatMap(({ clientId, day, counts }) =>
    Object.entries(counts).map(([type, count]): [string, number] => [
      `${names.get(clientId)} ${day} ${type}`,
      count,
    ])
  ).sort(([a], [b]) => (a < b ? -1 : 1));
}

Deno.test("each event counts once while every part is killed, frozen and emptied, and the dashboard answers", async () => {
  await using installation = await Installation.start();
  const random = new Random(Deno.env.get("SEED") ?? "1");
  const accounts = await createAccounts(installation.baseUrl);
  const ledger = new Ledger(random, accounts.map(({ externalId }) => externalId));

  for (let round = 0; round < ROUNDS; round++) {
    const chosen = round < DISTURBANCES.length ? round : random.integer(0, DISTURBANCES.length - 1);
    const disturbance = DISTURBANCES[chosen] ?? "kill web";
    await Promise.all([
      ledger.send(() => installation.baseUrl, EVENTS_EACH, BATCH),
      installation.disturb(disturbance),
    ]);
    await waitFor(`the dashboard after "${disturbance}"`, () => isAnswered(`${installation.baseUrl}/`));
  }

  const endedAt = performance.now();
  const services = createServices(installation.config, createLog(installation.config, "test"));
  try {
    await waitFor(
      "every day to be rolled up",
      async () => (await services.stores.marks.findDirtyClients()).length === 0,
    );
    expect(await countedDays(services, accounts)).toEqual(ledger.entries());
    const settledSeconds = Math.round((performance.now() - endedAt) / 1_000);
    const figures = { disturbances: ROUNDS, events: ledger.messages, clients: CLIENTS, settledSeconds };
    await Deno.writeTextFile(RECORD, JSON.stringify(figures, null, 2) + "\n");
  } finally {
    await services.close();
  }
});
