// What a list shows of an agreement and of a job, as the chain's types have them or as the node's own
// methods tell them (docs/rpc.md).

import type { AgreementState, Job, JobStage, Standing } from "../chain/types";
import { hasSigned } from "./agreements";
import { progress } from "./progress";

/** A variant as the node tells it: its name, or its name with what it holds. */
type Told = string | Record<string, Record<string, unknown> | null>;

export type ToldAgreement = {
  standing: { kind: string; parties: { account: string }[]; state: Told };
};
export type ToldJob = {
  spec: { agreement: number; items: number };
  consumer: string;
  fee: string;
  stage: Told;
  participants: unknown[];
};

type ListedAgreement = { kind: Standing["kind"]["type"]; parties: string[]; state: AgreementState };
type ListedJob = Pick<Job["spec"], "agreement" | "items"> &
  Pick<Job, "consumer" | "fee" | "stage"> & { participants: readonly unknown[] };

export type AgreementRow = {
  id: number;
  kind: ListedAgreement["kind"];
  parties: string[];
  /** How many have signed, where the chain still knows. */
  signed?: number;
  state: AgreementState["type"];
};
export type JobRow = {
  id: number;
  agreement: number;
  items: number;
  consumer: string;
  fee: bigint;
  stage: JobStage["type"];
  share: number;
  failed: boolean;
};

/** `fullySigned` as `FullySigned`. */
export function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `atFault` as `at_fault`. */
function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A state as the chain's types have it; its lists are sets of parties, by their indexes. */
function stateOf<T>(told: Told): T {
  const [name, held] = typeof told === "string" ? [told, null] : Object.entries(told)[0]!;
  const set = (indexes: number[]) => indexes.reduce((sum, index) => sum + 2 ** index, 0);
  const fields = Object.entries(held ?? {}).map(([field, value]) => [
    snake(field),
    Array.isArray(value) ? set(value as number[]) : value,
  ]);
  return { type: upper(name), value: held === null ? undefined : Object.fromEntries(fields) } as T;
}

export function toldAgreement({ standing }: ToldAgreement): ListedAgreement {
  return {
    kind: upper(standing.kind) as ListedAgreement["kind"],
    parties: standing.parties.map(({ account }) => account),
    state: stateOf(standing.state),
  };
}

export function toldJob(told: ToldJob): ListedJob {
  const { spec, consumer, fee, stage, participants } = told;
  return { ...spec, consumer, fee: BigInt(fee), stage: stateOf(stage), participants };
}

export function agreementRow(id: number, of: ListedAgreement): AgreementRow {
  const { kind, parties, state } = of;
  const row = { id, kind, parties, state: state.type };
  // Who had signed what ended so is told by its trail alone.
  if (state.type === "Rejected" || state.type === "Expired") return row;
  return { ...row, signed: parties.filter((_, i) => hasSigned(state, i)).length };
}

export function jobRow(id: number, of: ListedJob): JobRow {
  const { agreement, items, consumer, fee, stage } = of;
  const { share, failed } = progress(of);
  return { id, agreement, items, consumer, fee, stage: stage.type, share, failed };
}
