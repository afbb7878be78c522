import { useSignal } from "@preact/signals";
import { FIELD } from "@/components/simulation/field.ts";
import { ActionRow } from "@/components/simulation/ActionRow.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { focusFirstFault } from "@/lib/browser/form_focus.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { SEVERITIES, type Severity } from "@/lib/scoring/types.ts";
import type { Panel } from "@/lib/simulation/panel.ts";

/** Incidents of the chosen clients. */
export function OutageControls({ panel, disabled }: { panel: Panel; disabled: boolean }) {
  const severity = useSignal<Severity | null>(null);
  const progress = panel.progress.outage.value;
  const chosen = panel.chosen.value.length;
  return (
    <Card title="Outage" id="outage" note="Opens incidents for the chosen clients; their scores fall at once">
      <div class="flex flex-col gap-3">
        <select
          aria-label="How bad the outage is"
          class={FIELD}
          disabled={disabled}
          onChange={({ currentTarget }) =>
            severity.value = SEVERITIES.find((known) =>
              known === currentTarget.value
            ) ?? null}
        >
          <option value="">Two critical incidents and a high one</option>
          {SEVERITIES.map((each) => <option key={each} value={each}>One {each} incident</option>)}
        </select>
        <ActionRow progress={progress}>
          <Button
            tone="danger"
            disabled={disabled || progress?.state === "running"}
            onClick={() => {
              void panel.outage(severity.value);
              if (panel.choiceFault.value) {
                focusFirstFault(document.body);
              }
            }}
          >
            {chosen === 0 ? "Start an outage" : `Start an outage of ${formatQuantity(chosen, "client")}`}
          </Button>
        </ActionRow>
      </div>
    </Card>
  );
}
