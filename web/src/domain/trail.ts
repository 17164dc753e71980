// What an audit trail is made of.

import type { Answer, At } from "../chain/answers";

export type NumberedSubject = { type: "job" | "agreement" | "data"; id: number };
export type Subject = NumberedSubject | { type: "member"; id: string };

/** An event, as `panshi_auditTrail` tells it. */
export type TrailEntry = {
  block: number;
  /** Of the event in the block. */
  index: number;
  /** By the clock of the block's author, in milliseconds since 1970. */
  time: number;
  /** Index of the extrinsic in the block; none for what the chain does by itself. */
  extrinsic: number | null;
  pallet: string;
  event: string;
  fields: Record<string, unknown>;
};

export type Cursor = { block: number; event: number };
/** What was read of a trail, from its beginning up to `next`. */
export type Trail = {
  block: At;
  /** First block from which the node knows every event. */
  knownFrom: number;
  entries: TrailEntry[];
  next: Cursor | null;
};

/** `known`, and those of `news` that come after it: pages and news may overlap. */
function joined(known: TrailEntry[], news: TrailEntry[]): TrailEntry[] {
  const last = known.at(-1);
  const isLater = ({ block, index }: TrailEntry) =>
    last === undefined || block > last.block || (block === last.block && index > last.index);
  return [...known, ...news.filter(isLater)];
}

/** What was read with the page that comes next. */
export function withPage(read: Trail | undefined, page: Trail): Trail {
  return read === undefined ? page : { ...page, entries: joined(read.entries, page.entries) };
}

/** What was read with what happened since. Nothing is added before all pages have been read: it
 * belongs behind them. */
export function withNews(read: Trail, news: Answer<TrailEntry[]>[]): Trail {
  const last = news.at(-1);
  if (read.next !== null || last === undefined) return read;
  const block = last.block.number > read.block.number ? last.block : read.block;
  const happened = news.flatMap(({ value }) => value);
  return { ...read, block, entries: joined(read.entries, happened) };
}

const ACTORS = [
  "auditor",
  "party",
  "operator",
  "by",
  "consumer",
  "holder",
  "proposer",
  "author",
  "owner",
];

/** Who acted: an account of the entry's fields, a compute node, or the chain. */
export function actorOf(entry: TrailEntry): { account: string } | { node: number } | undefined {
  if (typeof entry.fields.node === "number" && entry.pallet === "ComputeJobs")
    return { node: entry.fields.node };
  // Of those that were asked, only who answered has done something.
  const asked = entry.event === "Answered" ? ["addressee"] : [];
  for (const name of [...asked, ...ACTORS]) {
    const value = entry.fields[name];
    if (typeof value === "string") return { account: value };
  }
  return undefined;
}

/** Neighbouring entries of one block: where they begin and how many they are. */
export function runs(entries: TrailEntry[]): { block: number; start: number; length: number }[] {
  const found: { block: number; start: number; length: number }[] = [];
  entries.forEach(({ block }, start) => {
    const last = found.at(-1);
    if (last?.block === block) last.length += 1;
    else found.push({ block, start, length: 1 });
  });
  return found;
}

/** As comma-separated text, one event in a line. */
export function csv(entries: TrailEntry[]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const words = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const rows = entries.map((e) =>
    [
      String(e.block),
      new Date(e.time).toISOString(),
      String(e.extrinsic ?? ""),
      `${e.pallet}.${e.event}`,
      Object.entries(e.fields)
        .map(([k, v]) => `${k}=${words(v)}`)
        .join("; "),
    ]
      .map(cell)
      .join(","),
  );
  return `${["block,time,extrinsic,event,fields", ...rows].join("\r\n")}\r\n`;
}
