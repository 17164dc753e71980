// The part of a proposal that only authorizations have.

import type { Members } from "../chain/read";
import type { Algorithm, DataIdentity, Numbered, Party, Template } from "../chain/types";
import { WHOLE } from "../domain/agreements";
import { text } from "../domain/bytes";
import type { Draft } from "../domain/draft";
import { percent } from "../domain/units";
import { useSay } from "../words";
import { holdsRole } from "./attest";
import { Field, nameOf, Tick } from "./basics";
import { how } from "./how";
import { PROMISES } from "./terms";

/** What a proposal chooses from. */
export type Market = {
  templates: Numbered<Template>[];
  identities: Numbered<DataIdentity>[];
  algorithms: { digest: string; value: Algorithm }[];
  known: Members;
};

const FIELDS = [
  "GeneralResearch",
  "HealthMedicalBiomedical",
  "Disease",
  "PopulationOriginsAncestry",
] as const;

/** `list` with `item` in it, or not. */
export function flip<T>(list: T[], item: T, on: boolean): T[] {
  return on
    ? [...list.filter((other) => other !== item), item]
    : list.filter((other) => other !== item);
}

function Others({
  draft,
  set,
  known,
  mine,
}: {
  draft: Draft;
  set: (draft: Draft) => void;
  known: Members;
  mine: string;
}) {
  const say = useSay();
  const roles: [Party["role"]["type"], string][] = [
    ["ThirdParty", say("role.ThirdParty")],
    ["Auditor", say("role.Auditor")],
  ];
  return (
    <>
      {roles.map(([role, name]) => {
        const able = [...known].filter(
          ([account, member]) => account !== mine && holdsRole(member, role),
        );
        return able.map(([account]) => {
          const on = draft.others.some((p) => p.account === account);
          const rest = draft.others.filter((p) => p.account !== account);
          const party: Party = { account, role: { type: role, value: undefined } };
          return (
            <Tick
              key={account}
              name={`${nameOf(known, account)} (${name})`}
              on={on}
              set={(on) =>
                set({
                  ...draft,
                  others: on ? [...rest, party] : rest,
                  checker: on || draft.checker !== account ? draft.checker : "",
                })
              }
            />
          );
        });
      })}
    </>
  );
}

export function Authorization({
  draft,
  set,
  market,
  mine,
}: {
  draft: Draft;
  set: (draft: Draft) => void;
  market: Market;
  mine: string;
}) {
  const say = useSay();
  const typed = (name: keyof Draft) => (event: { currentTarget: { value: string } }) =>
    set({ ...draft, [name]: event.currentTarget.value });
  const usable = market.algorithms.filter(({ value }) => value.status.type === "Approved");
  const window = (name: keyof Draft["windows"]) => (
    <Field key={name} name={say(`propose.window.${name}`)}>
      {(ids) => (
        <input
          {...ids}
          inputMode="numeric"
          value={draft.windows[name]}
          onInput={(e) =>
            set({ ...draft, windows: { ...draft.windows, [name]: e.currentTarget.value } })
          }
        />
      )}
    </Field>
  );
  const limit = (name: keyof Draft["disclosure"]) => (
    <Field key={name} name={say(`propose.disclosure.${name}`)}>
      {(ids) => (
        <input
          {...ids}
          inputMode="numeric"
          value={draft.disclosure[name]}
          onInput={(e) =>
            set({ ...draft, disclosure: { ...draft.disclosure, [name]: e.currentTarget.value } })
          }
        />
      )}
    </Field>
  );
  return (
    <>
      <fieldset>
        <legend>{say("doc.purpose")}</legend>
        <Field name={say("propose.field")}>
          {(ids) => (
            <select {...ids} value={draft.field} onChange={typed("field")}>
              {FIELDS.map((f) => (
                <option key={f} value={f}>
                  {say(`field.${f}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name={say("propose.diseases")} hint={say("propose.diseasesHint")}>
          {(ids) => (
            <input
              {...ids}
              value={draft.diseases}
              placeholder="MONDO:0005148"
              onInput={typed("diseases")}
            />
          )}
        </Field>
        <div class="pair">
          <Field name={say("propose.project")}>
            {(ids) => <input {...ids} value={draft.project} onInput={typed("project")} />}
          </Field>
          <Field name={say("propose.country")}>
            {(ids) => (
              <input {...ids} value={draft.country} maxLength={2} onInput={typed("country")} />
            )}
          </Field>
        </div>
        {PROMISES.map((promise) => (
          <Tick
            key={promise}
            name={say(`promise.${promise}.yes`)}
            on={draft.promises[promise] === true}
            set={(on) => set({ ...draft, promises: { ...draft.promises, [promise]: on } })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{say("doc.algorithms")}</legend>
        {usable.length === 0 ? <p class="quiet">{say("propose.noAlgorithms")}</p> : undefined}
        {usable.map(({ digest, value }) => (
          <div key={digest}>
            <Tick
              name={text(value.content.name)}
              on={draft.algorithms.includes(digest)}
              set={(on) => set({ ...draft, algorithms: flip(draft.algorithms, digest, on) })}
            />
            <p class="hint">{say(how(value))}</p>
          </div>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say("propose.others")}</legend>
        <Others draft={draft} set={set} known={market.known} mine={mine} />
        <Field name={say("doc.release")}>
          {(ids) => (
            <select {...ids} value={draft.checker} onChange={typed("checker")}>
              <option value="">{say("doc.release.AtOnce")}</option>
              {draft.others.map(({ account }) => (
                <option key={account} value={account}>
                  {say("doc.release.Checked")} {nameOf(market.known, account)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </fieldset>
      <fieldset>
        <legend>{say("doc.disclosure")}</legend>
        <div class="pair">{(["minimumCell", "mostItems", "rounding"] as const).map(limit)}</div>
        <p class="hint">{say("propose.disclosureHint")}</p>
      </fieldset>
      <fieldset>
        <legend>{say("doc.billing")}</legend>
        <div class="pair">
          <Field name={say("propose.price")}>
            {(ids) => (
              <input {...ids} inputMode="decimal" value={draft.price} onInput={typed("price")} />
            )}
          </Field>
          <Field name={say("propose.quota")}>
            {(ids) => (
              <input {...ids} inputMode="numeric" value={draft.quota} onInput={typed("quota")} />
            )}
          </Field>
          <Field name={say("propose.leastHolders")}>
            {(ids) => (
              <input
                {...ids}
                inputMode="numeric"
                value={draft.leastHolders}
                onInput={typed("leastHolders")}
              />
            )}
          </Field>
        </div>
        <p class="hint">{say("propose.sharesHint", { whole: percent(WHOLE) })}</p>
        <div class="pair">{(["accept", "compute", "check"] as const).map(window)}</div>
      </fieldset>
    </>
  );
}
