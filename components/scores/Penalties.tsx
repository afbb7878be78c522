import { Card } from "@/components/ui/Card.tsx";
import { SeverityMark } from "@/components/ui/SeverityMark.tsx";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";
import { formatPoints, formatShare } from "@/lib/format/number.ts";
import { componentShares, severityCosts } from "@/lib/scoring/model_words.ts";
import type { ScoreModel } from "@/lib/scoring/types.ts";

/** What an incident costs, and the rules about it. */
export function Penalties({ model }: { model: ScoreModel }) {
  const share = componentShares(model).incident;
  return (
    <Card
      title="What an incident costs"
      id="penalties"
      note="Points of the score, where all data is there"
      flush
    >
      <Table
        caption="Points by severity"
        head={
          <>
            <HeadCell>Severity</HeadCell>
            <HeadCell numeric>While open</HeadCell>
            <HeadCell numeric>Once resolved</HeadCell>
          </>
        }
      >
        {severityCosts(model).map(({ severity, open, resolved }) => (
          <tr key={severity}>
            <RowHead>
              <span class="flex items-center gap-2 capitalize">
                <SeverityMark severity={severity} />
                {severity}
              </span>
            </RowHead>
            <Cell numeric>{loss(open)}</Cell>
            <Cell numeric>{loss(resolved)}</Cell>
          </tr>
        ))}
      </Table>
      <ul class="flex list-disc flex-col gap-1 border-t py-3 pl-8 pr-4 text-13 text-ink-2">
        <li>
          All incidents together take {formatPoints(share * 100)} points at most: all that this part is worth.
        </li>
        <li>One that is open, or under investigation, counts in full however old it is: it does not fade.</li>
        <li>
          A resolved one counts {formatShare(model.incident.resolvedShare)} for {model.windowDays}{" "}
          days after it was resolved, and then no more.
        </li>
        <li>The same incident reported twice under one id of yours counts once.</li>
      </ul>
    </Card>
  );
}

function loss(points: number): string {
  return points === 0 ? "0" : `−${formatPoints(points)}`;
}
