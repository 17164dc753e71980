// Opening sealed bytes: the packets of a joint computation, or the answers of each participant.
// docs/protocols/sealed-result.md has every byte.

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { bytes, unhex } from "../domain/bytes";
import { Bytes, Hex, Struct, Vector, exactly } from "../domain/scale";
import type { ResultKey } from "../domain/resultKey";
import { agree, derive } from "./agree";
import { CannotOpen } from "./errors";

export const Packets = Vector(Struct({ salt: Hex(32), ciphertext: Bytes() }));

export type Kind = "packet" | "answer";

/** The key of one packet. */
export function packetKey(
  kind: Kind,
  bound: {
    job: Uint8Array;
    party: number;
    sender: Uint8Array;
    result: Uint8Array;
    salt: Uint8Array;
  },
  shared: Uint8Array,
): Uint8Array {
  const domain = bytes(`panshi/sealed-result/${kind}`);
  const { job, party, sender, result, salt } = bound;
  return derive(job, shared, domain, Uint8Array.of(party), sender, result, salt);
}

function split(sealed: Uint8Array, count: number) {
  const packets = exactly(Packets, sealed);
  if (packets?.length !== count) throw new CannotOpen("packets");
  return packets;
}

function open(
  kind: Kind,
  job: string,
  party: number,
  senderKey: string,
  sealed: { salt: string; ciphertext: Uint8Array },
  key: ResultKey,
): Uint8Array {
  const sender = unhex(senderKey)!;
  const bound = {
    job: unhex(job)!,
    party,
    sender,
    result: unhex(key.public)!,
    salt: unhex(sealed.salt)!,
  };
  const derived = packetKey(kind, bound, agree(key.secret, sender, party));
  try {
    // The key is used once, so that the nonce may be zero.
    return chacha20poly1305(derived, new Uint8Array(12)).decrypt(sealed.ciphertext);
  } catch {
    throw new CannotOpen("notAuthentic", party);
  }
}

/** The packets of all participants of a joint computation, in their order. */
export function openPackets(
  job: string,
  keys: string[],
  sealed: Uint8Array,
  key: ResultKey,
): Uint8Array[] {
  return split(sealed, keys.length).map((packet, party) =>
    open("packet", job, party, keys[party]!, packet, key),
  );
}

/** The answer of the participant at `party`. */
export function openAnswer(
  job: string,
  party: number,
  sender: string,
  sealed: Uint8Array,
  key: ResultKey,
): Uint8Array {
  return open("answer", job, party, sender, split(sealed, 1)[0]!, key);
}
