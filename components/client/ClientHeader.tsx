import type { ComponentChildren } from "preact";
import type { ClientHeaderData } from "@/components/client/types.ts";
import { BandBadge } from "@/components/ui/BandBadge.tsx";
import { type Definition, DefinitionList } from "@/components/ui/DefinitionList.tsx";
import { Money } from "@/components/ui/Money.tsx";
import { PageHeader } from "@/components/ui/PageHeader.tsx";
import { Tag } from "@/components/ui/Tag.tsx";
import { hasLeft } from "@/lib/clients/statuses.ts";
import { formatClock, formatDayWithCountdown } from "@/lib/format/time.ts";

interface ClientHeaderProps {
  client: ClientHeaderData;
  /** The score explained in one sentence. */
  sentence: string;
  /** ISO 8601, for the client's local time. */
  now: string;
  actions?: ComponentChildren;
}

export function ClientHeader({ client, sentence, now, actions }: ClientHeaderProps) {
  return (
    <div class="flex flex-col gap-4">
      <PageHeader
        title={client.name}
        badge={
          <>
            {!hasLeft(client.status) && <BandBadge band={client.band} />}
            {client.status !== "active" && <Tag>{client.status.replace("_", " ")}</Tag>}
          </>
        }
        lead={sentence}
        actions={actions}
      />
      <DefinitionList items={facts(client, now)} />
    </div>
  );
}

function facts(client: ClientHeaderData, now: string): Definition[] {
  const renewal = hasLeft(client.status)
    ? "no more"
    : client.renewsOn !== null && client.renewsInDays !== null
    ? formatDayWithCountdown(client.renewsOn, client.renewsInDays)
    : "not set";
  return [
    { term: "Plan", value: <bdi class="long-word">{client.plan}</bdi> },
    { term: "Revenue", value: <Money amount={client.mrr} currency={client.currency} monthly /> },
    { term: "Renews", value: renewal },
    { term: "Owner", value: <bdi class="long-word">{client.owner ?? "nobody"}</bdi> },
    { term: "Local time", value: `${formatClock(now, client.timezone)}, ${placeOf(client.timezone)}` },
  ];
}

/** "New York" from "America/New_York". */
function placeOf(timezone: string): string {
  return (timezone.split("/").at(-1) ?? timezone).replaceAll("_", " ");
}
