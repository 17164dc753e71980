// Find data: every identity of the chain, by text, terms of use and reference build.

import { useState } from "preact/hooks";
import { identities, members, type Members } from "../chain/read";
import { useRead } from "../chain/use";
import type { DataIdentity, Numbered } from "../chain/types";
import { text } from "../domain/bytes";
import { wordsOf } from "../domain/search";
import { count } from "../domain/units";
import { Field, nameOf, Status, Tick, Who } from "../parts/basics";
import { Empty, Read } from "../parts/states";
import { termsLine } from "../parts/terms";
import { useSay, type Say } from "../words";

const PERMISSIONS = [
  "NoRestriction",
  "GeneralResearch",
  "HealthMedicalBiomedical",
  "DiseaseSpecific",
  "PopulationOriginsAncestry",
] as const;
const BUILDS = ["None", "Grch37", "Grch38", "Chm13"] as const;

type Filter = { words: string; permission: string; build: string; offered: boolean };

/** What a search looks into. */
function searched(say: Say, { id, value }: Numbered<DataIdentity>, known: Members): string {
  const d = value.descriptor;
  return [
    say("data.name", { id }),
    nameOf(known, value.holder),
    d.fingerprint,
    text(d.media_type),
    text(d.location_hint),
    termsLine(say, d.data_use),
    ...d.attributes.map((a) => `${text(a.term)} ${text(a.value)}`),
  ]
    .join(" ")
    .toLowerCase();
}

function Card({ item, known }: { item: Numbered<DataIdentity>; known: Members }) {
  const say = useSay();
  const { id, value } = item;
  const d = value.descriptor;
  return (
    <li>
      <a class="card" href={`#/data/${id}`}>
        <span class="card-head">
          <strong>{say("data.name", { id })}</strong>
          <Status kind="data" of={value.status.type} />
        </span>
        <Who account={value.holder} members={known} />
        <span class="figures">
          <span>{say("data.people", { n: count(d.sample_count) })}</span>
          <span>{say("data.records", { n: count(d.record_count) })}</span>
          <span>{say(`build.${d.reference_build.type}`)}</span>
        </span>
        {d.attributes.length === 0 ? undefined : (
          <span class="chips">
            {d.attributes.map((a) => (
              <span key={text(a.term)} class="chip">
                {text(a.term)} {text(a.value)}
              </span>
            ))}
          </span>
        )}
        <span class="quiet">{termsLine(say, d.data_use)}</span>
      </a>
    </li>
  );
}

export function Find() {
  const say = useSay();
  const [filter, set] = useState<Filter>({ words: "", permission: "", build: "", offered: true });
  const read = useRead(async (chain) => {
    const [list, known] = await Promise.all([identities(chain), members(chain)]);
    return { ...list, known };
  }, []);
  const input = (name: keyof Filter) => (event: { currentTarget: { value: string } }) =>
    set({ ...filter, [name]: event.currentTarget.value });
  return (
    <>
      <h1>{say("find.title")}</h1>
      <p class="lead">{say("find.lead")}</p>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <Field name={say("find.words")}>
          {(ids) => (
            <input
              {...ids}
              type="search"
              value={filter.words}
              placeholder={say("find.words.example")}
              onInput={input("words")}
            />
          )}
        </Field>
        <Field name={say("find.permission")}>
          {(ids) => (
            <select {...ids} value={filter.permission} onChange={input("permission")}>
              <option value="">{say("find.any")}</option>
              {PERMISSIONS.map((p) => (
                <option key={p} value={p}>
                  {say(`permission.${p}`, { disease: "…" })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name={say("find.build")}>
          {(ids) => (
            <select {...ids} value={filter.build} onChange={input("build")}>
              <option value="">{say("find.any")}</option>
              {BUILDS.map((b) => (
                <option key={b} value={b}>
                  {say(`build.${b}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Tick
          name={say("find.offered")}
          on={filter.offered}
          set={(offered) => set({ ...filter, offered })}
        />
      </form>
      <Read of={read}>
        {({ items, total, known }) => {
          const wanted = wordsOf(filter.words);
          const hits = items.filter((item) => {
            const { status, descriptor } = item.value;
            const looked = searched(say, item, known);
            return (
              (!filter.offered || status.type === "Published") &&
              (filter.permission === "" ||
                descriptor.data_use.permission.type === filter.permission) &&
              (filter.build === "" || descriptor.reference_build.type === filter.build) &&
              wanted.every((word) => looked.includes(word))
            );
          });
          return (
            <section aria-label={say("find.results")}>
              <p class="quiet" role="status">
                {say("find.count", { n: count(hits.length), of: count(items.length) })}
                {items.length < total
                  ? ` ${say("find.older", { n: count(total - items.length) })}`
                  : ""}
              </p>
              {hits.length === 0 ? (
                <Empty>{say(total === 0 ? "find.none" : "find.noHits")}</Empty>
              ) : (
                <ul class="cards">
                  {hits.map((item) => (
                    <Card key={item.id} item={item} known={known} />
                  ))}
                </ul>
              )}
            </section>
          );
        }}
      </Read>
    </>
  );
}
