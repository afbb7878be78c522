/** Where the days of a calendar heatmap lie: a column a week, Monday on top. Pure; works on days without Temporal. */

export const DAYS_A_WEEK = 7;
/** A month is labelled when at least this many weeks of it are seen before the next label. */
const LABEL_WEEKS = 3;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

export interface CalendarPlace {
  /** Column, from 0. */
  week: number;
  /** Row: 0 is Monday, 6 Sunday. */
  weekday: number;
}

export interface MonthLabel {
  /** The column above which it stands. */
  week: number;
  month: string;
}

/** 0 is Monday, 6 Sunday. @param day `YYYY-MM-DD` */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % DAYS_A_WEEK;
}

/** The place of the day `index` days after the first, which falls on `firstWeekday`. */
export function placeOf(index: number, firstWeekday: number): CalendarPlace {
  const slot = index + firstWeekday;
  return { week: Math.floor(slot / DAYS_A_WEEK), weekday: slot % DAYS_A_WEEK };
}

/** Columns that so many days need. */
export function weekCount(dayCount: number, firstWeekday: number): number {
  return Math.ceil((dayCount + firstWeekday) / DAYS_A_WEEK);
}

/** Above the week in which each month begins; a month of which too little is seen goes without. */
export function monthLabels(days: readonly string[]): MonthLabel[] {
  const [first] = days;
  if (first === undefined) return [];
  const firstWeekday = weekdayOf(first);
  const begins = days.flatMap((day, index) =>
    index === 0 || day.endsWith("-01")
      ? [{ week: placeOf(index, firstWeekday).week, month: MONTHS[Number(day.slice(5, 7)) - 1] ?? "" }]
      : []
  );
  const weeks = weekCount(days.length, firstWeekday);
  return begins.filter(({ week }, index) => (begins[index + 1]?.week ?? weeks) - week >= LABEL_WEEKS);
}

export interface CalendarKey {
  key: string;
  /** Control or Command is held. */
  whole: boolean;
}

/**
 * Where a key leads from a day: a day up or down, a week to the sides, four weeks by page; Home and End to the ends of
 * the row, with Control to the first and last day. `null` when it leads nowhere.
 */
export function keyTarget(from: number, { key, whole }: CalendarKey, dayCount: number): number | null {
  const last = dayCount - 1;
  const within = (index: number) => index >= 0 && index <= last ? index : null;
  switch (key) {
    case "ArrowUp":
      return within(from - 1);
    case "ArrowDown":
      return within(from + 1);
    case "ArrowLeft":
      return within(from - DAYS_A_WEEK);
    case "ArrowRight":
      return within(from + DAYS_A_WEEK);
    case "PageUp":
      return within(from - 4 * DAYS_A_WEEK) ?? from % DAYS_A_WEEK;
    case "PageDown":
      return within(from + 4 * DAYS_A_WEEK) ?? last - (last - from) % DAYS_A_WEEK;
    case "Home":
      return whole ? 0 : from % DAYS_A_WEEK;
    case "End":
      return whole ? last : last - (last - from) % DAYS_A_WEEK;
    default:
      return null;
  }
}
