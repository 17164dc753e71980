// The fields of an event in words.

import type { Members } from "../chain/read";
import { upper } from "../domain/listed";
import { amount, short } from "../domain/units";
import { isKey, type Say } from "../words";
import { nameOf } from "./basics";

/** Fields that hold amounts of money, in the smallest unit. */
const AMOUNTS = ["fee", "amount", "bond", "released", "deposit", "paid", "refunded"];
/** What the words of variants begin with. */
const VARIANTS = ["value", "verdict", "role", "qualification", "cause", "refusedBy", "abort"];

/** The words for a field of an event. */
export function nameWords(say: Say, name: string): string {
  const key = `name.${name}`;
  return isKey(key) ? say(key) : name;
}

function textWords(say: Say, value: string, name: string, known: Members | undefined): string {
  if (AMOUNTS.includes(name) && /^\d+$/.test(value)) return amount(BigInt(value));
  if (known?.has(value)) return nameOf(known, value);
  const key = VARIANTS.map((of) => `${of}.${upper(value)}`).find(isKey);
  return key === undefined ? short(value) : say(key);
}

/** The words for the value of the field `name`. */
export function valueWords(
  say: Say,
  value: unknown,
  name: string,
  known: Members | undefined,
): string {
  if (value === undefined || value === null) return "–";
  if (typeof value === "boolean") return say(value ? "value.yes" : "value.no");
  if (typeof value === "string") return textWords(say, value, name, known);
  if (Array.isArray(value))
    return value.length === 0
      ? "–"
      : value.map((item) => valueWords(say, item, name, known)).join(", ");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([part, held]) => {
        const variant = VARIANTS.map((of) => `${of}.${upper(part)}`).find(isKey);
        const words = variant === undefined ? nameWords(say, part) : say(variant);
        return `${words} ${valueWords(say, held, part, known)}`;
      })
      .join(", ");
  return String(value);
}
