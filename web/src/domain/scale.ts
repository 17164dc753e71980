// The codecs of SCALE that the portal needs for what is not in the runtime's metadata.

export {
  Bytes,
  Enum,
  Hex,
  Struct,
  Variant,
  Vector,
  _void,
  compact,
  u32,
} from "@polkadot-api/substrate-bindings";
