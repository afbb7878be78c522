import { useMemo } from "preact/hooks";
import { ActionRow } from "@/components/simulation/ActionRow.tsx";
import { RemoveDialog } from "@/components/simulation/RemoveDialog.tsx";
import { thingsPhrase } from "@/components/simulation/words.ts";
import { Button } from "@/components/ui/Button.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { formatQuantity } from "@/lib/format/number.ts";
import { formatInstant } from "@/lib/format/time.ts";
import type { Panel } from "@/lib/simulation/panel.ts";
import { createRemoval } from "@/lib/simulation/presence.ts";
import type { SimulationStatus } from "@/lib/simulation/schema.ts";

interface RemovalControlsProps {
  panel: Panel;
  /** IANA zone of the times. */
  timeZone: string;
  disabled: boolean;
}

/** Takes simulated data away: of the chosen clients, or all of it. */
export function RemovalControls({ panel, timeZone, disabled }: RemovalControlsProps) {
  const removal = useMemo(createRemoval, []);
  const status = panel.status.value;
  const progress = panel.progress.remove.value;
  const chosen = panel.chosen.value.length;
  const present = status.clients > 0;
  return (
    <Card title="Removal" id="removal" note={presence(status, timeZone)}>
      <ActionRow progress={progress}>
        {present && !disabled && (
          <RemoveDialog
            label="Remove all simulated data"
            status={status}
            removal={removal}
            onRemoved={panel.removedAll}
          />
        )}
        {present && chosen > 0 && (
          <Button
            disabled={disabled || progress?.state === "running"}
            onClick={() => void panel.remove()}
          >
            Remove it from {formatQuantity(chosen, "client")}
          </Button>
        )}
      </ActionRow>
    </Card>
  );
}

function presence(status: SimulationStatus, timeZone: string): string {
  if (status.clients === 0 || status.since === null) return "Nothing is simulated";
  return `${thingsPhrase(status)} for ${formatQuantity(status.clients, "client")}, since ${
    formatInstant(status.since, timeZone)
  }`;
}
