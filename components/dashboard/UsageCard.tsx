import { ChartCanvas } from "@/components/charts/ChartCanvas.tsx";
import { FiguresTable } from "@/components/charts/FiguresTable.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import type { UsageLane } from "@/lib/charts/usage_trend.ts";
import { agreeing, formatCount, formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";

/** Types that get a chart; all are in the table. */
const LANES = 3;

const loadChart = () => import("@/components/charts/usage_chart.ts").then(({ withoutDays }) => withoutDays);
/** The days stand below the last of them, for all. */
const loadLastChart = () => import("@/components/charts/usage_chart.ts").then(({ withDays }) => withDays);

/** What all clients did, day by day: a chart a type, each on its own scale, since calls would drown logins. */
export function UsageCard({ lanes }: { lanes: readonly UsageLane[] }) {
  const [first] = lanes;
  const shown = lanes.slice(0, LANES);
  const rest = lanes.length - shown.length;
  return (
    <Card
      title="Platform usage"
      id="platform-usage"
      note={`All clients, last ${
        formatQuantity(first?.days.length ?? 30, "day")
      }; dotted: usual for the weekday`}
      aside={rest > 0 && `${formatCount(rest)} more in the table`}
    >
      {first
        ? (
          <>
            <div class="flex flex-col gap-3">
              {shown.map((lane) => <Lane key={lane.type} lane={lane} last={lane === shown.at(-1)} />)}
            </div>
            <FiguresTable
              caption="Platform usage by day"
              columns={["Day", ...lanes.map(({ unit }) => capitalised(unit))]}
              rows={first.days.map((day, index) => [
                shortDay(day),
                ...lanes.map(({ counts }) => figure(counts[index] ?? null)),
              ])}
            />
          </>
        )
        : (
          <EmptyState title="No usage yet">
            It shows here by type and day as soon as any client sends telemetry.
          </EmptyState>
        )}
    </Card>
  );
}

function Lane({ lane, last }: { lane: UsageLane; last: boolean }) {
  const { unit, days, counts, usual, openFrom } = lane;
  const usualToday = usual[openFrom] ?? null;
  // Its name alone: what is today for whoever reads, and what tomorrow, is not known here.
  const ahead = days.length - 1 > openFrom ? days.at(-1) : undefined;
  return (
    <div>
      <div class="flex flex-wrap items-baseline justify-between gap-x-3 text-13">
        <h3 class="long-word font-medium">{capitalised(unit)}</h3>
        <p class="text-ink-2">
          <span class="font-medium text-ink">{figure(counts[openFrom] ?? null)}</span> so far{" "}
          {ahead === undefined ? "today" : `on ${shortDay(days[openFrom] ?? ahead)}`}
          {usualToday !== null && ` · usually ${formatCount(usualToday)}`}
          {ahead !== undefined &&
            ` · ${figure(counts.at(-1) ?? null)} on ${shortDay(ahead)}, where it has begun`}
        </p>
      </div>
      <ChartCanvas
        figures={lane}
        load={last ? loadLastChart : loadChart}
        height={last ? "mt-1 h-24" : "mt-1 h-20"}
        label={sentence(lane)}
      />
    </div>
  );
}

function sentence({ unit, days, counts, usual, openFrom }: UsageLane): string {
  const yesterday = counts[openFrom - 1] ?? null;
  const normal = usual[openFrom - 1] ?? null;
  const gaps = counts.filter((count) => count === null).length;
  return [
    `${capitalised(unit)} a day over ${formatQuantity(days.length, "day")}`,
    ...(yesterday === null ? [] : [`${formatCount(yesterday)} yesterday`]),
    ...(normal === null
      ? []
      : [`${formatCount(normal)} ${agreeing(normal, "is", "are")} usual on that weekday`]),
    ...(gaps === 0 ? [] : [`${formatQuantity(gaps, "day")} without data`]),
  ].join(", ");
}

function figure(count: number | null): string {
  return count === null ? "no data" : formatCount(count);
}

function shortDay(day: string): string {
  return formatDay(day, { weekday: true, year: false });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
