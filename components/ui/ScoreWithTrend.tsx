import { Delta } from "@/components/ui/Delta.tsx";
import type { Trend } from "@/lib/scoring/types.ts";

interface ScoreWithTrendProps {
  /** 0–100; `null` when there is none. */
  score: number | null;
  trend: Trend | null;
  /** It has just changed. */
  tinted?: boolean;
}

/** `41 ↓ −33`: a score in a list, with what it did lately. */
export function ScoreWithTrend({ score, trend, tinted = false }: ScoreWithTrendProps) {
  return (
    <span class="figure inline-flex items-baseline gap-2 whitespace-nowrap">
      <span key={score} class={`text-16 font-semibold ${tinted ? "changed rounded-control" : ""}`}>
        {score ?? "–"}
      </span>
      {trend && (
        <Delta
          change={trend.delta}
          steadyWithin={trend.direction === "flat" ? Math.abs(trend.delta) : 0}
          days={trend.days}
          tone="health"
        />
      )}
    </span>
  );
}
