import { Age } from "@/components/ui/Age.tsx";
import { BandBadge } from "@/components/ui/BandBadge.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Money } from "@/components/ui/Money.tsx";
import { ScoreWithTrend } from "@/components/ui/ScoreWithTrend.tsx";
import { Sparkline } from "@/components/ui/Sparkline.tsx";
import { Tag } from "@/components/ui/Tag.tsx";
import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
import type { ColumnId } from "@/lib/client_list/columns.ts";
import type { ClientRow } from "@/lib/client_list/row.ts";
import { heldHint } from "@/lib/scoring/words.ts";
import { hasLeft } from "@/lib/clients/statuses.ts";
import { formatCountdown, formatDay } from "@/lib/format/time.ts";

interface ClientCellProps {
  id: ColumnId;
  row: ClientRow;
  now: string;
  /** Its score has just changed. */
  tinted: boolean;
}

/** What one column shows of one client. */
export function ClientCell({ id, row, now, tinted }: ClientCellProps) {
  switch (id) {
    case "band":
      return hasLeft(row.status) ? <Tag>left</Tag> : <BandBadge band={row.band} hint={heldHint(row)} />;
    case "score":
      return (
        <span class="flex items-center gap-1">
          <ScoreWithTrend score={row.score} trend={row.trend} tinted={tinted} />
          {row.staleFrom !== null && row.staleFrom <= now && <Stale />}
        </span>
      );
    case "sparkline":
      return <Sparkline values={row.sparkline} band={row.band} width={72} />;
    case "driver":
      return row.driver === ""
        ? <span class="text-ink-3">nothing</span>
        : <span class="list-text clamp-2 text-ink-2" title={row.driver}>{row.driver}</span>;
    case "mrr":
      return <Money amount={row.mrr} currency={row.currency} tight />;
    case "renewal":
      return <Renewal row={row} />;
    case "owner":
      return <Words text={row.owner} absent="nobody" />;
    case "incidents":
      return <span class={row.openIncidents === 0 ? "text-ink-3" : "font-medium"}>{row.openIncidents}</span>;
    case "data":
      return row.dataAsOf === null
        // Before the first score nothing is known of what it sent; clients that have left get none.
        ? <span class="text-ink-3">{row.staleFrom === null ? "not scored" : "never"}</span>
        : (
          <span class="whitespace-nowrap text-ink-2">
            <Age at={row.dataAsOf} now={now} />
          </span>
        );
    case "status":
      return <span class="whitespace-nowrap">{row.status.replace("_", " ")}</span>;
    case "tags":
      return <span class="flex flex-wrap gap-1">{row.tags.map((tag) => <Tag key={tag}>{tag}</Tag>)}</span>;
    case "industry":
      return <Words text={row.industry} absent="not set" />;
  }
}

function Renewal({ row: { renewsOn, renewsInDays, status } }: { row: ClientRow }) {
  if (renewsOn === null || renewsInDays === null || hasLeft(status)) {
    return <span class="text-ink-3">none</span>;
  }
  return (
    <span class="whitespace-nowrap">
      {formatDay(renewsOn, { year: false })}
      <span class="block text-12 text-ink-3">{formatCountdown(renewsInDays)}</span>
    </span>
  );
}

function Words({ text, absent }: { text: string | null; absent: string }) {
  return text === null
    ? <span class="text-ink-3">{absent}</span>
    : <span class="block max-w-36 truncate" title={text} dir="auto">{text}</span>;
}

function Stale() {
  return (
    <span class="inline-flex text-ink-2" title="Stale: a round of scoring that was due has left it out">
      <Icon name="clock" class="h-3 w-3" />
      <VisuallyHidden>stale</VisuallyHidden>
    </span>
  );
}
