// What joint computations are asked, as the consumer uploaded it: the twins of `compute/src/questions`.

import type { Codec } from "@polkadot-api/substrate-bindings";
import {
  Bytes,
  Option,
  Struct,
  Variant,
  Vector,
  _void,
  exactly,
  i64,
  str,
  u32,
  u64,
  u8,
} from "../../domain/scale";
import { List } from "../../domain/variants";
import { CannotOpen } from "../errors";

const Ratio = Struct({ numerator: u32, denominator: u32 });
const Scale = Struct({ origin: i64, unit: i64 });
const Three = Bytes(12);

export const Association = Struct({
  list: List,
  parameters: Struct({
    variants: u32,
    people: Vector(u32),
    selection: Variant({
      Above: Struct({ threshold: Ratio, limit: u32 }),
      Top: Struct({ count: u32 }),
    }),
    minimum_cell: u32,
    rounding: u32,
  }),
});

export const Evidence = Struct({
  list: List,
  inheritance: Variant({ Dominant: _void, Recessive: _void }),
  parameters: Struct({
    variants: u32,
    people: Vector(u32),
    thresholds: Struct({
      frequency: Struct({ ba1_above: u32, bs1_above: u32, pm2_up_to: u32 }),
      least_alleles: u32,
      odds_ratio: Ratio,
      chi_square: Ratio,
      probands: Option(Three),
      healthy_carriers: u32,
      meioses: Three,
    }),
    minimum_cell: u32,
  }),
});

export const Order = Struct({
  column: str,
  scale: Scale,
  parameters: Struct({
    bits: u8,
    values: Vector(u32),
    question: Variant({
      Minimum: _void,
      Maximum: _void,
      Quantiles: Vector(Ratio),
      Histogram: Vector(u64),
    }),
    minimum_cell: u32,
    rounding: u32,
  }),
});

export const Regression = Struct({
  outcome: str,
  covariates: Vector(Struct({ column: str, scale: Scale })),
  parameters: Struct({ covariates: u8, rows: Vector(u32), iterations: u8, minimum_cell: u32 }),
});

/** The question in a job's parameters. */
export function question<T>(codec: Codec<T>, parameters: Uint8Array): T {
  const found = exactly(codec, parameters);
  if (found === undefined) throw new CannotOpen("otherParameters");
  return found;
}
