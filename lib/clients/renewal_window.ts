/**
 * How far off a renewal is, as reports and filters divide it: in whole days from the client's own today, as in "in 41
 * days" beside its name. One that is due today is not overdue. Runs in the browser too.
 */

export const RENEWAL_WINDOWS = ["overdue", "0-30", "31-60", "61-90", "later", "none"] as const;
export type RenewalWindow = (typeof RENEWAL_WINDOWS)[number];

const WORDS: Record<RenewalWindow, string> = {
  overdue: "Overdue",
  "0-30": "Within 30 days",
  "31-60": "In 31–60 days",
  "61-90": "In 61–90 days",
  later: "Later",
  none: "No renewal",
};

export function renewalWord(window: RenewalWindow): string {
  return WORDS[window];
}
