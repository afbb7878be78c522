import { formatAge, formatInstant } from "@/lib/format/time.ts";

interface AgeProps {
  /** ISO 8601, UTC. */
  at: string;
  /** The moment the page is seen from, ISO 8601. */
  now: string;
  /** IANA zone of the exact time shown on hover. */
  timeZone?: string;
}

/** `40 s ago`, with the exact time on hover and for machines. */
export function Age({ at, now, timeZone = "UTC" }: AgeProps) {
  return <time dateTime={at} title={`${formatInstant(at, timeZone)} ${timeZone}`}>{formatAge(at, now)}</time>;
}
