import { Button } from "@/components/ui/Button.tsx";
import { Dialog } from "@/components/ui/Dialog.tsx";
import { thingsPhrase } from "@/components/simulation/words.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import type { Removal } from "@/lib/simulation/presence.ts";
import type { SimulationStatus } from "@/lib/simulation/schema.ts";

export interface RemoveConfirmationProps {
  status: SimulationStatus;
  removal: Removal;
  onClose: () => void;
  /** All is gone. */
  onRemoved: () => void;
}

/** Asks before all simulated data goes. */
export function RemoveConfirmation({ status, removal, onClose, onRemoved }: RemoveConfirmationProps) {
  const fault = removal.fault.value;
  const running = removal.running.value;
  return (
    <Dialog title="Remove all simulated data?" onClose={onClose}>
      {(close) => (
        <div class="mt-4 flex flex-col gap-4">
          <p class="text-ink-2">{consequences(status)}</p>
          {fault && <p role="alert" class="text-13 text-critical">Not removed: {fault}</p>}
          <div class="flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button
              tone="danger"
              disabled={running}
              onClick={async () => {
                if (!await removal.removeAll()) return;
                close();
                onRemoved();
              }}
            >
              {running ? "Removing" : "Remove simulated data"}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function consequences({ clients, events, incidents, stream }: SimulationStatus): string {
  const end = stream ? " Continuous activity ends." : "";
  if (clients === 0) return `Nothing was simulated so far.${end}`;
  return `This takes ${thingsPhrase({ events, incidents })} away from ${
    formatQuantity(clients, "client")
  }. ` +
    `Everything real stays, and the scores become what they would be without the simulation.${end}`;
}
