import type { ComponentChildren } from "preact";
import { Icon } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { PageHeader } from "@/components/ui/PageHeader.tsx";
import { pageAddress } from "@/lib/format/address.ts";
import { formatMoneyRounded } from "@/lib/format/money.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { pageLink, type PageParameters } from "@/lib/lists/page_link.ts";

interface ClientsHeadProps {
  total: number;
  /** A month, by currency, in minor units. */
  mrr: readonly { amount: number; currency: string }[];
  /** The list's filters, as the API takes them. */
  exportParameters: PageParameters;
  /** Creates a client. */
  create: ComponentChildren;
}

/** How many clients are listed and what they pay, and what can be done with the list. */
export function ClientsHead({ total, mrr, exportParameters, create }: ClientsHeadProps) {
  const sums = mrr.filter(({ amount }) => amount > 0).map(({ amount, currency }) =>
    formatMoneyRounded(amount, currency)
  );
  const money = sums.length === 0 ? "" : `, ${sums.join(" + ")} a month`;
  return (
    <PageHeader
      title="Clients"
      lead={`${formatQuantity(total, "client")}${money}`}
      actions={
        <>
          <Link
            href={pageAddress(`/api/v1/clients.csv${pageLink(exportParameters)}`)}
            download
            class="inline-flex h-9 items-center gap-2 rounded-control border border-line-strong bg-surface px-3 text-14 font-medium transition-colors hover:bg-canvas coarse:h-11"
          >
            <Icon name="download" class="text-ink-3" />Export CSV
          </Link>
          {create}
        </>
      }
    />
  );
}
