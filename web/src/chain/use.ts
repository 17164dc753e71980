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

/** What `load` reads, read again at every finalized block. What was read before stays until then. */
export function useRead<T>(
  load: (chain: Chain) => Promise<T>,
  inputs: readonly unknown[],
): Loaded<T> {
  const chain = useChain();
  const block = useStore(head);
  const [loaded, show] = useState<Loaded<T>>({ state: "loading" });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(inputs);
  const busy = useRef<string | undefined>(undefined);
  const shown = useRef<string | undefined>(undefined);

  useEffect(() => {
    const mine = `${key} ${turn}`;
    // One read at a time for the same thing: a slow node falls behind, not over.
    if (block === undefined || busy.current === mine) return;
    busy.current = mine;
    if (shown.current !== key) show({ state: "loading" });
    const ours = () => busy.current === mine;
    load(chain).then(
      (value) => {
        if (!ours()) return;
        busy.current = undefined;
        shown.current = key;
        show({ state: "ready", value });
      },
      (error: unknown) => {
        if (!ours()) return;
        busy.current = undefined;
        shown.current = undefined;
        show({ state: "failed", error, again: () => setTurn((turn) => turn + 1) });
      },
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
