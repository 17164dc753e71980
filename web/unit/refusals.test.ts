import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import { expect, test } from "vitest";
import encoded from "../.papi/metadata/panshi.scale?inline";
import { refusals } from "../src/words/refusals.zh";

const bytes = Uint8Array.from(atob(encoded.split(",")[1]!), (c) => c.charCodeAt(0));
const metadata = unifyMetadata(decAnyMetadata(bytes));

/** Pallets whose calls the portal sends, those that these call, and what every transaction may meet. */
const MET = [
  "Consortium",
  "DataRegistry",
  "Agreements",
  "ComputeJobs",
  "PrivacyBudget",
  "Audits",
  "Balances",
  "Utility",
];

function errorsOf(pallet: string): { name: string; docs: string }[] {
  const errors = metadata.pallets.find(({ name }) => name === pallet)!.errors!;
  const { def } = metadata.lookup[typeof errors === "number" ? errors : errors.type]!;
  if (def.tag !== "variant") throw new Error(`${pallet} has no errors`);
  return def.value.map(({ name, docs }) => ({ name, docs: docs.join(" ").trim() }));
}

test.each(MET)("every error of %s has words in both languages", (pallet) => {
  const errors = errorsOf(pallet);
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.filter(({ docs }) => docs === "")).toEqual([]);
  const told = (name: string) => /\p{Script=Han}/u.test(refusals[`${pallet}.${name}`] ?? "");
  expect(errors.map(({ name }) => name).filter((name) => !told(name))).toEqual([]);
});

test("no words are for an error that the chain does not have", () => {
  const known = new Set(MET.flatMap((p) => errorsOf(p).map(({ name }) => `${p}.${name}`)));
  expect(Object.keys(refusals).filter((name) => !known.has(name))).toEqual([]);
});
