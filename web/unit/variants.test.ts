import { expect, test } from "vitest";
import { concat } from "../src/domain/bytes";
import {
  BadList,
  digestOf,
  parameters,
  readParameters,
  readVariants,
  trimmed,
} from "../src/domain/variants";

const key = (position: number, reference: string, alternate: string, sequence = "22") => ({
  sequence,
  position,
  reference,
  alternate,
});

// The cases of `trims_to_the_shortest_spelling` in primitives/src/genomics.rs.
test.each([
  [key(100, "A", "C"), key(100, "A", "C")],
  [key(100, "CTG", "CTA"), key(102, "G", "A")],
  [key(100, "CAG", "CG"), key(100, "CA", "C")],
  [key(100, "TAA", "TA"), key(100, "TA", "T")],
  [key(100, "GCA", "TCA"), key(100, "G", "T")],
])("%o is spelled %o", (given, wanted) => {
  expect(trimmed(given)).toEqual(wanted);
});

test("a table gives sorted variants, each once", () => {
  const table =
    "sequence\tposition\tref\talt\nchr22\t20\tA\tC\n22\t10\tca\tcg,t\n21\t30\tG\tT\n22\t20\tA\tC\n";
  expect(readVariants(table)).toEqual([
    key(30, "G", "T", "21"),
    key(10, "CA", "T"),
    key(11, "A", "G"),
    key(20, "A", "C"),
  ]);
});

test("a VCF file gives its sites, without symbolic and overlapping alleles", () => {
  const vcf = [
    "##fileformat=VCFv4.2",
    "#CHROM\tPOS\tID\tREF\tALT\tQUAL",
    "22\t10\trs1\tA\tC,<DEL>,*\t.",
    "22\t11\trs2\tG\t.\t.",
    "22\t12\trs3\tG\tG[22:5[\t.",
  ].join("\n");
  expect(readVariants(vcf)).toEqual([key(10, "A", "C")]);
});

test.each([
  ["", "empty", undefined],
  ["22\t10\tA\n", "columns", 1],
  ["22\t10\tA\tC\n22\t0\tA\tC\n", "variant", 2],
  ["22\t10\tA\tQ\n", "variant", 1],
  ["22\t4294967296\tA\tC\n", "variant", 1],
  [`${"x".repeat(33)}\t1\tA\tC\n`, "variant", 1],
])("%j is refused: %s", (file, reason, line) => {
  const error = (() => {
    try {
      return readVariants(file);
    } catch (error) {
      return error;
    }
  })();
  expect(error).toBeInstanceOf(BadList);
  expect(error).toMatchObject({ reason, line });
});

test("parameters are what was encoded, in chunks that their digest commits to", () => {
  const many = Array.from({ length: 7_000 }, (_, i) => key(i + 1, "A", "C"));
  const { digest, chunks } = parameters("Grch37", many);
  expect(chunks.map((chunk) => chunk.length)).toEqual([65_536, 11_468]);
  expect(readParameters(concat(...chunks))).toEqual(many);
  expect(digestOf(chunks)).toBe(digest);
  expect(digestOf(chunks.toReversed())).not.toBe(digest);
  expect(() => readParameters(concat(...chunks).subarray(0, 9))).toThrow(BadList);
});
