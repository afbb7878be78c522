import type { ComponentChildren } from "preact";
import { ClientHeader } from "@/components/client/ClientHeader.tsx";
import { Remedies } from "@/components/client/Remedies.tsx";
import { ScoreCard } from "@/components/client/ScoreCard.tsx";
import { ScoreExplanation } from "@/components/client/ScoreExplanation.tsx";
import { UsageChart } from "@/components/client/UsageChart.tsx";
import { Card } from "@/components/ui/Card.tsx";
import type { ClientDetail } from "@/lib/client_detail/service.ts";
import { explainSentence, telemetryWord } from "@/lib/scoring/words.ts";

interface ClientBodyProps {
  client: ClientDetail;
  /** The moment the page is seen from, ISO 8601. */
  now: string;
  incidents: ComponentChildren;
}

const UNSCORED = { score: null, band: "unknown" } as const;

/** The page of one client: what its score is, why, what would bring it back, and what it rests on. */
export function ClientBody({ client, now, incidents }: ClientBodyProps) {
  const { health, scale } = client;
  return (
    <>
      <ClientHeader
        client={{ ...client, band: health?.band ?? "unknown" }}
        sentence={health
          ? explainSentence(health, health.trend)
          : "Not scored yet: the worker scores it within moments of its first data, and with every sweep"}
        now={now}
      />
      <div class="grid gap-6 lg:grid-cols-12">
        <div class="lg:col-span-4">
          <ScoreCard health={health ?? UNSCORED} trend={health?.trend ?? null} bands={scale.bands} />
        </div>
        <div class="lg:col-span-8">
          {health
            ? (
              <ScoreExplanation
                health={health}
                freshness={{
                  computedAt: health.computedAt,
                  dataAsOf: health.dataAsOf,
                  stale: health.stale,
                  now,
                  timeZone: client.timezone,
                }}
              />
            )
            : (
              <Card title="Why this score" id="score-explanation">
                <p class="text-ink-2">There is no score to explain yet.</p>
              </Card>
            )}
        </div>
        <div class="lg:col-span-4">
          <Remedies band={health?.band ?? "unknown"} remedies={health?.remedies ?? []} />
        </div>
        <div class="lg:col-span-8">
          <UsageChart
            days={usageDays(client)}
            unit={telemetryWord(scale.usage.telemetryType)}
            expectedPerDay={scale.usage.expected / scale.windowDays}
          />
        </div>
        <div class="lg:col-span-12">{incidents}</div>
      </div>
    </>
  );
}

/** A day on which only other types came is a zero; a day on which nothing came is a gap. */
function usageDays({ usage, scale }: ClientDetail) {
  return usage.map(({ day, counts }) => ({
    day,
    count: counts && (counts[scale.usage.telemetryType] ?? 0),
  }));
}
