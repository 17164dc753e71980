// How all hits divide by their properties; each value narrows the search down.

import type { Facet } from "../chain/search";
import { LISTS, type ListField, type Search } from "../domain/search";
import { DUO } from "../domain/use";
import { count } from "../domain/units";
import { useSay, type Key, type Say } from "../words";

const PERMISSIONS = [
  "NoRestriction",
  "GeneralResearch",
  "HealthMedicalBiomedical",
  "DiseaseSpecific",
  "PopulationOriginsAncestry",
] as const;

function valueWords(say: Say, field: ListField, value: string, label: string | undefined): string {
  if (field !== "permissions") return label ?? value;
  const [duo, disease] = value.split(" ");
  const permission = PERMISSIONS.find((p) => DUO[p] === duo);
  return permission === undefined
    ? (label ?? value)
    : say(`permission.${permission}`, { disease: disease ?? "…" });
}

export function Facets({
  of,
  search,
  set,
}: {
  of: Facet[];
  search: Search;
  set: (search: Search) => void;
}) {
  const say = useSay();
  const toggle = (field: ListField, value: string, on: boolean) => {
    const others = search.lists[field].filter((other) => other !== value);
    set({ ...search, lists: { ...search.lists, [field]: on ? [...others, value] : others } });
  };
  return (
    <aside class="facets" aria-label={say("find.narrow")}>
      {LISTS.map((field) => {
        const facet = of.find((f) => f.field === field);
        const counted = facet?.values ?? [];
        // What was chosen stays to be unchosen, also where it has no hits any more.
        const gone = search.lists[field].filter((v) => !counted.some(({ value }) => value === v));
        const all = [...counted, ...gone.map((value) => ({ value, label: undefined, count: 0 }))];
        if (all.length === 0) return undefined;
        return (
          <fieldset key={field}>
            <legend>{say(`find.by.${field}` as Key)}</legend>
            {all.map(({ value, label, count: n }) => (
              <label key={value} class="tick">
                <input
                  type="checkbox"
                  checked={search.lists[field].includes(value)}
                  onChange={(e) => toggle(field, value, e.currentTarget.checked)}
                />
                <span>
                  {valueWords(say, field, value, label)} <span class="quiet">({count(n)})</span>
                </span>
              </label>
            ))}
            {facet !== undefined && facet.more > 0 ? (
              <p class="hint">{say("find.others", { n: count(facet.more) })}</p>
            ) : undefined}
          </fieldset>
        );
      })}
    </aside>
  );
}
