import { Chip } from "@/components/ui/Tag.tsx";
import { USAGE_RANGES, usageAddress, type UsageRange } from "@/lib/client_detail/page_choice.ts";
import { capitalised } from "@/lib/format/words.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";

interface UsageControlsProps {
  clientId: string;
  range: UsageRange;
  type: string;
  /** Types to choose from, the chosen one included. */
  types: readonly string[];
}

/** Which days and what of them. Links, so that a choice works without scripts and can be shared. */
export function UsageControls({ clientId, range, type, types }: UsageControlsProps) {
  return (
    <div class="no-print mb-4 flex flex-wrap justify-between gap-x-6 gap-y-2">
      <ul class="flex flex-wrap gap-1" aria-label="What is counted">
        {types.map((other) => (
          <li key={other} class="min-w-0 max-w-full">
            <Chip href={usageAddress(clientId, range, other)} selected={other === type}>
              <span class="truncate">{capitalised(telemetryWord(other))}</span>
            </Chip>
          </li>
        ))}
      </ul>
      <ul class="flex gap-1" aria-label="How many days">
        {USAGE_RANGES.map((days) => (
          <li key={days}>
            <Chip href={usageAddress(clientId, days, type)} selected={days === range}>
              {days} <span class="sr-only">days</span>
              <span aria-hidden="true">d</span>
            </Chip>
          </li>
        ))}
      </ul>
    </div>
  );
}
