/** The risk radar of one open page: follows the live stream and reads itself again where that does not tell all. */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import {
  applyToRadar,
  changedClients,
  type LiveRadar,
  type RadarEvent,
  replaceRadar,
  toRadarEvent,
} from "@/lib/analytics/live_radar.ts";
import { isFiltered, radarParameters } from "@/lib/analytics/dashboard_address.ts";
import type { RiskRadar } from "@/lib/analytics/radar_row.ts";
import { getJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { createTint } from "@/lib/browser/tint.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";

/** With a filter every event leads to a read. */
const FILTERED_MS = 1_000;

export interface RadarPage {
  readonly radar: ReadonlySignal<LiveRadar>;
  /** Clients whose rows have just changed. */
  readonly changed: ReadonlySignal<ReadonlySet<string>>;
  /** Follows the stream from that position until the returned function is called. Browser only. */
  follow(after: string): () => void;
}

export function createRadarPage(initial: LiveRadar): RadarPage {
  const radar = signal(initial);
  const tint = createTint();
  /** What came while a read is under way, which may have been answered before it; `null` between reads. */
  let during: RadarEvent[] | null = null;
  const refresher = createRefresher(readAgain, {
    delayMs: isFiltered(initial.filter ?? {}) ? FILTERED_MS : 250,
  });

  function show(next: LiveRadar): void {
    if (next === radar.value) return;
    const ids = changedClients(radar.value, next);
    batch(() => {
      radar.value = next;
      tint.add(ids);
    });
    if (next.incomplete) refresher.request();
  }

  async function readAgain(): Promise<void> {
    const missed: RadarEvent[] = [];
    during = missed;
    const { page, pageSize, filter } = radar.value;
    try {
      const read = await getJson<RiskRadar>(
        `/analytics/risk-radar?page=${page}&limit=${pageSize}${radarParameters(filter ?? {})}`,
      );
      show(missed.reduce(applyToRadar, replaceRadar(radar.value, read)));
    } finally {
      during = null;
    }
  }

  function follow(after: string): () => void {
    const unsubscribe = subscribe(["overview"], { after }, (event) => {
      if (event.event === "resync") return refresher.request();
      const news = toRadarEvent(event);
      if (!news) return;
      during?.push(news);
      show(applyToRadar(radar.value, news));
    });
    return () => {
      unsubscribe();
      refresher.stop();
    };
  }

  return { radar, changed: tint.ids, follow };
}
