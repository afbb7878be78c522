import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { IncidentDialog } from "@/components/client/IncidentDialog.tsx";
import { ApiError } from "@/lib/browser/api.ts";
import { clientMeant, findClients, reportIncident } from "@/lib/incident_list/report.ts";

/** A button and the dialog that reports an incident of any client. For use inside an island. */
export function ReportIncident({ onReported }: { onReported: () => void }) {
  const sending = useSignal(false);
  const refused = useSignal<ApiError | null>(null);
  const offers = useSignal<readonly string[]>([]);
  const clientId = useRef("");

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
      client={{
        offers: offers.value,
        onInput: (text) => void suggest(text),
        async check(text) {
          const meant = await clientMeant(text);
          if ("words" in meant) return meant;
          clientId.current = meant.id;
          return null;
        },
      }}
      sending={sending.value}
      refused={refused.value}
      onReport={async (report) => {
        sending.value = true;
        refused.value = await reportIncident({ clientId: clientId.current, ...report });
        sending.value = false;
        if (refused.value === null) onReported();
        return refused.value === null;
      }}
    />
  );
}
