import { BAND_FILL } from "@/components/ui/band_classes.ts";
import { BandBadge } from "@/components/ui/BandBadge.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";
import { bandRules, hysteresisExample } from "@/lib/scoring/model_words.ts";
import type { ScoreModel } from "@/lib/scoring/types.ts";

/** Which scores make which band, and when a client leaves one. */
export function Bands({ bands }: { bands: ScoreModel["bands"] }) {
  const rules = bandRules(bands);
  const example = hysteresisExample(bands);
  return (
    <Card title="Bands" id="bands" flush>
      <div class="px-4 pb-3">
        <Scale bands={bands} />
      </div>
      <Table
        caption="Scores of each band"
        head={
          <>
            <HeadCell>Band</HeadCell>
            <HeadCell numeric>Scores</HeadCell>
            <HeadCell>Left</HeadCell>
          </>
        }
      >
        {rules.map(({ band, from, to, leaves }) => (
          <tr key={band}>
            <RowHead>
              <BandBadge band={band} />
            </RowHead>
            <Cell numeric>{from}–{to}</Cell>
            <Cell>{leaves.join(", ")}</Cell>
          </tr>
        ))}
        <tr>
          <RowHead>
            <BandBadge band="unknown" />
          </RowHead>
          <Cell numeric>none</Cell>
          <Cell>with enough data for a score</Cell>
        </tr>
      </Table>
      <p class="border-t px-4 py-3 text-13 text-ink-2">
        {example
          ? `Bands do not flap: one is left only ${bands.hysteresisPoints} points beyond its edge. ${example}.`
          : "A band is left right at its edge."}
      </p>
    </Card>
  );
}

/** The scores from 0 to 100 with the edges of the bands; its figures stand in the table below. */
function Scale({ bands: { atRiskFrom, healthyFrom } }: { bands: ScoreModel["bands"] }) {
  const parts = [
    { band: "critical", from: 0, to: atRiskFrom },
    { band: "at_risk", from: atRiskFrom, to: healthyFrom },
    { band: "healthy", from: healthyFrom, to: 100 },
  ] as const;
  return (
    <svg class="block w-full" height="30" aria-hidden="true">
      {parts.map(({ band, from, to }) => (
        <rect
          key={band}
          x={`${from}%`}
          width={`${to - from}%`}
          height="8"
          class={BAND_FILL[band]}
        />
      ))}
      {[atRiskFrom, healthyFrom].map((edge) => (
        <text key={edge} x={`${edge}%`} y="26" text-anchor="middle" class="fill-ink-3 text-12">{edge}</text>
      ))}
      <text x="0" y="26" class="fill-ink-3 text-12">0</text>
      <text x="100%" y="26" text-anchor="end" class="fill-ink-3 text-12">100</text>
    </svg>
  );
}
