// The audit trail: what happened to a job, an agreement or a data identity, in order, from the events
// of every finalized block.

import type { Chain } from "./connect";
import { decodeEvents } from "./connect";
import { agreement, identity, job } from "./read";
import { isOf, type Subject, type TrailEntry } from "../domain/trail";

export type Scan = {
  entries: TrailEntry[];
  /** Blocks that have been looked at, and those there are to look at. */
  looked: number;
  of: number;
  from: number;
  to: number;
};

/** Blocks that are asked for at a time. */
const AT_A_TIME = 64;
/** Most blocks of one look; the earliest are looked at. */
export const MOST_BLOCKS = 20_000;

/** First and last block in which something can have happened to `subject`. */
async function span(chain: Chain, subject: Subject, head: number): Promise<[number, number]> {
  switch (subject.type) {
    case "job": {
      const { job: found } = await job(chain, subject.id);
      const { stage } = found;
      const ended = stage.type === "Settled" || stage.type === "Failed" ? stage.value.at : head;
      return [found.created_at, ended];
    }
    case "data":
      return [(await identity(chain, subject.id)).registered_at, head];
    case "agreement":
      await agreement(chain, subject.id);
      return [await firstBlockOf(chain, subject.id, head), head];
  }
}

async function hashOf(chain: Chain, block: number): Promise<string> {
  return chain.client._request<string>("chain_getBlockHash", [block]);
}

/** First block at which agreement `id` is on the chain, which it then is for good. */
async function firstBlockOf(chain: Chain, id: number, head: number): Promise<number> {
  const key = await chain.api.query.Agreements.Agreements.getKey(id);
  let [absent, present] = [0, head];
  while (present - absent > 1) {
    const middle = absent + Math.floor((present - absent) / 2);
    const value = await chain.client._request("state_getStorageHash", [
      key,
      await hashOf(chain, middle),
    ]);
    if (value === null) absent = middle;
    else present = middle;
  }
  return present;
}

async function eventsOf(chain: Chain, key: string, block: number): Promise<TrailEntry[]> {
  const encoded = await chain.client._request<string | null>("state_getStorage", [
    key,
    await hashOf(chain, block),
  ]);
  if (encoded === null) return [];
  return decodeEvents(chain, encoded).map(({ phase, event }) => ({
    block,
    ...(phase.type === "ApplyExtrinsic" ? { extrinsic: phase.value } : {}),
    pallet: event.type,
    name: event.value.type,
    fields: (event.value.value ?? {}) as Record<string, unknown>,
  }));
}

/** Looks through the blocks for what happened to `subject`; tells `show` after each few blocks, until
 * `signal` stops it. */
export async function trail(
  chain: Chain,
  subject: Subject,
  show: (scan: Scan) => void,
  signal: AbortSignal,
): Promise<void> {
  const { number } = await chain.client.getFinalizedBlock();
  const [from, last] = await span(chain, subject, number);
  const to = Math.min(last, from + MOST_BLOCKS - 1);
  const key = await chain.api.query.System.Events.getKey();
  const entries: TrailEntry[] = [];
  for (let block = from; block <= to && !signal.aborted; block += AT_A_TIME) {
    const count = Math.min(AT_A_TIME, to - block + 1);
    const blocks = await Promise.all(
      Array.from({ length: count }, (_, i) => eventsOf(chain, key, block + i)),
    );
    entries.push(...blocks.flat().filter((entry) => isOf(subject, entry)));
    if (!signal.aborted)
      show({ entries: [...entries], looked: block + count - from, of: to - from + 1, from, to });
  }
}
