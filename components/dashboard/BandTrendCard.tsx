import { ChartCanvas } from "@/components/charts/ChartCanvas.tsx";
import { FiguresTable } from "@/components/charts/FiguresTable.tsx";
import { BandMark } from "@/components/ui/BandBadge.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { type BandTrend, STACKED_BANDS } from "@/lib/charts/band_trend.ts";
import { formatCount, formatPoints, formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";
import { bandWord } from "@/lib/scoring/words.ts";

const loadChart = () => import("@/components/charts/band_chart.ts");

/** From the top of the stack down, as the eye finds them in the chart. */
const SHOWN_BANDS = STACKED_BANDS.toReversed();

/** How many clients were in each band, day by day. */
export function BandTrendCard({ trend }: { trend: BandTrend }) {
  const known = trend.atRisk.some((count) => count !== null);
  return (
    <Card
      title="Clients by band"
      id="clients-by-band"
      note={`Last ${formatQuantity(trend.days.length, "day")}, in UTC`}
    >
      {known
        ? (
          <>
            <BandsToday trend={trend} />
            <ChartCanvas figures={trend} load={loadChart} height="mt-3 h-56" label={sentence(trend)} />
            <FiguresTable
              caption="Clients by band and day"
              columns={["Day", ...SHOWN_BANDS.map(bandWord), "Average"]}
              rows={trend.days.map((day, index) => [
                formatDay(day, { weekday: true, year: false }),
                ...SHOWN_BANDS.map((band) => figure(trend.counts[band][index] ?? null)),
                average(trend.average[index] ?? null),
              ])}
            />
          </>
        )
        : (
          <EmptyState title="No scores yet">
            Each day's bands show here from the first day on which a client is scored.
          </EmptyState>
        )}
    </Card>
  );
}

/** The legend and the figures of today in one. */
function BandsToday({ trend }: { trend: BandTrend }) {
  return (
    <ul class="flex flex-wrap gap-x-4 gap-y-1 text-13">
      {SHOWN_BANDS.map((band) => (
        <li key={band} class="flex items-center gap-1">
          <BandMark band={band} />
          <span class="text-ink-2">{bandWord(band)}</span>
          <span class="font-medium">{figure(trend.counts[band].at(-1) ?? null)}</span>
        </li>
      ))}
    </ul>
  );
}

function sentence({ days, atRisk, counts }: BandTrend): string {
  const first = atRisk.find((count) => count !== null) ?? 0;
  const last = atRisk.findLast((count) => count !== null) ?? 0;
  const all = STACKED_BANDS.reduce((sum, band) => sum + (counts[band].at(-1) ?? 0), 0);
  return `Clients by band over ${formatQuantity(days.length, "day")}: ${formatCount(last)} of ${
    formatQuantity(all, "client")
  } at risk or critical now, ${formatCount(first)} at first`;
}

function figure(count: number | null): string {
  return count === null ? "no data" : formatCount(count);
}

function average(score: number | null): string {
  return score === null ? "–" : formatPoints(score);
}
