import { Money } from "@/components/ui/Money.tsx";
import type { ClientRow } from "@/lib/client_list/row.ts";
import { hasLeft } from "@/lib/clients/statuses.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { formatCountdown } from "@/lib/format/time.ts";

/** The lines under a client's name where there is no room for columns. */
export function ClientCard({ row, absent }: { row: ClientRow; absent: string | null }) {
  if (absent !== null) return <p class="list-card text-12 text-ink-3">{absent}</p>;
  return (
    <div class="list-card mt-1">
      <p class="clamp-2 text-13 text-ink-2" title={row.driver}>
        {row.driver || "Nothing takes a point away"}
      </p>
      <p class="long-word text-12 text-ink-3">
        <Money amount={row.mrr} currency={row.currency} tight />
        {row.renewsInDays !== null && !hasLeft(row.status) &&
          ` · renews ${formatCountdown(row.renewsInDays)}`}
        {row.openIncidents > 0 && ` · ${formatQuantity(row.openIncidents, "unresolved incident")}`}
      </p>
    </div>
  );
}
