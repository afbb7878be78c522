import type { ComponentChildren } from "preact";
import { Card } from "@/components/ui/Card.tsx";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";
import { capitalised } from "@/lib/format/words.ts";
import { formatCount, formatPoints, formatQuantity, formatShare } from "@/lib/format/number.ts";
import { newClientExpectations, type WorkedCases } from "@/lib/scoring/model_words.ts";
import { explainSentence } from "@/lib/scoring/sentences.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";
import type { ScoreModel } from "@/lib/scoring/types.ts";

/** What "no data" means. */
export function MissingData({ model, cases }: { model: ScoreModel; cases: WorkedCases }) {
  const { partial, silent } = cases;
  return (
    <Card title="No data is not zero" id="missing">
      <div class="flex flex-col gap-3 text-13 text-ink-2">
        <p>
          A client that never sent what a part is measured by has no such part. It is left out, the others
          share its weight, and the score says how much of the model it rests on. The example above without a
          single {telemetryWord(model.engagement.telemetryType, 1)} ever:
        </p>
        <Quote>{explainSentence(partial.score, null)}.</Quote>
        <p>
          With data for less than {formatShare(model.minimumCoverage)}{" "}
          of the model there is no score, neither 0 nor 100. A client that never sent anything:
        </p>
        <Quote>{explainSentence(silent.score, null)}.</Quote>
        <p>A client that used to send something and stopped is another matter: that is a measured zero.</p>
      </div>
    </Card>
  );
}

/** What new clients are measured against. */
export function NewClients({ model }: { model: ScoreModel }) {
  const { newClient, usage, engagement } = model;
  return (
    <Card
      title="New clients"
      id="new-clients"
      note={`Measured against their share of ${formatQuantity(newClient.fullAfterDays, "day")}, and of ${
        formatQuantity(newClient.minimumDays, "day")
      } at least`}
      flush
    >
      <Table
        caption="What is expected of new clients"
        head={
          <>
            <HeadCell>Age</HeadCell>
            <HeadCell numeric>{capitalised(telemetryWord(usage.telemetryType))}</HeadCell>
            <HeadCell numeric>{capitalised(telemetryWord(engagement.telemetryType))}</HeadCell>
          </>
        }
      >
        {newClientExpectations(model).map((expected) => (
          <tr key={expected.days}>
            <RowHead>
              {formatQuantity(expected.days, "day")}
              {expected.days === newClient.fullAfterDays && " and more"}
            </RowHead>
            <Cell numeric>{figure(expected.usage)}</Cell>
            <Cell numeric>{figure(expected.engagement)}</Cell>
          </tr>
        ))}
      </Table>
    </Card>
  );
}

/** What the arrow beside a score means, and how fresh a score is. */
export function TrendAndAge({ model }: { model: ScoreModel }) {
  const { days, thresholdPoints } = model.trend;
  return (
    <Card title="Trend and age" id="trend">
      <ul class="flex list-disc flex-col gap-2 pl-4 text-13 text-ink-2">
        <li>
          The arrow compares with the score of {formatQuantity(days, "day")}{" "}
          ago: up or down when it moved by more than{" "}
          {formatQuantity(thresholdPoints, "point")}, otherwise steady.
        </li>
        <li>A score is computed anew within moments of new data, and in regular rounds without.</li>
        <li>One that a round has left out is marked as stale when the next round is due.</li>
        <li>Days are those of the client’s own time zone. Late data corrects the day it belongs to.</li>
        <li>
          Whole points are rounded once, at the end, and half a point is rounded up. An explanation shows as
          many decimals as it takes for its figures to come out.
        </li>
      </ul>
    </Card>
  );
}

function Quote({ children }: { children: ComponentChildren }) {
  return <p class="border-l-2 border-line-strong pl-3 text-14 text-ink">{children}</p>;
}

function figure(expected: number): string {
  return expected < 10 ? formatPoints(expected) : formatCount(expected);
}
