import { useEffect, useMemo } from "preact/hooks";
import { AsTable } from "@/components/ui/AsTable.tsx";
import { HistoryChart } from "@/components/client/HistoryChart.tsx";
import { HistoryTable } from "@/components/client/HistoryTable.tsx";
import { historySummary } from "@/components/client/history_words.ts";
import { spanPhrase } from "@/components/client/span_words.ts";
import { Card } from "@/components/ui/Card.tsx";
import { fromFirstData } from "@/lib/charts/beginning.ts";
import { createClientPart } from "@/lib/client_detail/client_part.ts";
import type { HealthHistoryView } from "@/lib/client_detail/time_view.ts";
import { HISTORY_DAYS } from "@/lib/client_detail/page_choice.ts";

interface ScoreHistoryProps {
  history: HealthHistoryView;
  /** Lower edges of the bands, from the score model. */
  bands: { healthyFrom: number; atRiskFrom: number };
  /** Of the live stream, before the history was read. */
  livePosition: string;
}

/** The score of the last days with what may have moved it, as it goes on. */
export function ScoreHistory({ history: initial, bands, livePosition }: ScoreHistoryProps) {
  const part = useMemo(() =>
    createClientPart(initial.clientId, initial, {
      path: () => `/clients/${initial.clientId}/health-history?days=${HISTORY_DAYS}`,
    }), []);
  useEffect(() => part.follow(livePosition), []);
  const { days: all, changes } = part.value.value;
  const days = fromFirstData(all, ({ band }) => band !== null);
  const begins = all.find(({ band }) => band !== null)?.day ?? null;
  return (
    <Card title={`Score${spanPhrase(days, all, begins)}`} id="history" note={historySummary(days)}>
      <HistoryChart days={days} changes={changes} bands={bands} />
      <AsTable>
        <HistoryTable days={days} changes={changes} />
      </AsTable>
    </Card>
  );
}
