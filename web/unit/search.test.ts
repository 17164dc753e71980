import { expect, test } from "vitest";
import { BadSearch, EVERYTHING, queryOf, type Search } from "../src/domain/search";

test("a form that is left as it is asks for the newest data on offer", () => {
  expect(queryOf(EVERYTHING)).toEqual({ unpublished: false, order: "newest", limit: 20 });
});

test("each field asks for what docs/rpc.md says", () => {
  const search: Search = {
    words: '  exome "laboratory 2"',
    terms: "hp:0001250, MONDO:0005148",
    descendants: false,
    genes: "BRCA1 HGNC:1100",
    samples: ["10", ""],
    records: ["", "5000"],
    price: ["0.5", "30"],
    offered: false,
    order: "samples",
    lists: { ...EVERYTHING.lists, permissions: ["DUO:0000006"], holders: ["5A"] },
  };
  expect(queryOf(search, "0:2")).toEqual({
    text: "exome laboratory 2",
    terms: [
      { term: "HP:0001250", descendants: false },
      { term: "MONDO:0005148", descendants: false },
    ],
    genes: ["BRCA1", "HGNC:1100"],
    samples: { least: 10 },
    records: { most: 5000 },
    price: { least: "500000000000", most: "30000000000000" },
    permissions: ["DUO:0000006"],
    holders: ["5A"],
    unpublished: true,
    order: "samples",
    limit: 20,
    after: "0:2",
  });
});

test.each([
  [{ words: "x".repeat(257) }, "words"],
  [{ terms: "seizures" }, "terms"],
  [{ terms: Array.from({ length: 17 }, (_, i) => `HP:${i}`).join(" ") }, "terms"],
  [{ samples: ["many", ""] as [string, string] }, "numbers"],
  [{ records: ["", "-1"] as [string, string] }, "numbers"],
  [{ price: ["free", ""] as [string, string] }, "price"],
])("%o is not asked: %s", (change, wrong) => {
  expect(() => queryOf({ ...EVERYTHING, ...change })).toThrow(
    expect.objectContaining({ wrong }) as BadSearch,
  );
});
