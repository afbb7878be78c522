import { Button } from "@/components/ui/Button.tsx";
import { Field, FIELD_CLASS, TextField } from "@/components/ui/Field.tsx";
import { Popover } from "@/components/ui/Popover.tsx";
import { CLIENT_SORT_WORDS } from "@/lib/client_list/columns.ts";
import type { BoundName, RefusedBounds } from "@/lib/client_list/mrr_bounds.ts";
import { type ClientPageQuery, STATUS_VIEWS, statusView } from "@/lib/client_list/page_query.ts";
import { RENEWAL_WINDOWS, renewalWord } from "@/lib/clients/renewal_window.ts";
import type { ClientChoices } from "@/lib/clients/store.ts";

/** Of more than these, one types what one means. */
const SELECT_MAX = 60;

interface Option {
  value: string;
  label: string;
}

const RENEWALS: readonly Option[] = RENEWAL_WINDOWS.map((window) => ({
  value: window,
  label: renewalWord(window),
}));

/** Filters beyond search and band, and the order, in a panel; part of the form around it. */
export function ClientFilterFields({ page, choices }: { page: ClientPageQuery; choices: ClientChoices }) {
  const { parameters, filters } = page;
  const { status = "current" } = parameters;
  const views = Object.entries(STATUS_VIEWS).map(([value, { label }]) => ({ value, label }));
  const count = filters.filter(({ names }) => !names.includes("search")).length;
  return (
    <Popover id="client-filters" label="Filters" icon="filter" count={count} wide>
      <div class="grid grid-cols-2 gap-3">
        <Select
          name="status"
          label="Status"
          options={statusView(status)
            ? views
            : [...views, { value: status, label: status.replace("_", " ") }]}
          value={status}
          required
        />
        <Choice name="plan" label="Plan" values={choices.plans} value={parameters.plan} />
        <Choice name="industry" label="Industry" values={choices.industries} value={parameters.industry} />
        <Choice name="owner" label="Owner" values={choices.owners} value={parameters.owner} />
        <Choice name="tag" label="Tag" values={choices.tags} value={parameters.tag} />
        <Select
          name="renewal"
          label="Renewal"
          options={renewalOptions(parameters.renewal)}
          value={parameters.renewal}
        />
        <Money page={page} currencies={choices.currencies} />
        <div class="col-span-2 flex flex-col gap-3">
          <Select
            name="sort"
            label="Sort by"
            options={sortOptions(parameters.sort)}
            value={parameters.sort ?? "name"}
            required
          />
          <Button type="submit" tone="primary">Show clients</Button>
        </div>
      </div>
    </Popover>
  );
}

/** Several windows, as an address can ask for, are offered too, so that the form keeps them. */
function renewalOptions(renewal: string | undefined): Option[] {
  if (renewal === undefined || RENEWALS.some(({ value }) => value === renewal)) return [...RENEWALS];
  return [...RENEWALS, { value: renewal, label: "Several windows" }];
}

/** A sort chosen at a heading is offered too, so that the form keeps it. */
function sortOptions(sort = "name"): Option[] {
  const words = CLIENT_SORT_WORDS.map((known) => ({ value: known.sort, label: known.label }));
  if (words.some(({ value }) => value === sort)) return words;
  return [...words, { value: sort, label: "As in the table now" }];
}

interface SelectProps {
  name: string;
  label: string;
  options: readonly Option[];
  value: string | undefined;
  /** There is no "any". */
  required?: boolean;
}

function Select({ name, label, options, value, required = false }: SelectProps) {
  const id = `filter-${name}`;
  return (
    <Field id={id} label={label}>
      <select id={id} name={name} class={FIELD_CLASS}>
        {!required && <option value="">Any</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  values: readonly string[];
  value: string | undefined;
}

function Choice({ name, label, values, value }: ChoiceProps) {
  const id = `filter-${name}`;
  if (values.length === 0 && value === undefined) return null;
  if (values.length <= SELECT_MAX) {
    const all = value === undefined || values.includes(value) ? values : [...values, value];
    const options = all.map((option) => ({ value: option, label: option }));
    return <Select name={name} label={label} options={options} value={value} />;
  }
  return (
    <Field id={id} label={label}>
      <input id={id} name={name} value={value} list={`${id}-values`} class={FIELD_CLASS} autocomplete="off" />
      <datalist id={`${id}-values`}>
        {values.map((option) => <option key={option} value={option} />)}
      </datalist>
    </Field>
  );
}

/** Bounds of money with the currency they are of: chosen among several, named where there is one alone. */
function Money({ page, currencies }: { page: ClientPageQuery; currencies: readonly string[] }) {
  const { parameters: { mrrFrom, mrrTo, currency }, refusedBounds } = page;
  const [first] = currencies;
  const only = currencies.length === 1 && (currency ?? first) === first ? ` (${first})` : null;
  return (
    <div class={`col-span-2 grid gap-3 ${only === null ? "grid-cols-3" : "grid-cols-2"}`}>
      <Amount
        name="mrrFrom"
        label={`MRR from${only ?? ""}`}
        value={mrrFrom}
        refused={refusedBounds.mrrFrom}
      />
      <Amount name="mrrTo" label={`MRR to${only ?? ""}`} value={mrrTo} refused={refusedBounds.mrrTo} />
      {only === null && <Choice name="currency" label="Currency" values={currencies} value={currency} />}
    </div>
  );
}

interface AmountProps {
  name: BoundName;
  label: string;
  value: string | undefined;
  refused: RefusedBounds[BoundName];
}

function Amount({ name, label, value, refused }: AmountProps) {
  return (
    <TextField
      id={`filter-${name}`}
      name={name}
      label={label}
      value={refused?.typed ?? value}
      fault={refused}
      inputMode="decimal"
    />
  );
}
