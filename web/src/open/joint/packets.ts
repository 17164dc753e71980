// The packets of all parties, joined: what every one of them learned, and the values that only all of
// them together tell.

import type { Codec } from "@polkadot-api/substrate-bindings";
import { same } from "../../domain/bytes";
import { Bytes, Struct, exactly } from "../../domain/scale";
import { CannotOpen } from "../errors";
import * as authenticated from "./authenticated";
import * as replicated from "./replicated";

/** How many parties may have cheated. */
export type Strength = "HonestMajority" | "AllButOne";

/** What all parties say alike, and what each hands over. */
export function split<T>(codec: Codec<T>, packets: Uint8Array[]): [T, Uint8Array[]] {
  const Packet = Struct({ opened: codec, shares: Bytes() });
  const parsed = packets.map((packet, party) => {
    const found = exactly(Packet, packet);
    if (found === undefined) throw new CannotOpen("nonsense", party);
    return found as { opened: T; shares: Uint8Array };
  });
  const [first] = parsed;
  if (first === undefined) throw new CannotOpen("program");
  const said = codec.enc(first.opened);
  if (parsed.some(({ opened }) => !same(codec.enc(opened), said))) throw new CannotOpen("program");
  return [first.opened, parsed.map(({ shares }) => shares)];
}

export function receive<T>(
  codec: Codec<T>,
  strength: Strength,
  packets: Uint8Array[],
): [T, bigint[]] {
  const [opened, shares] = split(codec, packets);
  const { receive } = strength === "AllButOne" ? authenticated : replicated;
  return [opened, receive(shares)];
}
