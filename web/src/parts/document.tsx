// An agreement as a document: every field of what is signed, in words.

import type { ComponentChildren } from "preact";
import type {
  AgreementContent,
  Algorithm,
  AuthorizationTerms,
  Clause,
  Parameter,
  Template,
} from "../chain/types";
import type { Members } from "../chain/read";
import { amount, count, percent } from "../domain/units";
import { text } from "../domain/bytes";
import { useSay, type Say } from "../words";
import { Digest, Who } from "./basics";
import { how } from "./how";
import { PurposeWords } from "./terms";

function parameterWords(say: Say, parameter: Parameter): ComponentChildren {
  switch (parameter.type) {
    case "None":
      return null;
    case "Text":
      return text(parameter.value);
    case "Number":
      return count(parameter.value);
    case "Block":
      return say("block", { n: count(parameter.value) });
    case "Digest":
      return <Digest of={parameter.value} />;
  }
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Authorization({
  terms,
  members,
  algorithms,
}: {
  terms: AuthorizationTerms;
  members: Members;
  algorithms: Map<string, Algorithm>;
}) {
  const say = useSay();
  const { windows, release, disclosure } = terms;
  const limits = [
    disclosure.minimum_cell > 1
      ? say("doc.disclosure.cell", { n: count(disclosure.minimum_cell) })
      : undefined,
    disclosure.most_items > 0
      ? say("doc.disclosure.items", { n: count(disclosure.most_items) })
      : undefined,
    disclosure.rounding > 1
      ? say("doc.disclosure.rounding", { n: count(disclosure.rounding) })
      : undefined,
  ].filter((words) => words !== undefined);
  return (
    <>
      <Section title={say("doc.purpose")}>
        <PurposeWords of={terms.purpose} />
      </Section>
      <Section title={say("doc.algorithms")}>
        <ul>
          {terms.algorithms.map((digest) => {
            const program = algorithms.get(digest);
            return (
              <li key={digest}>
                {program === undefined ? say("doc.algorithm.unknown") : text(program.content.name)}{" "}
                <Digest of={digest} />
                {program === undefined ? undefined : (
                  <div class="quiet" data-how={how(program)}>
                    {say(how(program))}
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      </Section>
      <Section title={say("doc.quantity")}>
        <p>
          {say("doc.quantity.words", {
            jobs: count(terms.job_quota),
            holders: terms.least_holders,
          })}
        </p>
      </Section>
      <Section title={say("doc.billing")}>
        <p>{say("doc.billing.words", { price: amount(terms.price) })}</p>
        <ul>
          {terms.shares.map((share) => (
            <li key={share.account}>
              <Who account={share.account} members={members} />{" "}
              <span class="figure">{percent(share.parts)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say("doc.windows")}>
        <p>
          {say("doc.windows.words", {
            accept: count(windows.accept),
            compute: count(windows.compute),
            check: count(windows.check),
          })}
        </p>
      </Section>
      <Section title={say("doc.release")}>
        <p>
          {release.type === "AtOnce" ? say("doc.release.AtOnce") : say("doc.release.Checked")}{" "}
          {release.type === "Checked" ? (
            <Who account={release.value} members={members} />
          ) : undefined}
        </p>
      </Section>
      <Section title={say("doc.disclosure")}>
        {limits.length === 0 ? <p>{say("doc.disclosure.none")}</p> : undefined}
        <ul>
          {limits.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

export function Document({
  content,
  template,
  members,
  algorithms,
}: {
  content: AgreementContent;
  template: Template;
  members: Members;
  algorithms: Map<string, Algorithm>;
}) {
  const say = useSay();
  const clause = (index: number): Clause | undefined => template.content.clauses[index];
  return (
    <article class="document" aria-label={say("doc.label")}>
      <header>
        <p class="quiet">{say(`kind.${content.terms.type}`)}</p>
        <h2>{text(template.content.name)}</h2>
        <p class="quiet">
          {say("doc.template", { id: content.template, version: template.version })}
        </p>
      </header>
      <Section title={say("doc.parties")}>
        <ul>
          {content.parties.map((party) => (
            <li key={party.account}>
              <Who account={party.account} members={members} />{" "}
              <span class="quiet">{say(`role.${party.role.type}`)}</span>
              <br />
              <Digest of={party.account} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say("doc.data")}>
        <ul>
          {content.identities.map((data) => (
            <li key={data}>
              <a href={`#/data/${data}`}>{say("data.name", { id: data })}</a>
            </li>
          ))}
        </ul>
        {content.terms.type === "Publication" ? <p>{say("doc.publication.words")}</p> : undefined}
      </Section>
      {content.parameters.length === 0 ? undefined : (
        <Section title={say("doc.clauses")}>
          <ol>
            {content.parameters.map((parameter, i) => (
              <li key={i}>
                {text(clause(i)?.title ?? new Uint8Array())}
                {parameter.type === "None" ? undefined : (
                  <>
                    {": "}
                    <strong>{parameterWords(say, parameter)}</strong>
                  </>
                )}
                {clause(i) === undefined ? undefined : (
                  <div class="quiet">
                    {say("doc.wording")} <Digest of={clause(i)!.wording} />
                  </div>
                )}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {content.terms.type === "Authorization" ? (
        <Authorization terms={content.terms.value} members={members} algorithms={algorithms} />
      ) : undefined}
      <Section title={say("doc.time")}>
        <p>
          {say("doc.time.words", {
            before: count(content.sign_before),
            term: count(content.term),
            notice: count(content.notice),
          })}
        </p>
      </Section>
    </article>
  );
}
