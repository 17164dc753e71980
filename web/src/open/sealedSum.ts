// Opening a sealed sum: the consumer takes the masks off with its result key and verifies the
// weighted check lane. docs/protocols/sealed-sum.md has every byte.

import { chacha20 } from "@noble/ciphers/chacha.js";
import { bytes, unhex } from "../domain/bytes";
import { agree, derive } from "./agree";
import { CannotOpen } from "./errors";
import type { ResultKey } from "../domain/resultKey";

/** Lanes in every chunk but the last. */
const LANES_PER_CHUNK = 8_192;
const MODULUS_MASK = (1n << 64n) - 1n;

export function chunkCount(lanes: number): number {
  return Math.ceil(lanes / LANES_PER_CHUNK);
}

function lanesInChunk(lanes: number, index: number): number {
  return Math.max(0, Math.min(lanes - index * LANES_PER_CHUNK, LANES_PER_CHUNK));
}

/** Eight little-endian bytes each. */
export function lanesOf(chunk: Uint8Array): BigUint64Array {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return BigUint64Array.from({ length: chunk.length / 8 }, (_, i) =>
    view.getBigUint64(8 * i, true),
  );
}

/** The first `count` numbers of chunk `chunk` under `key`: the key stream with the index of the chunk
 * as nonce. */
export function numbers(key: Uint8Array, chunk: number, count: number): BigUint64Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(0, chunk, true);
  return lanesOf(chacha20(key, nonce, new Uint8Array(8 * count)));
}

/** Key of the mask between the consumer and the holder with key `holder`. */
export function consumerKey(
  job: Uint8Array,
  shared: Uint8Array,
  holder: Uint8Array,
  result: Uint8Array,
): Uint8Array {
  return derive(job, shared, bytes("panshi/sealed-sum/consumer"), holder, result);
}

/** The sum of the lanes of `vector`, each times an odd public number that follows from the job. */
export function weightedCheck(job: Uint8Array, vector: BigUint64Array, lanes: number): bigint {
  const key = derive(undefined, job, bytes("panshi/sealed-sum/weights"));
  let check = 0n;
  for (let chunk = 0; chunk < chunkCount(lanes); chunk += 1) {
    const start = chunk * LANES_PER_CHUNK;
    const part = vector.subarray(start, start + lanesInChunk(lanes, chunk));
    const weights = numbers(key, chunk, part.length);
    part.forEach((lane, i) => {
      check = (check + (weights[i]! | 1n) * lane) & MODULUS_MASK;
    });
  }
  return check;
}

export type SealedSum = {
  /** Digest of the job. */
  job: string;
  /** Lanes, the weighted check lane included. */
  lanes: number;
  /** Keys of the participants, in their order. */
  keys: string[];
  /** Chunks of the sum, in order. */
  chunks: Uint8Array[];
};

/** One number for each lane but the check lane. */
export function openSum(sum: SealedSum, key: ResultKey): BigUint64Array {
  if (sum.chunks.length !== chunkCount(sum.lanes) || sum.lanes === 0)
    throw new CannotOpen("chunks");
  const [job, own] = [unhex(sum.job)!, unhex(key.public)!];
  const masks = sum.keys.map((text, party) => {
    const holder = unhex(text)!;
    return consumerKey(job, agree(key.secret, holder, party), holder, own);
  });
  const vector = new BigUint64Array(sum.lanes);
  sum.chunks.forEach((chunk, index) => {
    const count = lanesInChunk(sum.lanes, index);
    if (chunk.length !== 8 * count) throw new CannotOpen("chunks");
    const lanes = lanesOf(chunk);
    for (const mask of masks) {
      const stream = numbers(mask, index, count);
      // An element of a BigUint64Array is taken modulo 2^64.
      lanes.forEach((lane, i) => (lanes[i] = lane - stream[i]!));
    }
    vector.set(lanes, index * LANES_PER_CHUNK);
  });
  const opened = vector.subarray(0, sum.lanes - 1);
  if (weightedCheck(job, opened, sum.lanes) !== vector[sum.lanes - 1])
    throw new CannotOpen("checkLane");
  return opened;
}
