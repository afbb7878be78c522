import { useEffect, useMemo } from "preact/hooks";
import { ClientPicker } from "@/components/simulation/ClientPicker.tsx";
import { OutageControls } from "@/components/simulation/OutageControls.tsx";
import { PulseControls } from "@/components/simulation/PulseControls.tsx";
import { RemovalControls } from "@/components/simulation/RemovalControls.tsx";
import { StreamControls } from "@/components/simulation/StreamControls.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { useReaderZone } from "@/lib/browser/reader_zone.ts";
import { type ChosenClient, createPanel } from "@/lib/simulation/panel.ts";
import type { SimulationStatus } from "@/lib/simulation/schema.ts";

interface SimulationPanelProps {
  status: SimulationStatus;
  /** Current clients in all. */
  clientCount: number;
  /** Some of them, to choose from before anything is searched for. */
  clients: readonly ChosenClient[];
  /** Of the live stream, before the status was read. */
  livePosition: string;
}

/** Everything that can be simulated, for all clients or for those chosen, and its removal. */
export function SimulationPanel(props: SimulationPanelProps) {
  const { clientCount, clients, livePosition } = props;
  const panel = useMemo(() => createPanel(props.status, clientCount), []);
  const timeZone = useReaderZone();
  useEffect(() => panel.follow(livePosition), []);
  const disabled = !panel.status.value.allowed;
  return (
    <div class="flex flex-col gap-6">
      <Card title="Clients" id="clients" note="Whom a pulse, an outage or a removal is for">
        <ClientPicker
          chosen={panel.chosen}
          first={clients}
          clientCount={clientCount}
          fault={panel.choiceFault}
          disabled={disabled}
        />
      </Card>
      <PulseControls panel={panel} clientCount={clientCount} disabled={disabled} />
      <OutageControls panel={panel} disabled={disabled} />
      <StreamControls panel={panel} timeZone={timeZone} disabled={disabled} />
      <RemovalControls panel={panel} timeZone={timeZone} disabled={disabled} />
    </div>
  );
}
