import { useSignal } from "@preact/signals";
import { IncidentDialog } from "@/components/client/IncidentDialog.tsx";
import { FIELD_CLASS } from "@/components/ui/Field.tsx";
import { ApiError } from "@/lib/browser/api.ts";
import { findClients, reportIncident } from "@/lib/incident_list/report.ts";

const OFFERS = "incident-clients";

/** A button and the dialog that reports an incident of any client. For use inside an island. */
export function ReportIncident({ onReported }: { onReported: () => void }) {
  const sending = useSignal(false);
  const fault = useSignal<string | null>(null);
  const offers = useSignal<readonly string[]>([]);

  async function suggest(text: string): Promise<void> {
    if (text.trim() === "") return;
    try {
      offers.value = (await findClients(text)).clients.map(({ name }) => name);
    } catch (error) {
      // Without suggestions the name can still be typed.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  return (
    <IncidentDialog
      sending={sending.value}
      fault={fault.value}
      onReport={async (report, given) => {
        sending.value = true;
        fault.value = await reportIncident(String(given.get("client")).trim(), report);
        sending.value = false;
        if (fault.value === null) onReported();
        return fault.value === null;
      }}
    >
      <label class="flex flex-col gap-1">
        <span class="text-13 text-ink-2">Client</span>
        <input
          name="client"
          required
          autocomplete="off"
          list={OFFERS}
          placeholder="Name or id"
          class={FIELD_CLASS}
          onInput={(event) => void suggest(event.currentTarget.value)}
        />
        <datalist id={OFFERS}>
          {offers.value.map((name) => <option key={name} value={name} />)}
        </datalist>
      </label>
    </IncidentDialog>
  );
}
