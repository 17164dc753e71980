// Lists of variants: read from a table or a VCF file, brought into the form that all parties use,
// and encoded as the parameters of a job. The twin of `primitives/src/genomics.rs` for data that
// were normalised by trimming.

import type { CodecType } from "@polkadot-api/substrate-bindings";
import { Bytes, Enum, Struct, Vector, u32, _void, Hex, Variant, exactly } from "./scale";
import { blake2b256, parametersDigest } from "./digest";
import { bytes, hex, text } from "./bytes";

export type Build = "None" | "Grch37" | "Grch38" | "Chm13";

export type VariantKey = {
  sequence: string;
  position: number;
  reference: string;
  alternate: string;
};

/** Most variants in a list, longest name and longest allele, as the chain's parties bound them. */
const MOST = 100_000;
const LONGEST_NAME = 32;
const LONGEST_ALLELE = 4_096;
/** Most bytes in a chunk of parameters, and most chunks. */
const CHUNK = 64 * 1024;
const CHUNKS = 128;

const Key = Struct({
  sequence: Bytes(),
  position: u32,
  reference: Bytes(),
  alternate: Bytes(),
});

/** A list of variants as all parties encode it. */
export const List = Struct({
  build: Variant({ None: _void, Grch37: _void, Grch38: _void, Chm13: _void }),
  rule: Variant({ Trimmed: _void, FullyJustified: Struct({ reference: Hex(32) }) }),
  variants: Vector(Key),
});

/** Why a text is no list of variants. */
export class BadList extends Error {
  constructor(
    readonly reason: "empty" | "tooMany" | "columns" | "variant" | "malformed",
    readonly line?: number,
  ) {
    super(reason);
  }
}

/** Bases common to both alleles trimmed: from the right, then from the left, each keeping one. */
export function trimmed(key: VariantKey): VariantKey {
  let { position, reference, alternate } = key;
  while (reference.length > 1 && alternate.length > 1 && reference.at(-1) === alternate.at(-1)) {
    reference = reference.slice(0, -1);
    alternate = alternate.slice(0, -1);
  }
  let common = 0;
  const shortest = Math.min(reference.length, alternate.length) - 1;
  while (common < shortest && reference[common] === alternate[common]) common += 1;
  return {
    ...key,
    position: position + common,
    reference: reference.slice(common),
    alternate: alternate.slice(common),
  };
}

function order(a: VariantKey, b: VariantKey): number {
  const compare = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return (
    compare(a.sequence, b.sequence) ||
    a.position - b.position ||
    compare(a.reference, b.reference) ||
    compare(a.alternate, b.alternate)
  );
}

function isBases(allele: string): boolean {
  return allele.length <= LONGEST_ALLELE && /^[ACGTN*]+$/.test(allele);
}

/** The variants of a table (sequence, position, reference, alternate) or of a VCF file: trimmed,
 * sorted, each once. Symbolic and overlapping alleles have no key and are passed over. */
export function readVariants(file: string): VariantKey[] {
  const found: VariantKey[] = [];
  let isVcf = false;
  const lines = file.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.startsWith("##fileformat=VCF")) isVcf = true;
    if (line === "" || line.startsWith("#")) continue;
    const columns = line.split("\t");
    const [name, place] = columns;
    if (index === 0 && !/^\d/.test(place ?? "")) continue;
    const [reference, alternates] = isVcf ? columns.slice(3, 5) : columns.slice(2, 4);
    if (name === undefined || reference === undefined || alternates === undefined) {
      throw new BadList("columns", index + 1);
    }
    const position = Number(place);
    const sequence = name.replace(/^chr/, "");
    if (!Number.isInteger(position) || position < 1 || position >= 2 ** 32) {
      throw new BadList("variant", index + 1);
    }
    for (const alternate of alternates.split(",")) {
      if (/^[<.*]/.test(alternate) || /[[\]]/.test(alternate)) continue;
      const key = trimmed({
        sequence,
        position,
        reference: reference.toUpperCase(),
        alternate: alternate.toUpperCase(),
      });
      const isName = sequence !== "" && bytes(sequence).length <= LONGEST_NAME;
      if (!isName || !isBases(key.reference) || !isBases(key.alternate)) {
        throw new BadList("variant", index + 1);
      }
      found.push(key);
    }
  }
  const sorted = found
    .sort(order)
    .filter((key, i, all) => i === 0 || order(all[i - 1]!, key) !== 0);
  if (sorted.length === 0) throw new BadList("empty");
  if (sorted.length > MOST) throw new BadList("tooMany");
  return sorted;
}

/** The parameters of a job that asks about `variants`, in chunks, with their digest. */
export function parameters(
  build: Build,
  variants: VariantKey[],
): { digest: string; chunks: Uint8Array[] } {
  const encoded = List.enc({
    build: Enum(build),
    rule: Enum("Trimmed"),
    variants: variants.map((key) => ({
      sequence: bytes(key.sequence),
      position: key.position,
      reference: bytes(key.reference),
      alternate: bytes(key.alternate),
    })),
  });
  const chunks = chunked(encoded);
  return { digest: digestOf(chunks), chunks };
}

/** The digest of parameters that come in these chunks. */
export function digestOf(chunks: Uint8Array[]): string {
  return parametersDigest(chunks.map((chunk) => hex(blake2b256(chunk))));
}

/** The variants in encoded parameters. */
export function readParameters(encoded: Uint8Array): VariantKey[] {
  const list = exactly(List, encoded);
  if (list === undefined) throw new BadList("malformed");
  return keysOf(list);
}

/** The variants of a decoded list. */
export function keysOf(list: CodecType<typeof List>): VariantKey[] {
  return list.variants.map((key) => ({
    sequence: text(key.sequence),
    position: key.position,
    reference: text(key.reference),
    alternate: text(key.alternate),
  }));
}

/** Bytes of a job's parameters, in the chunks that are uploaded. */
export function chunked(encoded: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < encoded.length; at += CHUNK) chunks.push(encoded.subarray(at, at + CHUNK));
  if (chunks.length > CHUNKS) throw new BadList("tooMany");
  return chunks;
}
