// Agreements: those that wait for a signature, one's own, and all.

import { useEffect, useState } from "preact/hooks";
import {
  agreementsOf,
  allAgreements,
  awaitingSignature,
  type Before,
  type Page,
} from "../chain/lists";
import { members, type Members } from "../chain/read";
import { useAccount, useRead } from "../chain/use";
import type { Chain } from "../chain/connect";
import type { AgreementRow } from "../domain/listed";
import { nameOf, Status } from "../parts/basics";
import { Pages } from "../parts/pages";
import { Empty, Read } from "../parts/states";
import { useSay } from "../words";

const SCOPES = ["waiting", "mine", "all"] as const;
type Scope = (typeof SCOPES)[number];

function Row({ of, known }: { of: AgreementRow; known: Members }) {
  const say = useSay();
  return (
    <li>
      <a class="row" href={`#/agreements/${of.id}`}>
        <span>
          <strong>{say("agreement.name", { id: of.id })}</strong>{" "}
          <span class="quiet">{say(`kind.${of.kind}`)}</span>
        </span>
        <span class="quiet">{of.parties.map((party) => nameOf(known, party)).join(", ")}</span>
        <span class="quiet">
          {of.signed === undefined
            ? ""
            : say("agreement.signed", { n: of.signed, of: of.parties.length })}
        </span>
        <Status kind="agreement" of={of.state} />
      </a>
    </li>
  );
}

function listed(
  chain: Chain,
  scope: Scope,
  mine: string | undefined,
  before: Before,
): Promise<Page<AgreementRow>> | undefined {
  if (scope === "all") return allAgreements(chain, before);
  if (mine === undefined) return undefined;
  return (scope === "mine" ? agreementsOf : awaitingSignature)(chain, mine, before);
}

export function Agreements() {
  const say = useSay();
  const mine = useAccount()?.address;
  const [scope, choose] = useState<Scope>(mine === undefined ? "all" : "waiting");
  const [before, turn] = useState<Before>();
  useEffect(() => turn(undefined), [mine]);
  const read = useRead(
    async (chain) => {
      const [page, known] = await Promise.all([listed(chain, scope, mine, before), members(chain)]);
      return { page, known };
    },
    [scope, mine, before],
  );
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
          <button
            key={s}
            type="button"
            aria-pressed={scope === s}
            onClick={() => {
              choose(s);
              turn(undefined);
            }}
          >
            {say(`agreements.${s}`)}
          </button>
        ))}
      </div>
      <Read of={read}>
        {({ page, known }) =>
          page === undefined ? (
            <Empty>{say("wallet.needed")}</Empty>
          ) : (
            <Pages
              of={page}
              before={before}
              turn={turn}
              none={say(scope === "waiting" ? "agreements.noneWaiting" : "agreements.none")}
            >
              {(row) => <Row key={row.id} of={row} known={known} />}
            </Pages>
          )
        }
      </Read>
    </>
  );
}
