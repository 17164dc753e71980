// Pooled frequencies as a picture: each variant by its place, and how many have which frequency.

import type { Count } from "../open/counts";
import { histogram, linear, ticks } from "../open/scales";
import { count } from "../domain/units";
import { useSay } from "../words";
import { BOTTOM, Chart, HEIGHT, LEFT, RIGHT, WIDTH } from "./chart";

const BINS = 20;

function frequency(c: Count): number {
  return c.ac / c.an;
}

/** Dots of variants with counted alleles, on the sequence that has most of them. */
export function FrequencyPlot({ counts }: { counts: Count[] }) {
  const say = useSay();
  const sequences = new Map<string, Count[]>();
  for (const c of counts) {
    if (c.an > 0) sequences.set(c.sequence, [...(sequences.get(c.sequence) ?? []), c]);
  }
  const [sequence, shown] = [...sequences].sort((a, b) => b[1].length - a[1].length)[0] ?? ["", []];
  if (shown.length === 0) return <p class="quiet">{say("plot.none")}</p>;
  const places = shown.map((c) => c.position / 1e6);
  const range: [number, number] = [Math.min(...places), Math.max(...places)];
  const x = linear(range, [LEFT, WIDTH - RIGHT]);
  const legend = (
    <span class="legend">
      {(["BA1", "BS1", "PM2", "none"] as const).map((e) => (
        <span key={e}>
          <svg width="10" height="10" aria-hidden="true">
            <circle class={`dot ${e}`} cx="5" cy="5" r="4" />
          </svg>
          {say(`evidence.${e}`)}
        </span>
      ))}
    </span>
  );
  return (
    <Chart
      name={say("plot.places", { n: count(shown.length), sequence })}
      range={[0, 1]}
      axis={say("plot.axis.place", { sequence })}
      caption={legend}
    >
      {(y) => (
        <>
          {ticks(range, 6).map((tick) => (
            <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 18} text-anchor="middle">
              {tick}
            </text>
          ))}
          {shown.map((c, i) => (
            <circle
              key={i}
              class={`dot ${c.evidence ?? "none"}`}
              cx={x(c.position / 1e6)}
              cy={y(Math.max(0, Math.min(1, frequency(c))))}
              r="2.4"
            >
              <title>{`${c.sequence}:${c.position} ${c.reference}>${c.alternate}  ${c.ac}/${c.an}`}</title>
            </circle>
          ))}
        </>
      )}
    </Chart>
  );
}

export function SpectrumPlot({ counts }: { counts: Count[] }) {
  const say = useSay();
  const values = counts.filter((c) => c.an > 0).map(frequency);
  const bins = histogram(values, [0, 1], BINS);
  const most = Math.max(...bins, 1);
  const x = linear([0, BINS], [LEFT, WIDTH - RIGHT]);
  return (
    <Chart name={say("plot.spectrum")} range={[0, most]} axis={say("plot.axis.frequency")}>
      {(y) => (
        <>
          {bins.map((n, i) => (
            <rect
              key={i}
              class="column"
              x={x(i) + 1}
              width={x(1) - x(0) - 2}
              y={y(n)}
              height={y(0) - y(n)}
            >
              <title>{`${(i / BINS).toFixed(2)}–${((i + 1) / BINS).toFixed(2)}: ${n}`}</title>
            </rect>
          ))}
          {ticks([0, 1], 5).map((tick) => (
            <text key={tick} x={x(tick * BINS)} y={HEIGHT - BOTTOM + 18} text-anchor="middle">
              {tick}
            </text>
          ))}
        </>
      )}
    </Chart>
  );
}
