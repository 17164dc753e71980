import { expect, test } from "vitest";
import type { AgreementContent, Descriptor, Job, Purpose, Standing } from "../src/chain/types";
import {
  checkOf,
  equalShares,
  hasSigned,
  requiredChecks,
  stateAt,
  WHOLE,
} from "../src/domain/agreements";
import { BadDraft, contentOf, type Draft } from "../src/domain/draft";
import { progress } from "../src/domain/progress";
import { mismatch, mondo, mondoId } from "../src/domain/use";
import { hex } from "../src/domain/bytes";

const [HOLDER, CONSUMER] = ["5Holder", "5Consumer"];
const role = (type: "Holder" | "Consumer" | "ThirdParty") => ({ type, value: undefined });

function standing(state: Standing["state"], more: Partial<Standing> = {}): Standing {
  return {
    proposer: CONSUMER,
    digest: hex(new Uint8Array(32)),
    kind: { type: "Authorization", value: undefined },
    parties: [
      { account: CONSUMER, role: role("Consumer") },
      { account: HOLDER, role: role("Holder") },
    ],
    identities: [4],
    requires: [
      [role("Holder"), { type: "LaboratoryLicence", value: undefined }],
      [role("Consumer"), { type: "EthicsApproval", value: undefined }],
    ],
    names_diseases: true,
    proposed_at: 1,
    qualified_until: 0,
    sign_before: 10,
    term: 100,
    notice: 5,
    job_quota: 1,
    jobs_started: 0,
    jobs_open: 0,
    state,
    ...more,
  };
}

const PROPOSED = { type: "Proposed", value: undefined } as const;

test("the operator checks what the template asks, the data and the diseases", () => {
  const checks = requiredChecks(standing(PROPOSED));
  expect(checks).toEqual([
    { type: "Party", account: HOLDER, kind: { type: "LaboratoryLicence", value: undefined } },
    { type: "Party", account: CONSUMER, kind: { type: "EthicsApproval", value: undefined } },
    { type: "Attributes", data: 4 },
    { type: "Diseases" },
  ]);
  const report = hex(new Uint8Array(32).fill(9));
  expect(checks.map((check) => checkOf(check, report).type)).toEqual([
    "PartyQualified",
    "PartyQualified",
    "AttributesVerified",
    "DiseasesVerified",
  ]);
});

test("deadlines apply whether or not somebody recorded them", () => {
  const at = (state: Standing["state"], now: number) => stateAt(standing(state), now).type;
  expect(at(PROPOSED, 10)).toBe("Proposed");
  expect(at(PROPOSED, 11)).toBe("Expired");
  expect(at({ type: "FullySigned", value: undefined }, 11)).toBe("Expired");
  expect(at({ type: "Active", value: { since: 1, until: 20 } }, 19)).toBe("Active");
  expect(at({ type: "Active", value: { since: 1, until: 20 } }, 20)).toBe("Expired");
  expect(at({ type: "Terminating", value: { until: 20, by: HOLDER } }, 20)).toBe("Terminated");
  const stopped = { by: HOLDER, role: role("Holder"), reason: 1, until: 20, notice_by: undefined };
  expect(at({ type: "Suspended", value: stopped }, 20)).toBe("Expired");
  expect(at({ type: "Suspended", value: { ...stopped, notice_by: HOLDER } }, 20)).toBe(
    "Terminated",
  );
  expect(at({ type: "Completed", value: undefined }, 99)).toBe("Completed");
});

test("who has signed is read from the set of parties", () => {
  const partly = { type: "PartlySigned", value: { signed: 0b1000_0000_0000_0010 } } as const;
  expect([0, 1, 2, 15].map((i) => hasSigned(partly, i))).toEqual([false, true, false, true]);
  expect(hasSigned(PROPOSED, 0)).toBe(false);
  expect(hasSigned({ type: "FullySigned", value: undefined }, 0)).toBe(true);
});

