import { useEffect, useMemo } from "preact/hooks";
import { SimulationChoice } from "@/components/client/SimulationChoice.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { Tag } from "@/components/ui/Tag.tsx";
import {
  createSimulationPanel,
  simulationObstacle,
  simulationSentence,
} from "@/lib/client_detail/simulation_panel.ts";
import type { Severity } from "@/lib/scoring/types.ts";
import type { Intensity } from "@/lib/simulation/intensity.ts";
import type { ClientSimulation } from "@/lib/simulation/schema.ts";

interface SimulationActionsProps {
  simulation: ClientSimulation;
  timeZone: string;
  /** Of the live stream, before the page was read. */
  livePosition: string;
}

const INTENSITIES: readonly { value: Intensity; label: string }[] = [
  { value: "low", label: "a little" },
  { value: "normal", label: "a usual amount" },
  { value: "high", label: "a lot" },
];

const OUTAGES: readonly { value: Severity | "default"; label: string }[] = [
  { value: "default", label: "two critical, one high" },
  { value: "critical", label: "one critical" },
  { value: "high", label: "one high" },
  { value: "medium", label: "one medium" },
  { value: "low", label: "one low" },
];

const REASON = "simulation-reason";

/** Invented activity and outages of this client, apart from what is real, and one click that takes them away. */
export function SimulationActions({ simulation, timeZone, livePosition }: SimulationActionsProps) {
  const panel = useMemo(() => createSimulationPanel(simulation), []);
  useEffect(() => panel.follow(livePosition), []);
  const status = panel.status.value;
  const obstacle = simulationObstacle(status, panel.gone.value);
  const disabled = obstacle !== null || panel.busy.value;
  const reasonId = obstacle === null ? undefined : REASON;
  return (
    <Card
      title="Simulation"
      id="simulation"
      aside={<Tag>not real</Tag>}
      note="Invented and marked as such; one click takes it away"
      class="no-print border-dashed border-line-strong"
    >
      <div class="flex flex-col gap-4">
        {obstacle && <p id={REASON} class="text-13 text-ink-2">{obstacle}.</p>}
        <SimulationChoice
          id="simulate-pulse"
          label="Activity of this moment"
          options={INTENSITIES}
          initial="normal"
          action="Pulse"
          disabled={disabled}
          reasonId={reasonId}
          onAct={(intensity) => void panel.pulse(intensity)}
        />
        <SimulationChoice
          id="simulate-outage"
          label="Incidents of an outage"
          options={OUTAGES}
          initial="default"
          action="Start outage"
          disabled={disabled}
          reasonId={reasonId}
          onAct={(severity) => void panel.outage(severity === "default" ? null : severity)}
        />
        <div class="flex flex-wrap items-center justify-between gap-3 border-t pt-4">
          <p class="min-w-44 flex-1 text-13 text-ink-2">{simulationSentence(status, timeZone)}</p>
          <Button
            tone={status.since === null ? "quiet" : "primary"}
            disabled={disabled || status.since === null}
            aria-describedby={reasonId}
            onClick={() => void panel.reset()}
          >
            Remove simulated data
          </Button>
        </div>
        <p role="status" class="text-13 text-ink">{panel.outcome.value}</p>
        {panel.fault.value && <p role="alert" class="text-13 text-critical">{panel.fault.value}</p>}
      </div>
    </Card>
  );
}
