// Fill a template and propose: the form beside the document that it makes.

import { useState } from "preact/hooks";
import { head } from "../chain/connect";
import { algorithms, identities, members, templates } from "../chain/read";
import { eventOf } from "../chain/send";
import { useAccount, useChain, useRead, useSend } from "../chain/use";
import type { AgreementContent, Template } from "../chain/types";
import { text } from "../domain/bytes";
import { BadDraft, contentOf, type Draft } from "../domain/draft";
import { mismatch } from "../domain/use";
import { count } from "../domain/units";
import { Authorization, flip, type Market } from "../parts/authorization";
import { Field, nameOf, Tick } from "../parts/basics";
import { Document } from "../parts/document";
import { SendingState } from "../parts/sending";
import { Empty, Read } from "../parts/states";
import { go } from "../router";
import { useStore } from "../store";
import { useSay } from "../words";

type Kind = "Publication" | "Authorization";
const EMPTY: Draft = {
  template: -1,
  data: [],
  parameters: [],
  signWithin: "1000",
  term: "100000",
  notice: "100",
  others: [],
  algorithms: [],
  quota: "3",
  price: "30",
  leastHolders: "3",
  disclosure: { minimumCell: "0", mostItems: "0", rounding: "0" },
  windows: { accept: "300", compute: "600", check: "300" },
  checker: "",
  field: "HealthMedicalBiomedical",
  diseases: "",
  project: "",
  country: "CN",
  promises: { genetic_study: true, ethics_approved: true },
};

/** What the draft makes, or what is wrong with it. */
function make(
  draft: Draft,
  template: Template,
  market: Market,
  proposer: string,
  now: number,
): AgreementContent | BadDraft {
  const holders = [
    ...new Set(
      draft.data.flatMap(
        (id) => market.identities.find((item) => item.id === id)?.value.holder ?? [],
      ),
    ),
  ];
  const kind = template.content.kind.type;
  try {
    return contentOf(draft, { kind, clauses: template.content.clauses, proposer, holders, now });
  } catch (error) {
    if (error instanceof BadDraft) return error;
    throw error;
  }
}

