import { Card } from "@/components/ui/Card.tsx";
import { BandBadge } from "@/components/ui/BandBadge.tsx";
import { Delta } from "@/components/ui/Delta.tsx";
import { ScoreGauge } from "@/components/ui/ScoreGauge.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { pageAddress } from "@/lib/format/address.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { heldHint } from "@/lib/scoring/words.ts";
import type { HealthScore, ScoreModel, Trend } from "@/lib/scoring/types.ts";

interface ScoreCardProps {
  health: Pick<HealthScore, "score" | "band" | "heldUntil">;
  trend: Trend | null;
  bands: Pick<ScoreModel["bands"], "healthyFrom" | "atRiskFrom">;
  /** The client has left: it is the last score it had. */
  left?: boolean;
}

/** The gauge with its band and its week. */
export function ScoreCard({ health, trend, bands, left = false }: ScoreCardProps) {
  const held = heldHint(health);
  const previous = health.score !== null && trend ? health.score - trend.delta : null;
  return (
    <Card title={left ? "Last health" : "Health"} id="health">
      <div class="flex h-full flex-col justify-center">
        <ScoreGauge {...health} bands={bands} previous={previous} />
        {held && (
          <p class="mt-2 text-center text-12 text-ink-2">
            {held}: <Link href={pageAddress("/scores#bands")} class="underline">bands do not flap</Link>
          </p>
        )}
        <p class="mt-2 flex min-h-6 flex-wrap items-center justify-center gap-3 text-12 text-ink-3">
          <BandBadge band={health.band} />
          {trend && (
            <span class="flex items-center gap-1">
              <Delta
                change={trend.delta}
                steadyWithin={trend.direction === "flat" ? Math.abs(trend.delta) : 0}
                tone="health"
              />
              <span>in {formatQuantity(trend.days, "day")}</span>
            </span>
          )}
        </p>
      </div>
    </Card>
  );
}
