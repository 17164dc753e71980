// What the consumer receives where one of three parties may have cheated: the values under a pad, and the
// pad's three parts, each vouched for by two. The twin of `compute/mpc/src/replicated/packet.rs`.

import { blake3 } from "@noble/hashes/blake3.js";
import { bytes, concat, same } from "../../domain/bytes";
import { CannotOpen } from "../errors";
import { words } from "./words";

const CONTEXT = bytes("panshi/mpc/replicated/packet");
/** Bytes of a number, and of each of the three fields before the numbers. */
const [WORD, FIELD] = [16, 32];
/** Bits of a value, its sign included. */
const CAPACITY = 86;

function parse(packet: Uint8Array, party: number) {
  const rest = packet.length - 3 * FIELD;
  if (rest < 0 || rest % (2 * WORD) !== 0) throw new CannotOpen("nonsense", party);
  const middle = 3 * FIELD + rest / 2;
  return {
    session: packet.subarray(0, FIELD),
    opening: packet.subarray(FIELD, 2 * FIELD),
    commitment: packet.subarray(2 * FIELD, 3 * FIELD),
    padded: packet.subarray(3 * FIELD, middle),
    part: packet.subarray(middle),
  };
}

type Parsed = ReturnType<typeof parse>;

/** Fails unless all three say the same; one that differs from two that agree is named. */
function agree(packets: Parsed[]): void {
  const common = ({ session, padded }: Parsed) => concat(session, padded);
  const [a, b, c] = packets.map(common) as [Uint8Array, Uint8Array, Uint8Array];
  const [ab, bc, ac] = [same(a, b), same(b, c), same(a, c)];
  if (ab && bc) return;
  if (ab) throw new CannotOpen("nonsense", 2);
  if (bc) throw new CannotOpen("nonsense", 0);
  if (ac) throw new CannotOpen("nonsense", 1);
  throw new CannotOpen("program");
}

export function receive(packets: Uint8Array[]): bigint[] {
  if (packets.length !== 3) throw new CannotOpen("program");
  const parsed = packets.map(parse);
  agree(parsed);
  for (const [party, holder] of [
    [0, 2],
    [1, 0],
    [2, 1],
  ] as const) {
    const { opening, session, part } = parsed[party]!;
    const input = concat(opening, session, Uint8Array.of(party), part);
    const commitment = blake3(input, { context: CONTEXT });
    if (!same(commitment, parsed[holder]!.commitment)) throw new CannotOpen("program");
  }
  const parts = parsed.map(({ part }) => words(part));
  return words(parsed[0]!.padded).map((padded, i) =>
    BigInt.asIntN(
      CAPACITY,
      parts.reduce((value, part) => value - part[i]!, padded),
    ),
  );
}
