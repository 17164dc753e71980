// What a person searches for.

/** The words of a search; what stands between quotation marks is one. */
export function wordsOf(search: string): string[] {
  const found = search.toLowerCase().matchAll(/"([^"]+)"?|([^\s"]+)/g);
  return [...found].map(([, phrase, word]) => phrase ?? word ?? "");
}
