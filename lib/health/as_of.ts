/** Scores of a past day, from stored data up to the end of that local day; nothing is written. */
import { dayOf } from "@/lib/platform/days.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { FactsReader } from "@/lib/health/facts.ts";
import type { Band, ComponentKey, HealthScore, ScoreModel } from "@/lib/scoring/types.ts";
import { scoreClient } from "@/lib/scoring/score.ts";

/** One line of `deno task score --as-of … --json`. */
export interface AsOfScore {
  externalId: string;
  score: number | null;
  band: Band;
  /** Share of the model that had data, 0–1. */
  coverage: number;
  /** Unrounded; `null` without data. */
  usage: number | null;
  engagement: number | null;
  incident: number | null;
}

/** Scores all clients that were there on `day`, sorted by externalId in code-point order. Band edges are plain. */
export async function scoreAsOf(
  day: string,
  model: ScoreModel,
  parts: { clients: ClientStore; facts: FactsReader },
): Promise<AsOfScore[]> {
  const scores: AsOfScore[] = [];
  let after: string | null = null;
  while (true) {
    const ids: string[] = await parts.clients.findIds({
      after,
      limit: LIMITS.clientBatch,
      currentOnly: false,
    });
    if (ids.length === 0) break;
    after = ids.at(-1) ?? null;
    const clients = (await parts.clients.findMany(ids)).filter((client) => wasThere(client, day));
    if (clients.length === 0) continue;
    const facts = await parts.facts.read(clients, { endOf: day }, model, () => null);
    for (const client of clients) {
      const known = facts.get(client._id);
      if (known) scores.push(toLine(client.externalId, scoreClient(known.facts, model)));
    }
  }
  return scores.sort((a, b) => compareCodePoints(a.externalId, b.externalId));
}

/** Started on or before the day, and not gone on or before it. */
export function wasThere(client: Pick<Client, "startedAt" | "endedOn" | "timezone">, day: string): boolean {
  return dayOf(client.startedAt, client.timezone) <= day && (client.endedOn === null || client.endedOn > day);
}

function toLine(externalId: string, health: HealthScore): AsOfScore {
  const value = (key: ComponentKey) =>
    health.components.find((component) => component.key === key)?.value ?? null;
  return {
    externalId,
    score: health.score,
    band: health.band,
    coverage: health.coverage,
    usage: value("usage"),
    engagement: value("engagement"),
    incident: value("incident"),
  };
}

/** Unlike `<`, which compares UTF-16 units, this puts characters beyond U+FFFF last. */
export function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  const at = left.findIndex((point, index) => point !== right[index]);
  if (at === -1) return left.length - right.length;
  return (left[at] ?? -1) - (right[at] ?? -1);
}
