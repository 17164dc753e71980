// At which block what is shown holds.

import type { At } from "../chain/answers";
import { count } from "../domain/units";
import { useSay } from "../words";

export function AsOf({ block }: { block: At }) {
  const say = useSay();
  return (
    <span class="quiet" data-at={block.number}>
      {say(block.finalized ? "at.final" : "at.best", { block: count(block.number) })}
    </span>
  );
}
