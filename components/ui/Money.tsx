import { formatMoney, formatMoneyRounded } from "@/lib/format/money.ts";

interface MoneyProps {
  /** Integer minor units. */
  amount: number;
  /** ISO 4217. */
  currency: string;
  /** Adds "a month". */
  monthly?: boolean;
  /** Whole units, with the exact amount on hover. */
  rounded?: boolean;
}

export function Money({ amount, currency, monthly = false, rounded = false }: MoneyProps) {
  const exact = formatMoney(amount, currency);
  const text = rounded ? formatMoneyRounded(amount, currency) : exact;
  return (
    <span class="whitespace-nowrap" title={text === exact ? undefined : exact}>
      {text}
      {monthly && " a month"}
    </span>
  );
}
