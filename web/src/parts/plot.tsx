// Pooled frequencies as a picture: each variant by its place, and how many have which frequency.

import type { Count } from "../open/counts";
import { histogram, linear, ticks } from "../open/scales";
import { count } from "../domain/units";
import { useSay } from "../words";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [720, 260, 52, 40, 12, 16];
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
  const y = linear([0, 1], [HEIGHT - BOTTOM, TOP]);
  return (
    <figure class="plot">
      <div class="wide" tabIndex={0} role="region" aria-label={say("plot.axis.frequency")}>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={say("plot.places", { n: shown.length, sequence })}
        >
          {ticks([0, 1], 4).map((tick) => (
            <g key={tick}>
              <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text x={LEFT - 8} y={y(tick)} dy="0.32em" text-anchor="end">
                {tick}
              </text>
            </g>
          ))}
          {ticks(range, 6).map((tick) => (
            <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 18} text-anchor="middle">
              {tick}
            </text>
          ))}
          <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 4} text-anchor="middle" class="axis">
            {say("plot.axis.place", { sequence })}
          </text>
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
        </svg>
      </div>
      <figcaption>
        {say("plot.places", { n: count(shown.length), sequence })}
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
      </figcaption>
    </figure>
  );
}

export function SpectrumPlot({ counts }: { counts: Count[] }) {
  const say = useSay();
  const values = counts.filter((c) => c.an > 0).map(frequency);
  const bins = histogram(values, [0, 1], BINS);
  const most = Math.max(...bins, 1);
  const x = linear([0, BINS], [LEFT, WIDTH - RIGHT]);
  const y = linear([0, most], [HEIGHT - BOTTOM, TOP]);
  return (
    <figure class="plot">
      <div class="wide" tabIndex={0} role="region" aria-label={say("plot.spectrum")}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={say("plot.spectrum")}>
          {ticks([0, most], 4).map((tick) => (
            <g key={tick}>
              <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text x={LEFT - 8} y={y(tick)} dy="0.32em" text-anchor="end">
                {tick}
              </text>
            </g>
          ))}
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
          <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 4} text-anchor="middle" class="axis">
            {say("plot.axis.frequency")}
          </text>
        </svg>
      </div>
      <figcaption>{say("plot.spectrum")}</figcaption>
    </figure>
  );
}