test("equal shares sum to the whole", () => {
  for (const n of [1, 2, 3, 7, 16]) {
    const parts = equalShares(Array.from({ length: n }, (_, i) => `5${i}`)).map(
      (share) => share.parts,
    );
    expect(parts.reduce((a, b) => a + b)).toBe(WHOLE);
    expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
  }
});

const PURPOSE: Purpose = {
  field: { type: "HealthMedicalBiomedical", value: undefined },
  diseases: [],
  project: new TextEncoder().encode("P1"),
  country: "0x434e",
  for_profit_organisation: false,
  commercial: false,
  develops_methods: false,
  genetic_study: true,
  ethics_approved: true,
  publishes: true,
  collaborates: true,
  returns_results: true,
};
const none = (type: string) => ({ type, value: undefined });

test.each([
  [none("NoRestriction"), [], {}, undefined],
  [none("HealthMedicalBiomedical"), [], { field: none("GeneralResearch") }, "Field"],
  [none("PopulationOriginsAncestry"), [], {}, "Field"],
  [{ type: "DiseaseSpecific", value: 5148 }, [], { field: none("Disease") }, "Disease"],
  [
    { type: "DiseaseSpecific", value: 5148 },
    [],
    { field: none("Disease"), diseases: [5148] },
    undefined,
  ],
  [
    none("NoRestriction"),
    [none("EthicsApprovalRequired")],
    { ethics_approved: false },
    "EthicsApproval",
  ],
  [
    none("NoRestriction"),
    [none("NotForProfitOrganisation")],
    { for_profit_organisation: true },
    "ForProfitOrganisation",
  ],
  [
    none("NoRestriction"),
    [none("NotForProfitNonCommercial")],
    { commercial: true },
    "CommercialUse",
  ],
  [none("NoRestriction"), [none("NonCommercialUse")], { commercial: true }, "CommercialUse"],
  [none("NoRestriction"), [none("NoGeneralMethods")], { develops_methods: true }, "GeneralMethods"],
  [none("NoRestriction"), [none("GeneticStudiesOnly")], { genetic_study: false }, "GeneticStudy"],
  [none("NoRestriction"), [none("PublicationRequired")], { publishes: false }, "Publication"],
  [
    none("NoRestriction"),
    [none("CollaborationRequired")],
    { collaborates: false },
    "Collaboration",
  ],
  [
    none("NoRestriction"),
    [none("ReturnToResource")],
    { returns_results: false },
    "ReturnToResource",
  ],
  [none("NoRestriction"), [{ type: "Geographic", value: "0x4445" }], {}, "Geography"],
  [none("NoRestriction"), [{ type: "TimeLimit", value: 99 }], {}, "Time"],
  [
    none("NoRestriction"),
    [{ type: "ProjectSpecific", value: new TextEncoder().encode("P2") }],
    {},
    "Project",
  ],
])("%o with %o and %o: %s", (permission, modifiers, change, wanted) => {
  const use = { permission, modifiers } as Descriptor["data_use"];
  expect(mismatch(use, { ...PURPOSE, ...change } as Purpose, 100)).toBe(wanted);
});

test("diseases are written as MONDO writes them", () => {
  expect(mondo(5148)).toBe("MONDO:0005148");
  expect(mondoId("mondo:0005148 ")).toBe(5148);
  expect(mondoId("HP:0005148")).toBeUndefined();
});

const DRAFT: Draft = {
  template: 1,
  data: [0, 1],
  parameters: ["", "5"],
  signWithin: "100",
  term: "1000",
  notice: "10",
  others: [{ account: "5Author", role: role("ThirdParty") }],
  algorithms: [hex(new Uint8Array(32).fill(4))],
  quota: "3",
  price: "30",
  leastHolders: "2",
  disclosure: { minimumCell: "5", mostItems: "100", rounding: "0" },
  windows: { accept: "5", compute: "5", check: "0" },
  checker: "",
  field: "Disease",
  diseases: "MONDO:0005148",
  project: "P1",
  country: "CN",
  promises: { ethics_approved: true },
};
const clause = (parameter: unknown) =>
  ({ title: new Uint8Array(), wording: hex(new Uint8Array(32)), parameter }) as never;
