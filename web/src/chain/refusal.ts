// Why the chain refused, in plain words. What happened is said by the pallet that refused: the
// documentation of its error is in the chain's metadata. The words here add what the SDK's own
// errors mean in this market.

import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import type { Chain } from "./connect";
import type { Key } from "../words";

export type Refusal = {
  /** Pallet and name of the error, for those who look it up. */
  name: string;
  /** What happened: a sentence of the portal, or one of the chain. */
  words: { key: Key } | { text: string };
};

type Dispatch = { type: string; value: unknown };

const KNOWN: Record<string, Key> = {
  "BadOrigin": "refusal.BadOrigin",
  "Token.FundsUnavailable": "refusal.NoMoney",
  "Token.NotExpendable": "refusal.NoMoney",
  "Arithmetic.Underflow": "refusal.NoMoney",
  "Exhausted": "refusal.Full",
  "System.CallFiltered": "refusal.Filtered",
  "Balances.InsufficientBalance": "refusal.NoMoney",
  "Agreements.AlreadySigned": "refusal.AlreadySigned",
  "Agreements.DigestMismatch": "refusal.DigestMismatch",
  "Agreements.NotAParty": "refusal.NotAParty",
  "Agreements.DeadlinePassed": "refusal.DeadlinePassed",
  "Agreements.NotOperator": "refusal.NotOperator",
  "Agreements.PartyNotQualified": "refusal.PartyNotQualified",
  "Agreements.CheckMissing": "refusal.CheckMissing",
  "Agreements.NotInForce": "refusal.NotInForce",
  "Agreements.DisclosureRule": "refusal.DisclosureRule",
  "Agreements.QuotaUsedUp": "refusal.QuotaUsedUp",
  "Agreements.PurposeNotPermitted": "refusal.PurposeNotPermitted",
  "PrivacyBudget.ExactNotAllowed": "refusal.ExactNotAllowed",
  "PrivacyBudget.NoBudget": "refusal.NoBudget",
};

/** The documentation of error `name` of `pallet`, as one paragraph. */
async function documented(chain: Chain, pallet: string, name: string): Promise<string | undefined> {
  const { hash } = await chain.client.getFinalizedBlock();
  const metadata = unifyMetadata(decAnyMetadata(await chain.client.getMetadata(hash)));
  const errors = metadata.pallets.find((p) => p.name === pallet)?.errors;
  const def =
    errors === undefined
      ? undefined
      : metadata.lookup[typeof errors === "number" ? errors : errors.type]?.def;
  if (def?.tag !== "variant") return undefined;
  const docs = def.value.find((variant) => variant.name === name)?.docs.join(" ");
  return docs?.trim().replaceAll("`", "") || undefined;
}

/** Explains what the chain said of a transaction that it ran. */
export async function explain(chain: Chain, error: Dispatch): Promise<Refusal> {
  const inner = error.value as Dispatch | undefined;
  if (error.type !== "Module") {
    const name = inner?.type === undefined ? error.type : `${error.type}.${inner.type}`;
    return { name, words: { key: KNOWN[name] ?? "refusal.other" } };
  }
  const [pallet, variant] = [inner!.type, (inner!.value as Dispatch).type];
  const name = `${pallet}.${variant}`;
  const known = KNOWN[name];
  if (known !== undefined) return { name, words: { key: known } };
  const text = await documented(chain, pallet, variant);
  return { name, words: text === undefined ? { key: "refusal.other" } : { text } };
}

/** Explains why the node's pool did not take a transaction. */
export function explainPool(error: unknown): Refusal {
  const said = JSON.stringify((error as { error?: unknown })?.error ?? String(error));
  // `pallet_consortium::refusal`: the signer is not a member.
  if (/"Custom".*"value":10\b/.test(said))
    return { name: "NotAMember", words: { key: "refusal.NotAMember" } };
  if (said.includes('"Payment"')) return { name: "Payment", words: { key: "refusal.NoMoney" } };
  if (said.includes('"Stale"') || said.includes('"Future"')) {
    return { name: "Nonce", words: { key: "refusal.Nonce" } };
  }
  return { name: said, words: { key: "refusal.other" } };
}
