// Where data come from and what came from them, as a picture.

import type { DataIdentity, Numbered } from "../chain/types";
import { useSay } from "../words";

export type Relation = "derived" | "supersedes";
export type Edge = { from: number; to: number; relation: Relation };
export type Layer = { id: number; column: number; row: number };

/** The identities around `id`, in columns: what it came from, itself, what came from it. */
export function lineage(id: number, all: Numbered<DataIdentity>[]): { nodes: Layer[]; edges: Edge[] } {
  const edges = all.flatMap(({ id: to, value }): Edge[] => {
    const { supersedes, derived_from } = value.descriptor.lineage;
    const derived = derived_from.map((from): Edge => ({ from, to, relation: "derived" }));
    return supersedes === undefined ? derived : [...derived, { from: supersedes, to, relation: "supersedes" }];
  });
  const reach = (start: number, next: (edge: Edge) => number, of: (edge: Edge) => number, step: number) => {
    const columns = new Map<number, number>();
    let front = [start];
    for (let column = step; front.length > 0; column += step) {
      front = [...new Set(front.flatMap((node) => edges.filter((e) => of(e) === node).map(next)))].filter(
        (node) => node !== id && !columns.has(node),
      );
      for (const node of front) columns.set(node, column);
    }
    return columns;
  };
  const before = reach(id, (e) => e.from, (e) => e.to, -1);
  const after = reach(id, (e) => e.to, (e) => e.from, 1);
  const columns = new Map([...after, ...before, [id, 0] as const]);
  const rows = new Map<number, number>();
  const nodes = [...columns].sort(([a], [b]) => a - b).map(([node, column]): Layer => {
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { id: node, column, row };
  });
  const near = edges.filter((e) => columns.has(e.from) && columns.has(e.to));
  return { nodes, edges: near };
}

const [WIDTH, HEIGHT, GAP_X, GAP_Y] = [124, 36, 72, 16];

export function Lineage({ id, all }: { id: number; all: Numbered<DataIdentity>[] }) {
  const say = useSay();
  const { nodes, edges } = lineage(id, all);
  if (edges.length === 0) return <p class="quiet">{say("lineage.none")}</p>;
  const first = Math.min(...nodes.map((n) => n.column));
  const place = new Map(
    nodes.map((n) => [n.id, { x: (n.column - first) * (WIDTH + GAP_X) + 1, y: n.row * (HEIGHT + GAP_Y) + 1 }]),
  );
  const width = Math.max(...[...place.values()].map((p) => p.x)) + WIDTH + 1;
  const height = Math.max(...[...place.values()].map((p) => p.y)) + HEIGHT + 1;
  const words = edges.map((e) => say(`lineage.${e.relation}`, { from: e.from, to: e.to })).join("; ");
  return (
    <div class="picture">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} role="img" aria-label={words} class="lineage">
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
          <li key={`${e.from}-${e.to}`}>{say(`lineage.${e.relation}`, { from: e.from, to: e.to })}</li>
        ))}
      </ul>
    </div>
  );
}
