// A page of a list: at which block it holds, its rows, and the way to the other pages.

import type { ComponentChildren } from "preact";
import type { Before, Page } from "../chain/lists";
import { count } from "../domain/units";
import { useSay } from "../words";
import { AsOf } from "./at";
import { Empty } from "./states";

export function Pages<T>({
  of,
  before,
  turn,
  none,
  children,
}: {
  of: Page<T>;
  /** Where this page begins. */
  before: Before;
  turn: (before: Before) => void;
  /** What is said where there is nothing at all. */
  none: string;
  children: (item: T) => ComponentChildren;
}) {
  const say = useSay();
  const isAll = before === undefined && of.next === null;
  return (
    <>
      <p class="quiet" role="status" data-listed={of.items.length}>
        {say(isAll ? "pages.whole" : "pages.page", { n: count(of.items.length) })}{" "}
        <AsOf block={of.block} />
      </p>
      {of.items.length === 0 ? (
        <Empty>{isAll ? none : say("pages.noneHere")}</Empty>
      ) : (
        <ul class="rows">{of.items.map(children)}</ul>
      )}
      {isAll ? undefined : (
        <p class="actions">
          {before === undefined ? undefined : (
            <button type="button" onClick={() => turn(undefined)}>
              {say("find.first")}
            </button>
          )}
          {of.next === null ? undefined : (
            <button type="button" onClick={() => turn(of.next!)}>
              {say("pages.older")}
            </button>
          )}
        </p>
      )}
    </>
  );
}
