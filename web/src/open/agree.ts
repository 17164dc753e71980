// Keys between the consumer and a compute node: X25519 (RFC 7748) and HKDF-SHA256 (RFC 5869).

import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat } from "../domain/bytes";
import { CannotOpen } from "./errors";

/** The shared secret of `secret` with the key of the participant at `party`. */
export function agree(secret: Uint8Array, key: Uint8Array, party: number): Uint8Array {
  try {
    // Fails on the all-zero secret that a key of small order gives (RFC 7748, section 6.1).
    return x25519.getSharedSecret(secret, key);
  } catch {
    throw new CannotOpen("unusableKey", party);
  }
}

/** 32 bytes of key; a missing salt is empty. */
export function derive(
  salt: Uint8Array | undefined,
  input: Uint8Array,
  ...info: Uint8Array[]
): Uint8Array {
  return hkdf(sha256, input, salt, concat(...info), 32);
}
