// Pages of agreements and of jobs, the newest first: those of a member from the node's own methods
// (docs/rpc.md), all of them by their numbers on the chain.

import { ask, type At } from "./answers";
import type { Chain } from "./connect";
import {
  agreementRow,
  jobRow,
  toldAgreement,
  toldJob,
  type AgreementRow,
  type JobRow,
  type ToldAgreement,
  type ToldJob,
} from "../domain/listed";
import { stateAt } from "../domain/agreements";

/** A page of a list; the next one is of the numbers before `next`. */
export type Page<T> = { block: At; items: T[]; next: number | null };
/** Where a page begins: below this number, or with the newest. */
export type Before = number | undefined;

const ON_PAGE = 20;

async function of<Told, Row>(
  chain: Chain,
  method: string,
  params: unknown[],
  before: Before,
  row: (id: number, told: Told) => Row,
): Promise<Page<Row>> {
  const page = { limit: ON_PAGE, ...(before === undefined ? {} : { before }) };
  type List = { items: { id: number; value: Told }[]; next: number | null };
  const { block, value } = await ask<List>(chain, method, [...params, page]);
  return { block, items: value.items.map((item) => row(item.id, item.value)), next: value.next };
}

export function awaitingSignature(chain: Chain, account: string, before: Before) {
  const row = (id: number, told: ToldAgreement) => agreementRow(id, toldAgreement(told));
  return of(chain, "panshi_awaitingSignature", [account], before, row);
}

export function agreementsOf(chain: Chain, account: string, before: Before) {
  const row = (id: number, told: ToldAgreement) => agreementRow(id, toldAgreement(told));
  return of(chain, "panshi_agreementsOf", [account, {}], before, row);
}

export function jobsOf(chain: Chain, account: string, before: Before) {
  const row = (id: number, told: ToldJob) => jobRow(id, toldJob(told));
  return of(chain, "panshi_jobsOf", [account, {}], before, row);
}

/** The block at which a value is read, by its hash. */
type AtBlock = { at: string };

async function all<Value, Row>(
  chain: Chain,
  next: (at: AtBlock) => Promise<number>,
  values: (keys: [number][], at: AtBlock) => Promise<(Value | undefined)[]>,
  before: Before,
  row: (id: number, value: Value, now: number) => Row,
): Promise<Page<Row>> {
  const { hash, number } = await chain.client.getFinalizedBlock();
  const end = Math.min(before ?? Number.POSITIVE_INFINITY, await next({ at: hash }));
  const first = Math.max(0, end - ON_PAGE);
  const keys = Array.from({ length: end - first }, (_, i): [number] => [end - 1 - i]);
  const found = keys.length === 0 ? [] : await values(keys, { at: hash });
  const items = found.flatMap((value, i) =>
    value === undefined ? [] : [row(keys[i]![0], value, number)],
  );
  return { block: { hash, number, finalized: true }, items, next: first === 0 ? null : first };
}

export function allAgreements(chain: Chain, before: Before): Promise<Page<AgreementRow>> {
  const { NextAgreementId, Agreements } = chain.api.query.Agreements;
  return all(
    chain,
    (at) => NextAgreementId.getValue(at),
    (keys, at) => Agreements.getValues(keys, at),
    before,
    (id, standing, now) =>
      agreementRow(id, {
        kind: standing.kind.type,
        parties: standing.parties.map(({ account }) => account),
        state: stateAt(standing, now),
      }),
  );
}

export function allJobs(chain: Chain, before: Before): Promise<Page<JobRow>> {
  const { NextJobId, Jobs } = chain.api.query.ComputeJobs;
  return all(
    chain,
    (at) => NextJobId.getValue(at),
    (keys, at) => Jobs.getValues(keys, at),
    before,
    (id, job) =>
      jobRow(id, {
        agreement: job.spec.agreement,
        items: job.spec.items,
        consumer: job.consumer,
        fee: job.fee,
        stage: job.stage,
        participants: job.participants,
      }),
  );
}
