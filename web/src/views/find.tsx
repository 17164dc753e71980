// Find data: by the node's index where it keeps one, else by words among what the chain lists.

import { useEffect, useState } from "preact/hooks";
import { NoAnswer, type Missing } from "../chain/answers";
import { identities, members, type Members } from "../chain/read";
import { searchData, type Found } from "../chain/search";
import { useRead } from "../chain/use";
import type { Chain } from "../chain/connect";
import type { DataIdentity, Numbered } from "../chain/types";
import { text } from "../domain/bytes";
import { BadSearch, EVERYTHING, queryOf, wordsOf, type Search } from "../domain/search";
import { count } from "../domain/units";
import { AsOf } from "../parts/at";
import { nameOf, Status, Who } from "../parts/basics";
import { Facets } from "../parts/facets";
import { SearchForm } from "../parts/searchForm";
import { Empty, Read } from "../parts/states";
import { termsLine } from "../parts/terms";
import { useSay, type Key, type Say } from "../words";

/** How long a person pauses before what was typed is asked. */
const PAUSE = 250;

type Result = { known: Members } & (
  | { by: "index"; found: Found }
  | { by: "chain"; why: Missing; items: Numbered<DataIdentity>[]; total: number }
);

async function find(chain: Chain, search: Search, after: string | undefined): Promise<Result> {
  const known = members(chain);
  try {
    const found = await searchData(chain, queryOf(search, after));
    return { by: "index", found, known: await known };
  } catch (error) {
    const why = error instanceof NoAnswer ? error.missing : undefined;
    if (why === undefined) throw error;
    return { by: "chain", why, ...(await identities(chain)), known: await known };
  }
}

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

/** `value` once it has not changed for a while. */
function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function wrongOf(search: Search): BadSearch["wrong"] | undefined {
  try {
    queryOf(search);
    return undefined;
  } catch (error) {
    if (error instanceof BadSearch) return error.wrong;
    throw error;
  }
}

function Cards({ items, known }: { items: Numbered<DataIdentity>[]; known: Members }) {
  return (
    <ul class="cards">
      {items.map((item) => (
        <Card key={item.id} item={item} known={known} />
      ))}
    </ul>
  );
}

function ByIndex({
  found,
  known,
  search,
  set,
  after,
  turn,
}: {
  found: Found;
  known: Members;
  search: Search;
  set: (search: Search) => void;
  after: string | undefined;
  turn: (after: string | undefined) => void;
}) {
  const say = useSay();
  return (
    <div class="found">
      <Facets of={found.facets} search={search} set={set} />
      <section aria-label={say("find.results")}>
        <p role="status" data-found={found.total}>
          {say("find.hits", { n: count(found.total) })} <AsOf block={found.block} />
        </p>
        {found.items.length === 0 ? (
          <Empty>
            {say("find.noHits")}{" "}
            <button type="button" onClick={() => set(EVERYTHING)}>
              {say("find.clear")}
            </button>
          </Empty>
        ) : (
          <Cards items={found.items} known={known} />
        )}
        <p class="actions">
          {after === undefined ? undefined : (
            <button type="button" onClick={() => turn(undefined)}>
              {say("find.first")}
            </button>
          )}
          {found.next === null ? undefined : (
            <button type="button" onClick={() => turn(found.next!)}>
              {say("find.next")}
            </button>
          )}
        </p>
      </section>
    </div>
  );
}

function ByChain({
  of: { items, total, known, why },
  search,
}: {
  of: Extract<Result, { by: "chain" }>;
  search: Search;
}) {
  const say = useSay();
  const wanted = wordsOf(search.words);
  const hits = items.filter((item) => {
    const looked = searched(say, item, known);
    const fits = !search.offered || item.value.status.type === "Published";
    return fits && wanted.every((word) => looked.includes(word));
  });
  return (
    <section aria-label={say("find.results")}>
      <p class="notice" data-index={why}>
        {say(why === "building" ? "find.building" : "find.noIndex", { n: count(items.length) })}
      </p>
      <p class="quiet" role="status" data-found={hits.length}>
        {say("find.count", { n: count(hits.length), of: count(items.length) })}
        {items.length < total ? ` ${say("find.older", { n: count(total - items.length) })}` : ""}
      </p>
      {hits.length === 0 ? (
        <Empty>{say(total === 0 ? "find.none" : "find.noHits")}</Empty>
      ) : (
        <Cards items={hits} known={known} />
      )}
    </section>
  );
}

export function Find() {
  const say = useSay();
  const [search, change] = useState<Search>(EVERYTHING);
  const [after, turn] = useState<string>();
  const set = (next: Search) => {
    turn(undefined);
    change(next);
  };
  const wrong = wrongOf(search);
  // What is typed halfway is not asked; the last sound search stays.
  const [sound, keep] = useState(search);
  useEffect(() => void (wrong === undefined && keep(search)), [search, wrong]);
  const asked = useSettled(sound);
  const read = useRead((chain) => find(chain, asked, after), [asked, after], true);
  const indexed = read.state !== "ready" || read.value.by === "index";
  return (
    <>
      <h1>{say("find.title")}</h1>
      <p class="lead">{say("find.lead")}</p>
      <SearchForm of={search} set={set} indexed={indexed} />
      {wrong === undefined ? undefined : (
        <p class="notice bad" role="status">
          {say(`find.bad.${wrong}` as Key)}
        </p>
      )}
      <Read of={read}>
        {(result) =>
          result.by === "index" ? (
            <ByIndex
              found={result.found}
              known={result.known}
              search={search}
              set={set}
              after={after}
              turn={turn}
            />
          ) : (
            <ByChain of={result} search={search} />
          )
        }
      </Read>
    </>
  );
}
