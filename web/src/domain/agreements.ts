// What follows from an agreement, as `primitives/src/agreement` says it.

import type {
  AgreementState,
  Check,
  Member,
  Party,
  QualificationKind,
  Standing,
} from "../chain/types";

/** Sum of the parts of all shares. */
export const WHOLE = 1_000_000;

/** What a check is about. */
export type Subject =
  | { type: "Party"; account: string; kind: QualificationKind }
  | { type: "Attributes"; data: number }
  | { type: "Diseases" };

/** Everything that an operator has to check before it attests. */
export function requiredChecks(standing: Standing): Subject[] {
  const parties = standing.requires.flatMap(([role, kind]) =>
    standing.parties
      .filter((party) => party.role.type === role.type)
      .map((party): Subject => ({ type: "Party", account: party.account, kind })),
  );
  const attributes = standing.identities.map((data): Subject => ({ type: "Attributes", data }));
  return [
    ...parties,
    ...attributes,
    ...(standing.names_diseases ? [{ type: "Diseases" } as const] : []),
  ];
}

/** The check of `subject`, with the digest of the report on it. */
export function checkOf(subject: Subject, report: string): Check {
  switch (subject.type) {
    case "Party":
      return { type: "PartyQualified", value: { party: subject.account, kind: subject.kind } };
    case "Attributes":
      return { type: "AttributesVerified", value: { data: subject.data, report } };
    case "Diseases":
      return { type: "DiseasesVerified", value: { report } };
  }
}

/** Last block before which the member's qualification counts, if it counts at block `now`. */
export function qualifiedUntil(member: Member | undefined, kind: QualificationKind, now: number) {
  const held = member?.qualifications.find((q) => q.kind.type === kind.type);
  return held !== undefined && held.expires_at > now ? held.expires_at : undefined;
}

/** The state at block `now`, deadlines applied. */
export function stateAt(standing: Standing, now: number): AgreementState {
  const { state } = standing;
  switch (state.type) {
    case "Proposed":
    case "PartlySigned":
    case "FullySigned":
      return now > standing.sign_before ? { type: "Expired", value: undefined } : state;
    case "Active":
      return now >= state.value.until ? { type: "Expired", value: undefined } : state;
    case "Terminating":
      return now >= state.value.until ? { type: "Terminated", value: undefined } : state;
    case "Suspended": {
      if (now < state.value.until) return state;
      const type = state.value.notice_by === undefined ? "Expired" : "Terminated";
      return { type, value: undefined };
    }
    default:
      return state;
  }
}

/** Whether the set of parties `set` has the one at `index`. */
export function contains(set: number, index: number): boolean {
  return Math.floor(set / 2 ** index) % 2 === 1;
}

/** Whether the party at `index` has signed. */
export function hasSigned(state: AgreementState, index: number): boolean {
  if (state.type === "PartlySigned") return contains(state.value.signed, index);
  return state.type !== "Proposed" && state.type !== "Rejected" && state.type !== "Expired";
}

export function partyIndex(parties: Party[], account: string): number {
  return parties.findIndex((party) => party.account === account);
}

/** Equal parts for all, that sum to the whole; the first ones take the rest. */
export function equalShares(accounts: string[]): { account: string; parts: number }[] {
  const each = Math.floor(WHOLE / accounts.length);
  const rest = WHOLE - each * accounts.length;
  return accounts.map((account, i) => ({ account, parts: each + (i < rest ? 1 : 0) }));
}
