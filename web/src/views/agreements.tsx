// Agreements: those that wait for a signature, one's own, and all.

import { useState } from "preact/hooks";
import { members, standings, type Members } from "../chain/read";
import { head } from "../chain/connect";
import { useAccount, useRead } from "../chain/use";
import type { Numbered, Standing } from "../chain/types";
import { hasSigned, partyIndex, stateAt } from "../domain/agreements";
import { nameOf, Status } from "../parts/basics";
import { Empty, Read } from "../parts/states";
import { useStore } from "../store";
import { useSay } from "../words";

const SCOPES = ["waiting", "mine", "all"] as const;
type Scope = (typeof SCOPES)[number];

/** Whether the agreement waits for a signature of `account` at block `now`. */
export function waitsFor(account: string, standing: Standing, now: number): boolean {
  const state = stateAt(standing, now);
  const index = partyIndex(standing.parties, account);
  return (
    index >= 0 &&
    (state.type === "Proposed" || state.type === "PartlySigned") &&
    !hasSigned(state, index)
  );
}

function Row({ item, known, now }: { item: Numbered<Standing>; known: Members; now: number }) {
  const say = useSay();
  const { id, value } = item;
  const state = stateAt(value, now);
  const signed = value.parties.filter((_, i) => hasSigned(state, i)).length;
  return (
    <li>
      <a class="row" href={`#/agreements/${id}`}>
        <span>
          <strong>{say("agreement.name", { id })}</strong>{" "}
          <span class="quiet">{say(`kind.${value.kind.type}`)}</span>
        </span>
        <span class="quiet">{value.parties.map((p) => nameOf(known, p.account)).join(", ")}</span>
        <span class="quiet">
          {say("agreement.signed", { n: signed, of: value.parties.length })}
        </span>
        <Status kind="agreement" of={state.type} />
      </a>
    </li>
  );
}

export function Agreements() {
  const say = useSay();
  const mine = useAccount()?.address;
  const now = useStore(head)?.number ?? 0;
  const [scope, choose] = useState<Scope>(mine === undefined ? "all" : "waiting");
  const read = useRead(async (chain) => {
    const [list, known] = await Promise.all([standings(chain), members(chain)]);
    return { ...list, known };
  }, []);
  return (
    <>
      <header class="title">
        <h1>{say("agreements.title")}</h1>
        <a class="button primary" href="#/propose">
          {say("propose.title")}
        </a>
      </header>
      <div class="tabs" role="group" aria-label={say("agreements.scope")}>
        {SCOPES.map((s) => (
          <button key={s} type="button" aria-pressed={scope === s} onClick={() => choose(s)}>
            {say(`agreements.${s}`)}
          </button>
        ))}
      </div>
      {mine === undefined && scope !== "all" ? (
        <Empty>{say("wallet.needed")}</Empty>
      ) : (
        <Read of={read}>
          {({ items, known }) => {
            const shown = items.filter(({ value }) => {
              if (scope === "all") return true;
              if (scope === "mine") return partyIndex(value.parties, mine!) >= 0;
              return waitsFor(mine!, value, now);
            });
            return shown.length === 0 ? (
              <Empty>
                {say(scope === "waiting" ? "agreements.noneWaiting" : "agreements.none")}
              </Empty>
            ) : (
              <ul class="rows">
                {shown.map((item) => (
                  <Row key={item.id} item={item} known={known} now={now} />
                ))}
              </ul>
            );
          }}
        </Read>
      )}
    </>
  );
}
