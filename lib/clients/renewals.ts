/** Renewal windows as the database finds them: in days from each client's own today. */
import type { Collection, Filter } from "mongodb";
import { addDays, dayOf, startOfDay } from "@/lib/platform/days.ts";
import type { RenewalWindow } from "@/lib/clients/renewal_window.ts";
import type { Client } from "@/lib/clients/schema.ts";

/** The first days of the windows after `overdue`, from today; each lasts up to the next. */
const STARTS = [
  { window: "0-30", day: 0 },
  { window: "31-60", day: 31 },
  { window: "61-90", day: 61 },
  { window: "later", day: 91 },
] as const;

/** Clients whose days begin at the same instants. */
interface Zones {
  timezones: string[];
  /** When each of STARTS begins for them. */
  starts: Date[];
}

/** The time zones that clients are in: read from the index alone. */
export function timezonesOf(clients: Collection<Client>): Promise<string[]> {
  return clients.distinct("timezone");
}

/** Which clients renew in one of these windows. @param timezones at least those of all clients */
export function renewalFilter(
  windows: readonly RenewalWindow[],
  timezones: readonly string[],
  now: Date,
): Filter<Client> {
  const zones = zonesAt(timezones, now);
  const conditions = windows.flatMap((window): Filter<Client>[] =>
    window === "none" ? [{ renewsAt: null }] : zones.map((own) => ({
      timezone: { $in: own.timezones },
      renewsAt: range(window, own),
    }))
  );
  // Without a client there is no zone, and MongoDB takes no empty choice.
  return conditions.length === 0 ? { renewsAt: { $in: [] } } : { $or: conditions };
}

/** The aggregation expression of the window that a client's renewal lies in. */
export function renewalWindow(timezones: readonly string[], now: Date) {
  const branches = zonesAt(timezones, now).map(({ timezones, starts }) => ({
    case: { $in: ["$timezone", timezones] },
    then: {
      $switch: {
        branches: ["overdue", ...STARTS.map(({ window }) => window)].slice(0, -1).map((window, index) => ({
          case: { $lt: ["$renewsAt", starts[index]] },
          then: window,
        })),
        default: "later",
      },
    },
  }));
  const none = { case: { $eq: [{ $ifNull: ["$renewsAt", null] }, null] }, then: "none" };
  return { $switch: { branches: [none, ...branches], default: "later" } };
}

function zonesAt(timezones: readonly string[], now: Date): Zones[] {
  const all = timezones.map((timezone) => {
    const today = dayOf(now, timezone);
    return { timezone, starts: STARTS.map(({ day }) => startOfDay(addDays(today, day), timezone)) };
  });
  const alike = Map.groupBy(all, ({ starts }) => starts.map(Number).join());
  return [...alike.values()].map((own) => ({
    timezones: own.map(({ timezone }) => timezone),
    starts: own[0]?.starts ?? [],
  }));
}

function range(window: Exclude<RenewalWindow, "none">, { starts }: Zones) {
  const index = STARTS.findIndex((start) => start.window === window);
  const [from, until] = [starts[index], starts[index + 1]];
  return { ...(from ? { $gte: from } : {}), ...(until ? { $lt: until } : {}) };
}
