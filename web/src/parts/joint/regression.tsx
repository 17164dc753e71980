// A logistic regression: odds ratios with their intervals, as a picture and a table.

import type { RegressionResult, RegressionTerm } from "../../open/joint/regression";
import { linear } from "../../open/scales";
import { useSay } from "../../words";
import { Table } from "./table";

const [WIDTH, LEFT, RIGHT, ROW, FOOT] = [720, 150, 24, 34, 44];

const fixed = (value: number) => value.toPrecision(4);

/** Powers of two or ten inside the range, at most eight. */
function marks([from, to]: [number, number]): number[] {
  const base = to - from > 4 ? 10 : 2;
  const unit = Math.log(base);
  const first = Math.ceil(from / unit);
  const all = Array.from(
    { length: Math.max(0, Math.floor(to / unit) - first + 1) },
    (_, i) => first + i,
  );
  const step = Math.ceil(all.length / 8);
  return all.filter((n) => n % step === 0).map((n) => n * unit);
}

function Forest({ terms, outcome }: { terms: RegressionTerm[]; outcome: string }) {
  const say = useSay();
  // Logarithms; a bound beyond every number is drawn at the edge.
  const bounded = (value: number) => Math.max(-12, Math.min(12, value));
  const ends = terms.flatMap((t) => [t.ci_low, t.ci_high].map((end) => bounded(Math.log(end))));
  const range: [number, number] = [Math.min(0, ...ends) - 0.15, Math.max(0, ...ends) + 0.15];
  const x = linear(range, [LEFT, WIDTH - RIGHT]);
  const height = ROW * terms.length + FOOT;
  return (
    <figure class="plot">
      <div class="wide" tabIndex={0} role="region" aria-label={say("regression.axis")}>
        <svg
          viewBox={`0 0 ${WIDTH} ${height}`}
          role="img"
          aria-label={say("regression.title", { outcome })}
        >
          {marks(range).map((mark) => (
            <g key={mark}>
              <line class="grid" x1={x(mark)} x2={x(mark)} y1={4} y2={height - FOOT} />
              <text x={x(mark)} y={height - FOOT + 18} text-anchor="middle">
                {Number(Math.exp(mark).toPrecision(3))}
              </text>
            </g>
          ))}
          <line class="threshold" x1={x(0)} x2={x(0)} y1={4} y2={height - FOOT} />
          {terms.map((t, i) => {
            const y = ROW * (i + 0.5) + 4;
            const [low, high, at] = [t.ci_low, t.ci_high, t.odds_ratio].map((value) =>
              x(bounded(Math.log(value))),
            ) as [number, number, number];
            return (
              <g key={t.term}>
                <text x={LEFT - 12} y={y} dy="0.32em" text-anchor="end">
                  {t.term.length > 20 ? `${t.term.slice(0, 19)}…` : t.term}
                </text>
                <line class="interval" x1={low} x2={high} y1={y} y2={y} />
                <circle class="point" cx={at} cy={y} r="5">
                  <title>{`${t.term}: ${fixed(t.odds_ratio)}`}</title>
                </circle>
              </g>
            );
          })}
          <text x={(LEFT + WIDTH - RIGHT) / 2} y={height - 6} text-anchor="middle" class="axis">
            {say("regression.axis")}
          </text>
        </svg>
      </div>
      <figcaption>{say("regression.title", { outcome })}</figcaption>
    </figure>
  );
}

export function Regression({ of }: { of: RegressionResult }) {
  const say = useSay();
  if (of.withheld) return <p class="notice">{say("regression.withheld")}</p>;
  const [, ...covariates] = of.terms;
  return (
    <>
      {of.converged ? undefined : <p class="notice bad">{say("regression.notConverged")}</p>}
      <Forest terms={covariates} outcome={of.outcome} />
      <Table
        name={say("regression.title", { outcome: of.outcome })}
        heads={[
          say("regression.term"),
          `#${say("regression.estimate")}`,
          `#${say("regression.error")}`,
          "#z",
          `#${say("regression.odds")}`,
          `#${say("regression.interval")}`,
        ]}
        rows={of.terms.map((t, i) => [
          i === 0 ? say("regression.intercept") : t.term,
          fixed(t.estimate),
          fixed(t.standard_error),
          t.z.toFixed(2),
          fixed(t.odds_ratio),
          `${fixed(t.ci_low)}–${fixed(t.ci_high)}`,
        ])}
      />
    </>
  );
}
