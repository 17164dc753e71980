// Reads of the chain, at its latest finalized block.

import type {
  AgreementContent,
  Algorithm,
  Attestation,
  CallRecord,
  DataIdentity,
  Job,
  Ledger,
  Member,
  Numbered,
  Standing,
  Template,
} from "./types";
import type { Chain } from "./connect";

/** Most things that a list reads, the newest first. */
export const MOST = 500;

/** What was asked for is not on the chain. */
export class NotFound extends Error {}

/** The numbers below `next`, the newest first, at most [`MOST`]. */
function newest(next: number): [number][] {
  const count = Math.min(next, MOST);
  return Array.from({ length: count }, (_, i) => [next - 1 - i]);
}

type Entry<T> = { getValues(keys: [number][]): Promise<(T | undefined)[]> };

async function list<T>(
  next: Promise<number>,
  entry: Entry<T>,
): Promise<{ items: Numbered<T>[]; total: number }> {
  const total = await next;
  const keys = newest(total);
  const values = keys.length === 0 ? [] : await entry.getValues(keys);
  const items = values.flatMap((value, i) =>
    value === undefined ? [] : [{ id: keys[i]![0], value }],
  );
  return { items, total };
}

async function found<T>(value: Promise<T | undefined>): Promise<T> {
  const result = await value;
  if (result === undefined) throw new NotFound();
  return result;
}

export type Members = Map<string, Member>;

export async function members({ api }: Chain): Promise<Members> {
  const entries = await api.query.Consortium.Members.getEntries();
  return new Map(entries.map(({ keyArgs: [account], value }) => [account, value]));
}

export function member({ api }: Chain, account: string): Promise<Member> {
  return found(api.query.Consortium.Members.getValue(account));
}

export function identities({ api }: Chain) {
  const { NextDataId, Identities } = api.query.DataRegistry;
  return list<DataIdentity>(NextDataId.getValue(), Identities);
}

export function identity({ api }: Chain, id: number): Promise<DataIdentity> {
  return found(api.query.DataRegistry.Identities.getValue(id));
}

export function ledger({ api }: Chain, data: number): Promise<Ledger | undefined> {
  return api.query.PrivacyBudget.Budgets.getValue(data);
}

export function templates({ api }: Chain) {
  const { NextTemplateId, Templates } = api.query.Agreements;
  return list<Template>(NextTemplateId.getValue(), Templates);
}

export async function algorithms({ api }: Chain): Promise<{ digest: string; value: Algorithm }[]> {
  const entries = await api.query.ComputeJobs.Algorithms.getEntries();
  return entries.map(({ keyArgs: [digest], value }) => ({ digest, value }));
}

export function algorithm({ api }: Chain, digest: string): Promise<Algorithm> {
  return found(api.query.ComputeJobs.Algorithms.getValue(digest));
}

export function standings({ api }: Chain) {
  const { NextAgreementId, Agreements } = api.query.Agreements;
  return list<Standing>(NextAgreementId.getValue(), Agreements);
}

export type Agreement = {
  standing: Standing;
  content: AgreementContent;
  template: Template;
  attestation?: Attestation;
};

export async function agreement({ api }: Chain, id: number): Promise<Agreement> {
  const query = api.query.Agreements;
  const [standing, content, attestation] = await Promise.all([
    found(query.Agreements.getValue(id)),
    found(query.Contents.getValue(id)),
    query.Attestations.getValue(id),
  ]);
  const template = await found(query.Templates.getValue(content.template));
  return attestation === undefined
    ? { standing, content, template }
    : { standing, content, template, attestation };
}

export async function job({ api }: Chain, id: number): Promise<{ job: Job; record?: CallRecord }> {
  const query = api.query.ComputeJobs;
  const [job, record] = await Promise.all([
    found(query.Jobs.getValue(id)),
    query.Records.getValue(id),
  ]);
  return record === undefined ? { job } : { job, record };
}
