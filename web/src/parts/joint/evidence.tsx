// Evidence from pooled cases: how many variants are in each class, and what each meets.

import { CLASSES, type EvidenceVariant } from "../../open/joint/evidence";
import { linear } from "../../open/scales";
import { useSay } from "../../words";
import { BOTTOM, Chart, HEIGHT, LEFT, RIGHT, WIDTH } from "../chart";
import { Table } from "./table";

export function Evidence({ of }: { of: EvidenceVariant[] }) {
  const say = useSay();
  const counts = CLASSES.map((name) => of.filter((v) => v.by_points === name).length);
  const x = linear([0, CLASSES.length], [LEFT, WIDTH - RIGHT]);
  return (
    <>
      <p class="hint">{say("evidence.words")}</p>
      <Chart name={say("evidence.title")} range={[0, Math.max(...counts, 1)]} axis="">
        {(y) =>
          CLASSES.map((name, i) => (
            <g key={name}>
              <rect
                class={`class c${i}`}
                x={x(i) + 14}
                width={x(1) - x(0) - 28}
                y={y(counts[i]!)}
                height={y(0) - y(counts[i]!)}
              />
              <text x={x(i + 0.5)} y={y(counts[i]!) - 4} text-anchor="middle">
                {counts[i] === 0 ? "" : counts[i]}
              </text>
              <text x={x(i + 0.5)} y={HEIGHT - BOTTOM + 18} text-anchor="middle">
                {say(`class.${name}`)}
              </text>
            </g>
          ))
        }
      </Chart>
      <Table
        name={say("evidence.criteria")}
        heads={[
          say("result.variant"),
          say("evidence.criteria"),
          `#${say("evidence.points")}`,
          say("evidence.byPoints"),
          say("evidence.byRules"),
        ]}
        rows={[...of]
          .sort((a, b) => b.points - a.points)
          .map((v) => [
            <code>{`${v.chrom}:${v.pos} ${v.ref}>${v.alt}`}</code>,
            v.criteria.join(", ") || "–",
            v.points,
            say(`class.${v.by_points}`),
            say(`class.${v.by_rules}`),
          ])}
      />
    </>
  );
}
