import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { RemoveDialog } from "@/components/simulation/RemoveDialog.tsx";
import { isPresent, presenceSentence } from "@/components/simulation/words.ts";
import { Notice } from "@/components/shell/Notice.tsx";
import { createRemoval, followStatus } from "@/lib/simulation/presence.ts";
import type { SimulationStatus } from "@/lib/simulation/schema.ts";

interface SimulatedDataBannerProps {
  /** `null`: not known when the page was made; it is asked for. */
  status: SimulationStatus | null;
  /** Of the live stream, before the status was read. */
  livePosition: string | null;
}

/** Says on every page that some of what it shows is simulated, for as long as that is so. */
export function SimulatedDataBanner({ status, livePosition }: SimulatedDataBannerProps) {
  const current = useSignal(status);
  const removal = useMemo(createRemoval, []);
  const refresh = useRef(() => {});
  useEffect(() => {
    const following = followStatus(livePosition, (news) => current.value = news);
    refresh.current = following.refresh;
    if (status === null) following.refresh();
    return following.stop;
  }, []);

  const known = current.value;
  if (!known || !isPresent(known)) return null;
  return (
    <Notice
      label="Simulated data"
      icon="simulation"
      action={known.allowed
        ? (
          <RemoveDialog
            label="Remove it"
            status={known}
            removal={removal}
            onRemoved={() => refresh.current()}
          />
        )
        : <span class="text-13 text-ink-2">ALLOW_SIMULATION=true allows its removal</span>}
    >
      {presenceSentence(known)}
    </Notice>
  );
}
