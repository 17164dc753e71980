// The codecs of SCALE that the portal needs for what is not in the runtime's metadata.

import type { Codec } from "@polkadot-api/substrate-bindings";

export {
  Bytes,
  Enum,
  Hex,
  Option,
  Struct,
  Variant,
  Vector,
  _void,
  bool,
  compact,
  i64,
  str,
  u32,
  u64,
  u8,
} from "@polkadot-api/substrate-bindings";

/** What `bytes` encode, if they are the encoding of it and of nothing else; none otherwise. The decoders
 * by themselves pass over bytes behind the end, and read on where a view of a longer buffer ends. */
export function exactly<T>(codec: Codec<T>, bytes: Uint8Array): T | undefined {
  try {
    const value = codec.dec(bytes.slice());
    const again = codec.enc(value);
    return again.length === bytes.length && again.every((byte, i) => byte === bytes[i])
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
