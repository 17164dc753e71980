// The portal's words, in the languages of its users.

import { createStore, useStore } from "../store";
import { en } from "./en";
import { zh } from "./zh";

export type Language = "en" | "zh";
export type Key = keyof typeof en;
export type Values = Record<string, string | number>;
export type Say = (key: Key, values?: Values) => string;

const WORDS: Record<Language, Record<Key, string>> = { en, zh };
const REMEMBERED = "panshi.language";

function first(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === "en" || remembered === "zh") return remembered;
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

export const language = createStore<Language>(first());

export function speak(next: Language): void {
  localStorage.setItem(REMEMBERED, next);
  language.set(next);
}

/** The words of `key`, with `{name}` replaced by the value of that name. */
export function say(language: Language, key: Key, values: Values = {}): string {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? `{${name}}`),
  );
}

export function useSay(): Say {
  const now = useStore(language);
  return (key, values) => say(now, key, values);
}

/** Whether there are words for `key`. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(en, key);
}
