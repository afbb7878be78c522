import { useSignal } from "@preact/signals";
import { IntensityChoice } from "@/components/simulation/IntensityChoice.tsx";
import { ActionRow } from "@/components/simulation/ActionRow.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { formatQuantity } from "@/lib/format/number.ts";
import { formatClock } from "@/lib/format/time.ts";
import type { Intensity } from "@/lib/simulation/intensity.ts";
import type { Panel } from "@/lib/simulation/panel.ts";
import type { StreamStatus } from "@/lib/simulation/schema.ts";

interface StreamControlsProps {
  panel: Panel;
  /** IANA zone of the times. */
  timeZone: string;
  disabled: boolean;
}

/** Activity every few seconds, until it is stopped. */
export function StreamControls({ panel, timeZone, disabled }: StreamControlsProps) {
  const stream = panel.status.value.stream;
  const intensity = useSignal<Intensity>(stream?.intensity ?? "low");
  const progress = panel.progress.stream.value;
  return (
    <Card
      title="Continuous activity"
      id="stream"
      note="A few clients every two seconds, whoever looks; ends by itself after half an hour"
    >
      <div class="flex flex-col gap-3">
        <IntensityChoice name="stream-intensity" chosen={intensity} disabled={disabled || stream !== null} />
        <ActionRow
          progress={stream && progress?.state === "done" ? null : progress}
          idle={stream && streamSentence(stream, timeZone)}
        >
          <Button
            tone={stream ? "quiet" : "primary"}
            disabled={(disabled && !stream) || progress?.state === "running"}
            onClick={() => void panel.setStream(!stream, intensity.value)}
          >
            {stream ? "Stop continuous activity" : "Start continuous activity"}
          </Button>
        </ActionRow>
      </div>
    </Card>
  );
}

function streamSentence({ events, clients, startedAt, endsAt }: StreamStatus, timeZone: string): string {
  const sums = events === 0
    ? "waiting for the first pulse"
    : `${formatQuantity(events, "event")} for ${formatQuantity(clients, "client")}`;
  return `Since ${formatClock(startedAt, timeZone)}: ${sums}. Ends at ${formatClock(endsAt, timeZone)}`;
}
