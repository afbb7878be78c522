import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LogList } from "@/components/simulation/LogList.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { useReaderZone } from "@/lib/browser/reader_zone.ts";
import { followLog } from "@/lib/simulation/log.ts";
import type { SimulationEntry } from "@/lib/simulation/schema.ts";

interface SimulationLogProps {
  /** Newest first. */
  entries: readonly SimulationEntry[];
  /** Of the live stream, before the entries were read. */
  livePosition: string;
  /** When the page was rendered, ISO 8601. */
  now: string;
}

/** What simulations did, as it happens. */
export function SimulationLog({ entries, livePosition, now }: SimulationLogProps) {
  const current = useSignal(entries);
  const seenAt = useSignal(now);
  const timeZone = useReaderZone();
  useEffect(() =>
    followLog(livePosition, entries, (next) => {
      current.value = next;
      seenAt.value = new Date().toISOString();
    }), []);
  return (
    <Card title="What happened" id="log" note={`Newest first, times in ${timeZone}`} flush>
      <LogList entries={current.value} now={seenAt.value} timeZone={timeZone} />
    </Card>
  );
}
