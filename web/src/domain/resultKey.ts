// The consumer's one-time key for the result of a job, in the file that `panshi job key-new` writes
// too.
//
// # Security
//
// Whoever has the secret half opens the result. It is held in the memory of the page that made or
// read it, for as long as that page is open, and never stored by the browser or sent anywhere.

import { x25519 } from "@noble/curves/ed25519.js";
import { hex, unhex } from "./bytes";

export type ResultKey = { public: string; secret: Uint8Array };

/** Why a text is no result key. */
export class BadKey extends Error {}

export function generate(): ResultKey {
  const secret = x25519.utils.randomSecretKey();
  return { public: hex(x25519.getPublicKey(secret)), secret };
}

export function toFile(key: ResultKey): string {
  return `public = "${key.public}"\nsecret = "${hex(key.secret)}"\n`;
}

export function fromFile(file: string): ResultKey {
  const field = (name: string) =>
    new RegExp(`"?${name}"?\\s*[=:]\\s*"(0x[0-9a-fA-F]{64})"`).exec(file)?.[1];
  const [given, secret] = [field("public"), unhex(field("secret") ?? "")];
  if (given === undefined || secret?.length !== 32) throw new BadKey("malformed");
  const key = { public: hex(x25519.getPublicKey(secret)), secret };
  if (key.public !== given.toLowerCase()) throw new BadKey("halves");
  return key;
}
