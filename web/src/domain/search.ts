// What a person searches for.

import { readAmount } from "./units";

/** The words of a search; what stands between quotation marks is one. */
export function wordsOf(search: string): string[] {
  const found = search.toLowerCase().matchAll(/"([^"]+)"?|([^\s"]+)/g);
  return [...found].map(([, phrase, word]) => phrase ?? word ?? "");
}

/** Fields of a query that take a list of values, and that the answer counts. */
export const LISTS = ["permissions", "dataTypes", "referenceBuilds", "holders"] as const;
export type ListField = (typeof LISTS)[number];
export const ORDERS = ["newest", "records", "samples"] as const;
type Ends<T> = { least?: T; most?: T };

/** The question of `panshi_searchData`. */
export type DataQuery = {
  text?: string;
  terms?: { term: string; descendants: boolean }[];
  genes?: string[];
  withModifiers?: string[];
  samples?: Ends<number>;
  records?: Ends<number>;
  price?: Ends<string>;
  unpublished: boolean;
  order: (typeof ORDERS)[number];
  limit: number;
  after?: string;
} & Partial<Record<ListField, string[]>>;

/** The form as it is filled in. */
export type Search = {
  words: string;
  terms: string;
  descendants: boolean;
  genes: string;
  samples: [string, string];
  records: [string, string];
  price: [string, string];
  offered: boolean;
  order: (typeof ORDERS)[number];
  lists: Record<ListField, string[]>;
};

export const EVERYTHING: Search = {
  words: "",
  terms: "",
  descendants: true,
  genes: "",
  samples: ["", ""],
  records: ["", ""],
  price: ["", ""],
  offered: true,
  order: "newest",
  lists: { permissions: [], dataTypes: [], referenceBuilds: [], holders: [] },
};

/** Field of a search that does not hold what it should. */
export class BadSearch extends Error {
  constructor(readonly wrong: "words" | "terms" | "numbers" | "price") {
    super(wrong);
  }
}

const ON_PAGE = 20;
/** Most bytes of a text, and entries of a list, that a node takes. */
const [TEXT, ENTRIES] = [256, 16];
const entries = (text: string) => text.split(/[\s,;，；、]+/).filter(Boolean);

function ends<T>([least, most]: [string, string], read: (text: string) => T): Ends<T> | undefined {
  if (least.trim() === "" && most.trim() === "") return undefined;
  return {
    ...(least.trim() === "" ? {} : { least: read(least) }),
    ...(most.trim() === "" ? {} : { most: read(most) }),
  };
}

function number(text: string): number {
  if (!/^\s*\d{1,15}\s*$/.test(text)) throw new BadSearch("numbers");
  return Number(text);
}

function price(text: string): string {
  const amount = readAmount(text);
  if (amount === undefined) throw new BadSearch("price");
  return amount.toString();
}

/** The question that the form asks, from the hit at which a page begins. */
export function queryOf(search: Search, after?: string): DataQuery {
  const text = wordsOf(search.words).join(" ");
  if (new TextEncoder().encode(text).length > TEXT) throw new BadSearch("words");
  const terms = entries(search.terms).map((term) => {
    if (!/^[A-Za-z][\w.]*:\w+$/.test(term)) throw new BadSearch("terms");
    return { term: term.toUpperCase(), descendants: search.descendants };
  });
  const genes = entries(search.genes);
  if (terms.length > ENTRIES || genes.length > ENTRIES) throw new BadSearch("terms");
  const [samples, records] = [ends(search.samples, number), ends(search.records, number)];
  const amounts = ends(search.price, price);
  const lists = LISTS.flatMap((field) =>
    search.lists[field].length === 0 ? [] : [[field, search.lists[field]] as const],
  );
  return {
    ...(text === "" ? {} : { text }),
    ...(terms.length === 0 ? {} : { terms }),
    ...(genes.length === 0 ? {} : { genes }),
    ...(samples === undefined ? {} : { samples }),
    ...(records === undefined ? {} : { records }),
    ...(amounts === undefined ? {} : { price: amounts }),
    ...Object.fromEntries(lists),
    unpublished: !search.offered,
    order: search.order,
    limit: ON_PAGE,
    ...(after === undefined ? {} : { after }),
  };
}