function Form({
  market,
  kind,
  first,
}: {
  market: Market;
  kind: Kind | undefined;
  first: number | undefined;
}) {
  const say = useSay();
  const { api } = useChain();
  const mine = useAccount()?.address;
  const now = useStore(head)?.number ?? 0;
  const { sending, send, ready } = useSend();
  const made = market.templates.filter(
    ({ value }) =>
      value.status.type === "Approved" && (kind === undefined || value.content.kind.type === kind),
  );
  const [draft, set] = useState<Draft>({
    ...EMPTY,
    template: made[0]?.id ?? -1,
    data: first === undefined ? [] : [first],
  });
  const template = made.find(({ id }) => id === draft.template)?.value;
  if (mine === undefined) return <Empty>{say("wallet.needed")}</Empty>;
  if (template === undefined) return <Empty>{say("propose.noTemplates")}</Empty>;
  const publishes = template.content.kind.type === "Publication";
  const offered = market.identities.filter(({ value }) =>
    publishes
      ? value.status.type === "Registered" && value.holder === mine
      : value.status.type === "Published",
  );
  const content = make(draft, template, market, mine, now);
  const sound = !(content instanceof BadDraft);
  const misfits =
    sound && content.terms.type === "Authorization"
      ? content.identities.flatMap((id) => {
          const use = market.identities.find((item) => item.id === id)?.value.descriptor.data_use;
          const purpose = (
            content.terms as Extract<AgreementContent["terms"], { type: "Authorization" }>
          ).value.purpose;
          const why = use && mismatch(use, purpose, content.sign_before + content.term);
          return why === undefined ? [] : [{ id, why }];
        })
      : [];
  const typed = (name: keyof Draft) => (event: { currentTarget: { value: string } }) =>
    set({ ...draft, [name]: event.currentTarget.value });
  const propose = async () => {
    if (!sound) return;
    const events = await send(api.tx.Agreements.propose({ content }));
    const proposed = events && eventOf<{ agreement: number }>(events, "Agreements", "Proposed");
    if (proposed !== undefined) go(`/agreements/${proposed.agreement}`);
  };
  const programs = new Map(market.algorithms.map(({ digest, value }) => [digest, value]));
  return (
    <div class="columns wide-left">
      <form class="stack panel" onSubmit={(event) => event.preventDefault()}>
        <Field name={say("propose.template")}>
          {(ids) => (
            <select
              {...ids}
              value={draft.template}
              onChange={(e) =>
                set({ ...draft, template: Number(e.currentTarget.value), data: [], parameters: [] })
              }
            >
              {made.map(({ id, value }) => (
                <option key={id} value={id}>
                  {`${text(value.content.name)} – ${say(`kind.${value.content.kind.type}`)}`}
                </option>
              ))}
            </select>
          )}
        </Field>
        <fieldset>
          <legend>{say("doc.data")}</legend>
          {offered.length === 0 ? (
            <p class="quiet">
              {say(publishes ? "propose.nothingToPublish" : "propose.nothingOffered")}
            </p>
          ) : undefined}
          {offered.map(({ id, value }) => (
            <Tick
              key={id}
              name={`${say("data.name", { id })}, ${nameOf(market.known, value.holder)}, ${say("data.people", { n: count(value.descriptor.sample_count) })}`}
              on={draft.data.includes(id)}
              set={(on) => set({ ...draft, data: flip(draft.data, id, on).sort((a, b) => a - b) })}
            />
          ))}
        </fieldset>
        {template.content.clauses.length === 0 ? undefined : (
          <fieldset>
            <legend>{say("doc.clauses")}</legend>
            {template.content.clauses.map((clause, i) =>
              clause.parameter.type === "None" ? (
                <p key={i}>{text(clause.title)}</p>
              ) : (
                <Field
                  key={i}
                  name={text(clause.title)}
                  {...(clause.parameter.type === "Number"
                    ? {
                        hint: say("propose.between", {
                          least: count(clause.parameter.value.least),
                          greatest: count(clause.parameter.value.greatest),
                        }),
                      }
                    : {})}
                >
                  {(ids) => (
                    <input
                      {...ids}
                      value={draft.parameters[i] ?? ""}
                      onInput={(e) => {
                        const parameters = [...draft.parameters];
                        parameters[i] = e.currentTarget.value;
                        set({ ...draft, parameters });
                      }}
                    />
                  )}
                </Field>
              ),
            )}
          </fieldset>
        )}
        {publishes ? undefined : (
          <Authorization draft={draft} set={set} market={market} mine={mine} />
        )}
        <fieldset>
          <legend>{say("doc.time")}</legend>
          <div class="pair">
            <Field name={say("propose.signWithin")}>
              {(ids) => (
                <input
                  {...ids}
                  inputMode="numeric"
                  value={draft.signWithin}
                  onInput={typed("signWithin")}
                />
              )}
            </Field>
            <Field name={say("propose.term")}>
              {(ids) => (
                <input {...ids} inputMode="numeric" value={draft.term} onInput={typed("term")} />
              )}
            </Field>
            <Field name={say("propose.notice")}>
              {(ids) => (
                <input
                  {...ids}
                  inputMode="numeric"
                  value={draft.notice}
                  onInput={typed("notice")}
                />
              )}
            </Field>
          </div>
        </fieldset>
        {sound ? undefined : (
          <p class="notice" role="status">
            {say(`draft.${content.wrong}`, { n: (content.index ?? 0) + 1 })}
          </p>
        )}
        {misfits.map(({ id, why }) => (
          <p key={id} class="notice bad" role="status">
            {say("propose.misfit", { data: say("data.name", { id }), why: say(`mismatch.${why}`) })}
          </p>
        ))}
        <p class="actions">
          <button
            type="button"
            class="primary"
            disabled={!ready || !sound || misfits.length > 0}
            onClick={() => void propose()}
          >
            {say("propose.propose")}
          </button>
        </p>
        <p class="hint">{say("propose.hint")}</p>
        <SendingState of={sending} />
      </form>
      {sound ? (
        <Document
          content={content}
          template={template}
          members={market.known}
          algorithms={programs}
        />
      ) : (
        <div class="document preview">
          <p class="quiet">{say("propose.preview")}</p>
        </div>
      )}
    </div>
  );
}

export function Propose({ kind, data }: { kind: string | null; data: string | null }) {
  const say = useSay();
  const mine = useAccount()?.address;
  const read = useRead(async (chain): Promise<Market> => {
    const [made, list, programs, known] = await Promise.all([
      templates(chain),
      identities(chain),
      algorithms(chain),
      members(chain),
    ]);
    return { templates: made.items, identities: list.items, algorithms: programs, known };
  }, []);
  const wanted = kind === "Publication" || kind === "Authorization" ? kind : undefined;
  const first = data !== null && /^\d{1,9}$/.test(data) ? Number(data) : undefined;
  return (
    <>
      <p class="crumbs">
        <a href="#/agreements">{say("agreements.title")}</a>
      </p>
      <h1>{say("propose.title")}</h1>
      <p class="lead">{say("propose.lead")}</p>
      <Read of={read}>
        {(market) => <Form key={mine ?? ""} market={market} kind={wanted} first={first} />}
      </Read>
    </>
  );
}
