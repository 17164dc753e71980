// Answers of the node's own methods (`panshi_*`, docs/rpc.md): what holds, and at which block.

import type { Chain } from "./connect";

/** A block, and whether it was final when it was told. */
export type At = { hash: string; number: number; finalized: boolean };
export type Answer<T> = { block: At; value: T };

/** Why a node does not answer: it does not know the method or keeps no index, or it builds one. */
export type Missing = "none" | "building";

export class NoIndex extends Error {
  constructor(readonly why: Missing) {
    super(why);
  }
}

/** Codes of JSON-RPC and of docs/rpc.md. */
const [UNKNOWN_METHOD, NO_INDEX, BUILDING] = [-32601, 20006, 20007];

export async function ask<T>(chain: Chain, method: string, params: unknown[]): Promise<Answer<T>> {
  try {
    return await chain.client._request<Answer<T>>(method, params);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === UNKNOWN_METHOD || code === NO_INDEX) throw new NoIndex("none");
    if (code === BUILDING) throw new NoIndex("building");
    throw error;
  }
}

/** Most items on a page. */
export const MOST_ON_PAGE = 100;
