// The operator's queue: agreements that all parties signed, templates and algorithms to review.

import { encodeContent, head, type Chain } from "../chain/connect";
import { agreement, algorithms, members, standings, templates } from "../chain/read";
import { useAccount, useChain, useRead, useSend } from "../chain/use";
import type { Algorithm, Numbered, Template } from "../chain/types";
import { stateAt } from "../domain/agreements";
import { text } from "../domain/bytes";
import { agreementDigest } from "../domain/digest";
import { Digest, Who } from "../parts/basics";
import { Attest, holdsRole } from "../parts/attest";
import { how } from "../parts/how";
import { SendingState } from "../parts/sending";
import { Empty, Read } from "../parts/states";
import { useStore } from "../store";
import { useSay } from "../words";

async function queue(chain: Chain) {
  const [list, made, programs, known] = await Promise.all([
    standings(chain),
    templates(chain),
    algorithms(chain),
    members(chain),
  ]);
  const block = await chain.client.getFinalizedBlock();
  const signed = list.items
    .filter(({ value }) => stateAt(value, block.number).type === "FullySigned")
    .reverse();
  const agreements = await Promise.all(
    signed.map(async ({ id }) => {
      const found = await agreement(chain, id);
      return {
        id,
        found,
        digest: agreementDigest(chain.genesis, id, encodeContent(chain, found.content)),
      };
    }),
  );
  return {
    agreements,
    templates: made.items.filter(({ value }) => value.status.type === "Proposed"),
    algorithms: programs.filter(({ value }) => value.status.type === "Registered"),
    known,
  };
}

function TemplateRow({ item }: { item: Numbered<Template> }) {
  const say = useSay();
  const { api } = useChain();
  const { sending, send, ready } = useSend();
  const { id, value } = item;
  return (
    <li class="panel">
      <h3>{text(value.content.name)}</h3>
      <p class="quiet">
        {say(`kind.${value.content.kind.type}`)} ·{" "}
        {say("doc.template", { id, version: value.version })}
      </p>
      <ol>
        {value.content.clauses.map((clause, i) => (
          <li key={i}>{text(clause.title)}</li>
        ))}
      </ol>
      <p class="actions">
        <button
          type="button"
          class="primary"
          disabled={!ready}
          onClick={() => void send(api.tx.Agreements.approve_template({ template: id }))}
        >
          {say("operator.approve")}
        </button>
        <button
          type="button"
          class="danger"
          disabled={!ready}
          onClick={() => void send(api.tx.Agreements.retire_template({ template: id }))}
        >
          {say("operator.retire")}
        </button>
      </p>
      <SendingState of={sending} />
    </li>
  );
}

function AlgorithmRow({ digest, value }: { digest: string; value: Algorithm }) {
  const say = useSay();
  const { api } = useChain();
  const { sending, send, ready } = useSend();
  const review = (approve: boolean) =>
    void send(api.tx.ComputeJobs.review_algorithm({ digest, approve }));
  return (
    <li class="panel">
      <h3>{text(value.content.name)}</h3>
      <p>
        <code>{text(value.content.code)}</code> <Digest of={digest} />
      </p>
      <p class="quiet">{say(how(value))}</p>
      <p class="actions">
        <button type="button" class="primary" disabled={!ready} onClick={() => review(true)}>
          {say("operator.approve")}
        </button>
        <button type="button" class="danger" disabled={!ready} onClick={() => review(false)}>
          {say("attest.refuse")}
        </button>
      </p>
      <SendingState of={sending} />
    </li>
  );
}

export function Operator() {
  const say = useSay();
  const account = useAccount()?.address;
  useStore(head);
  const read = useRead(queue, []);
  return (
    <>
      <h1>{say("operator.title")}</h1>
      <p class="lead">{say("operator.lead")}</p>
      <Read of={read}>
        {(found) => {
          if (account === undefined) return <Empty>{say("wallet.needed")}</Empty>;
          if (!holdsRole(found.known.get(account), "Operator"))
            return <Empty>{say("operator.notOperator")}</Empty>;
          const nothing =
            found.agreements.length + found.templates.length + found.algorithms.length === 0;
          if (nothing) return <Empty>{say("operator.none")}</Empty>;
          return (
            <>
              {found.agreements.map(({ id, found: of, digest }) => (
                <section key={id} class="panel" aria-labelledby={`queue-${id}`}>
                  <h2 id={`queue-${id}`}>
                    <a href={`#/agreements/${id}`}>{say("agreement.name", { id })}</a>{" "}
                    <span class="quiet">
                      {say(`kind.${of.standing.kind.type}`)} · {text(of.template.content.name)}
                    </span>
                  </h2>
                  <p>
                    {of.standing.parties.map((party, i) => (
                      <span key={party.account}>
                        {i === 0 ? "" : " · "}
                        <Who account={party.account} members={found.known} />
                      </span>
                    ))}
                  </p>
                  <Attest id={id} standing={of.standing} members={found.known} digest={digest} />
                </section>
              ))}
              {found.templates.length === 0 ? undefined : (
                <section>
                  <h2>{say("operator.templates")}</h2>
                  <ul class="plain">
                    {found.templates.map((item) => (
                      <TemplateRow key={item.id} item={item} />
                    ))}
                  </ul>
                </section>
              )}
              {found.algorithms.length === 0 ? undefined : (
                <section>
                  <h2>{say("operator.algorithms")}</h2>
                  <ul class="plain">
                    {found.algorithms.map(({ digest, value }) => (
                      <AlgorithmRow key={digest} digest={digest} value={value} />
                    ))}
                  </ul>
                </section>
              )}
            </>
          );
        }}
      </Read>
    </>
  );
}
