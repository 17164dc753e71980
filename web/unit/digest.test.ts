import { expect, test } from "vitest";
import { bytes, hex, unhex } from "../src/domain/bytes";
import { agreementDigest, blake2b256, parametersDigest, resultDigest } from "../src/domain/digest";
import agreements from "./agreements.json";

// Read from a development chain: contents as its storage keeps them, digests as it computed them.
test.each(agreements)(
  "agreement $id has the digest of the chain",
  ({ genesis, id, content, digest }) => {
    const encoded = unhex(content)!;
    expect(agreementDigest(genesis, id, encoded)).toBe(digest);
    expect(agreementDigest(genesis, id + 1, encoded)).not.toBe(digest);
    const other = encoded.slice();
    other[other.length - 1]! ^= 1;
    expect(agreementDigest(genesis, id, other)).not.toBe(digest);
    expect(agreementDigest(digest, id, encoded)).not.toBe(digest);
  },
);

test("what is hashed begins with its purpose", () => {
  const zero = hex(new Uint8Array(32));
  expect(parametersDigest([zero])).not.toBe(resultDigest(zero, []));
  expect(parametersDigest([])).toBe(
    hex(blake2b256(Uint8Array.of(17 << 2, ...bytes("panshi/parameters"), 0))),
  );
  expect(() => agreementDigest("0x00", 0, new Uint8Array())).toThrow("is no hash");
});
