/** A report as a page shows it: read again after news, a few seconds late so that a burst is one read. */
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { getJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";

/** Between news and the read that follows; a chart that moves all the time cannot be read. */
const REFRESH_MS = 3_000;
/** Reports over time are cached without being invalidated: by then each has been computed after the news. */
const SETTLED_MS = 75_000;

export interface LiveReportOptions {
  /** From the API's root, such as `/analytics/usage?days=30`. */
  path: string;
  /** Of the live stream, before the report was read. */
  livePosition: string;
  /** Between news and the read that follows. */
  refreshMs?: number;
}

/** The report as it was rendered, then as it is read again whenever the platform's figures have changed. */
export function useLiveReport<Report>(initial: Report, options: LiveReportOptions): ReadonlySignal<Report> {
  const report = useSignal(initial);
  useEffect(() => {
    let settling: ReturnType<typeof setTimeout> | null = null;
    const refresher = createRefresher(async () => {
      report.value = await getJson<Report>(options.path);
    }, { delayMs: options.refreshMs ?? REFRESH_MS });
    const unsubscribe = subscribe(["overview"], { after: options.livePosition }, ({ event }) => {
      if (event !== "overview" && event !== "resync") return;
      refresher.request();
      if (settling !== null) clearTimeout(settling);
      settling = setTimeout(() => refresher.request(), SETTLED_MS);
    });
    return () => {
      unsubscribe();
      refresher.stop();
      if (settling !== null) clearTimeout(settling);
    };
  }, []);
  return report;
}
