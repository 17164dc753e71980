import { expect, test } from "vitest";
import type { DataIdentity, Numbered } from "../src/chain/types";
import { lineage } from "../src/domain/lineage";
import { wordsOf } from "../src/domain/search";
import {
  actorOf,
  csv,
  runs,
  withNews,
  withPage,
  type Trail,
  type TrailEntry,
} from "../src/domain/trail";
import { histogram, linear, ticks } from "../src/open/scales";
import { en } from "../src/words/en";
import { zh } from "../src/words/zh";

test("scales lie where they should, and ticks are round", () => {
  expect(linear([0, 10], [100, 200])(5)).toBe(150);
  expect(linear([3, 3], [0, 10])(3)).toBe(0);
  expect(ticks([0, 1], 4)).toEqual([0, 0.5, 1]);
  expect(ticks([0, 100], 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticks([7, 7], 5)).toEqual([7]);
  expect(ticks([16.05, 51.2], 6)).toEqual([20, 30, 40, 50]);
});

test("a histogram counts every value once, the upper end too", () => {
  expect(histogram([0, 0.1, 0.5, 0.99, 1], [0, 1], 2)).toEqual([2, 3]);
  expect(histogram([-1, 2], [0, 1], 2)).toEqual([0, 0]);
});

function identity(id: number, derived_from: number[], supersedes?: number) {
  return {
    id,
    value: { descriptor: { lineage: { derived_from, supersedes } } },
  } as unknown as Numbered<DataIdentity>;
}

test("lineage shows what data came from and what came from them, and nothing else", () => {
  const all = [
    identity(0, []),
    identity(1, [0]),
    identity(2, [1], 0),
    identity(3, [2]),
    identity(9, [8]),
  ];
  const { nodes, edges } = lineage(2, all);
  expect(nodes.map(({ id, column }) => [id, column])).toEqual([
    [0, -1],
    [1, -1],
    [2, 0],
    [3, 1],
  ]);
  expect(edges).toHaveLength(4);
  expect(lineage(0, [identity(0, [])]).edges).toEqual([]);
});

const entry = (
  pallet: string,
  event: string,
  fields: Record<string, unknown>,
  block = 1,
  index = 0,
): TrailEntry => ({ block, index, time: 0, extrinsic: null, pallet, event, fields });

/** A part of a trail whose events stand at these blocks and indexes. */
const part = (at: [number, number][], block: number, more?: { block: number; event: number }) =>
  ({
    block: { hash: "0x", number: block, finalized: true },
    knownFrom: 0,
    entries: at.map(([block, index]) => entry("A", "B", {}, block, index)),
    next: more ?? null,
  }) satisfies Trail;
const places = ({ entries }: Trail) => entries.map(({ block, index }) => [block, index]);

test("pages follow one another, and no event is shown twice", () => {
  const first = withPage(
    undefined,
    part(
      [
        [1, 0],
        [2, 3],
      ],
      9,
      { block: 2, event: 3 },
    ),
  );
  const whole = withPage(
    first,
    part(
      [
        [2, 3],
        [2, 4],
        [5, 0],
      ],
      10,
    ),
  );
  expect(places(whole)).toEqual([
    [1, 0],
    [2, 3],
    [2, 4],
    [5, 0],
  ]);
  expect(whole.block.number).toBe(10);
});

test("news stand behind the last page, never before it", () => {
  const news = [
    part([[5, 1]], 5),
    part(
      [
        [7, 0],
        [7, 2],
      ],
      7,
    ),
  ].map(({ block, entries }) => ({
    block,
    value: entries,
  }));
  const partial = part([[1, 0]], 4, { block: 1, event: 0 });
  expect(withNews(partial, news)).toBe(partial);
  const whole = withNews(
    part(
      [
        [1, 0],
        [5, 1],
      ],
      6,
    ),
    news,
  );
  expect(places(whole)).toEqual([
    [1, 0],
    [5, 1],
    [7, 0],
    [7, 2],
  ]);
  expect(whole.block.number).toBe(7);
  expect(withNews(part([[1, 0]], 8), news).block.number).toBe(8);
});

test("of those who are asked, only who answers has acted", () => {
  const fields = { auditor: "5A", addressee: "5B" };
  expect(actorOf(entry("Audits", "Asked", fields))).toEqual({ account: "5A" });
  expect(actorOf(entry("Audits", "Answered", { addressee: "5B" }))).toEqual({ account: "5B" });
  expect(actorOf(entry("Audits", "Overdue", { addressee: "5B" }))).toBeUndefined();
});

test("who acted is a party, a compute node or the chain", () => {
  expect(
    actorOf(entry("Agreements", "Signed", { agreement: 3, party: "5A", signer: "5B" })),
  ).toEqual({ account: "5A" });
  expect(actorOf(entry("ComputeJobs", "Accepted", { job: 0, node: 2 }))).toEqual({ node: 2 });
  expect(actorOf(entry("ComputeJobs", "Released", { job: 0 }))).toBeUndefined();
});

test("entries of one block belong together", () => {
  const blocks = [5, 5, 6, 8, 8, 8].map((block) => entry("A", "B", {}, block));
  expect(runs(blocks)).toEqual([
    { block: 5, start: 0, length: 2 },
    { block: 6, start: 2, length: 1 },
    { block: 8, start: 3, length: 3 },
  ]);
});

test("a trail is saved as the format of RFC 4180, with nothing left out", () => {
  const fields = { x: 'say "no", or', paid: ["1", "2"] };
  const saved = csv([{ ...entry("A", "B", fields), extrinsic: 2, time: 1_795_386_096_000 }]);
  expect(saved).toBe(
    "block,time,extrinsic,event,fields\r\n" +
      '1,2026-11-22T22:21:36.000Z,2,A.B,"x=say ""no"", or; paid=[""1"",""2""]"\r\n',
  );
});

test("a search takes words, and phrases between quotation marks", () => {
  expect(wordsOf('  WES "Laboratory 2" DUO:0000006')).toEqual([
    "wes",
    "laboratory 2",
    "duo:0000006",
  ]);
  expect(wordsOf("")).toEqual([]);
  expect(wordsOf('"open')).toEqual(["open"]);
});

test("both languages say the same things", () => {
  const holes = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    expect(holes(zh[key]), key).toEqual(holes(en[key]));
    expect(zh[key], key).not.toBe("");
  }
});
