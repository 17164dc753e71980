// An order statistic: minimum, maximum, quantiles or a histogram of a column. The twin of
// `compute/mpc/src/programs/order/mod.rs` and `client/src/open/order.rs`.

import { _void } from "../../domain/scale";
import { CannotOpen } from "../errors";
import { receive, type Strength } from "./packets";
import * as questions from "./questions";

/** `value` is `null` where the disclosure rule keeps it back, or nobody has one. */
export type OrderValue = { what: string; value: string | null };
/** The first bin has no beginning, the last no end; `people` is `null` where the disclosure rule keeps it
 * back. */
export type OrderBin = { from: string | null; to: string | null; people: number | null };
export type OrderResult = { column: string; values?: OrderValue[]; bins?: OrderBin[] };

const HIDDEN = -1n;
/** Numbers of a table are counted in millionths. */
const UNIT = 1_000_000n;

/** A decimal number from millionths, as short as it is. */
function decimal(millionths: bigint): string {
  const size = millionths < 0n ? -millionths : millionths;
  const part = (size % UNIT).toString().padStart(6, "0").replace(/0+$/, "");
  return `${millionths < 0n ? "-" : ""}${size / UNIT}${part === "" ? "" : `.${part}`}`;
}

export function order(
  parameters: Uint8Array,
  strength: Strength,
  packets: Uint8Array[],
): OrderResult {
  const asked = questions.question(questions.Order, parameters);
  const { column, scale } = asked;
  const { question } = asked.parameters;
  if (scale.unit <= 0n) throw new CannotOpen("otherParameters");
  const number = (whole: bigint) => decimal(whole * scale.unit + scale.origin);
  const [, answer] = receive(_void, strength, packets);
  const sound = (value: bigint) => value >= 0n && value < 1n << 64n;
  const fits = answer.every((value) => value === HIDDEN || sound(value));
  if (question.type === "Histogram") {
    const edges = question.value.map(number);
    if (answer.length !== edges.length + 1 || !fits) throw new CannotOpen("program");
    const bins = answer.map((people, i) => ({
      from: edges[i - 1] ?? null,
      to: edges[i] ?? null,
      people: people === HIDDEN ? null : Number(people),
    }));
    return { column, bins };
  }
  const what =
    question.type === "Quantiles"
      ? question.value.map((q) => `${q.numerator}/${q.denominator}`)
      : [question.type.toLowerCase()];
  if (answer.length !== what.length || !fits) throw new CannotOpen("program");
  const told = (value: bigint) => (value === HIDDEN ? null : number(value));
  return { column, values: what.map((what, i) => ({ what, value: told(answer[i]!) })) };
}
