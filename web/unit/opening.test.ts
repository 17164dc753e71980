import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { expect, test } from "vitest";
import { hex, unhex } from "../src/domain/bytes";
import { BadKey, fromFile, generate, toFile, type ResultKey } from "../src/domain/resultKey";
import { agree } from "../src/open/agree";
import { countsOf, evidence, table } from "../src/open/counts";
import { CannotOpen } from "../src/open/errors";
import { openAnswer, openPackets, packetKey, Packets, type Kind } from "../src/open/sealedResult";
import {
  consumerKey,
  lanesOf,
  numbers,
  openSum,
  weightedCheck,
  type SealedSum,
} from "../src/open/sealedSum";

const JOB = hex(new Uint8Array(32).fill(7));
const pair = (byte: number): ResultKey => {
  const secret = new Uint8Array(32).fill(byte);
  return { public: hex(x25519.getPublicKey(secret)), secret };
};
const CONSUMER = pair(1);
const HOLDERS = [pair(2), pair(3)];
const keys = HOLDERS.map((holder) => holder.public);

/** The sum of what holders with these vectors submit; pairwise masks cancel and are left out. */
function sealed(vectors: bigint[][]): SealedSum {
  const [job, result] = [unhex(JOB)!, unhex(CONSUMER.public)!];
  const lanes = vectors[0]!.length + 1;
  const sum = new BigUint64Array(lanes);
  vectors.forEach((vector, i) => {
    const whole = BigUint64Array.from([...vector, 0n]);
    whole[lanes - 1] = weightedCheck(job, whole.subarray(0, lanes - 1), lanes);
    const shared = agree(HOLDERS[i]!.secret, result, 0);
    const mask = consumerKey(job, shared, unhex(keys[i]!)!, result);
    for (let chunk = 0; chunk * 8_192 < lanes; chunk += 1) {
      const start = chunk * 8_192;
      const stream = numbers(mask, chunk, Math.min(8_192, lanes - start));
      stream.forEach(
        (number, k) => (sum[start + k] = sum[start + k]! + whole[start + k]! + number),
      );
    }
  });
  const bytes = new Uint8Array(8 * lanes);
  const view = new DataView(bytes.buffer);
  sum.forEach((lane, i) => view.setBigUint64(8 * i, lane, true));
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 65_536) chunks.push(bytes.slice(at, at + 65_536));
  return { job: JOB, lanes, keys, chunks };
}

function reason(open: () => unknown) {
  try {
    open();
  } catch (error) {
    if (error instanceof CannotOpen) return [error.reason, error.party];
  }
  return undefined;
}

test("a sum opens to the pooled numbers, over several chunks", () => {
  const a = Array.from({ length: 9_000 }, (_, i) => BigInt(i));
  const b = a.map(() => 2n ** 64n - 1n);
  const opened = openSum(sealed([a, b]), CONSUMER);
  expect(opened.length).toBe(9_000);
  expect([opened[0], opened[1], opened[8_999]]).toEqual([2n ** 64n - 1n, 0n, 8_998n]);
});

test("a sum opens with the right key and unspoiled alone", () => {
  const good = sealed([
    [1n, 2n, 3n],
    [4n, 5n, 6n],
  ]);
  expect([...openSum(good, CONSUMER)]).toEqual([5n, 7n, 9n]);
  expect(reason(() => openSum(good, pair(9)))).toEqual(["checkLane", undefined]);
  for (let at = 0; at < good.chunks[0]!.length; at += 1) {
    const spoiled = good.chunks[0]!.slice();
    spoiled[at]! ^= 1;
    expect(reason(() => openSum({ ...good, chunks: [spoiled] }, CONSUMER))).toEqual([
      "checkLane",
      undefined,
    ]);
  }
  expect(reason(() => openSum({ ...good, chunks: [] }, CONSUMER))).toEqual(["chunks", undefined]);
  expect(
    reason(() => openSum({ ...good, chunks: [good.chunks[0]!.subarray(8)] }, CONSUMER)),
  ).toEqual(["chunks", undefined]);
  const small = { ...good, keys: [keys[0]!, hex(new Uint8Array(32))] };
  expect(reason(() => openSum(small, CONSUMER))).toEqual(["unusableKey", 1]);
});

