// A stub wallet of real keys: it offers itself as `injectedWeb3`, and signs as the Polkadot extension
// does, with the development keys of a keyring. Keys and signing stay in this process; the page gets
// signatures.

import { Keyring } from "@polkadot/keyring";
import { TypeRegistry } from "@polkadot/types";
import { u8aToHex, u8aWrapBytes } from "@polkadot/util";
import { cryptoWaitReady } from "@polkadot/util-crypto";

/** Development organisations, by the name that the wallet shows. */
export const PEOPLE = {
  Operator: "//Operator",
  Auditor: "//Auditor",
  Clinic: "//Consumer",
  Author: "//ThirdParty",
  Lab1: "//Lab1",
  Lab2: "//Lab2",
  Lab3: "//Lab3",
  Stranger: "//Nobody",
};

export async function wallet() {
  await cryptoWaitReady();
  const keyring = new Keyring({ type: "sr25519", ss58Format: 42 });
  const accounts = Object.entries(PEOPLE).map(([name, suri]) => {
    const { address } = keyring.addFromUri(suri, { name });
    return { address, name, type: "sr25519" };
  });
  /** What the wallet was asked to sign. */
  const asked = [];
  let refuses = false;

  const sign = (payload) => {
    asked.push(payload);
    if (refuses) throw new Error("Cancelled");
    const registry = new TypeRegistry();
    registry.setSignedExtensions(payload.signedExtensions);
    const { version } = payload;
    const signed = registry.createType("ExtrinsicPayload", payload, { version });
    return signed.sign(keyring.getPair(payload.address));
  };
  const signRaw = ({ address, data }) => ({
    signature: u8aToHex(keyring.getPair(address).sign(u8aWrapBytes(data), { withType: true })),
  });

  /** Puts the wallet into every document of `context`. */
  async function inject(context) {
    await context.exposeFunction("stubWalletSign", sign);
    await context.exposeFunction("stubWalletSignRaw", signRaw);
    await context.addInitScript((accounts) => {
      let id = 0;
      const extension = {
        accounts: {
          get: async () => accounts,
          subscribe: (listen) => {
            listen(accounts);
            return () => undefined;
          },
        },
        signer: {
          signPayload: async (payload) => ({ id: ++id, ...(await window.stubWalletSign(payload)) }),
          signRaw: async (payload) => ({ id: ++id, ...(await window.stubWalletSignRaw(payload)) }),
        },
      };
      window.injectedWeb3 = { stub: { version: "0", enable: async () => extension } };
    }, accounts);
  }

  return {
    inject,
    asked,
    keyring,
    address: (name) => accounts.find((account) => account.name === name).address,
    /** Whether its owner clicks "cancel" from now on. */
    refuse: (yes) => (refuses = yes),
  };
}
