// An agreement: the document that is signed, its digest from the chain and as this browser computes it
// from the content, who has signed, and what the chosen account may do.

import { encodeContent, head } from "../chain/connect";
import {
  agreement,
  algorithms,
  members,
  type Agreement as Found,
  type Members,
} from "../chain/read";
import { useAccount, useChain, useRead, useSend } from "../chain/use";
import type { Role } from "../chain/types";
import { hasSigned, partyIndex, stateAt } from "../domain/agreements";
import { agreementDigest } from "../domain/digest";
import { count } from "../domain/units";
import { nameOf, Status, Who } from "../parts/basics";
import { Document } from "../parts/document";
import { Attest, holdsRole } from "../parts/attest";
import { Reasoned } from "../parts/reason";
import { SendingState } from "../parts/sending";
import { Read } from "../parts/states";
import { useStore } from "../store";
import { useSay } from "../words";

/** The digest of the chain beside the one that follows from what is shown here. */
function DigestCheck({ given, computed }: { given: string; computed: string }) {
  const say = useSay();
  const agrees = given === computed;
  return (
    <div
      class={agrees ? "notice good" : "notice bad"}
      role={agrees ? undefined : "alert"}
      data-digest={agrees ? "same" : "differs"}
    >
      <p>
        <strong>{say(agrees ? "digest.same" : "digest.differs")}</strong>
      </p>
      <dl class="digests">
        <dt>{say("digest.chain")}</dt>
        <dd>
          <code>{given}</code>
        </dd>
        <dt>{say("digest.here")}</dt>
        <dd>
          <code>{computed}</code>
        </dd>
      </dl>
      <p class="hint">{say("digest.how")}</p>
    </div>
  );
}

/** Who stopped it and why, where somebody did. */
function Stopped({ of, known, now }: { of: Found; known: Members; now: number }) {
  const say = useSay();
  const { standing } = of;
  const state = stateAt(standing, now);
  if (state.type !== "Rejected" && state.type !== "Suspended") return null;
  const { by, reason } = state.value;
  const words = () => {
    if (state.type === "Suspended") return "agreement.suspendedBy";
    // Who withdraws its own proposal gives no reason, which the chain keeps as zero.
    if (by === standing.proposer && reason === 0) return "agreement.withdrawnBy";
    return partyIndex(standing.parties, by) < 0 ? "agreement.refusedBy" : "agreement.declinedBy";
  };
  return (
    <p class="notice bad" data-stopped={state.type}>
      {say(words(), { who: nameOf(known, by), reason: say("reason", { code: reason }) })}
    </p>
  );
}

function Signatures({ of, known, now }: { of: Found; known: Members; now: number }) {
  const say = useSay();
  const state = stateAt(of.standing, now);
  // Of what ended before it was in force, the chain keeps no signatures: its trail tells them.
  const isKept = state.type !== "Rejected" && state.type !== "Expired";
  return (
    <ul class="signatures">
      {of.standing.parties.map((party, i) => {
        const signed = of.attestation !== undefined || hasSigned(state, i);
        return (
          <li key={party.account} class={signed ? "done" : ""}>
            <span aria-hidden="true">{signed ? "●" : "○"}</span>{" "}
            <Who account={party.account} members={known} />{" "}
            <span class="quiet">
              {say(`role.${party.role.type}`)}
              {signed || isKept
                ? ` · ${say(signed ? "agreement.hasSigned" : "agreement.notSigned")}`
                : ""}
            </span>
          </li>
        );
      })}
      {of.attestation === undefined ? undefined : (
        <li class="done">
          <span aria-hidden="true">◆</span>{" "}
          <Who account={of.attestation.operator} members={known} />{" "}
          <span class="quiet">
            {say("agreement.attested", {
              n: of.attestation.checks.length,
              block: count(of.attestation.at),
            })}
          </span>
        </li>
      )}
    </ul>
  );
}