function packets(kind: Kind, words: string[]): Uint8Array {
  const [job, result] = [unhex(JOB)!, unhex(CONSUMER.public)!];
  return Packets.enc(
    words.map((word, party) => {
      const salt = new Uint8Array(32).fill(party);
      const sender = unhex(keys[party]!)!;
      const key = packetKey(
        kind,
        { job, party, sender, result, salt },
        agree(HOLDERS[party]!.secret, result, 0),
      );
      const ciphertext = chacha20poly1305(key, new Uint8Array(12)).encrypt(
        new TextEncoder().encode(word),
      );
      return { salt: hex(salt), ciphertext };
    }),
  );
}

test("packets open to what each party sealed", () => {
  const joint = packets("packet", ["one", "two"]);
  const words = openPackets(JOB, keys, joint, CONSUMER).map((part) =>
    new TextDecoder().decode(part),
  );
  expect(words).toEqual(["one", "two"]);
  const answer = openAnswer(JOB, 0, keys[0]!, packets("answer", ["three"]), CONSUMER);
  expect(new TextDecoder().decode(answer)).toBe("three");
});

test("a packet that does not open names its party", () => {
  const joint = packets("packet", ["one", "two"]);
  const spoiled = joint.slice();
  spoiled[spoiled.length - 1]! ^= 1;
  expect(reason(() => openPackets(JOB, keys, spoiled, CONSUMER))).toEqual(["notAuthentic", 1]);
  expect(reason(() => openPackets(JOB, keys.toReversed(), joint, CONSUMER))).toEqual([
    "notAuthentic",
    0,
  ]);
  expect(reason(() => openPackets(JOB, [...keys, keys[0]!], joint, CONSUMER))).toEqual([
    "packets",
    undefined,
  ]);
  expect(reason(() => openPackets(JOB, keys, Uint8Array.of(...joint, 0), CONSUMER))).toEqual([
    "packets",
    undefined,
  ]);
  expect(reason(() => openPackets(JOB, keys, joint.subarray(0, 40), CONSUMER))).toEqual([
    "packets",
    undefined,
  ]);
  // An answer is no packet.
  expect(reason(() => openAnswer(JOB, 0, keys[0]!, packets("packet", ["one"]), CONSUMER))).toEqual([
    "notAuthentic",
    0,
  ]);
});

// The cases of `follows_the_thresholds` in primitives/src/acmg/frequency.rs.
test.each([
  [0n, 0n, undefined],
  [5n, 4n, undefined],
  [0n, 44n, "PM2"],
  [1n, 10_000n, "PM2"],
  [2n, 10_000n, undefined],
  [100n, 10_000n, undefined],
  [101n, 10_000n, "BS1"],
  [500n, 10_000n, "BS1"],
  [501n, 10_000n, "BA1"],
  [3n, 44n, "BA1"],
])("%d of %d alleles are evidence %s", (ac, an, wanted) => {
  expect(evidence(ac, an)).toBe(wanted);
});

test("counts are joined with their variants; noised ones may be negative", () => {
  const variants = [{ sequence: "22", position: 9, reference: "A", alternate: "C" }];
  const exact = countsOf(BigUint64Array.of(3n, 44n, 1n), variants, false);
  expect(exact).toEqual([{ ...variants[0], ac: 3, an: 44, hom: 1, evidence: "BA1" }]);
  expect(table(exact)).toBe(
    "chrom\tpos\tref\talt\tac\tan\thom\tevidence\n22\t9\tA\tC\t3\t44\t1\tBA1\n",
  );
  const noised = countsOf(BigUint64Array.of(2n ** 64n - 3n, 44n, 1n), variants, true);
  expect(noised[0]).toMatchObject({ ac: -3 });
  expect(noised[0]!.evidence).toBeUndefined();
});

test("lanes are eight little-endian bytes", () => {
  expect([...lanesOf(Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 2).subarray(1))]).toEqual([
    1n + (2n << 56n),
  ]);
  expect([...lanesOf(Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0))]).toEqual([256n]);
});

test("a result key is read from its file, if its halves belong together", () => {
  const key = generate();
  expect(fromFile(toFile(key))).toEqual(key);
  const json = JSON.stringify({ public: key.public, secret: hex(key.secret) }, undefined, 2);
  expect(fromFile(json)).toEqual(key);
  expect(() => fromFile(toFile({ ...key, public: CONSUMER.public }))).toThrow(BadKey);
  expect(() => fromFile("nothing")).toThrow(BadKey);
});
