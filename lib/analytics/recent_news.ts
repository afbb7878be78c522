/** Messages of the live stream as news that people read. Pure. */
import type { z } from "zod";
import type { RecentEvent } from "@/lib/analytics/recent_events.ts";
import { clientEventSchema, incidentEventSchema, scoreEventSchema } from "@/lib/live/event_schema.ts";
import type { LiveMessage } from "@/lib/live/events.ts";
import { bandWord } from "@/lib/scoring/words.ts";

/** `clientName` is null where the message does not tell it. */
export type LatestNews = RecentEvent;

/** @param messages newest first; of one client only the newest score is news */
export function latestNews(messages: readonly LiveMessage[], limit: number): LatestNews[] {
  const scored = new Set<string>();
  const news: LatestNews[] = [];
  for (const message of messages) {
    if (news.length >= limit) break;
    const { clientId, event } = message;
    if (clientId === null || (event === "score" && scored.has(clientId))) continue;
    if (event === "score") scored.add(clientId);
    const item = newsOf(message, clientId);
    if (item) news.push(item);
  }
  return news;
}

function newsOf({ id, event, data }: LiveMessage, clientId: string): LatestNews | null {
  const [ms] = id.split("-");
  const told = toldOf(event, JSON.parse(data));
  if (!told) return null;
  const nothing = { clientName: null, band: null, severity: null, simulated: false };
  return { id, at: new Date(Number(ms)).toISOString(), clientId, ...nothing, ...told };
}

type Told = Pick<LatestNews, "text"> & Partial<LatestNews>;

/** `null` for what is no news, and for what this version cannot read. */
function toldOf(event: LiveMessage["event"], data: unknown): Told | null {
  switch (event) {
    case "score":
      return parsed(scoreEventSchema, data, ({ row: { name, score, band, driver } }) => {
        const text = score === null
          ? "No score: not enough data"
          : [`${score}, ${bandWord(band).toLowerCase()}`, driver].filter((part) => part !== "").join(". ");
        return { clientName: name, band, text };
      });
    case "incident":
      return parsed(incidentEventSchema, data, ({ severity, simulated, ...incident }) => ({
        severity,
        simulated,
        text: `${capitalised(severity)} incident ${deed(incident)}: ${incident.title}`,
      }));
    case "client":
      return parsed(
        clientEventSchema,
        data,
        (client) =>
          client.change === "removed"
            ? { clientName: client.name, text: "Deleted with all of its history" }
            : { clientName: client.row.name, text: client.current ? "Added or changed" : "Has left" },
      );
    default:
      return null;
  }
}

function parsed<Data>(schema: z.ZodType<Data>, data: unknown, tell: (data: Data) => Told): Told | null {
  const result = schema.safeParse(data);
  return result.success ? tell(result.data) : null;
}

function deed({ status, removed }: { status: string; removed?: true | undefined }): string {
  if (removed) return "deleted";
  return status === "open" ? "opened" : status === "investigating" ? "looked into" : "resolved";
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
