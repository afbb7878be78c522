import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";
import { formatPoints } from "@/lib/format/number.ts";
import type { ShownFigures } from "@/lib/scoring/figures.ts";
import { componentWord } from "@/lib/scoring/words.ts";
import type { HealthScore, PenaltyFacts, ScoreComponent } from "@/lib/scoring/types.ts";

/** A figure with the decimals of this score. */
type Show = (figure: number) => string;

/** Value × weight = points for each component, and the incidents with what each takes. */
export function ScoreCalculation({ health, figures }: { health: HealthScore; figures: ShownFigures }) {
  const { decimals, addUp } = figures;
  const show: Show = (figure) => formatPoints(figure, decimals);
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
            <Cell numeric>{component.value === null ? "no data" : show(component.value)}</Cell>
            <Cell numeric>
              <Weight component={component} show={show} />
            </Cell>
            <Cell numeric>{show(component.points)}</Cell>
            <Cell numeric>{show(component.pointsLost)}</Cell>
          </tr>
        ))}
        <tr class="font-semibold">
          <RowHead>Score</RowHead>
          <Cell />
          <Cell />
          <Cell numeric>{health.unrounded === null ? "none" : show(health.unrounded)}</Cell>
          <Cell numeric>{health.unrounded === null ? "" : show(100 - health.unrounded)}</Cell>
        </tr>
      </Table>
      {!addUp && (
        <p class="px-4 text-12 text-ink-3">
          Every figure is rounded by itself, so sums and products may differ in the last digit.
        </p>
      )}
      {health.components.map((component) =>
        component.facts.kind === "penalties" && component.facts.incidents.length > 0 && (
          <Penalties key={component.key} component={component} facts={component.facts} show={show} />
        )
      )}
    </div>
  );
}

/** The weight used, and the model's own where another component's missing data changed it. */
function Weight({ component: { weight, weightUsed }, show }: { component: ScoreComponent; show: Show }) {
  if (weightUsed === 0) return <>left out</>;
  const share = (of: number) => `${show(100 * of)}\u202f%`;
  return (
    <>
      {share(weightUsed)}
      {Math.abs(weight - weightUsed) >= 1e-9 && (
        <span class="block text-12 text-ink-3">model {share(weight)}</span>
      )}
    </>
  );
}

interface PenaltiesProps {
  component: ScoreComponent;
  facts: PenaltyFacts;
  show: Show;
}

/** What each incident takes: of the 100 points of its component, and thereby of the score. */
function Penalties({ component, facts, show }: PenaltiesProps) {
  const { weightUsed } = component;
  const scored = weightUsed > 0;
  return (
    <div>
      <Table
        caption="What each incident takes"
        head={
          <>
            <HeadCell>Incident</HeadCell>
            <HeadCell numeric>Of incidents</HeadCell>
            {scored && <HeadCell numeric>Of the score</HeadCell>}
          </>
        }
      >
        {facts.incidents.map((incident) => (
          <tr key={incident.id}>
            <RowHead>
              <span dir="auto" class="clamp-2 long-word">{incident.title}</span>
              <span class="block text-12 font-normal text-ink-3">
                {incident.severity}, {incident.open ? "open" : "resolved"}
              </span>
            </RowHead>
            <Cell numeric>{loss(incident.penalty, show)}</Cell>
            {scored && <Cell numeric>{loss(incident.penalty * weightUsed, show)}</Cell>}
          </tr>
        ))}
      </Table>
      {scored && <p class="mt-2 px-4 text-12 text-ink-3">{weightSentence(component, facts, show)}</p>}
    </div>
  );
}

/** How points of the incidents become points of the score, and what happens beyond all of them. */
function weightSentence(
  { weightUsed, pointsLost }: ScoreComponent,
  { total }: PenaltyFacts,
  show: Show,
): string {
  const weight = `All 100 points of the incidents are ${show(100 * weightUsed)} of the score`;
  return total > 100
    ? `${weight}: more than 100 cannot be lost, so that ${show(total)} together take ${show(pointsLost)}`
    : `${weight}: ${show(total)} together take ${show(pointsLost)}`;
}

function loss(points: number, show: Show): string {
  const shown = show(points);
  return shown === "0" ? "0" : `−${shown}`;
}
