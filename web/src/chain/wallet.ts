// The wallet: any browser extension that offers itself as `injectedWeb3`. Keys stay in it.

import {
  connectInjectedExtension,
  getInjectedExtensions,
  type InjectedExtension,
  type InjectedPolkadotAccount,
} from "polkadot-api/pjs-signer";
import { AccountId } from "@polkadot-api/substrate-bindings";
import { createStore } from "../store";

export type Account = {
  address: string;
  name: string;
  extension: string;
  signer: InjectedPolkadotAccount["polkadotSigner"];
};

export type Wallet =
  | { state: "none" }
  | { state: "asking" }
  | { state: "refused"; error: unknown }
  | { state: "open"; accounts: Account[]; chosen?: Account };

export const wallet = createStore<Wallet>({ state: "none" });

const REMEMBERED = "panshi.account";
/** An address in the form in which this chain writes it. */
const canonical = AccountId();

function read(extension: InjectedExtension, accounts: InjectedPolkadotAccount[]): Account[] {
  return accounts
    .filter(({ type }) => type === undefined || type === "sr25519" || type === "ed25519")
    .map(({ address, name, polkadotSigner }) => ({
      address: canonical.dec(canonical.enc(address)),
      name: name ?? "",
      extension: extension.name,
      signer: polkadotSigner,
    }));
}

export function extensions(): string[] {
  return getInjectedExtensions();
}

let leave: (() => void) | undefined;

/** Asks the extension for its accounts; the person agrees or not. */
export async function open(name: string): Promise<void> {
  leave?.();
  wallet.set({ state: "asking" });
  try {
    const extension = await connectInjectedExtension(name, "Panshi");
    const show = (accounts: InjectedPolkadotAccount[]) => {
      const known = read(extension, accounts);
      const before = wallet.get();
      const wanted =
        (before.state === "open" && before.chosen?.address) || localStorage.getItem(REMEMBERED);
      const chosen = known.find(({ address }) => address === wanted);
      wallet.set(
        chosen === undefined
          ? { state: "open", accounts: known }
          : { state: "open", accounts: known, chosen },
      );
    };
    show(extension.getAccounts());
    const stop = extension.subscribe(show);
    leave = () => {
      stop();
      extension.disconnect();
    };
  } catch (error) {
    wallet.set({ state: "refused", error });
  }
}

export function choose(address: string): void {
  const now = wallet.get();
  if (now.state !== "open") return;
  const chosen = now.accounts.find((account) => account.address === address);
  if (chosen === undefined) return;
  localStorage.setItem(REMEMBERED, address);
  wallet.set({ ...now, chosen });
}

export function account(now: Wallet): Account | undefined {
  return now.state === "open" ? now.chosen : undefined;
}
