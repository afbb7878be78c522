import { Age } from "@/components/ui/Age.tsx";

export interface ScoreFreshnessProps {
  /** When the score was computed, ISO 8601. */
  computedAt: string;
  /** The newest telemetry in it, ISO 8601; `null` when the client never sent any. */
  dataAsOf: string | null;
  /** Older than two periods of the scoring schedule. */
  stale: boolean;
  now: string;
  timeZone: string;
}

/** How old the score and its data are; said outright when they are too old. */
export function ScoreFreshness({ computedAt, dataAsOf, stale, now, timeZone }: ScoreFreshnessProps) {
  const computed = <Age at={computedAt} now={now} timeZone={timeZone} />;
  return (
    <p class="text-12 text-ink-3">
      {stale
        ? <span class="font-medium text-ink">Stale: this score was computed {computed}</span>
        : <>Computed {computed}</>}
      {" · "}
      {dataAsOf === null ? "no data received yet" : (
        <>
          last data received <Age at={dataAsOf} now={now} timeZone={timeZone} />
        </>
      )}
    </p>
  );
}
