// What a view shows while it loads, when it fails and when there is nothing.

import type { ComponentChildren, JSX } from "preact";
import { NoAnswer } from "../chain/answers";
import type { Loaded } from "../chain/use";
import { NotFound } from "../chain/read";
import { isKey, useSay, type Say } from "../words";

export function Loading() {
  const say = useSay();
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">{say("state.loading")}</span>
      <span class="bone wide" />
      <span class="bone" />
      <span class="bone narrow" />
    </div>
  );
}

/** Why it failed, and what to do where the node's code says so. */
function why(say: Say, error: unknown): string {
  const key = error instanceof NoAnswer ? `rpc.${error.code}` : "";
  return isKey(key) ? say(key) : String(error);
}

export function Failed({ error, again }: { error: unknown; again: () => void }) {
  const say = useSay();
  const missing = error instanceof NotFound;
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>{say(missing ? "state.missing" : "state.failed")}</strong>
      </p>
      {missing ? undefined : <p class="quiet">{why(say, error)}</p>}
      <button type="button" onClick={again}>
        {say("state.again")}
      </button>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return (
    <div class="empty">
      <svg viewBox="0 0 48 28" width="72" aria-hidden="true">
        <path d="M2 22 12 8l7 8 6-10 11 16z" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d="M2 25h44" stroke="currentColor" stroke-width="1.5" />
      </svg>
      <p>{children}</p>
    </div>
  );
}

/** Shows what was read, or in which state that is, under `title` where the view has none yet. */
export function Read<T>({
  of,
  title,
  children,
}: {
  of: Loaded<T>;
  title?: string;
  children: (value: T) => JSX.Element | null;
}) {
  if (of.state === "ready") return children(of.value);
  return (
    <>
      {title === undefined ? undefined : <h1>{title}</h1>}
      {of.state === "loading" ? <Loading /> : <Failed error={of.error} again={of.again} />}
    </>
  );
}
