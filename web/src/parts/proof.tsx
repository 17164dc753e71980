// What proves an item to who trusts the block and not the node, as a file.

import { useState } from "preact/hooks";
import { proofOf } from "../chain/search";
import { useChain } from "../chain/use";
import { useSay } from "../words";
import { save } from "./basics";

export function Proof({ of, name }: { of: Record<string, unknown>; name: string }) {
  const say = useSay();
  const chain = useChain();
  const [failed, fail] = useState(false);
  const give = () =>
    void proofOf(chain, of).then(
      (proof) => {
        fail(false);
        save(`${name}.proof.json`, proof);
      },
      () => fail(true),
    );
  return (
    <>
      <button type="button" onClick={give}>
        {say("proof.save")}
      </button>
      {failed ? (
        <span class="quiet" role="alert">
          {say("proof.failed")}
        </span>
      ) : undefined}
    </>
  );
}
