import { Age } from "@/components/ui/Age.tsx";

export interface ScoreFreshnessProps {
  /** When the score was computed, ISO 8601. */
  computedAt: string;
  /** The newest telemetry in it, ISO 8601; `null` when the client never sent any. */
  dataAsOf: string | null;
  /** From when on the score has missed its schedule, ISO 8601. */
  staleFrom: string;
  now: string;
  timeZone: string;
}

/** How old the score and its data are; said outright when they are too old. */
export function ScoreFreshness({ computedAt, dataAsOf, staleFrom, now, timeZone }: ScoreFreshnessProps) {
  const computed = <Age at={computedAt} now={now} timeZone={timeZone} />;
  return (
    <p class="text-12 text-ink-3">
      {staleFrom <= now
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
