// Where data come from and what came from them, as a picture.

import type { DataIdentity, Numbered } from "../chain/types";
import { lineage } from "../domain/lineage";
import { useSay } from "../words";

const [WIDTH, HEIGHT, GAP_X, GAP_Y] = [124, 36, 72, 16];

export function Lineage({ id, all }: { id: number; all: Numbered<DataIdentity>[] }) {
  const say = useSay();
  const { nodes, edges } = lineage(id, all);
  if (edges.length === 0) return <p class="quiet">{say("lineage.none")}</p>;
  const first = Math.min(...nodes.map((n) => n.column));
  const place = new Map(
    nodes.map((n) => [
      n.id,
      { x: (n.column - first) * (WIDTH + GAP_X) + 1, y: n.row * (HEIGHT + GAP_Y) + 1 },
    ]),
  );
  const width = Math.max(...[...place.values()].map((p) => p.x)) + WIDTH + 1;
  const height = Math.max(...[...place.values()].map((p) => p.y)) + HEIGHT + 1;
  const words = edges
    .map((e) => say(`lineage.${e.relation}`, { from: e.from, to: e.to }))
    .join("; ");
  return (
    <div class="picture">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        role="img"
        aria-label={words}
        class="lineage"
      >
        {edges.map((edge) => {
          const [a, b] = [place.get(edge.from)!, place.get(edge.to)!];
          const [x1, y1, x2, y2] = [a.x + WIDTH, a.y + HEIGHT / 2, b.x, b.y + HEIGHT / 2];
          const middle = (x1 + x2) / 2;
          return (
            <path
              key={`${edge.from}-${edge.to}`}
              class={edge.relation}
              d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
            />
          );
        })}
        {nodes.map((node) => {
          const { x, y } = place.get(node.id)!;
          return (
            <a key={node.id} href={`#/data/${node.id}`} class={node.id === id ? "here" : ""}>
              <rect x={x} y={y} width={WIDTH} height={HEIGHT} rx="6" />
              <text x={x + WIDTH / 2} y={y + HEIGHT / 2} dy="0.35em" text-anchor="middle">
                {say("data.name", { id: node.id })}
              </text>
            </a>
          );
        })}
      </svg>
      <ul class="quiet plain">
        {edges.map((e) => (
          <li key={`${e.from}-${e.to}`}>
            {say(`lineage.${e.relation}`, { from: e.from, to: e.to })}
          </li>
        ))}
      </ul>
    </div>
  );
}
