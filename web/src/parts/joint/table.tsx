// A table of which so many rows show at a time.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { count } from "../../domain/units";
import { useSay } from "../../words";

const ROWS = 25;

export function Table({
  name,
  heads,
  rows,
}: {
  name: string;
  /** Names of the columns; those of numbers begin with `#`. */
  heads: string[];
  /** The first cell of a row names it. */
  rows: ComponentChildren[][];
}) {
  const say = useSay();
  const [most, setMost] = useState(ROWS);
  const figure = (column: number) => (heads[column]!.startsWith("#") ? "figure" : undefined);
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={say("joint.table", { name })}>
        <table>
          <thead>
            <tr>
              {heads.map((head, i) => (
                <th key={head} scope="col" class={figure(i)}>
                  {head.replace(/^#/, "")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, i) =>
                  i === 0 ? (
                    <th key={i} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={i} class={figure(i)}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most ? (
        <button type="button" onClick={() => setMost(most + 4 * ROWS)}>
          {say("result.more", { n: count(rows.length - most) })}
        </button>
      ) : undefined}
    </>
  );
}
