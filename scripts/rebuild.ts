// deno-lint-ignore-file no-console
/** `deno task rebuild`: recomputes every daily roll-up from the raw events and says whether that changed anything. */
import { createHash } from "node:crypto";
import { formatQuantity } from "@/lib/format/number.ts";
import { taskCommand } from "@/lib/format/task_command.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { ClientRef } from "@/lib/clients/store.ts";
import type { Services } from "@/lib/services.ts";
import { openServices } from "@/scripts/command/open_services.ts";
import { ProgressBar } from "@/scripts/command/progress_bar.ts";
import { runCommand } from "@/scripts/command/run_command.ts";
import { parseArguments, UsageError } from "@/scripts/command/usage.ts";

const USAGE = `Usage: ${taskCommand("rebuild")}`;
/** Wider than any stored day. */
const [FIRST_DAY, LAST_DAY] = ["0000-01-01", "9999-12-31"];

await runCommand(async (signal) => {
  if (parseArguments(Deno.args, {}, USAGE).positionals.length > 0) throw new UsageError(USAGE);
  await using opened = await openServices(signal);
  const { services } = opened;
  await services.ensureSchema();
  const clients = await allClients(services);
  const bar = new ProgressBar();
  const differing: string[] = [];
  let days = 0;
  try {
    for (const [index, client] of clients.entries()) {
      signal.throwIfAborted();
      const before = await digest(services, client);
      days += await services.rollUp.rebuild(client);
      if (await digest(services, client) !== before) differing.push(client._id);
      bar.update("clients", index + 1, clients.length);
    }
  } finally {
    bar.end();
    // Also when interrupted: what was corrected must show.
    for (let start = 0; start < differing.length; start += LIMITS.clientBatch) {
      await services.health.scoreClients(differing.slice(start, start + LIMITS.clientBatch));
    }
  }
  const outcome = differing.length === 0
    ? "nothing differed"
    : `${formatQuantity(differing.length, "client")} differed, scored anew`;
  const scope = `${formatQuantity(days, "day")} of ${formatQuantity(clients.length, "client")}`;
  console.log(`Went through ${scope} from raw events: ${outcome}`);
}, "Interrupted. What was recomputed stays; run the command again for the rest");

async function allClients({ stores }: Services): Promise<ClientRef[]> {
  const clients: ClientRef[] = [];
  for (let after: string | null = null;;) {
    const ids: string[] = await stores.clients.findIds({
      after,
      limit: LIMITS.clientBatch,
      currentOnly: false,
    });
    if (ids.length === 0) return clients;
    clients.push(...await stores.clients.findRefs(ids, []));
    after = ids.at(-1) ?? null;
  }
}

/** Of all that is stored of the client's days. */
async function digest({ stores }: Services, { _id }: ClientRef): Promise<string> {
  const days = await stores.usage.find([_id], FIRST_DAY, LAST_DAY);
  days.sort((a, b) => (a.day < b.day ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(days)).digest("hex");
}
