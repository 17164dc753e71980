// A joint association: the variants that came out, with pooled counts and what follows from them. The twin
// of `compute/mpc/src/programs/association/{mod,statistics}.rs` and `client/src/open/association.rs`.

import { Struct, Vector, u32 } from "../../domain/scale";
import { keysOf } from "../../domain/variants";
import { CannotOpen } from "../errors";
import { receive, type Strength } from "./packets";
import * as questions from "./questions";

type Three = [number, number, number];

/** A variant that came out; `null` where the counts do not determine a statistic. */
export type AssociationVariant = {
  chrom: string;
  pos: number;
  ref: string;
  alt: string;
  cases: Three;
  controls: Three;
  chi1: number | null;
  chi2: number | null;
  odds_ratio: number | null;
  ci_low: number | null;
  ci_high: number | null;
};

export type AssociationResult = { variants: AssociationVariant[] };

/** The 97.5 % quantile of the normal distribution. */
export const Z = 1.959963984540054;

const Opened = Struct({ delivered: Vector(u32) });

const total = (of: number[]) => of.reduce((sum, n) => sum + n, 0);
const quotient = (a: number, b: number) => (b > 0 ? a / b : null);

/** Chi-square of the trend test (Armitage 1955, with N - 1). */
function trend(r: Three, s: Three): number | null {
  const [cases, controls] = [total(r), total(s)];
  const people = cases + controls;
  const [x, w] = [r[1] + 2 * r[2], s[1] + 2 * s[2]];
  const [y, z] = [x + w, x + w + 2 * (r[2] + s[2])];
  const difference = controls * x - cases * w;
  const variance = people * z - y * y;
  return quotient((people - 1) * difference * difference, cases * controls * variance);
}

/** Chi-square of the three genotypes (Pearson, times (N - 1) / N). */
function genotype(r: Three, s: Three): number | null {
  const [cases, controls] = [total(r), total(s)];
  const people = cases + controls;
  let sum = 0;
  for (const i of [0, 1, 2] as const) {
    const difference = controls * r[i] - cases * s[i];
    const part = quotient(difference * difference, r[i] + s[i]);
    if (part === null) return null;
    sum += part;
  }
  return quotient((sum * (people - 1)) / people, cases * controls);
}

/** Odds ratio of alleles with its bounds (Woolf 1955; a half added where a number is zero). */
function odds(r: Three, s: Three): Three | undefined {
  const alleles = ([none, one, two]: Three): [number, number] => [one + 2 * two, 2 * none + one];
  const [[a, b], [c, d]] = [alleles(r), alleles(s)];
  if (a + b === 0 || c + d === 0 || a + c === 0 || b + d === 0) return undefined;
  const shift = [a, b, c, d].includes(0) ? 0.5 : 0;
  const [e, f, g, h] = [a + shift, b + shift, c + shift, d + shift];
  const logarithm = Math.log((e * h) / (f * g));
  const error = Math.sqrt(1 / e + 1 / f + 1 / g + 1 / h);
  return [Math.exp(logarithm), Math.exp(logarithm - Z * error), Math.exp(logarithm + Z * error)];
}

export function association(
  parameters: Uint8Array,
  strength: Strength,
  packets: Uint8Array[],
): AssociationResult {
  const asked = questions.question(questions.Association, parameters);
  const keys = keysOf(asked.list);
  if (keys.length !== asked.parameters.variants) throw new CannotOpen("otherParameters");
  const [{ delivered }, values] = receive(Opened, strength, packets);
  const ascending = delivered.every((variant, i) => i === 0 || variant > delivered[i - 1]!);
  const known = delivered.every((variant) => variant < keys.length);
  const counts = values.every((value) => value >= 0n && value < 1n << 32n);
  if (!ascending || !known || !counts || values.length !== 6 * delivered.length)
    throw new CannotOpen("program");
  const variants = delivered.map((variant, i): AssociationVariant => {
    const cells = values.slice(6 * i, 6 * i + 6).map(Number);
    const [cases, controls] = [cells.slice(0, 3) as Three, cells.slice(3) as Three];
    const { sequence, position, reference, alternate } = keys[variant]!;
    const [odds_ratio, ci_low, ci_high] = odds(cases, controls) ?? [null, null, null];
    return {
      chrom: sequence,
      pos: position,
      ref: reference,
      alt: alternate,
      cases,
      controls,
      chi1: trend(cases, controls),
      chi2: genotype(cases, controls),
      odds_ratio,
      ci_low,
      ci_high,
    };
  });
  return { variants: variants.sort((a, b) => (b.chi1 ?? 0) - (a.chi1 ?? 0)) };
}

/** Minus the decimal logarithm of the probability of a greater chi-square with one degree of freedom, to
 * one part in a million: erfc by W. J. Cody's rational form as in Numerical Recipes, section 6.2. */
export function significance(chi: number): number {
  const z = Math.sqrt(Math.max(chi, 0) / 2);
  const t = 1 / (1 + 0.5 * z);
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398,
    1.48851587, -0.82215223, 0.17087277,
  ];
  const polynomial = terms.reduceRight((sum, term) => sum * t + term, 0);
  return Math.max(0, -(Math.log(t) - z * z + polynomial) / Math.LN10);
}
