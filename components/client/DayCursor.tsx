import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ChartTip } from "@/components/client/ChartTip.tsx";

interface DayCursorProps {
  /** What is read: "API calls by day". */
  label: string;
  /** How many days stand side by side over the whole width. */
  dayCount: number;
  /** A day in words, by its place. */
  describe: (index: number) => string;
}

const WEEK = 7;

/**
 * Lies over a chart of days and tells the one under the pointer. With the keyboard it is a slider over the days, so
 * that screen readers say each day as it is reached. It needs scripts and is not there without them.
 */
export function DayCursor({ label, dayCount, describe }: DayCursorProps) {
  const alive = useSignal(false);
  const shown = useSignal<number | null>(null);
  useEffect(() => void (alive.value = true), []);
  if (!alive.value || dayCount === 0) return null;

  const last = dayCount - 1;
  const index = Math.min(shown.value ?? last, last);
  const x = (index + 0.5) / dayCount;

  function followPointer(event: PointerEvent): void {
    if (!(event.currentTarget instanceof HTMLElement)) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    shown.value = within(Math.floor((event.clientX - left) / width * dayCount), last);
  }

  function followKey(event: KeyboardEvent): void {
    if (event.key === "Escape") shown.value = null;
    const target = keyTarget(event.key, index, last);
    if (target === null) return;
    event.preventDefault();
    shown.value = within(target, last);
  }

  return (
    <div
      class="day-cursor no-print"
      role="slider"
      tabIndex={0}
      aria-label={`${label}, arrow keys go from day to day`}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index}
      aria-valuetext={describe(index)}
      onPointerMove={followPointer}
      onPointerDown={followPointer}
      onPointerLeave={(event) => {
        // A finger that is lifted leaves too, and wants to read what it touched.
        if (event.pointerType === "mouse") shown.value = null;
      }}
      onFocus={() => shown.value ??= last}
      onBlur={() => shown.value = null}
      onKeyDown={followKey}
    >
      {shown.value !== null && (
        <>
          <div class="day-cursor-line" style={{ left: `${x * 100}%` }} />
          <ChartTip x={x} y={0}>{describe(index)}</ChartTip>
        </>
      )}
    </div>
  );
}

function within(index: number, last: number): number {
  return Math.max(0, Math.min(last, index));
}

function keyTarget(key: string, from: number, last: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return from - 1;
    case "ArrowRight":
    case "ArrowUp":
      return from + 1;
    case "PageUp":
      return from - WEEK;
    case "PageDown":
      return from + WEEK;
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
