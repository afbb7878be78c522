import { DayAxis } from "@/components/client/DayAxis.tsx";
import { DayCursor } from "@/components/client/DayCursor.tsx";
import { Hatch } from "@/components/client/Hatch.tsx";
import type { UsageDay } from "@/components/client/types.ts";
import { gapBetween, niceMaximum } from "@/components/client/usage_scale.ts";
import { fullPoints, usageDaySentence, usageSummary } from "@/components/client/usage_words.ts";
import { formatCompact } from "@/lib/format/number.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";

interface UsageChartProps {
  /** Every day of the span, oldest first, gaps included. */
  days: readonly UsageDay[];
  telemetryType: string;
  /** What a normal day is, from the score model; `null` draws no line. */
  expectedPerDay: number | null;
}

const HATCH = "usage-gap";

/** Usage by day, from zero, with what is normal; days without data are hatched. */
export function UsageChart({ days, telemetryType, expectedPerDay }: UsageChartProps) {
  const unit = telemetryWord(telemetryType);
  const top = niceMaximum(Math.max(...days.map(({ count }) => count ?? 0), expectedPerDay ?? 0));
  return (
    <figure>
      <div class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div
          class="day-chart flex flex-col justify-between text-right text-12 leading-none text-ink-3"
          aria-hidden="true"
        >
          <span>{formatCompact(top)}</span>
          <span>{formatCompact(top / 2)}</span>
          <span>0</span>
        </div>
        <div class="relative">
          <Bars days={days} top={top} telemetryType={telemetryType} expectedPerDay={expectedPerDay} />
          <DayCursor
            label={`${unit} by day`}
            dayCount={days.length}
            describe={(index) => {
              const day = days[index];
              return day ? usageDaySentence(day, telemetryType, expectedPerDay) : "";
            }}
          />
        </div>
        <span />
        <DayAxis days={days} />
      </div>
      <figcaption class="mt-2 text-12 text-ink-3">{caption(days, expectedPerDay)}</figcaption>
    </figure>
  );
}

function Bars({ days, top, telemetryType, expectedPerDay }: UsageChartProps & { top: number }) {
  const slot = 100 / Math.max(1, days.length);
  const gap = gapBetween(days.length);
  const line = expectedPerDay === null ? null : `${100 * (1 - expectedPerDay / top)}%`;
  return (
    <svg
      class="day-chart block w-full overflow-visible"
      role="img"
      aria-label={`${telemetryWord(telemetryType)} by day: ${
        usageSummary(days, telemetryType, expectedPerDay)
      }`}
    >
      <Hatch id={HATCH} />
      {["0%", "50%", "100%"].map((y) => (
        <line key={y} x1="0" x2="100%" y1={y} y2={y} class="stroke-line" stroke-width="1" />
      ))}
      {days.map(({ day, count }, index) => {
        const height = count === null ? 100 : 100 * count / top;
        return (
          <rect
            key={day}
            x={`${index * slot + slot * gap / 2}%`}
            width={`${slot * (1 - gap)}%`}
            y={`${100 - height}%`}
            height={`${height}%`}
            rx="1.5"
            fill={count === null ? `url(#${HATCH})` : undefined}
            class={count === null ? "" : "fill-accent"}
          />
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

function caption(days: readonly UsageDay[], expectedPerDay: number | null): string {
  const gaps = days.some(({ count }) => count === null);
  return [
    ...(expectedPerDay === null ? [] : [`Dashed: ${fullPoints(expectedPerDay)}`]),
    ...(gaps ? ["Hatched: no data"] : []),
  ].join(" · ");
}
