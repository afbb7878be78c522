import { useRef } from "preact/hooks";
import { Button, type ButtonTone } from "@/components/ui/Button.tsx";
import { thingsPhrase } from "@/components/simulation/words.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import type { Removal } from "@/lib/simulation/presence.ts";
import type { SimulationStatus } from "@/lib/simulation/schema.ts";

interface RemoveDialogProps {
  /** Unique on the page. */
  id: string;
  label: string;
  tone?: ButtonTone;
  status: SimulationStatus;
  removal: Removal;
  /** All is gone. */
  onRemoved: () => void;
}

/** A button, and the dialog that asks before all simulated data goes. */
export function RemoveDialog({ id, label, tone = "quiet", status, removal, onRemoved }: RemoveDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const fault = removal.fault.value;
  const running = removal.running.value;

  async function remove(): Promise<void> {
    if (!await removal.removeAll()) return;
    dialog.current?.close();
    onRemoved();
  }

  return (
    <>
      <Button tone={tone} onClick={() => dialog.current?.showModal()}>{label}</Button>
      <dialog ref={dialog} class="dialog text-14 text-ink" aria-labelledby={id}>
        <div class="flex flex-col gap-4">
          <h2 id={id} class="text-16 font-semibold">Remove all simulated data?</h2>
          <p class="text-ink-2">{consequences(status)}</p>
          {fault && <p role="alert" class="text-13 text-critical">Not removed: {fault}</p>}
          <div class="flex justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>Cancel</Button>
            <Button tone="danger" disabled={running} onClick={() => void remove()}>
              {running ? "Removing" : "Remove simulated data"}
            </Button>
          </div>
        </div>
      </dialog>
    </>
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
