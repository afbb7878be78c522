/** What just happened, read from the newest entries of the live stream. */
import { z } from "zod";
import type { Redis, RedisKeys } from "@/lib/platform/redis.ts";
import { type LatestNews, latestNews } from "@/lib/analytics/recent_news.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import { fromEntry, type LiveMessage, type StreamEntry } from "@/lib/live/events.ts";
import { BANDS, SEVERITIES } from "@/lib/scoring/types.ts";

/** Entries looked at; of one client only the newest score counts, so far fewer remain. */
const ENTRIES = 300;

export const recentEventSchema = z.object({
  id: z.string().meta({ description: "Position in the live stream", example: "1774951800000-0" }),
  at: z.iso.datetime(),
  clientId: z.string(),
  clientName: z.string().nullable().meta({ description: "Null when the client is not known any more" }),
  text: z.string().meta({ example: "Critical incident opened: API answers 500" }),
  band: z.enum(BANDS).nullable().meta({ description: "Of news of a score" }),
  severity: z.enum(SEVERITIES).nullable().meta({ description: "Of news of an incident" }),
  simulated: z.boolean(),
}).meta({ id: "RecentEvent" });

export const recentEventsSchema = z.object({
  available: z.boolean().meta({ description: "False when the live stream cannot be read now" }),
  events: z.array(recentEventSchema).meta({ description: "Newest first" }),
}).meta({ id: "RecentEvents" });

export type RecentEvent = z.infer<typeof recentEventSchema>;
export type RecentEvents = z.infer<typeof recentEventsSchema>;

export class RecentEventsService {
  /** The last answer holds as long as nothing new has come. */
  #last: { key: string; answer: RecentEvents } | null = null;

  constructor(private readonly parts: { clients: ClientStore; redis: Redis; keys: RedisKeys }) {}

  /** Never throws: this is a convenience, the page stands without it. */
  async read(limit: number): Promise<RecentEvents> {
    try {
      const messages = await this.#readMessages();
      const key = `${messages[0]?.id} ${limit}`;
      if (this.#last?.key !== key) {
        const events = await this.#withNames(latestNews(messages, limit));
        this.#last = { key, answer: { available: true, events } };
      }
      return this.#last.answer;
    } catch {
      return { available: false, events: [] };
    }
  }

  async #readMessages(): Promise<LiveMessage[]> {
    const { redis, keys } = this.parts;
    // XREVRANGE answers with entries.
    const entries = await redis.xrevrange(keys.liveStream(), "+", "-", "COUNT", ENTRIES) as StreamEntry[];
    return entries.map(fromEntry).filter((message) => message !== null);
  }

  async #withNames(news: readonly LatestNews[]): Promise<RecentEvent[]> {
    const unnamed = news.filter(({ clientName }) => clientName === null).map(({ clientId }) => clientId);
    const found = unnamed.length === 0 ? [] : await this.parts.clients.findNames(unnamed);
    const names = new Map(found.map(({ _id, name }) => [_id, name]));
    return news.map((item) => ({ ...item, clientName: item.clientName ?? names.get(item.clientId) ?? null }));
  }
}
