// What the consumer receives where all parties but one may have cheated: shares of each value and of its
// product with a random number, which shows whether a share was altered. The twin of
// `compute/mpc/src/authenticated/deliver.rs`.

import { CannotOpen } from "../errors";
import { words } from "./words";

const P = (1n << 127n) - (1n << 65n) + 1n;
const BYTES = 16;
/** Elements before the values: r, w and u = w r. */
const HEAD = 3;

/** What takes an element out of the form in which it travels, a multiple of 2^128 (Montgomery 1985). */
const UNSCALE = inverse(2n ** 128n % P);

/** By Fermat's little theorem. */
function inverse(of: bigint): bigint {
  let [result, square] = [1n, of];
  for (let rest = P - 2n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

export function receive(packets: Uint8Array[]): bigint[] {
  const length = packets[0]?.length ?? 0;
  const sums = new Array<bigint>(Math.floor(length / BYTES)).fill(0n);
  packets.forEach((packet, party) => {
    const fits = packet.length === length && length % (2 * BYTES) === BYTES && sums.length >= HEAD;
    const shares = fits ? words(packet) : [];
    if (!fits || shares.some((share) => share >= P)) throw new CannotOpen("nonsense", party);
    shares.forEach((share, i) => (sums[i] = (sums[i]! + share) % P));
  });
  const [r, w, u, ...outputs] = sums.map((sum) => (sum * UNSCALE) % P);
  if (r === undefined || w === undefined || u === undefined || (w * r) % P !== u)
    throw new CannotOpen("program");
  const values: bigint[] = [];
  for (let i = 0; i < outputs.length; i += 2) {
    const [y, v] = [outputs[i]!, outputs[i + 1]!];
    if ((y * r) % P !== v) throw new CannotOpen("program");
    values.push(y > P / 2n ? y - P : y);
  }
  return values;
}
