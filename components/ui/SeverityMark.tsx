import { SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

/** Four rising bars, as many filled as the severity is high; decoration beside its word. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const filled = SEVERITIES.length - SEVERITIES.indexOf(severity);
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" class="shrink-0" aria-hidden="true" focusable="false">
      {[0, 1, 2, 3].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 3.75}
          y={10 - bar * 3}
          width="2.75"
          height={4 + bar * 3}
          rx="1"
          class={bar >= filled
            ? "fill-line-strong"
            : severity === "critical"
            ? "fill-critical"
            : "fill-ink-2"}
        />
      ))}
    </svg>
  );
}
