// The runtime's metadata, from which the portal's types are generated.
//
//   node scripts/metadata.mjs write HTTP_URL   takes the metadata of a running node
//   node scripts/metadata.mjs check HTTP_URL   fails unless the metadata here are the node's
//
// `npm run types` makes the types from the file.

import { readFile, writeFile } from "node:fs/promises";

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

async function served(url) {
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
  const opaque = option.subarray(1);
  const [length, start] = compact(opaque);
  return opaque.subarray(start, start + length);
}

const [action, url] = process.argv.slice(2);
const wanted = await served(url);
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
  console.error("say `write` or `check`, and the address of a node");
  process.exit(2);
}
