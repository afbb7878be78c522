import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
import { formatMoney, formatMoneyCompact, formatMoneyRounded } from "@/lib/format/money.ts";

/** Letters of the longest amount that a narrow column has room for: `CHF 12,400`. */
const TIGHT_LENGTH = 10;

interface MoneyProps {
  /** Integer minor units. */
  amount: number;
  /** ISO 4217. */
  currency: string;
  /** Adds "a month". */
  monthly?: boolean;
  /** Whole units, with the exact amount on hover. */
  rounded?: boolean;
  /** The same where there is little room: a long amount is seen as `¥123.5M`, and heard and told on hover as it is. */
  tight?: boolean;
}

export function Money({ amount, currency, monthly = false, rounded = false, tight = false }: MoneyProps) {
  const exact = formatMoney(amount, currency);
  const whole = rounded || tight ? formatMoneyRounded(amount, currency) : exact;
  const text = tight && whole.length > TIGHT_LENGTH ? formatMoneyCompact(amount, currency) : whole;
  return (
    <span class="whitespace-nowrap" title={text === exact ? undefined : exact}>
      {text === whole ? text : (
        <>
          <span aria-hidden="true">{text}</span>
          <VisuallyHidden>{exact}</VisuallyHidden>
        </>
      )}
      {monthly && " a month"}
    </span>
  );
}
