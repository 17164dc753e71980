// The audit trail of a subject: its pages from the node's index, and what happens from now on.

import { useCallback, useEffect, useState } from "preact/hooks";
import {
  withNews,
  withPage,
  type Cursor,
  type Subject,
  type Trail,
  type TrailEntry,
} from "../domain/trail";
import { useStore } from "../store";
import { ask, MOST_ON_PAGE, NoAnswer, type Answer } from "./answers";
import { head, online, type Chain } from "./connect";
import { agreement, identity, job, member } from "./read";
import { useChain } from "./use";

/** Fails if the subject is not on the chain: nothing ever happened to what does not exist. */
async function ensure(chain: Chain, { type, id }: Subject): Promise<void> {
  const read = { job, agreement, data: identity, member } as const;
  await (read[type] as (chain: Chain, id: number | string) => Promise<unknown>)(chain, id);
}

async function page(chain: Chain, { type, id }: Subject, after?: Cursor): Promise<Trail> {
  const query = { limit: MOST_ON_PAGE, ...(after === undefined ? {} : { after }) };
  type Told = Omit<Trail, "block">;
  const { block, value } = await ask<Told>(chain, "panshi_auditTrail", [{ [type]: id }, query]);
  return { ...value, block };
}

export type Followed =
  | { state: "loading" }
  | { state: "failed"; error: unknown; again: () => void }
  | {
      state: "ready";
      trail: Trail;
      /** Whether the node tells what happens from now on. */
      live: boolean;
      again: () => void;
      /** Reads the next page, where there is one. */
      more: (() => void) | undefined;
    };

/** The trail of `subject`: what happened, page by page, and from then on what happens. */
export function useTrail(subject: Subject): Followed {
  const chain = useChain();
  const isOnline = useStore(online);
  const block = useStore(head)?.number;
  const [read, show] = useState<Trail>();
  const [news, tell] = useState<Answer<TrailEntry[]>[]>([]);
  const [live, setLive] = useState(true);
  const [failed, fail] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((turn) => turn + 1), []);
  const builds = failed instanceof NoAnswer && failed.missing === "building";
  const { type, id } = subject;

  // A node that builds its index is asked again at every block.
  useEffect(() => {
    if (!isOnline) return;
    let left = false;
    tell([]);
    setLive(true);
    // Before the pages are read, so that nothing falls in between.
    const feed = chain.client
      ._subscribe<Answer<TrailEntry[]>>(
        "panshi_subscribeAuditTrail",
        "panshi_unsubscribeAuditTrail",
        [{ [type]: id }],
      )
      .subscribe({
        next: (happened) => tell((before) => [...before, happened]),
        error: () => left || setLive(false),
      });
    Promise.all([page(chain, subject), ensure(chain, subject)]).then(
      ([first]) => {
        if (left) return;
        show(first);
        fail(undefined);
      },
      (error: unknown) => left || fail(error),
    );
    return () => {
      left = true;
      feed.unsubscribe();
    };
  }, [chain, type, id, turn, isOnline, builds ? block : undefined]);

  const after = read?.next ?? undefined;
  const more = () => {
    setBusy(true);
    page(chain, subject, after)
      .then((next) => show((read) => withPage(read, next)), fail)
      .finally(() => setBusy(false));
  };
  if (failed !== undefined) return { state: "failed", error: failed, again };
  if (read === undefined) return { state: "loading" };
  const whole = withNews(read, news);
  return {
    state: "ready",
    trail: whole,
    live,
    again,
    more: after === undefined || busy ? undefined : more,
  };
}
