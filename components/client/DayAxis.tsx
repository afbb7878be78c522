import { formatDay } from "@/lib/format/time.ts";

/** First, middle and last day below a chart. */
export function DayAxis({ days }: { days: readonly { day: string }[] }) {
  const marks = [days[0], days[Math.floor(days.length / 2)], days.at(-1)].filter((day) => day !== undefined);
  return (
    <div class="mt-2 flex justify-between text-12 text-ink-3" aria-hidden="true">
      {marks.map(({ day }) => <span key={day}>{formatDay(day, { year: false })}</span>)}
    </div>
  );
}
