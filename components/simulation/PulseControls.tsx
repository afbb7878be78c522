import { useSignal } from "@preact/signals";
import { IntensityChoice } from "@/components/simulation/IntensityChoice.tsx";
import { ActionRow } from "@/components/simulation/ActionRow.tsx";
import { everybodyPhrase } from "@/components/simulation/words.ts";
import { Button } from "@/components/ui/Button.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { formatQuantity } from "@/lib/format/number.ts";
import type { Intensity } from "@/lib/simulation/intensity.ts";
import type { Panel } from "@/lib/simulation/panel.ts";

interface PulseControlsProps {
  panel: Panel;
  clientCount: number;
  disabled: boolean;
}

/** Activity of this moment, once. */
export function PulseControls({ panel, clientCount, disabled }: PulseControlsProps) {
  const intensity = useSignal<Intensity>("normal");
  const progress = panel.progress.pulse.value;
  const chosen = panel.chosen.value.length;
  const whom = chosen > 0 ? formatQuantity(chosen, "client") : everybodyPhrase(clientCount);
  return (
    <Card title="Pulse" id="pulse" note="Calls and logins of this moment, once">
      <div class="flex flex-col gap-3">
        <IntensityChoice name="pulse-intensity" chosen={intensity} disabled={disabled} />
        <ActionRow progress={progress}>
          <Button
            tone="primary"
            disabled={disabled || clientCount === 0 || progress?.state === "running"}
            onClick={() => void panel.pulse(intensity.value)}
          >
            Send a pulse to {whom}
          </Button>
        </ActionRow>
      </div>
    </Card>
  );
}
