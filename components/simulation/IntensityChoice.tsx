import type { Signal } from "@preact/signals";
import { INTENSITIES, type Intensity } from "@/lib/simulation/intensity.ts";

interface IntensityChoiceProps {
  /** Unique on the page. */
  name: string;
  chosen: Signal<Intensity>;
  disabled: boolean;
}

/** How much activity each client gets. */
export function IntensityChoice({ name, chosen, disabled }: IntensityChoiceProps) {
  return (
    <fieldset class="flex flex-wrap items-center gap-x-4" disabled={disabled}>
      <legend class="float-left mr-4 flex h-9 items-center text-13 text-ink-2 coarse:h-11">Intensity</legend>
      {INTENSITIES.map((intensity) => (
        <label key={intensity} class="inline-flex h-9 items-center gap-2 coarse:h-11">
          <input
            type="radio"
            name={name}
            value={intensity}
            checked={chosen.value === intensity}
            onChange={() =>
              chosen.value = intensity}
          />
          {intensity}
        </label>
      ))}
    </fieldset>
  );
}
