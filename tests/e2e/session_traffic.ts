/** What an open dashboard hears all day, made from numbers: the same number gives the same update. */
import type { RiskRadarRow } from "@/lib/analytics/radar_row.ts";
import type { LiveEvent } from "@/lib/live/events.ts";

/** A client that the dashboard shows; its index tells it from the others. */
export interface Account {
  id: string;
  index: number;
  name: string;
}

/** Each block of updates gives every account a new score, so that the rows change places. */
const BLOCK = 60;

/**
 * The n-th update: mostly scores, now and then a client, an incident or news of a simulation. One that can be divided by
 * 60 is a score, whose words can be waited for.
 */
export function updateOf(accounts: readonly Account[], update: number): LiveEvent {
  const account = accounts[update % accounts.length];
  if (!account) throw new RangeError(`Cannot make update ${update}: there is no account`);
  if (update % 20 === 7) return incidentOf(account, update);
  if (update % 20 === 13) return clientOf(account, update);
  if (update % 30 === 17) return simulationOf(update);
  return scoreOf(account, update);
}

/** A score whose driver says which update it is. */
export function scoreOf(account: Account, update: number): LiveEvent {
  return { event: "score", clientId: account.id, data: { row: rowOf(account, update) } };
}

function clientOf(account: Account, update: number): LiveEvent {
  const data = { change: "changed", current: true, row: rowOf(account, update) };
  return { event: "client", clientId: account.id, data };
}

function incidentOf({ id: clientId }: Account, update: number): LiveEvent {
  const now = new Date().toISOString();
  const isOpen = update % 40 === 7;
  return {
    event: "incident",
    clientId,
    data: {
      id: `incident-${update}`,
      clientId,
      title: `Incident ${update}`,
      severity: "high",
      status: isOpen ? "open" : "resolved",
      openedAt: now,
      resolvedAt: isOpen ? null : now,
      simulated: false,
    },
  };
}

function simulationOf(update: number): LiveEvent {
  return {
    event: "simulation",
    clientId: null,
    data: {
      action: "pulse",
      runId: `run-${update}`,
      clientName: null,
      state: "done",
      clients: 3,
      events: 40,
      incidents: 0,
      at: new Date().toISOString(),
    },
  };
}

/** Always at risk, so that every account stays on the radar. */
function rowOf({ id, index, name }: Account, update: number): RiskRadarRow {
  const score = (Math.floor(update / BLOCK) * 37 + index * 11) % 67;
  return {
    clientId: id,
    name,
    plan: "Standard",
    band: score < 40 ? "critical" : "at_risk",
    score,
    trend: { delta: -(update % 9), direction: update % 9 > 2 ? "down" : "flat", days: 7 },
    sparkline: Array.from({ length: 30 }, (_, day) => (update + day * day) % 100),
    driver: `Update ${update}`,
    mrr: 100_000 * (index + 1),
    currency: "EUR",
    renewsOn: null,
    renewsInDays: null,
    openIncidents: update % 3,
    computedAt: new Date().toISOString(),
    heldUntil: null,
    dataAsOf: null,
    staleFrom: new Date(Date.now() + 1_200_000).toISOString(),
  };
}
