// An audit trail as a picture: one lane for each who acts, one mark for each event, from left to right.

import type { TrailEntry } from "../chain/trail";
import { linear, ticks } from "../open/scales";
import { count } from "../domain/units";
import { isKey, useSay, type Say } from "../words";

export type Mark = { lane: string; entry: TrailEntry; index: number };

const ACTORS = ["party", "operator", "by", "consumer", "holder", "proposer", "author", "owner"];

/** Who acted: an account of the entry's fields, a compute node, or the chain. */
export function actorOf(entry: TrailEntry): { account: string } | { node: number } | undefined {
  if (typeof entry.fields.node === "number" && entry.pallet === "ComputeJobs") return { node: entry.fields.node };
  for (const name of ACTORS) {
    const value = entry.fields[name];
    if (typeof value === "string") return { account: value };
  }
  return undefined;
}

/** The words of an event, or its name where there are none. */
export function eventWords(say: Say, entry: TrailEntry): string {
  const key = `event.${entry.pallet}.${entry.name}`;
  return isKey(key) ? say(key) : `${entry.pallet}.${entry.name}`;
}

const [LANE, LEFT, RIGHT, TOP, BOTTOM, LEAST] = [38, 176, 24, 10, 30, 720];

export function Timeline({ entries, laneOf }: { entries: TrailEntry[]; laneOf: (entry: TrailEntry) => string }) {
  const say = useSay();
  const lanes = [...new Set(entries.map(laneOf))];
  const blocks = entries.map((e) => e.block);
  const range: [number, number] = [Math.min(...blocks), Math.max(...blocks)];
  const width = LEAST;
  const height = TOP + lanes.length * LANE + BOTTOM;
  const x = linear(range, [LEFT + 12, width - RIGHT]);
  const y = (lane: string) => TOP + lanes.indexOf(lane) * LANE + LANE / 2;
  const marks = entries.map((entry, index): Mark => ({ lane: laneOf(entry), entry, index }));
  const line = marks.map((m) => `${x(m.entry.block)} ${y(m.lane)}`).join("L");
  return (
    <div class="picture">
      <svg viewBox={`0 0 ${width} ${height}`} class="timeline" role="img" aria-label={say("audit.picture", { n: entries.length, from: range[0], to: range[1] })}>
        {lanes.map((lane) => (
          <g key={lane}>
            <line class="grid" x1={LEFT} x2={width - RIGHT + 12} y1={y(lane)} y2={y(lane)} />
            <text x={LEFT - 12} y={y(lane)} dy="0.35em" text-anchor="end">
              {lane.length > 24 ? `${lane.slice(0, 23)}…` : lane}
            </text>
          </g>
        ))}
        {marks.length > 1 ? <path class="thread" d={`M${line}`} /> : undefined}
        {marks.map(({ entry, lane, index }) => (
          <circle key={index} class={`mark ${entry.pallet}`} cx={x(entry.block)} cy={y(lane)} r="5.5">
            <title>{`${say("block", { n: count(entry.block) })}: ${eventWords(say, entry)}`}</title>
          </circle>
        ))}
        {ticks(range, 6)
          .filter((tick) => Number.isInteger(tick))
          .map((tick) => (
            <text key={tick} class="axis" x={x(tick)} y={height - 8} text-anchor="middle">
              {count(tick)}
            </text>
          ))}
      </svg>
    </div>
  );
}
