import type { ComponentChildren } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import type { DashboardQuery } from "@/lib/analytics/dashboard_address.ts";
import { RADAR_BANDS } from "@/lib/analytics/radar_row.ts";
import { RENEWAL_WINDOWS, renewalWord } from "@/lib/clients/renewal_window.ts";
import { pageAddress } from "@/lib/format/address.ts";
import { bandWord } from "@/lib/scoring/words.ts";

interface RadarFilterFormProps {
  query: DashboardQuery;
  /** Names to choose from. */
  owners: readonly string[];
}

/** Band, owner and renewal of the clients to show; a form that works without JavaScript and can be shared. */
export function RadarFilterForm({ query, owners }: RadarFilterFormProps) {
  const { band, owner, renewal, currency } = query;
  return (
    <form
      method="get"
      action={`${pageAddress("/")}#risk-radar`}
      class="no-print flex flex-wrap items-center gap-2 px-4 pb-3"
    >
      {currency !== undefined && <input type="hidden" name="currency" value={currency} />}
      <Choice name="band" label="Band" any="Both bands">
        {RADAR_BANDS.map((code) => (
          <option key={code} value={code} selected={isOnly(band, code)}>{bandWord(code)}</option>
        ))}
      </Choice>
      {owners.length > 0 && (
        <Choice name="owner" label="Owner" any="Any owner">
          {owners.map((name) => <option key={name} value={name} selected={name === owner}>{name}</option>)}
        </Choice>
      )}
      <Choice name="renewal" label="Renewal" any="Any renewal">
        {RENEWAL_WINDOWS.map((window) => (
          <option key={window} value={window} selected={isOnly(renewal, window)}>
            {renewalWord(window)}
          </option>
        ))}
      </Choice>
      <Button type="submit">Filter</Button>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  /** The choice that leaves everything. */
  any: string;
  children: ComponentChildren;
}

function Choice({ name, label, any, children }: ChoiceProps) {
  return (
    <select
      name={name}
      aria-label={label}
      class="h-9 min-w-0 max-w-44 rounded-control border border-line-strong bg-surface px-2 text-13 coarse:h-11"
    >
      <option value="">{any}</option>
      {children}
    </select>
  );
}

/** The form has one choice of each; an address may have several. */
function isOnly<Choice>(chosen: readonly Choice[] | undefined, choice: Choice): boolean {
  return chosen?.length === 1 && chosen[0] === choice;
}
