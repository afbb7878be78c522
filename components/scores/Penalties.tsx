import { Card } from "@/components/ui/Card.tsx";
import { SeverityMark } from "@/components/ui/SeverityMark.tsx";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";
import { formatPoints, formatQuantity, formatShare } from "@/lib/format/number.ts";
import { componentShares, severityCosts } from "@/lib/scoring/model_words.ts";
import type { ScoreModel } from "@/lib/scoring/types.ts";

/** Each part of a score goes from 0 to this. */
const POINTS = 100;
/** A quarter of three tenths of a whole number has so many. */
const DECIMALS = 3;

/** What an incident costs, and the rules about it. */
export function Penalties({ model }: { model: ScoreModel }) {
  const share = componentShares(model).incident;
  return (
    <Card
      title="What an incident costs"
      id="penalties"
      note={`Of the ${POINTS} points of this part, and thereby of the score, where all data is there`}
      flush
    >
      <Table
        caption="Points by severity"
        head={
          <>
            <HeadCell>Severity</HeadCell>
            <HeadCell numeric>Of this part</HeadCell>
            <HeadCell numeric>Of the score</HeadCell>
            <HeadCell numeric>Once resolved</HeadCell>
          </>
        }
      >
        {severityCosts(model).map(({ severity, penalty, open, resolved }) => (
          <tr key={severity}>
            <RowHead>
              <span class="flex items-center gap-2 capitalize">
                <SeverityMark severity={severity} />
                {severity}
              </span>
            </RowHead>
            <Cell numeric>{loss(penalty)}</Cell>
            <Cell numeric>{loss(open)}</Cell>
            <Cell numeric>{loss(resolved)}</Cell>
          </tr>
        ))}
      </Table>
      <ul class="flex list-disc flex-col gap-1 border-t py-3 pl-8 pr-4 text-13 text-ink-2">
        <li>
          This part counts {formatShare(share)}: its {POINTS} points are{" "}
          {formatPoints(share * POINTS, DECIMALS)} of the score, and all incidents together take no more.
        </li>
        <li>One that is open, or under investigation, counts in full however old it is: it does not fade.</li>
        <li>
          A resolved one counts {formatShare(model.incident.resolvedShare)} for{" "}
          {formatQuantity(model.windowDays, "day")} after it was resolved, and then no more.
        </li>
        <li>The same incident reported twice under one id of yours counts once.</li>
      </ul>
    </Card>
  );
}

function loss(points: number): string {
  return points === 0 ? "0" : `−${formatPoints(points, DECIMALS)}`;
}
