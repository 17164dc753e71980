// A logistic regression: the terms of the model with their intervals. The twin of
// `compute/mpc/src/programs/regression/mod.rs` and `client/src/open/regression.rs`.

import { _void } from "../../domain/scale";
import { CannotOpen } from "../errors";
import { Z } from "./association";
import { receive, type Strength } from "./packets";
import * as questions from "./questions";

export type RegressionTerm = {
  /** Column, or `(intercept)`: the log odds where every covariate is at its origin. */
  term: string;
  estimate: number;
  standard_error: number;
  z: number;
  odds_ratio: number;
  ci_low: number;
  ci_high: number;
};

export type RegressionResult = {
  outcome: string;
  /** Whether the disclosure rule kept the model back. */
  withheld: boolean;
  /** Whether the search had come to rest; without it the numbers mean little. */
  converged: boolean;
  terms: RegressionTerm[];
};

/** Bits behind the point of a coefficient, and of a variance before those of the number of rows. */
const [COEFFICIENT_BITS, FRACTION] = [20, 26];

function term(name: string, unit: number, coefficient: number, error: number): RegressionTerm {
  const [estimate, standard_error] = [coefficient / unit, error / unit];
  const odds = (errors: number) => Math.exp(estimate + errors * standard_error);
  return {
    term: name,
    estimate,
    standard_error,
    z: estimate / standard_error,
    odds_ratio: odds(0),
    ci_low: odds(-Z),
    ci_high: odds(Z),
  };
}

export function regression(
  parameters: Uint8Array,
  strength: Strength,
  packets: Uint8Array[],
): RegressionResult {
  const asked = questions.question(questions.Regression, parameters);
  const { outcome, covariates } = asked;
  const size = covariates.length + 1;
  if (covariates.length !== asked.parameters.covariates) throw new CannotOpen("otherParameters");
  if (covariates.some(({ scale }) => scale.unit <= 0n)) throw new CannotOpen("otherParameters");
  const [, values] = receive(_void, strength, packets);
  const [told, converged] = values.slice(2 * size);
  const sound = values.every((value) => BigInt.asIntN(64, value) === value);
  if (values.length !== 2 * size + 2 || !sound) throw new CannotOpen("program");
  if (told === 0n) return { outcome, withheld: true, converged: false, terms: [] };
  if (told !== 1n) throw new CannotOpen("program");
  const rows = asked.parameters.rows.reduce((sum, n) => sum + n, 0);
  // The least power of two that is no less than the number of rows.
  const variance = 2 ** (FRACTION + Math.ceil(Math.log2(Math.max(rows, 1))));
  const names: [string, number][] = [
    ["(intercept)", 1],
    ...covariates.map(({ column, scale }): [string, number] => [column, Number(scale.unit) / 1e6]),
  ];
  const terms = names.map(([name, unit], i) => {
    const coefficient = Number(values[i]) / 2 ** COEFFICIENT_BITS;
    const error = Math.sqrt(Math.max(0, Number(values[size + i]) / variance));
    return term(name, unit, coefficient, error);
  });
  return { outcome, withheld: false, converged: converged === 1n, terms };
}
