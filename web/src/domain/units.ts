// Amounts, shares and blocks as people write them.

/** Digits of an amount after the point. */
const DECIMALS = 12;
export const TOKEN = "PAN";

/** An amount, with as many digits as it needs: `1.5 PAN`. */
export function amount(units: bigint): string {
  const digits = units.toString().padStart(DECIMALS + 1, "0");
  const whole = digits.slice(0, -DECIMALS).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const rest = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${whole}${rest === "" ? "" : `.${rest}`} ${TOKEN}`;
}

/** The amount that `text` says in PAN; none if it is no amount. */
export function readAmount(text: string): bigint | undefined {
  const match = /^\s*(\d{1,18})(?:\.(\d{1,12}))?\s*(?:PAN)?\s*$/.exec(text);
  if (match === null) return undefined;
  return BigInt(match[1]!) * 10n ** 12n + BigInt((match[2] ?? "").padEnd(DECIMALS, "0"));
}

/** Parts of a million as a percentage. */
export function percent(parts: number): string {
  return `${(parts / 10_000).toFixed(2).replace(/\.?0+$/, "")}\u202f%`;
}

/** Rho in its unit, from millionths. */
export function rho(micro: bigint): string {
  return `${Number(micro) / 1_000_000}`;
}

/** A number with its thousands apart. */
export function count(n: number | bigint): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** The beginning and the end of a digest or an address. */
export function short(text: string): string {
  return text.length <= 16 ? text : `${text.slice(0, 8)}…${text.slice(-6)}`;
}
