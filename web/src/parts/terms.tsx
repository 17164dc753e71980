// Terms of use and purposes in words.

import type { Descriptor, Modifier, Permission, Purpose } from "../chain/types";
import { country, text } from "../domain/bytes";
import { DUO, mondo } from "../domain/use";
import { count } from "../domain/units";
import { useSay, type Key, type Say } from "../words";

function permissionWords(say: Say, permission: Permission): string {
  const disease = permission.type === "DiseaseSpecific" ? mondo(permission.value) : "";
  return say(`permission.${permission.type}`, { disease });
}

function modifierWords(say: Say, modifier: Modifier): string {
  switch (modifier.type) {
    case "Geographic":
      return say("modifier.Geographic", { country: country(modifier.value) });
    case "TimeLimit":
      return say("modifier.TimeLimit", { block: count(modifier.value) });
    case "ProjectSpecific":
      return say("modifier.ProjectSpecific", { project: text(modifier.value) });
    default:
      return say(`modifier.${modifier.type}` as Key);
  }
}

export function UseTerms({ of }: { of: Descriptor["data_use"] }) {
  const say = useSay();
  return (
    <ul class="terms">
      <li>
        <span>{permissionWords(say, of.permission)}</span> <code>{DUO[of.permission.type]}</code>
      </li>
      {of.modifiers.map((modifier) => (
        <li key={modifier.type}>
          <span>{modifierWords(say, modifier)}</span> <code>{DUO[modifier.type]}</code>
        </li>
      ))}
    </ul>
  );
}

/** In one line, for lists. */
export function termsLine(say: Say, use: Descriptor["data_use"]): string {
  return [
    permissionWords(say, use.permission),
    ...use.modifiers.map((m) => modifierWords(say, m)),
  ].join(" · ");
}

export const PROMISES = [
  "genetic_study",
  "ethics_approved",
  "publishes",
  "collaborates",
  "returns_results",
  "develops_methods",
  "commercial",
  "for_profit_organisation",
] as const;

export function PurposeWords({ of }: { of: Purpose }) {
  const say = useSay();
  return (
    <ul class="terms">
      <li>{say(`field.${of.field.type}`)}</li>
      {of.diseases.length === 0 ? undefined : <li>{of.diseases.map(mondo).join(", ")}</li>}
      <li>
        {say("purpose.where", { country: country(of.country), project: text(of.project) || "–" })}
      </li>
      {PROMISES.map((promise) => (
        <li key={promise} class={of[promise] ? "" : "quiet"}>
          {say(`promise.${promise}.${of[promise] ? "yes" : "no"}`)}
        </li>
      ))}
    </ul>
  );
}
