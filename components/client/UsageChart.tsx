import type { UsageDay } from "@/components/client/types.ts";
import { gapBetween, niceMaximum } from "@/components/client/usage_scale.ts";
import { Card } from "@/components/ui/Card.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";
import { formatCompact, formatCount } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";

interface UsageChartProps {
  /** Every day of the span, oldest first, gaps included. */
  days: readonly UsageDay[];
  /** What is counted: "API calls". */
  unit: string;
  /** What a normal day is, from the score model; `null` draws no line. */
  expectedPerDay: number | null;
}

const HEIGHT = 168;
const HATCH = "usage-gap";

/** Usage by day, from zero; days without data are hatched, and a table says the same in figures. */
export function UsageChart({ days, unit, expectedPerDay }: UsageChartProps) {
  const top = niceMaximum(Math.max(...days.map(({ count }) => count ?? 0), expectedPerDay ?? 0));
  return (
    <Card title={`${unit}, ${days.length} days`} id="usage" aside={total(days)}>
      <figure>
        <div class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
          <div
            class="flex h-[168px] flex-col justify-between text-right text-12 leading-none text-ink-3"
            aria-hidden="true"
          >
            <span>{formatCompact(top)}</span>
            <span>{formatCompact(top / 2)}</span>
            <span>0</span>
          </div>
          <Bars days={days} top={top} unit={unit} expectedPerDay={expectedPerDay} />
          <span />
          <DayAxis days={days} />
        </div>
        <figcaption class="mt-2 text-12 text-ink-3">{caption(days, unit, expectedPerDay)}</figcaption>
      </figure>
      <details class="mt-3">
        <summary class="flex cursor-pointer items-center gap-1 rounded-control text-13 text-ink-2 hover:text-ink">
          <Icon name="chevron" class="disclosure transition-transform" />
          As a table
        </summary>
        <Table
          caption={`${unit} by day`}
          head={
            <>
              <HeadCell>Day</HeadCell>
              <HeadCell numeric>{unit}</HeadCell>
            </>
          }
        >
          {days.map(({ day, count }) => (
            <tr key={day}>
              <RowHead>{formatDay(day, { weekday: true })}</RowHead>
              <Cell numeric>{count === null ? "no data" : formatCount(count)}</Cell>
            </tr>
          ))}
        </Table>
      </details>
    </Card>
  );
}

function Bars({ days, top, unit, expectedPerDay }: UsageChartProps & { top: number }) {
  const slot = 100 / Math.max(1, days.length);
  const line = expectedPerDay === null ? null : HEIGHT * (1 - expectedPerDay / top);
  return (
    <svg class="block w-full overflow-visible" height={HEIGHT} role="img" aria-label={`${unit} by day`}>
      <defs>
        <pattern id={HATCH} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" class="stroke-line-strong" stroke-width="2" />
        </pattern>
      </defs>
      {[0.5, HEIGHT / 2, HEIGHT - 0.5].map((y) => (
        <line key={y} x1="0" x2="100%" y1={y} y2={y} class="stroke-line" stroke-width="1" />
      ))}
      {days.map(({ day, count }, index) => {
        const height = count === null ? HEIGHT : HEIGHT * count / top;
        return (
          <rect
            key={day}
            x={`${index * slot + slot * gapBetween(days.length) / 2}%`}
            width={`${slot * (1 - gapBetween(days.length))}%`}
            y={HEIGHT - height}
            height={height}
            rx="1.5"
            fill={count === null ? `url(#${HATCH})` : undefined}
            class={count === null ? "" : "fill-accent"}
          >
            <title>{dayTitle(day, count, unit, expectedPerDay)}</title>
          </rect>
        );
      })}
      {line !== null && (
        <line
          x1="0"
          x2="100%"
          y1={line}
          y2={line}
          class="stroke-ink-2"
          stroke-width="1"
          stroke-dasharray="4 3"
        />
      )}
    </svg>
  );
}

function DayAxis({ days }: { days: readonly UsageDay[] }) {
  const marks = [days[0], days[Math.floor(days.length / 2)], days.at(-1)].filter((day) => day !== undefined);
  return (
    <div class="mt-2 flex justify-between text-12 text-ink-3" aria-hidden="true">
      {marks.map(({ day }) => <span key={day}>{formatDay(day, { year: false })}</span>)}
    </div>
  );
}

function dayTitle(day: string, count: number | null, unit: string, expectedPerDay: number | null): string {
  const date = formatDay(day, { weekday: true, year: false });
  if (count === null) return `${date}: no data`;
  const normal = expectedPerDay === null ? "" : `; normal is ${formatCount(expectedPerDay)}`;
  return `${date}: ${formatCount(count)} ${unit}${normal}`;
}

function caption(days: readonly UsageDay[], unit: string, expectedPerDay: number | null): string {
  const gaps = days.filter(({ count }) => count === null).length;
  const normal = expectedPerDay === null
    ? []
    : [`Dashed: ${formatCount(expectedPerDay)} ${unit} a day are expected`];
  return [...normal, ...(gaps > 0 ? ["Hatched: no data"] : [])].join(" · ");
}

function total(days: readonly UsageDay[]): string {
  return `${formatCount(days.reduce((sum, { count }) => sum + (count ?? 0), 0))} in all`;
}
