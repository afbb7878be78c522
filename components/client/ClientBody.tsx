import type { ComponentChildren } from "preact";
import { ClientHeader } from "@/components/client/ClientHeader.tsx";
import { Remedies } from "@/components/client/Remedies.tsx";
import { ScoreCard } from "@/components/client/ScoreCard.tsx";
import { ScoreExplanation } from "@/components/client/ScoreExplanation.tsx";
import { Card } from "@/components/ui/Card.tsx";
import type { ClientDetail } from "@/lib/client_detail/service.ts";
import { hasLeft, leftWords } from "@/lib/clients/statuses.ts";

interface ClientBodyProps {
  client: ClientDetail;
  /** The moment the page is seen from, ISO 8601. */
  now: string;
  /** In the head: edit, delete. */
  actions: ComponentChildren;
  incidents: ComponentChildren;
  parts: ClientPageParts;
}

/** What stands below the score, each a card that follows the client by itself. */
interface ClientPageParts {
  usage: ComponentChildren;
  logins: ComponentChildren;
  history: ComponentChildren;
  notes: ComponentChildren;
  simulation: ComponentChildren;
}

const UNSCORED = { score: null, band: "unknown" } as const;

/** The page of one client: what its score is, why, what would bring it back, and what it rests on. */
export function ClientBody({ client, now, actions, incidents, parts }: ClientBodyProps) {
  const { health, explanation, scale } = client;
  const left = hasLeft(client.status);
  return (
    <>
      <ClientHeader
        client={{ ...client, band: health?.band ?? "unknown" }}
        sentence={left
          ? `${leftWords(client.endedOn)}. What stands here of its health is how it was last`
          : explanation
          ? explanation.sentence
          : "Not scored yet: the worker scores it within moments of its first data, and with every sweep"}
        now={now}
        actions={actions}
      />
      <div class="client-grid grid grid-cols-1 gap-6 lg:grid-cols-12">
        <div class="client-score lg:col-span-4">
          <ScoreCard
            health={health ?? UNSCORED}
            trend={health?.trend ?? null}
            bands={scale.bands}
            left={left}
          />
        </div>
        <div class="client-why lg:col-span-8">
          {health && explanation
            ? (
              <ScoreExplanation
                health={health}
                figures={explanation}
                freshness={{
                  computedAt: health.computedAt,
                  dataAsOf: health.dataAsOf,
                  staleFrom: health.staleFrom,
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
        <div class="client-remedies lg:col-span-4">
          <Remedies band={health?.band ?? "unknown"} remedies={explanation?.remedies ?? []} left={left} />
        </div>
        <div class="client-usage lg:col-span-8">{parts.usage}</div>
        <div class="client-logins lg:col-span-12">{parts.logins}</div>
        <div class="client-history lg:col-span-7">{parts.history}</div>
        <div class="client-incidents lg:col-span-5">{incidents}</div>
        <div class="client-notes lg:col-span-7">{parts.notes}</div>
        <div class="no-print lg:col-span-5">{parts.simulation}</div>
      </div>
    </>
  );
}
