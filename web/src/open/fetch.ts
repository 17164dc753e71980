// The result of a job as it is on the chain, held against the digest in the job's record before anything
// of it is opened.

import type { Chain } from "../chain/connect";
import type { CallRecord, Job } from "../chain/types";
import { concat, hex } from "../domain/bytes";
import { blake2b256, resultDigest, sealedResultDigest } from "../domain/digest";
import { digestOf } from "../domain/variants";
import { CannotOpen } from "./errors";
import { chunkCount, type SealedSum } from "./sealedSum";

/** The keys that the participants made for the job, in their order. */
async function keysOf({ api }: Chain, id: number, job: Job): Promise<string[]> {
  const keys = await api.query.ComputeJobs.EphemeralKeys.getValues(
    job.participants.map((p) => [id, p.node]),
  );
  return keys.map((key) => {
    if (key === undefined) throw new CannotOpen("discarded");
    return key;
  });
}

export async function sealedSum(
  chain: Chain,
  id: number,
  job: Job,
  record: CallRecord | undefined,
): Promise<SealedSum> {
  if (job.output.type !== "Sum") throw new CannotOpen("chunks");
  const { lanes } = job.output.value;
  const wanted = Array.from({ length: chunkCount(lanes) }, (_, i): [number, number] => [id, i]);
  const [keys, found] = await Promise.all([
    keysOf(chain, id, job),
    chain.api.query.ComputeJobs.Sums.getValues(wanted),
  ]);
  const chunks = found.map((chunk) => {
    if (chunk === undefined) throw new CannotOpen("discarded");
    return chunk;
  });
  const digest = resultDigest(
    job.digest,
    chunks.map((chunk) => hex(blake2b256(chunk))),
  );
  if (record?.result !== undefined && record.result !== digest) throw new CannotOpen("altered");
  return { job: job.digest, lanes, keys, chunks };
}

/** The parts of a result of bytes: one of all participants, or one of each. */
export async function sealedParts(
  chain: Chain,
  id: number,
  job: Job,
  record: CallRecord | undefined,
): Promise<{ keys: string[]; parts: Uint8Array[] }> {
  const query = chain.api.query.ComputeJobs;
  const count = job.output.type === "Agreed" ? 1 : job.participants.length;
  const numbers = Array.from({ length: count }, (_, part): [number, number] => [id, part]);
  const [keys, found] = await Promise.all([
    keysOf(chain, id, job),
    query.ResultParts.getValues(numbers),
  ]);
  const encode = chain.codecs.query.ComputeJobs.ResultParts.value.inner.layout.enc;
  const layouts = found.map((part) => {
    if (part === undefined) throw new CannotOpen("discarded");
    return part.layout;
  });
  const digest = sealedResultDigest(
    job.digest,
    layouts.map((layout) => encode(layout)),
  );
  if (record?.result !== undefined && record.result !== digest) throw new CannotOpen("altered");
  const parts = await Promise.all(
    layouts.map(async (layout, part) => {
      const chunks = await query.ResultChunks.getValues(
        layout.chunks.map((_, i): [number, number, number] => [id, part, i]),
      );
      const whole = chunks.map((chunk, i) => {
        if (chunk === undefined) throw new CannotOpen("discarded");
        if (hex(blake2b256(chunk)) !== layout.chunks[i]) throw new CannotOpen("altered");
        return chunk;
      });
      return concat(...whole);
    }),
  );
  return { keys, parts };
}

/** The encoded parameters of the job: those on the chain, or `given`; either have the digest that the job
 * names. */
export async function parametersOf(
  chain: Chain,
  job: Job,
  given?: Uint8Array[],
): Promise<Uint8Array> {
  const query = chain.api.query.ComputeJobs;
  const set = await query.Parameters.getValue(job.consumer, job.spec.parameters);
  const keys =
    set?.chunks.map((_, i): [string, string, number] => [job.consumer, job.spec.parameters, i]) ??
    [];
  const onChain = keys.length === 0 ? [] : await query.ParameterChunks.getValues(keys);
  const chunks = given ?? onChain.flatMap((chunk) => (chunk === undefined ? [] : [chunk]));
  if (chunks.length === 0) throw new CannotOpen("parametersGone");
  if (digestOf(chunks) !== job.spec.parameters) throw new CannotOpen("otherParameters");
  return concat(...chunks);
}
