// Digests that are signed: BLAKE2b-256 over a domain string, the hash of the chain's genesis block
// and the SCALE encoding of what they commit to. The twin of `primitives/src/signing.rs`.

import { blake2b } from "@noble/hashes/blake2.js";
import { compact, u32 } from "./scale";
import { bytes, concat, hex, unhex } from "./bytes";

export function blake2b256(input: Uint8Array): Uint8Array {
  return blake2b(input, { dkLen: 32 });
}

function digest(domain: string, ...parts: Uint8Array[]): string {
  const name = bytes(domain);
  return hex(blake2b256(concat(compact.enc(name.length), name, ...parts)));
}

function hash(text: string): Uint8Array {
  const bytes = unhex(text);
  if (bytes?.length !== 32) throw new Error(`${text} is no hash`);
  return bytes;
}

function hashes(list: string[]): Uint8Array {
  return concat(compact.enc(list.length), ...list.map(hash));
}

/** Digest of agreement `id` with this encoded content: what `sign` names. */
export function agreementDigest(genesis: string, id: number, content: Uint8Array): string {
  return digest("panshi/agreement", hash(genesis), u32.enc(id), content);
}

/** Digest of a set of parameters from the BLAKE2b-256 of its chunks. */
export function parametersDigest(chunks: string[]): string {
  return digest("panshi/parameters", hashes(chunks));
}

/** Digest of a sum from the BLAKE2b-256 of its chunks. */
export function resultDigest(job: string, chunks: string[]): string {
  return digest("panshi/result", hash(job), hashes(chunks));
}

/** Digest of a result of bytes from the encoded layouts of its parts. */
export function sealedResultDigest(job: string, layouts: Uint8Array[]): string {
  return digest("panshi/sealed-result", hash(job), compact.enc(layouts.length), ...layouts);
}

/** Commitment to a text that stays off the chain. */
export function textCommitment(salt: Uint8Array, text: Uint8Array): string {
  return digest("panshi/text", salt, compact.enc(text.length), text);
}