const SCENE = {
  kind: "Authorization" as const,
  clauses: [clause(none("None")), clause({ type: "Number", value: { least: 1n, greatest: 30n } })],
  proposer: CONSUMER,
  holders: [HOLDER, "5Other"],
  now: 50,
};

test("a filled form makes the content that is signed", () => {
  const content: AgreementContent = contentOf(DRAFT, SCENE);
  expect(content.sign_before).toBe(150);
  expect(content.parameters).toEqual([none("None"), { type: "Number", value: 5n }]);
  expect(content.parties.map((p) => p.role.type)).toEqual([
    "Consumer",
    "ThirdParty",
    "Holder",
    "Holder",
  ]);
  const terms = content.terms.type === "Authorization" ? content.terms.value : undefined;
  expect(terms?.price).toBe(30n * 10n ** 12n);
  expect(terms?.shares.map((share) => share.account)).toEqual(["5Author", HOLDER, "5Other"]);
  expect(terms?.purpose.diseases).toEqual([5148]);
  expect(terms?.disclosure).toEqual({ minimum_cell: 5, most_items: 100, rounding: 0 });
});

test.each([
  [{ data: [] }, "data"],
  [{ parameters: ["", "31"] }, "parameter"],
  [{ signWithin: "0" }, "signWithin"],
  [{ term: "x" }, "term"],
  [{ notice: "-1" }, "notice"],
  [{ algorithms: [] }, "algorithms"],
  [{ quota: "0" }, "quota"],
  [{ price: "free" }, "price"],
  [{ leastHolders: "256" }, "leastHolders"],
  [{ disclosure: { minimumCell: "5", mostItems: "-1", rounding: "0" } }, "disclosure"],
  [{ windows: { accept: "0", compute: "5", check: "0" } }, "windows"],
  [{ diseases: "diabetes" }, "diseases"],
  [{ project: "x".repeat(33) }, "project"],
  [{ country: "cn" }, "country"],
])("a form with %o is not sound: %s", (change, wrong) => {
  expect(() => contentOf({ ...DRAFT, ...change }, SCENE)).toThrow(
    expect.objectContaining({ wrong }) as BadDraft,
  );
});

test("progress grows with every participant, and ends whole", () => {
  const job = (stage: unknown) => ({ participants: [{}, {}, {}], stage }) as unknown as Job;
  const stages = [
    { type: "Requested", value: { deadline: 9, accepted: 0 } },
    { type: "Requested", value: { deadline: 9, accepted: 0b101 } },
    { type: "Accepted", value: { deadline: 9 } },
    { type: "Computing", value: { deadline: 9, complete: 0b010 } },
    { type: "Aggregated", value: { deadline: 9 } },
    { type: "Released", value: undefined },
    { type: "Settled", value: { at: 9 } },
  ];
  const shares = stages.map((stage) => progress(job(stage)).share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(new Set(shares).size).toBe(stages.length);
  expect(shares.at(-1)).toBe(1);
  expect(progress(job(stages[1])).participants).toEqual(["accepted", "waiting", "accepted"]);
  expect(progress(job(stages[3])).participants).toEqual(["accepted", "delivered", "accepted"]);
  const failed = progress(
    job({ type: "Failed", value: { at: 9, cause: none("NotAccepted"), at_fault: 0b100 } }),
  );
  expect(failed).toMatchObject({ failed: true, participants: ["ended", "ended", "atFault"] });
  expect(failed.done).toBe(1);
  const done = (cause: unknown) =>
    progress(job({ type: "Failed", value: { at: 9, cause, at_fault: 0 } })).done;
  expect(done(none("Aborted"))).toBe(2);
  expect(done({ type: "Withheld", value: 12 })).toBe(3);
});
