// A joint association: a Manhattan plot and the statistics of each variant that came out.

import type { AssociationResult, AssociationVariant } from "../../open/joint/association";
import { significance } from "../../open/joint/association";
import { linear } from "../../open/scales";
import { count } from "../../domain/units";
import { useSay } from "../../words";
import { BOTTOM, Chart, HEIGHT, LEFT, RIGHT, WIDTH } from "../chart";
import { Table } from "./table";

/** The usual line of genome-wide significance, p = 5e-8. */
const GENOME_WIDE = -Math.log10(5e-8);
/** Share of the width between two sequences. */
const GAP = 0.02;

const place = (v: AssociationVariant) => `${v.chrom}:${v.pos} ${v.ref}>${v.alt}`;
const fixed = (value: number | null) => (value === null ? "–" : value.toPrecision(4));

/** The sequences in the order of their numbers, each with its stretch of the axis. */
function stretches(variants: AssociationVariant[]) {
  const names = [...new Set(variants.map((v) => v.chrom))].sort(
    (a, b) => Number(a) - Number(b) || a.localeCompare(b, "en", { numeric: true }),
  );
  const spans = names.map((name) => {
    const places = variants.filter((v) => v.chrom === name).map((v) => v.pos);
    const [first, last] = [Math.min(...places), Math.max(...places)];
    return { name, first, length: Math.max(last - first, 1) };
  });
  const whole = spans.reduce((sum, span) => sum + span.length, 0);
  const gap = GAP * whole;
  let start = gap / 2;
  const all = whole + gap * spans.length;
  const x = linear([0, all], [LEFT, WIDTH - RIGHT]);
  return spans.map(({ name, first, length }) => {
    const from = start;
    start += length + gap;
    return {
      name,
      middle: x(from + length / 2),
      at: (position: number) => x(from + position - first),
    };
  });
}

function Manhattan({ of }: { of: AssociationVariant[] }) {
  const say = useSay();
  const axis = stretches(of);
  const points = of.map((v) => ({ v, height: significance(v.chi1 ?? 0) }));
  const top = Math.max(GENOME_WIDE, ...points.map(({ height }) => height)) * 1.08;
  return (
    <Chart
      name={say("association.plot")}
      range={[0, top]}
      axis={say("association.place")}
      caption={
        <span class="legend">
          <span>
            {say("association.axis")}; {say("association.line")}
          </span>
        </span>
      }
    >
      {(y) => (
        <>
          <line
            class="threshold"
            x1={LEFT}
            x2={WIDTH - RIGHT}
            y1={y(GENOME_WIDE)}
            y2={y(GENOME_WIDE)}
          />
          {axis.map(({ name, middle }) => (
            <text key={name} x={middle} y={HEIGHT - BOTTOM + 18} text-anchor="middle">
              {name}
            </text>
          ))}
          {points.map(({ v, height }, i) => {
            const stretch = axis.findIndex(({ name }) => name === v.chrom);
            return (
              <circle
                key={i}
                class={stretch % 2 === 0 ? "point" : "point other"}
                cx={axis[stretch]!.at(v.pos)}
                cy={y(height)}
                r="3.2"
              >
                <title>{`${place(v)}  -log10 p = ${height.toFixed(2)}`}</title>
              </circle>
            );
          })}
        </>
      )}
    </Chart>
  );
}

export function Association({ of }: { of: AssociationResult }) {
  const say = useSay();
  const { variants } = of;
  if (variants.length === 0) return <p>{say("association.none")}</p>;
  return (
    <>
      <p>{say("association.found", { n: count(variants.length) })}</p>
      <Manhattan of={variants} />
      <Table
        name={say("association.plot")}
        heads={[
          say("result.variant"),
          `#${say("association.trend")}`,
          `#${say("association.genotype")}`,
          `#${say("association.odds")}`,
          `#${say("association.cases")}`,
          `#${say("association.controls")}`,
        ]}
        rows={variants.map((v) => [
          <code>{place(v)}</code>,
          fixed(v.chi1),
          fixed(v.chi2),
          v.odds_ratio === null
            ? "–"
            : `${fixed(v.odds_ratio)} (${fixed(v.ci_low)}–${fixed(v.ci_high)})`,
          v.cases.join("/"),
          v.controls.join("/"),
        ])}
      />
    </>
  );
}
