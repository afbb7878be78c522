import type { ComponentChildren } from "preact";
import { ClientFilterFields } from "@/components/clients/ClientFilterFields.tsx";
import { ColumnChoice } from "@/components/clients/ColumnChoice.tsx";
import { ActiveFilters } from "@/components/ui/ActiveFilters.tsx";
import { BandMark } from "@/components/ui/BandBadge.tsx";
import { SearchField } from "@/components/ui/SearchField.tsx";
import { Chip } from "@/components/ui/Tag.tsx";
import type { ClientPageQuery } from "@/lib/client_list/page_query.ts";
import type { ClientChoices } from "@/lib/clients/store.ts";
import { pageAddress } from "@/lib/format/address.ts";
import { pageLink, toggled } from "@/lib/lists/page_link.ts";
import { bandWord } from "@/lib/scoring/words.ts";
import type { Band } from "@/lib/scoring/types.ts";

/** Worst first, as everywhere. */
const SHOWN_BANDS: readonly Band[] = ["critical", "at_risk", "healthy", "unknown"];

interface ClientFiltersProps {
  page: ClientPageQuery;
  choices: ClientChoices;
  /** Saved views, an island. */
  views: ComponentChildren;
}

/** Everything that narrows, sorts and shapes the list. One form and links: it works without script. */
export function ClientFilters({ page, choices, views }: ClientFiltersProps) {
  const { parameters, filters } = page;
  return (
    <div class="no-print flex flex-col gap-3">
      <form action={pageAddress("/clients")} class="flex flex-wrap items-center gap-2" role="search">
        <SearchField label="Search clients" placeholder="Name or id" value={parameters.search} />
        <ClientFilterFields page={page} choices={choices} />
        <ColumnChoice columns={page.columns} />
        {views}
        {parameters.band && <input type="hidden" name="band" value={parameters.band} />}
        {["renewsAfter", "renewsBefore"].map((name) =>
          parameters[name] && <input key={name} type="hidden" name={name} value={parameters[name]} />
        )}
      </form>
      <div class="flex flex-wrap items-center gap-2">
        <ul aria-label="Bands" class="flex flex-wrap gap-2">
          <li>
            <Chip href={pageLink(parameters, { band: null })} selected={!parameters.band}>All</Chip>
          </li>
          {SHOWN_BANDS.map((band) => (
            <li key={band}>
              <Chip
                href={pageLink(parameters, { band: toggled(parameters.band, band) })}
                selected={parameters.band?.split(",").includes(band) ?? false}
              >
                <BandMark band={band} />
                {bandWord(band)}
              </Chip>
            </li>
          ))}
        </ul>
        <ActiveFilters filters={filters} parameters={parameters} others={["band"]} />
      </div>
    </div>
  );
}
