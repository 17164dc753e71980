// Answers of the node's own methods (`panshi_*`, docs/rpc.md): what holds, and at which block.

import type { Chain } from "./connect";

/** A block, and whether it was final when it was told. */
export type At = { hash: string; number: number; finalized: boolean };
export type Answer<T> = { block: At; value: T };

/** Why a node does not answer: it does not know the method or keeps no index, or it builds one. */
export type Missing = "none" | "building";

/** Codes of JSON-RPC and of docs/rpc.md. */
const [UNKNOWN_METHOD, NO_INDEX, BUILDING] = [-32601, 20006, 20007];

/** The node refuses an answer, with a code that is stable. */
export class NoAnswer extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  /** What the node lacks, if that is why. */
  get missing(): Missing | undefined {
    if (this.code === BUILDING) return "building";
    return this.code === UNKNOWN_METHOD || this.code === NO_INDEX ? "none" : undefined;
  }
}

export async function ask<T>(chain: Chain, method: string, params: unknown[]): Promise<Answer<T>> {
  try {
    return await chain.client._request<Answer<T>>(method, params);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    throw typeof code === "number" ? new NoAnswer(code, String(message)) : error;
  }
}

/** Most items on a page. */
export const MOST_ON_PAGE = 100;
