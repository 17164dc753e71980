// The frame of a picture: axes, grid and caption.

import type { ComponentChildren } from "preact";
import { linear, ticks } from "../open/scales";

export const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [720, 280, 56, 44, 14, 16];

/** A chart whose height shows numbers from `range`. */
export function Chart({
  name,
  range,
  axis,
  caption,
  children,
}: {
  name: string;
  range: [number, number];
  axis: string;
  caption?: ComponentChildren;
  children: (y: (value: number) => number) => ComponentChildren;
}) {
  const y = linear(range, [HEIGHT - BOTTOM, TOP]);
  return (
    <figure class="plot">
      <div class="wide" tabIndex={0} role="region" aria-label={name}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
          {ticks(range, 5).map((tick) => (
            <g key={tick}>
              <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text x={LEFT - 8} y={y(tick)} dy="0.32em" text-anchor="end">
                {tick}
              </text>
            </g>
          ))}
          {children(y)}
          <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 6} text-anchor="middle" class="axis">
            {axis}
          </text>
        </svg>
      </div>
      <figcaption>
        {name}
        {caption}
      </figcaption>
    </figure>
  );
}
