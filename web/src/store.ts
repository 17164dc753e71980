// A value that views follow.

import { useEffect, useState } from "preact/hooks";

export type Store<T> = {
  get(): T;
  set(value: T): void;
  /** Calls `listener` on every change; returns how to stop. */
  follow(listener: (value: T) => void): () => void;
};

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener(next);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  const [value, show] = useState(store.get());
  useEffect(() => {
    show(store.get());
    return store.follow((next) => show(() => next));
  }, [store]);
  return value;
}
