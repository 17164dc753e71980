import { x25519 } from "@noble/curves/ed25519.js";
import { expect, test } from "vitest";
import { hex, unhex } from "../src/domain/bytes";
import { CannotOpen } from "../src/open/errors";
import { joint } from "../src/open/joint";
import { significance } from "../src/open/joint/association";
import type { Strength } from "../src/open/joint/packets";
import { openPackets } from "../src/open/sealedResult";
import vectors from "./joint.json";

const JOB = hex(new Uint8Array(32).fill(7));

type Vector = (typeof vectors)[number];

function packetsOf({ secret, keys, sealed }: Vector): Uint8Array[] {
  const half = unhex(secret)!;
  const key = { public: hex(x25519.getPublicKey(half)), secret: half };
  return openPackets(JOB, keys, unhex(sealed)!, key);
}

function open({ code, strength, parameters }: Vector, packets: Uint8Array[]): unknown {
  return joint(code, strength as Strength, unhex(parameters)!, packets).value;
}

/** The same up to the last digits of floating-point numbers. */
function close(found: unknown, wanted: unknown): void {
  if (typeof wanted === "number" && !Number.isInteger(wanted)) {
    expect(Math.abs((found as number) - wanted)).toBeLessThan(
      1e-12 * Math.max(1, Math.abs(wanted)),
    );
  } else if (typeof wanted === "object" && wanted !== null) {
    expect(Object.keys(found as object).sort()).toEqual(Object.keys(wanted).sort());
    for (const [key, value] of Object.entries(wanted))
      close((found as Record<string, unknown>)[key], value);
  } else {
    expect(found).toBe(wanted);
  }
}

// Made and read by the programs themselves: tests/tests/portal_vectors.rs.
test.each(vectors)("$name opens to what the consumer's program reads in it", (vector) => {
  close(open(vector, packetsOf(vector)), vector.opened);
});

test.each(vectors)("$name is not shown once a packet was altered", (vector) => {
  const good = packetsOf(vector);
  good.forEach((packet, party) => {
    // Every byte of the first packet, and the ends of the others.
    const places = party === 0 ? packet.keys() : [0, packet.length - 1].values();
    for (const place of places) {
      const altered = good.map((bytes) => bytes.slice());
      altered[party]![place]! ^= 1;
      expect(() => open(vector, altered), `byte ${place} of ${party}`).toThrow(CannotOpen);
    }
  });
  if (vector.code === "panshi/millionaires/1") return;
  expect(() => open(vector, good.slice(1))).toThrow(CannotOpen);
  expect(() => open(vector, [...good, ...good])).toThrow(CannotOpen);
});

test("of three packets the one that differs is named", () => {
  const vector = vectors.find(({ name }) => name === "minimum")!;
  const altered = packetsOf(vector).map((bytes) => bytes.slice());
  // A length of two bytes, three fields of 32, and the one number under its pad, which is common to all.
  altered[1]![2 + 3 * 32]! ^= 1;
  try {
    open(vector, altered);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ reason: "nonsense", party: 1 });
  }
});

test("another question does not fit", () => {
  for (const vector of vectors.filter(({ code }) => code !== "panshi/millionaires/1")) {
    const other = { ...vector, parameters: `${vector.parameters}00` };
    expect(() => open(other, packetsOf(vector))).toThrow(CannotOpen);
  }
  expect(() => open({ ...vectors[0]!, code: "toString" }, packetsOf(vectors[0]!))).toThrow(
    CannotOpen,
  );
});

// Quantiles of the chi-square distribution with one degree of freedom.
test.each([
  [0, 0],
  [3.841458820694124, -Math.log10(0.05)],
  [29.716785, -Math.log10(5e-8)],
  [100, 22.817],
  [2_000, 435.94],
])("chi-square %d is significant at 10^-%d", (chi, wanted) => {
  expect(Math.abs(significance(chi) - wanted)).toBeLessThan(2e-3 * Math.max(1, wanted));
});
