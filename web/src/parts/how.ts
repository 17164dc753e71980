// How an algorithm's result comes about, and who may cheat in it: part of what every party signs.

import type { Algorithm } from "../chain/types";
import type { Key } from "../words";

/** The words for it: those of docs/threat-model.md, shorter. */
export function how({ content }: Algorithm): Key {
  const { aggregation } = content;
  return aggregation.type === "Agreement"
    ? `how.${aggregation.value.strength.type}`
    : `how.${aggregation.type}`;
}
