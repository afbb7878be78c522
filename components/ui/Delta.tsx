import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { formatMoneyChange, formatMoneyRounded } from "@/lib/format/money.ts";
import { changeWords, formatChange, formatQuantity } from "@/lib/format/number.ts";

interface DeltaProps {
  change: number;
  /** ISO 4217, when the change is one of money: in minor units, and not nothing. */
  currency?: string;
  /** Changes within ± this are shown as steady. */
  steadyWithin?: number;
  /** What it is measured against, for screen readers and the tooltip; left out where a word beside it says so. */
  days?: number;
  /** `health` colours it, since a score's fall is a matter of health; counts stay in ink. */
  tone?: "health" | "plain";
}

const TONES = {
  up: { health: "text-healthy", plain: "text-ink-2" },
  down: { health: "text-critical", plain: "text-ink-2" },
  flat: { health: "text-ink-3", plain: "text-ink-3" },
} as const;

/** A change with its arrow: seen as `↓ −33`, heard as "down 33 in 7 days". */
export function Delta({ change, currency, steadyWithin = 0, days, tone = "plain" }: DeltaProps) {
  const direction = change > steadyWithin ? "up" : change < -steadyWithin ? "down" : "flat";
  const colour = TONES[direction][tone];
  const period = days === undefined ? "" : ` in ${formatQuantity(days, "day")}`;
  const figure = currency ? formatMoneyChange(change, currency) : formatChange(change);
  const words = currency
    ? `${direction} ${formatMoneyRounded(Math.abs(change), currency)}`
    : changeWords(change);
  const sentence = `${direction === "flat" && figure !== "0" ? "steady" : words}${period}`;
  return (
    <span
      class={`figure inline-flex items-center gap-0.5 whitespace-nowrap text-12 font-medium ${colour}`}
      title={sentence}
    >
      {direction !== "flat" && <Icon name={direction} class="h-3 w-3" />}
      <span aria-hidden="true">{figure === "0" && days === undefined ? "no change" : figure}</span>
      <VisuallyHidden>{sentence}</VisuallyHidden>
    </span>
  );
}
