/** Which days a chart shows, for its title. Pure. */
import { formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";

type Days = readonly { day: string }[];

/**
 * ", 30 days", or " since 16 Nov 2026" where the chart begins at the first data.
 *
 * @param begins the day of the first data, if it is known
 */
export function spanPhrase(shown: Days, all: Days, begins: string | null): string {
  const first = shown[0]?.day;
  return shown.length < all.length && first !== undefined && first === begins
    ? ` since ${formatDay(first)}`
    : `, ${formatQuantity(shown.length, "day")}`;
}
