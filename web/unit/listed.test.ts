import { expect, test } from "vitest";
import docs from "../../docs/rpc.md?raw";
import {
  agreementRow,
  jobRow,
  toldAgreement,
  toldJob,
  type ToldAgreement,
  type ToldJob,
} from "../src/domain/listed";

/** An answer that docs/rpc.md shows; a test of the node compares them with what it says. */
function documented<T>(method: string): T {
  const section = docs.slice(docs.indexOf(`### ${method} `));
  const [, json] = /```json\n([\s\S]*?)\n```/.exec(section)!;
  return (JSON.parse(json!) as { result: { value: T } }).result.value;
}

const parties = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ account: `5${i}`, role: "holder" }));
const agreement = (state: unknown): ToldAgreement =>
  ({ standing: { kind: "authorization", parties: parties(3), state } }) as ToldAgreement;
const signed = (state: unknown) => agreementRow(7, toldAgreement(agreement(state))).signed;

test("agreements of a member are rows", () => {
  type List = { items: { id: number; value: ToldAgreement }[] };
  const [item] = documented<List>("panshi_agreementsOf").items;
  expect(agreementRow(item!.id, toldAgreement(item!.value))).toEqual({
    id: 2,
    kind: "Publication",
    parties: ["5FHqtKk8joZeY68c3HgifLtG1qUDriu2mrmRVHa22gt6Axdm"],
    signed: 1,
    state: "Active",
  });
});

test("who has signed follows from the state, where the chain keeps it", () => {
  expect(signed("proposed")).toBe(0);
  expect(signed({ partlySigned: { signed: [0, 2] } })).toBe(2);
  expect(signed("fullySigned")).toBe(3);
  expect(signed({ rejected: { by: "5A", reason: 7 } })).toBeUndefined();
  expect(signed("expired")).toBeUndefined();
});

test("a job is a row with how far it is", () => {
  const told = documented<{ job: ToldJob }>("panshi_job").job;
  expect(jobRow(0, toldJob(told))).toEqual({
    id: 0,
    agreement: 3,
    items: 1072,
    consumer: "5H115udhN251NeaShV7zZR53Km1EDjts7g9ZYubzjyPRUqTZ",
    fee: 10_000_000_000_001n,
    stage: "Settled",
    share: 1,
    failed: false,
  });
  const shares = (stage: unknown) => jobRow(0, toldJob({ ...told, stage } as ToldJob));
  const requested = shares({ requested: { accepted: [0, 2], deadline: 9 } });
  expect(requested.stage).toBe("Requested");
  expect(requested.share).toBeCloseTo(0.25);
  const computing = shares({ computing: { complete: [0, 1, 2], deadline: 9 } });
  expect(computing.share).toBeCloseTo(0.85);
  expect(shares("released")).toMatchObject({ stage: "Released", failed: false });
  const failed = { failed: { cause: { withheld: 7 }, atFault: [1], at: 9 } };
  expect(shares(failed)).toMatchObject({ stage: "Failed", failed: true });
});
