import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";
import { formatPoints, formatShare } from "@/lib/format/number.ts";
import { componentWord } from "@/lib/scoring/words.ts";
import type { HealthScore, IncidentPenalty } from "@/lib/scoring/types.ts";

/** Value × weight = points for each component, and the incidents with what each takes. */
export function ScoreCalculation({ health }: { health: HealthScore }) {
  const incidents = health.components.flatMap(({ facts }) =>
    facts.kind === "penalties" ? facts.incidents : []
  );
  return (
    <div class="mt-3 flex flex-col gap-4">
      <Table
        caption="How the score is calculated"
        head={
          <>
            <HeadCell>Component</HeadCell>
            <HeadCell numeric>Value</HeadCell>
            <HeadCell numeric>Weight</HeadCell>
            <HeadCell numeric>Points</HeadCell>
            <HeadCell numeric>Lost</HeadCell>
          </>
        }
      >
        {health.components.map((component) => (
          <tr key={component.key}>
            <RowHead>{componentWord(component.key)}</RowHead>
            <Cell numeric>{component.value === null ? "no data" : formatPoints(component.value)}</Cell>
            <Cell numeric>{weight(component.weight, component.weightUsed)}</Cell>
            <Cell numeric>{formatPoints(component.points)}</Cell>
            <Cell numeric>{formatPoints(component.pointsLost)}</Cell>
          </tr>
        ))}
        <tr class="font-semibold">
          <RowHead>Score</RowHead>
          <Cell />
          <Cell />
          <Cell numeric>{health.unrounded === null ? "none" : formatPoints(health.unrounded)}</Cell>
          <Cell />
        </tr>
      </Table>
      {incidents.length > 0 && <Penalties incidents={incidents} />}
    </div>
  );
}

/** The weight used, and the model's own where another component's missing data changed it. */
function weight(configured: number, used: number): string {
  if (used === 0) return "left out";
  return Math.abs(configured - used) < 1e-9
    ? formatShare(used)
    : `${formatShare(used)} (model ${formatShare(configured)})`;
}

function Penalties({ incidents }: { incidents: readonly IncidentPenalty[] }) {
  return (
    <Table
      caption="What each incident takes from the incident component"
      head={
        <>
          <HeadCell>Incident</HeadCell>
          <HeadCell>Severity</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric>Takes</HeadCell>
        </>
      }
    >
      {incidents.map((incident) => (
        <tr key={incident.id}>
          <RowHead>{incident.title}</RowHead>
          <Cell>{incident.severity}</Cell>
          <Cell>{incident.open ? "open" : "resolved"}</Cell>
          <Cell numeric>{formatPoints(incident.penalty)}</Cell>
        </tr>
      ))}
    </Table>
  );
}
