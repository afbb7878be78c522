import type { ComponentChildren } from "preact";
import { RiskRadarItem } from "@/components/dashboard/RiskRadarItem.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
import type { RiskRadarRow } from "@/lib/analytics/radar_row.ts";
import { agreeing, formatCount, formatQuantity } from "@/lib/format/number.ts";

interface RiskRadarProps {
  /** Worst first. */
  rows: readonly RiskRadarRow[];
  /** Clients at risk in all, those beyond these rows included. */
  total: number;
  /** Clients in all, to say how many are fine. */
  clientCount: number;
  /** Whose scores have just changed. */
  changed?: ReadonlySet<string>;
  /** Which of the clients at risk are asked for. */
  filter: ComponentChildren;
  /** Where to see all of them again; absent when no filter is set. */
  allHref?: string | undefined;
  /** Paging, or a link to the whole list. */
  footer?: ComponentChildren;
}

/** The clients to look at today, worst first. */
export function RiskRadar({ rows, total, clientCount, changed, filter, allHref, footer }: RiskRadarProps) {
  return (
    <Card
      title="Risk radar"
      id="risk-radar"
      note="Clients at risk, worst first"
      aside={clientCount > 0 && (allHref
        ? <Matches total={total} allHref={allHref} />
        : `${formatCount(total)} of ${formatQuantity(clientCount, "client")}`)}
      flush
    >
      <div class="radar">
        {clientCount > 0 && filter}
        {rows.length === 0 ? <Nobody clientCount={clientCount} filtered={allHref !== undefined} /> : (
          <>
            <Head />
            <ol class="divide-y border-t border-b">
              {rows.map((row) => (
                <li key={row.clientId} data-client={row.clientId}>
                  <RiskRadarItem row={row} changed={changed?.has(row.clientId) ?? false} />
                </li>
              ))}
            </ol>
          </>
        )}
        {footer && <div class="px-4 py-3 text-13">{footer}</div>}
      </div>
    </Card>
  );
}

/** Seen above the columns; screen readers hear the words in the rows instead. */
function Head() {
  return (
    <div class="radar-row radar-head border-t text-12 text-ink-3" aria-hidden="true">
      <span class="radar-name">Client</span>
      <span class="radar-score">Score, 7 d</span>
      <span class="radar-spark">30 days</span>
      <span class="radar-driver">Worst driver</span>
      <span class="radar-money text-right">MRR</span>
      <span class="radar-renewal text-right">Renewal</span>
      <span class="radar-incidents text-right" title="Unresolved incidents">
        <Icon name="incidents" class="ml-auto" />
        <VisuallyHidden>Unresolved incidents</VisuallyHidden>
      </span>
    </div>
  );
}

function Matches({ total, allHref }: { total: number; allHref: string }) {
  return (
    <span class="flex gap-3">
      {formatQuantity(total, "match", "matches")}
      <Link href={allHref} class="text-accent hover:underline">Show all</Link>
    </span>
  );
}

function Nobody({ clientCount, filtered }: { clientCount: number; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState title="No match">No client at risk fits this filter. Choose less, or show all.</EmptyState>
    );
  }
  if (clientCount === 0) {
    return <EmptyState title="Nobody to watch yet">Clients at risk appear here as they come.</EmptyState>;
  }
  return (
    <EmptyState title="Nobody is at risk">
      {agreeing(
        clientCount,
        "The one client is healthy or has no score yet.",
        `All ${formatQuantity(clientCount, "client")} are healthy or have no score yet.`,
      )}
    </EmptyState>
  );
}
