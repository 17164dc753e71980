// An audit trail as a picture: one lane for each who acts, one mark for each event, from left to right.

import { runs, type TrailEntry } from "../domain/trail";
import { count } from "../domain/units";
import { isKey, useSay, type Say } from "../words";

/** The words of an event, or its name where there are none. */
export function eventWords(say: Say, entry: TrailEntry): string {
  const key = `event.${entry.pallet}.${entry.event}`;
  return isKey(key) ? say(key) : `${entry.pallet}.${entry.event}`;
}

const LEGEND = ["Agreements", "ComputeJobs", "DataRegistry", "Audits", "Consortium"] as const;

/** The pallet whose colour an event has. */
function colourOf({ pallet }: TrailEntry): string {
  return pallet === "PrivacyBudget" ? "DataRegistry" : pallet;
}

/** A name as long as there is room for; where names differ is often their end. */
function shortened(name: string): string {
  return name.length <= 30 ? name : `${name.slice(0, 17)}…${name.slice(-12)}`;
}

const [LANE, LEFT, RIGHT, TOP, BOTTOM, LEAST, STEP, LABEL] = [38, 224, 16, 14, 34, 1104, 16, 52];

export function Timeline({
  entries,
  laneOf,
}: {
  entries: TrailEntry[];
  laneOf: (entry: TrailEntry) => string;
}) {
  const say = useSay();
  const lanes = [...new Set(entries.map(laneOf))];
  const blocks = runs(entries);
  // Each event has a column of its own, and each block a little air before it.
  const step = Math.max(STEP, (LEAST - LEFT - RIGHT) / (entries.length + blocks.length));
  const width = LEFT + RIGHT + step * (entries.length + blocks.length);
  const height = TOP + lanes.length * LANE + BOTTOM;
  const marks = blocks.flatMap(({ start, length }, air) =>
    entries.slice(start, start + length).map((entry, i) => ({
      entry,
      x: LEFT + step * (start + i + air + 1),
      y: TOP + lanes.indexOf(laneOf(entry)) * LANE + LANE / 2,
    })),
  );
  // Labels that would touch the one before are left out.
  let end = Number.NEGATIVE_INFINITY;
  const labels = blocks.map(({ start, length }, air) => {
    const middle = LEFT + step * (start + air + 0.5 + length / 2);
    if (middle - LABEL / 2 < end) return undefined;
    end = middle + LABEL / 2;
    return middle;
  });
  const [first, last] = [entries[0]!.block, entries.at(-1)!.block];
  return (
    <figure class="picture">
      <div class="wide" tabIndex={0} role="region" aria-label={say("audit.title")}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          class="timeline"
          role="img"
          aria-label={say("audit.picture", { n: entries.length, from: first, to: last })}
        >
          {blocks.map(({ block, start, length }, air) => {
            const left = LEFT + step * (start + air + 0.5);
            return (
              <g key={start}>
                <rect
                  class="block"
                  x={left}
                  y={TOP}
                  width={step * length}
                  height={lanes.length * LANE}
                  rx="6"
                />
                {labels[air] === undefined ? undefined : (
                  <text class="axis" x={labels[air]} y={height - 10} text-anchor="middle">
                    {count(block)}
                  </text>
                )}
              </g>
            );
          })}
          {lanes.map((lane, i) => (
            <g key={lane}>
              <line
                class="grid"
                x1={LEFT}
                x2={width - RIGHT / 2}
                y1={TOP + i * LANE + LANE / 2}
                y2={TOP + i * LANE + LANE / 2}
              />
              <text x={LEFT - 14} y={TOP + i * LANE + LANE / 2} dy="0.35em" text-anchor="end">
                {shortened(lane)}
              </text>
            </g>
          ))}
          {marks.length > 1 ? (
            <path class="thread" d={`M${marks.map(({ x, y }) => `${x} ${y}`).join("L")}`} />
          ) : undefined}
          {marks.map(({ entry, x, y }, i) => (
            <circle key={i} class={`event ${colourOf(entry)}`} cx={x} cy={y} r="5.5">
              <title>{`${say("block", { n: count(entry.block) })}: ${eventWords(say, entry)}`}</title>
            </circle>
          ))}
        </svg>
      </div>
      <figcaption class="legend">
        {LEGEND.filter((pallet) => entries.some((entry) => colourOf(entry) === pallet)).map(
          (pallet) => (
            <span key={pallet}>
              <svg width="10" height="10" aria-hidden="true">
                <circle class={`event ${pallet}`} cx="5" cy="5" r="4.5" />
              </svg>
              {say(`audit.of.${pallet}`)}
            </span>
          ),
        )}
      </figcaption>
    </figure>
  );
}
