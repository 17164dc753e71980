// Result keys that were made or read in this visit, so that a result opens without asking for the file
// again. Gone when the page is.

import type { ResultKey } from "./resultKey";

const keys = new Map<string, ResultKey>();

export function hold(key: ResultKey): void {
  keys.set(key.public, key);
}

export function heldKey(publicHalf: string): ResultKey | undefined {
  return keys.get(publicHalf);
}
