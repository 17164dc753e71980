// Where data come from and what came from them.

import type { DataIdentity, Numbered } from "../chain/types";

export type Relation = "derived" | "supersedes";
export type Edge = { from: number; to: number; relation: Relation };
export type Layer = { id: number; column: number; row: number };

/** The identities around `id`, in columns: what it came from, itself, what came from it. */
export function lineage(
  id: number,
  all: Numbered<DataIdentity>[],
): { nodes: Layer[]; edges: Edge[] } {
  const edges = all.flatMap(({ id: to, value }): Edge[] => {
    const { supersedes, derived_from } = value.descriptor.lineage;
    const derived = derived_from.map((from): Edge => ({ from, to, relation: "derived" }));
    return supersedes === undefined
      ? derived
      : [...derived, { from: supersedes, to, relation: "supersedes" }];
  });
  const reach = (
    start: number,
    next: (edge: Edge) => number,
    of: (edge: Edge) => number,
    step: number,
  ) => {
    const columns = new Map<number, number>();
    let front = [start];
    for (let column = step; front.length > 0; column += step) {
      front = [
        ...new Set(front.flatMap((node) => edges.filter((e) => of(e) === node).map(next))),
      ].filter((node) => node !== id && !columns.has(node));
      for (const node of front) columns.set(node, column);
    }
    return columns;
  };
  const before = reach(
    id,
    (e) => e.from,
    (e) => e.to,
    -1,
  );
  const after = reach(
    id,
    (e) => e.to,
    (e) => e.from,
    1,
  );
  const columns = new Map([...after, ...before, [id, 0] as const]);
  const rows = new Map<number, number>();
  const nodes = [...columns]
    .sort(([a], [b]) => a - b)
    .map(([node, column]): Layer => {
      const row = rows.get(column) ?? 0;
      rows.set(column, row + 1);
      return { id: node, column, row };
    });
  const near = edges.filter((e) => columns.has(e.from) && columns.has(e.to));
  return { nodes, edges: near };
}
