import { Button } from "@/components/ui/Button.tsx";
import { Popover } from "@/components/ui/Popover.tsx";
import { CLIENT_COLUMNS, COLUMN_IDS, type ColumnId } from "@/lib/client_list/columns.ts";

/** Which columns are shown; kept in the address, as part of the form around it. */
export function ColumnChoice({ columns }: { columns: readonly ColumnId[] }) {
  return (
    <Popover id="client-columns" label="Columns" icon="columns">
      <fieldset class="flex flex-col">
        <legend class="sr-only">Columns</legend>
        {COLUMN_IDS.map((id) => (
          <label
            key={id}
            class="flex h-8 cursor-pointer items-center gap-3 rounded-control px-2 hover:bg-canvas coarse:h-11"
          >
            <input type="checkbox" name="columns" value={id} checked={columns.includes(id)} />
            {CLIENT_COLUMNS[id].label.replace(", 7 d", " and trend")}
          </label>
        ))}
      </fieldset>
      <div class="mt-3 flex flex-col">
        <Button type="submit" tone="primary">Show columns</Button>
      </div>
    </Popover>
  );
}
