import { gaugeArc, gaugePoint } from "@/components/ui/gauge_geometry.ts";
import { BAND_STROKE } from "@/components/ui/band_classes.ts";
import { bandPhrase } from "@/lib/scoring/words.ts";
import type { Band } from "@/lib/scoring/types.ts";

interface ScoreGaugeProps {
  /** 0–100; `null` when there is not enough data. */
  score: number | null;
  band: Band;
  /** The score at which the band is left, while it is held on to. */
  heldUntil?: number | null | undefined;
  /** Lower edges of the bands, from the score model. */
  bands: { healthyFrom: number; atRiskFrom: number };
  /** The score of a week ago, drawn as a hollow mark. */
  previous?: number | null;
}

const RADIUS = 84;
const BAND_RADIUS = 98;

/** The score on an arc of 240°, with the bands outside it and a hollow mark where it was a week ago. */
export function ScoreGauge({ score, band, heldUntil, bands, previous = null }: ScoreGaugeProps) {
  const mark = previous === null ? null : gaugePoint(previous, RADIUS);
  return (
    <figure class="relative mx-auto w-full max-w-56">
      <svg
        viewBox="-112 -108 224 170"
        class="block w-full"
        role="img"
        aria-label={sentence({ score, band, heldUntil }, previous)}
      >
        <BandArcs {...bands} />
        <path
          d={gaugeArc(0, 100, RADIUS)}
          class="stroke-line"
          fill="none"
          stroke-width="12"
          stroke-linecap="round"
        />
        {score !== null && score > 0 && (
          <path
            d={gaugeArc(0, score, RADIUS)}
            class={BAND_STROKE[band]}
            fill="none"
            stroke-width="12"
            stroke-linecap="round"
          />
        )}
        {mark && <circle cx={mark.x} cy={mark.y} r="4.5" class="fill-surface stroke-ink" stroke-width="2" />}
        <text y="14" text-anchor="middle" class="fill-ink text-40 font-semibold">{score ?? "–"}</text>
        <text y="38" text-anchor="middle" class="fill-ink-3 text-13">
          {score === null ? "no score yet" : "of 100"}
        </text>
      </svg>
    </figure>
  );
}

function BandArcs({ healthyFrom, atRiskFrom }: ScoreGaugeProps["bands"]) {
  return (
    <>
      <path
        d={gaugeArc(0, atRiskFrom - 1, BAND_RADIUS)}
        class="stroke-critical"
        fill="none"
        stroke-width="3"
      />
      <path
        d={gaugeArc(atRiskFrom + 1, healthyFrom - 1, BAND_RADIUS)}
        class="stroke-at-risk"
        fill="none"
        stroke-width="3"
      />
      <path
        d={gaugeArc(healthyFrom + 1, 100, BAND_RADIUS)}
        class="stroke-healthy"
        fill="none"
        stroke-width="3"
      />
      {[atRiskFrom, healthyFrom].map((edge) => <Tick key={edge} edge={edge} />)}
    </>
  );
}

function Tick({ edge }: { edge: number }) {
  const [inner, outer] = [gaugePoint(edge, BAND_RADIUS - 4), gaugePoint(edge, BAND_RADIUS + 4)];
  const label = gaugePoint(edge, BAND_RADIUS - 30);
  return (
    <>
      <line x1={inner.x} y1={inner.y} x2={outer.x} y2={outer.y} class="stroke-ink-2" stroke-width="1.5" />
      <text x={label.x} y={label.y + 4} text-anchor="middle" class="fill-ink-3 text-12">{edge}</text>
    </>
  );
}

function sentence(health: Parameters<typeof bandPhrase>[0], previous: number | null): string {
  const { score } = health;
  if (score === null) return "No score: not enough data";
  const now = `Score ${score} of 100, ${bandPhrase(health)}`;
  return previous === null ? now : `${now}; a week ago ${previous}`;
}
