// The runtime's metadata, from which the portal's types are generated.
//
//   node scripts/metadata.mjs write SOURCE   takes the metadata of the runtime
//   node scripts/metadata.mjs check SOURCE   fails unless the metadata here are the runtime's
//
// SOURCE is the address of a running node (http://127.0.0.1:9944), or the runtime as wasm.
// `npm run types` makes the types from the file.

import { readFile, writeFile } from "node:fs/promises";
import { getMetadataFromRuntime } from "@polkadot-api/wasm-executor/node";

const FILE = new URL("../.papi/metadata/panshi.scale", import.meta.url);
/** Version of the metadata format. */
const FORMAT = "0x10000000";

/** A SCALE compact number at the start of `bytes`, and how long it is. */
function compact(bytes) {
  const mode = bytes[0] & 3;
  if (mode === 0) return [bytes[0] >> 2, 1];
  if (mode === 1) return [bytes.readUInt16LE(0) >>> 2, 2];
  if (mode === 2) return [bytes.readUInt32LE(0) >>> 2, 4];
  throw new Error("the metadata are longer than a gigabyte");
}

/** `opaque` without its length. */
function unwrapped(opaque) {
  const [length, start] = compact(opaque);
  if (opaque.length !== start + length)
    throw new Error("the metadata have another length than they say");
  return opaque.subarray(start);
}

async function ofNode(url) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "state_call",
      params: ["Metadata_metadata_at_version", FORMAT],
    }),
  });
  const { result, error } = await response.json();
  if (error) throw new Error(`the node at ${url} says: ${error.message}`);
  const option = Buffer.from(result.slice(2), "hex");
  if (option[0] !== 1) throw new Error("the node does not serve metadata of this format");
  return unwrapped(option.subarray(1));
}

async function ofWasm(path) {
  const wasm = await readFile(path);
  const opaque = getMetadataFromRuntime(`0x${wasm.toString("hex")}`);
  return unwrapped(Buffer.from(opaque.slice(2), "hex"));
}

const [action, source] = process.argv.slice(2);
const wanted = await (source?.endsWith(".wasm") ? ofWasm(source) : ofNode(source));
if (action === "write") {
  await writeFile(FILE, wanted);
} else if (action === "check") {
  const here = await readFile(FILE);
  if (!wanted.equals(here)) {
    console.error(
      "web/.papi/metadata/panshi.scale is not that of the runtime: run `cargo xtask portal metadata`",
    );
    process.exit(1);
  }
} else {
  console.error("say `write` or `check`, and the address of a node or a wasm file");
  process.exit(2);
}
