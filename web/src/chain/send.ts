// Sending a transaction: the wallet signs, the node takes it, a block carries it, a block is final.

import { InvalidTxError, type TxEvent } from "polkadot-api";
import type { Chain } from "./connect";
import { explain, explainPool, type Refusal } from "./refusal";
import type { Account } from "./wallet";

export type Sending =
  | { state: "idle" }
  | { state: "signing" }
  | { state: "sent" }
  | { state: "inBlock"; block: number }
  | { state: "done"; block: number }
  | { state: "cancelled" }
  | { state: "refused"; refusal: Refusal };

export type ChainEvent = { type: string; value: { type: string; value: unknown } };

type Sendable = {
  signSubmitAndWatch(signer: Account["signer"]): {
    subscribe(observer: { next(event: TxEvent): void; error(error: unknown): void }): unknown;
  };
};

/** Signs and sends `call`; resolves with the events of its block's extrinsic once that is final, or with
 * none where it was refused. Tells `show` how far it is. */
export function send(
  chain: Chain,
  account: Account,
  call: Sendable,
  show: (state: Sending) => void,
): Promise<ChainEvent[] | undefined> {
  show({ state: "signing" });
  return new Promise((resolve) => {
    const refused = (refusal: Refusal) => {
      show({ state: "refused", refusal });
      resolve(undefined);
    };
    call.signSubmitAndWatch(account.signer).subscribe({
      next(event) {
        if (event.type === "signed" || event.type === "broadcasted") return show({ state: "sent" });
        if (event.type === "txBestBlocksState") {
          if (event.found && event.ok) show({ state: "inBlock", block: event.block.number });
          return;
        }
        if (!event.ok) {
          void explain(chain, event.dispatchError).then(refused, () =>
            refused(explainPool(event.dispatchError)),
          );
          return;
        }
        show({ state: "done", block: event.block.number });
        resolve(event.events.map(({ event }) => event as ChainEvent));
      },
      error(error) {
        if (error instanceof InvalidTxError) return refused(explainPool(error));
        // What a wallet says when its owner does not sign has no common form.
        if (/cancel|reject|denied/i.test(String(error))) {
          show({ state: "cancelled" });
          return resolve(undefined);
        }
        refused(explainPool(error));
      },
    });
  });
}

/** The value of event `name` of `pallet`, if it is among `events`. */
export function eventOf<T>(events: ChainEvent[], pallet: string, name: string): T | undefined {
  return events.find((e) => e.type === pallet && e.value.type === name)?.value.value as
    T | undefined;
}