function Sign({ id, of, digest }: { id: number; of: Found; digest: string }) {
  const say = useSay();
  const { api } = useChain();
  const account = useAccount();
  const { sending, send, ready, busy } = useSend();
  const now = useStore(head)?.number ?? 0;
  const state = stateAt(of.standing, now).type;
  const index = account === undefined ? -1 : partyIndex(of.standing.parties, account.address);
  const mayMove = state === "Proposed" || state === "PartlySigned" || state === "FullySigned";
  const signed = index >= 0 && hasSigned(stateAt(of.standing, now), index);
  if (account === undefined) return mayMove ? <p class="quiet">{say("wallet.needed")}</p> : null;
  if (index < 0) return <p class="quiet">{say("agreement.notParty", { name: account.name })}</p>;
  return (
    <>
      {mayMove && !signed ? (
        <div class="sign">
          <p>{say("agreement.signWords", { name: account.name || account.address })}</p>
          <button
            type="button"
            class="primary"
            disabled={!ready || digest !== of.standing.digest}
            onClick={() => void send(api.tx.Agreements.sign({ agreement: id, digest }))}
          >
            {say("agreement.sign")}
          </button>
        </div>
      ) : undefined}
      {mayMove ? (
        <details>
          <summary>{say("agreement.otherwise")}</summary>
          <Reasoned
            name={say("agreement.decline")}
            ready={ready}
            act={(reason) => void send(api.tx.Agreements.decline({ agreement: id, reason }))}
          />
          {of.standing.proposer === account.address ? (
            <button
              type="button"
              disabled={!ready}
              onClick={() => void send(api.tx.Agreements.withdraw({ agreement: id }))}
            >
              {say("agreement.withdraw")}
            </button>
          ) : undefined}
        </details>
      ) : undefined}
      {state === "Active" ? (
        <details>
          <summary>{say("agreement.otherwise")}</summary>
          <p class="hint">{say("agreement.noticeHint", { n: count(of.standing.notice) })}</p>
          <button
            type="button"
            class="danger"
            disabled={busy}
            onClick={() => void send(api.tx.Agreements.give_notice({ agreement: id }))}
          >
            {say("agreement.notice")}
          </button>
        </details>
      ) : undefined}
      <SendingState of={sending} />
    </>
  );
}

function isConsumer(of: Found, account: string | undefined): boolean {
  const role: Role["type"] = "Consumer";
  return of.standing.parties.some((p) => p.account === account && p.role.type === role);
}

export function Agreement({ id }: { id: number }) {
  const say = useSay();
  const chain = useChain();
  const account = useAccount()?.address;
  const now = useStore(head)?.number ?? 0;
  const read = useRead(
    async (chain) => {
      const [found, known, programs] = await Promise.all([
        agreement(chain, id),
        members(chain),
        algorithms(chain),
      ]);
      const named = new Map(programs.map(({ digest, value }) => [digest, value]));
      return { found, known, named };
    },
    [id],
  );
  return (
    <Read of={read} title={say("agreement.name", { id })}>
      {({ found, known, named }) => {
        const state = stateAt(found.standing, now);
        const digest = agreementDigest(chain.genesis, id, encodeContent(chain, found.content));
        const attests = account !== undefined && holdsRole(known.get(account), "Operator");
        return (
          <>
            <p class="crumbs">
              <a href="#/agreements">{say("agreements.title")}</a>
            </p>
            <header class="title">
              <h1>{say("agreement.name", { id })}</h1>
              <Status kind="agreement" of={state.type} />
            </header>
            <p class="actions">
              {state.type === "Active" && isConsumer(found, account) ? (
                <a class="button primary" href={`#/jobs/new?agreement=${id}`}>
                  {say("job.new")}
                </a>
              ) : undefined}
              <a class="button" href={`#/audit/agreement/${id}`}>
                {say("audit.open")}
              </a>
            </p>
            <Stopped of={found} known={known} now={now} />
            <div class="columns wide-left">
              <Document
                content={found.content}
                template={found.template}
                members={known}
                algorithms={named}
              />
              <div class="side">
                <section class="panel">
                  <h2>{say("digest.title")}</h2>
                  <DigestCheck given={found.standing.digest} computed={digest} />
                </section>
                <section class="panel">
                  <h2>{say("agreement.signatures")}</h2>
                  <Signatures of={found} known={known} now={now} />
                  <Sign id={id} of={found} digest={digest} />
                </section>
                {attests && state.type === "FullySigned" ? (
                  <section class="panel">
                    <h2>{say("attest.title")}</h2>
                    <Attest id={id} standing={found.standing} members={known} digest={digest} />
                  </section>
                ) : undefined}
                <section class="panel">
                  <h2>{say("agreement.counts")}</h2>
                  {found.standing.kind.type === "Publication" ? undefined : (
                    <p>
                      {say("agreement.jobs", {
                        started: found.standing.jobs_started,
                        quota: found.standing.job_quota,
                        open: found.standing.jobs_open,
                      })}
                    </p>
                  )}
                  {state.type === "Active" ? (
                    <p>{say("agreement.until", { block: count(state.value.until) })}</p>
                  ) : undefined}
                  <p class="quiet">{say("agreement.now", { block: count(now) })}</p>
                </section>
              </div>
            </div>
          </>
        );
      }}
    </Read>
  );
}
