// Pooled allele counts: three lanes for each variant, and the evidence that follows from the
// frequency alone (ACMG/AMP 2015: BA1, BS1, PM2), as `primitives/src/acmg/frequency.rs` has it.

import type { VariantKey } from "../domain/variants";

export type Evidence = "BA1" | "BS1" | "PM2";

export type Count = VariantKey & {
  /** Alleles that are the variant, alleles that were called, people with two copies. */
  ac: number;
  an: number;
  hom: number;
  /** None where nothing was called, or follows. */
  evidence?: Evidence;
};

/** Frequencies, of a million: above, above, up to. */
const [BA1_ABOVE, BS1_ABOVE, PM2_UP_TO, UNIT] = [50_000n, 10_000n, 100n, 1_000_000n];

export function evidence(ac: bigint, an: bigint): Evidence | undefined {
  const above = (threshold: bigint) => ac * UNIT > threshold * an;
  if (an === 0n || ac > an) return undefined;
  if (above(BA1_ABOVE)) return "BA1";
  if (above(BS1_ABOVE)) return "BS1";
  return above(PM2_UP_TO) ? undefined : "PM2";
}

/** Counts of the variants in `lanes`. Where noise was added they may be negative, and no evidence
 * follows from them. */
export function countsOf(lanes: BigUint64Array, variants: VariantKey[], noised: boolean): Count[] {
  return variants.map((key, i) => {
    const [ac, an, hom] = [lanes[3 * i], lanes[3 * i + 1], lanes[3 * i + 2]].map((lane) =>
      noised ? BigInt.asIntN(64, lane ?? 0n) : (lane ?? 0n),
    ) as [bigint, bigint, bigint];
    const found = noised ? undefined : evidence(ac, an);
    const count = { ...key, ac: Number(ac), an: Number(an), hom: Number(hom) };
    return found === undefined ? count : { ...count, evidence: found };
  });
}

/** As tab-separated text. */
export function table(counts: Count[]): string {
  const head = ["chrom", "pos", "ref", "alt", "ac", "an", "hom", "evidence"].join("\t");
  const rows = counts.map((c) =>
    [c.sequence, c.position, c.reference, c.alternate, c.ac, c.an, c.hom, c.evidence ?? ""].join(
      "\t",
    ),
  );
  return `${[head, ...rows].join("\n")}\n`;
}
