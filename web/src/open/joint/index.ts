// What the opened packets of a joint computation say, for each of the programs. Nothing is shown unless
// all packets fit together in the way that the program's strength demands.

import { Struct, u8 } from "../../domain/scale";
import { CannotOpen } from "../errors";
import { association, type AssociationResult } from "./association";
import { evidence, type EvidenceVariant } from "./evidence";
import { order, type OrderResult } from "./order";
import { split, type Strength } from "./packets";
import { regression, type RegressionResult } from "./regression";

export type JointResult =
  | { type: "association"; value: AssociationResult }
  | { type: "evidence"; value: EvidenceVariant[] }
  | { type: "order"; value: OrderResult }
  | { type: "regression"; value: RegressionResult }
  | { type: "millionaires"; value: { richest: number } };

function millionaires(packets: Uint8Array[]): { richest: number } {
  const [{ richest }, shares] = split(Struct({ richest: u8 }), packets);
  if (richest >= packets.length || shares.some((share) => share.length > 0))
    throw new CannotOpen("program");
  return { richest };
}

const PROGRAMS: Record<
  string,
  (parameters: Uint8Array, strength: Strength, packets: Uint8Array[]) => JointResult
> = {
  "panshi/association/1": (...of) => ({ type: "association", value: association(...of) }),
  "panshi/evidence/1": (...of) => ({ type: "evidence", value: evidence(...of) }),
  "panshi/order/1": (...of) => ({ type: "order", value: order(...of) }),
  "panshi/regression/1": (...of) => ({ type: "regression", value: regression(...of) }),
  "panshi/millionaires/1": (_, __, packets) => ({
    type: "millionaires",
    value: millionaires(packets),
  }),
};

/** Whether the portal reads what the algorithm with this code gives. */
export function isKnown(code: string): boolean {
  return Object.hasOwn(PROGRAMS, code);
}

/** The result of a job with these parameters, from the packets of all its participants. */
export function joint(
  code: string,
  strength: Strength,
  parameters: Uint8Array,
  packets: Uint8Array[],
): JointResult {
  const program = isKnown(code) ? PROGRAMS[code] : undefined;
  if (program === undefined) throw new CannotOpen("program");
  return program(parameters, strength, packets);
}
