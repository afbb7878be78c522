import type { Clock } from "@/lib/platform/clock.ts";
import { daysFrom, startOfDay, trailingWindow } from "@/lib/platform/days.ts";
import type { Client, StoredHealth } from "@/lib/clients/schema.ts";
import { CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import type { TakeRemains } from "@/lib/clients/removal_service.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { ClientFacts, FactsReader } from "@/lib/health/facts.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { ModelStore } from "@/lib/health/model_store.ts";
import { type HealthPoint, isNews, toHealthPoint } from "@/lib/health/schema.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import { scoreClient } from "@/lib/scoring/score.ts";
import { trendOf } from "@/lib/scoring/trend.ts";
import type { HealthScore, ScoreModel } from "@/lib/scoring/types.ts";
import { worstDriver } from "@/lib/scoring/sentences.ts";

const SPARKLINE_DAYS = 30;
const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;

export class HealthService {
  constructor(
    private readonly parts: {
      clients: ClientStore;
      facts: FactsReader;
      history: HistoryStore;
      models: ModelStore;
      notice: ChangeNotice;
      clock: Clock;
      takeRemains: TakeRemains;
    },
  ) {}

  /** The model that scores are computed with, and since when. */
  activeModel(): Promise<{ model: ScoreModel; since: Date | null }> {
    return this.parts.models.activeSince();
  }

  /**
   * Scores a batch of clients from what is stored now, keeps the scores and their history, and announces what changed.
   * Clients that are gone are left as they are. May run in several processes at once: a score of later facts stays.
   *
   * @returns how many clients have a visibly different score now
   */
  async scoreClients(clientIds: readonly string[]): Promise<number> {
    const model = await this.parts.models.active();
    const now = this.parts.clock();
    const found = await this.parts.clients.findMany(clientIds);
    const clients = found.filter((client) => CURRENT_STATUSES.includes(client.status));
    if (clients.length === 0) return 0;
    const bands = new Map(clients.map((client) => [client._id, client.health?.band ?? "unknown"]));
    const facts = await this.parts.facts.read(clients, { now }, model, (id) => bands.get(id) ?? "unknown");
    const since = new Date(now.getTime() - (Math.max(SPARKLINE_DAYS, 2 * model.trend.days) + 2) * DAY_MS);
    const history = await this.parts.history.findSince(clientIds, since);

    const points: HealthPoint[] = [];
    const changed: Client[] = [];
    let stored = 0;
    for (const client of clients) {
      const known = facts.get(client._id);
      if (!known) continue;
      const past = history.get(client._id) ?? [];
      const health = storedHealth(client, known, scoreClient(known.facts, model), past, model, now);
      if (!await this.parts.clients.updateHealth(client._id, health)) continue;
      stored++;
      const point = toHealthPoint(client._id, health, now);
      if (isNews(past.at(-1), point, client.timezone)) points.push(point);
      if (isVisibleChange(client.health, health)) changed.push({ ...client, health });
    }
    await this.parts.history.append(points);
    const gone = points.length === 0
      ? new Set<string>()
      : await this.parts.takeRemains(points.map(({ meta }) => meta.clientId));
    const news = changed.filter(({ _id }) => !gone.has(_id));
    // Even when all came out the same: pages say how old the oldest score is.
    if (stored > 0) await this.parts.notice.scoresChanged(news);
    return news.length;
  }
}

function storedHealth(
  client: Client,
  known: ClientFacts,
  score: HealthScore,
  past: readonly HealthPoint[],
  model: ScoreModel,
  now: Date,
): StoredHealth {
  const then = pointAt(past, new Date(now.getTime() - model.trend.days * DAY_MS));
  return {
    ...score,
    computedAt: now,
    day: known.day,
    dataAsOf: known.dataAsOf,
    trend: then === undefined ? null : trendOf(score.score, then.score, model.trend),
    bandWeekAgo: pointAt(past, new Date(now.getTime() - WEEK_MS))?.band ?? null,
    driver: worstDriver(score)?.sentence ?? "",
    openIncidents: known.openIncidents,
    recentScores: recentScores(past, client.timezone, known.day, score.score),
  };
}

/** The score that held at an instant; `undefined` when there was none yet. */
function pointAt(past: readonly HealthPoint[], instant: Date): HealthPoint | undefined {
  return past.findLast((point) => point.ts <= instant);
}

/** The score at the end of each of the last local days, `today` being the one just computed. */
export function recentScores(
  past: readonly HealthPoint[],
  timeZone: string,
  today: string,
  current: number | null,
): (number | null)[] {
  const { first, last } = trailingWindow(today, SPARKLINE_DAYS);
  const ends = daysFrom(first, last).slice(1).map((day) => startOfDay(day, timeZone));
  return [...ends.map((end) => pointAt(past, new Date(end.getTime() - 1))?.score ?? null), current];
}

function isVisibleChange(before: StoredHealth | null, after: StoredHealth): boolean {
  const visible = ({ computedAt: _computedAt, ...rest }: StoredHealth) => JSON.stringify(rest);
  return before === null || visible(before) !== visible(after);
}
