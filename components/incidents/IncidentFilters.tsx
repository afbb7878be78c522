import { ActiveFilters } from "@/components/ui/ActiveFilters.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { FIELD_CLASS } from "@/components/ui/Field.tsx";
import { SearchField } from "@/components/ui/SearchField.tsx";
import { Chip } from "@/components/ui/Tag.tsx";
import { pageAddress } from "@/lib/format/address.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { INCIDENT_AGES, INCIDENT_VIEWS, type IncidentPageQuery } from "@/lib/incident_list/page_query.ts";
import { pageLink } from "@/lib/lists/page_link.ts";

/** Which incidents are listed: a form and links, so that it works without script. Severity is chosen at the counts. */
export function IncidentFilters({ page }: { page: IncidentPageQuery }) {
  const { parameters, view, filters } = page;
  const severities = parameters.severity?.split(",") ?? [];
  const narrowing = [
    ...(severities.length > 0 ? [{ words: `Severity: ${severities.join(", ")}`, names: ["severity"] }] : []),
    ...filters,
  ];
  return (
    <div class="no-print flex flex-col gap-3">
      <form action={pageAddress("/incidents")} class="flex flex-wrap items-center gap-2" role="search">
        <SearchField
          name="client"
          label="Search by client"
          placeholder="Client"
          value={parameters.client}
        />
        <div class="flex w-full gap-2 sm:w-auto">
          <select name="age" aria-label="Age" class={`${FIELD_CLASS} sm:w-auto`}>
            <option value="">Of any age</option>
            {INCIDENT_AGES.map((days) => (
              <option key={days} value={days} selected={parameters.age === String(days)}>
                Older than {formatQuantity(days, "day")}
              </option>
            ))}
          </select>
          <Button type="submit">Show</Button>
        </div>
        {["severity", "status", "clientId", "sort"].map((name) =>
          parameters[name] && <input key={name} type="hidden" name={name} value={parameters[name]} />
        )}
      </form>
      <div class="flex flex-wrap items-center gap-2">
        <ul aria-label="Status" class="flex flex-wrap gap-2">
          {Object.entries(INCIDENT_VIEWS).map(([name, { label }]) => (
            <li key={name}>
              <Chip
                href={pageLink(parameters, { status: name === "current" ? null : name })}
                selected={name === view}
              >
                {label}
              </Chip>
            </li>
          ))}
        </ul>
        <ActiveFilters filters={narrowing} parameters={parameters} />
      </div>
    </div>
  );
}
