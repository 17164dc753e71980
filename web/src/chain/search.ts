// Search by the node's index: it says which data identities fit, and how all hits divide. What is shown
// of them is read from the chain.

import type { DataQuery } from "../domain/search";
import { ask, type At } from "./answers";
import type { Chain } from "./connect";
import type { DataIdentity, Numbered } from "./types";

export type Facet = {
  /** The field of the query that takes the values. */
  field: string;
  values: { value: string; label?: string; count: number }[];
  more: number;
};

export type Found = {
  block: At;
  total: number;
  items: Numbered<DataIdentity>[];
  facets: Facet[];
  next: string | null;
};

type Hits = { hits: { data: number }[]; total: number; facets: Facet[]; next: string | null };

export async function searchData(chain: Chain, query: DataQuery): Promise<Found> {
  const { block, value } = await ask<Hits>(chain, "panshi_searchData", [query]);
  const keys = value.hits.map(({ data }): [number] => [data]);
  const { Identities } = chain.api.query.DataRegistry;
  const found = keys.length === 0 ? [] : await Identities.getValues(keys);
  const items = found.flatMap((identity, i) =>
    identity === undefined ? [] : [{ id: keys[i]![0], value: identity }],
  );
  return { block, total: value.total, items, facets: value.facets, next: value.next };
}

/** What proves that an item stands on the chain, as a file: docs/rpc.md says how to check it. */
export async function proofOf(chain: Chain, item: Record<string, unknown>): Promise<string> {
  return `${JSON.stringify(await ask(chain, "panshi_proof", [item]), undefined, 2)}\n`;
}
