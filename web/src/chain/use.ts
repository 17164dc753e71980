// What views read of the chain, in the three states that every view shows.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../store";
import { connection, head, type Chain } from "./connect";
import { send, type ChainEvent, type Sending } from "./send";
import { account, wallet } from "./wallet";

export type Loaded<T> =
  | { state: "loading" }
  | { state: "failed"; error: unknown; again: () => void }
  | { state: "ready"; value: T };

/** The chain; views are shown only while there is one. */
export function useChain(): Chain {
  const now = useStore(connection);
  if (now.state !== "ready") throw new Error("a view is shown without a chain");
  return now.chain;
}

/** What `load` reads, read again at every finalized block. What was read before stays until then, also
 * when a later read fails: the foot of the page says that the node does not answer. With `keeps` it stays
 * also while something else is read for other inputs. */
export function useRead<T>(
  load: (chain: Chain) => Promise<T>,
  inputs: readonly unknown[],
  keeps = false,
): Loaded<T> {
  const chain = useChain();
  const block = useStore(head);
  const [loaded, show] = useState<Loaded<T>>({ state: "loading" });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(inputs);
  const busy = useRef<string | undefined>(undefined);
  const asked = useRef<string | undefined>(undefined);
  const shown = useRef<string | undefined>(undefined);

  useEffect(() => {
    // One read at a time for the same thing: a slow node falls behind, not over.
    if (block === undefined || busy.current === key) return;
    busy.current = key;
    // What failed is shown until it succeeds.
    if (asked.current !== key)
      show((before) => (keeps && before.state === "ready" ? before : { state: "loading" }));
    asked.current = key;
    const next = () => setTurn((turn) => turn + 1);
    const again = () => {
      asked.current = undefined;
      next();
    };
    const done = (now: Loaded<T> | undefined) => {
      if (busy.current !== key) return;
      busy.current = undefined;
      if (now !== undefined) show(now);
      // A block that came meanwhile is read now.
      if (head.get()?.hash !== block.hash) next();
    };
    load(chain).then(
      (value) => {
        if (busy.current === key) shown.current = key;
        done({ state: "ready", value });
      },
      (error: unknown) =>
        done(shown.current === key ? undefined : { state: "failed", error, again }),
    );
  }, [chain, key, turn, block?.hash]);
  useEffect(() => () => void (busy.current = undefined), []);
  return loaded;
}

/** The chosen account of the wallet. */
export function useAccount() {
  return account(useStore(wallet));
}

/** Sends a call as the chosen account. */
export function useSend() {
  const chain = useChain();
  const signer = useAccount();
  const [sending, show] = useState<Sending>({ state: "idle" });
  const dispatch = useCallback(
    async (call: Parameters<typeof send>[2]): Promise<ChainEvent[] | undefined> =>
      signer === undefined ? undefined : send(chain, signer, call, show),
    [chain, signer],
  );
  const busy =
    sending.state === "signing" || sending.state === "sent" || sending.state === "inBlock";
  return { sending, send: dispatch, busy, ready: signer !== undefined && !busy };
}
