// What auditors asked and said about a subject, and what the chosen account may do: ask, judge, suspend
// and resume as an auditor; answer as the member that was asked; record what is overdue.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { answerable, auditFile } from "../chain/audits";
import { head } from "../chain/connect";
import { agreement, identity, members, type Members } from "../chain/read";
import type { AuditSubject, Question, Verdict } from "../chain/types";
import { useAccount, useChain, useRead, useSend } from "../chain/use";
import { stateAt } from "../domain/agreements";
import { commit } from "../domain/opening";
import type { NumberedSubject } from "../domain/trail";
import { count } from "../domain/units";
import { useStore } from "../store";
import { useSay, type Key } from "../words";
import { holdsRole } from "./attest";
import { Digest, Field, nameOf, save } from "./basics";
import { Reasoned } from "./reason";
import { SendingState } from "./sending";
import { Read } from "./states";

const VERDICTS = ["Unqualified", "Qualified", "Adverse", "Disclaimer"] as const;
type Send = ReturnType<typeof useSend>;

function subjectOf({ type, id }: NumberedSubject): AuditSubject {
  const kind = { job: "Job", agreement: "Agreement", data: "Data" } as const;
  return { type: kind[type], value: id };
}

/** A text to commit to; what opens the commitment is saved first. */
function Committed({
  label,
  button,
  file,
  ready,
  send,
}: {
  label: string;
  button: string;
  file: string;
  ready: boolean;
  send: (commitment: string) => ReturnType<Send["send"]>;
}) {
  const say = useSay();
  const [text, set] = useState("");
  const act = async () => {
    const opening = commit(text);
    // Before anything is sent: whoever loses the salt cannot show what was meant.
    save(file, opening.file);
    if ((await send(opening.commitment)) !== undefined) set("");
  };
  return (
    <>
      <Field name={label} hint={say("acts.textHint")}>
        {(ids) => (
          <textarea {...ids} rows={3} value={text} onInput={(e) => set(e.currentTarget.value)} />
        )}
      </Field>
      <button type="button" disabled={!ready || text.trim() === ""} onClick={() => void act()}>
        {button}
      </button>
    </>
  );
}

function Fold({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function Ask({
  of,
  choices,
  known,
  use,
}: {
  of: NumberedSubject;
  choices: string[];
  known: Members;
  use: Send;
}) {
  const say = useSay();
  const { api } = useChain();
  const [addressee, choose] = useState(choices[0] ?? "");
  const [within, set] = useState("100");
  const blocks = /^\s*[1-9]\d{0,8}\s*$/.test(within) ? Number(within) : undefined;
  return (
    <Fold title={say("acts.ask")}>
      <div class="pair">
        <Field name={say("acts.addressee")}>
          {(ids) => (
            <select {...ids} value={addressee} onChange={(e) => choose(e.currentTarget.value)}>
              {choices.map((account) => (
                <option key={account} value={account}>
                  {nameOf(known, account)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name={say("acts.within")}>
          {(ids) => (
            <input
              {...ids}
              inputMode="numeric"
              value={within}
              onInput={(e) => set(e.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <Committed
        label={say("acts.question")}
        button={say("acts.ask")}
        file={`question-${of.type}-${of.id}.toml`}
        ready={use.ready && blocks !== undefined && addressee !== ""}
        send={(text) => {
          const deadline = (head.get()?.number ?? 0) + blocks!;
          return use.send(api.tx.Audits.ask({ subject: subjectOf(of), addressee, text, deadline }));
        }}
      />
    </Fold>
  );
}

function Judge({ of, use }: { of: NumberedSubject; use: Send }) {
  const say = useSay();
  const { api } = useChain();
  const [verdict, choose] = useState<Verdict["type"]>("Unqualified");
  return (
    <Fold title={say("acts.record")}>
      <Field name={say("acts.verdict")}>
        {(ids) => (
          <select
            {...ids}
            value={verdict}
            onChange={(e) => choose(e.currentTarget.value as Verdict["type"])}
          >
            {VERDICTS.map((v) => (
              <option key={v} value={v}>
                {say(`verdict.${v}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Committed
        label={say("acts.opinion")}
        button={say("acts.record")}
        file={`opinion-${of.type}-${of.id}.toml`}
        ready={use.ready}
        send={(text) =>
          use.send(
            api.tx.Audits.record_opinion({
              subject: subjectOf(of),
              verdict: { type: verdict, value: undefined },
              text,
            }),
          )
        }
      />
    </Fold>
  );
}

/** Suspends, or resumes what is suspended. */
function Stop({ of, suspended, use }: { of: NumberedSubject; suspended: boolean; use: Send }) {
  const say = useSay();
  const { api } = useChain();
  const { id, type } = of;
  const name = say(suspended ? "acts.resume" : "acts.suspend");
  const act = (reason: number) => {
    const { suspend, resume } = type === "agreement" ? api.tx.Agreements : api.tx.DataRegistry;
    const subject = { agreement: id, data: id, reason };
    void use.send((suspended ? resume : suspend)(subject));
  };
  return (
    <Fold title={name}>
      {suspended ? undefined : <p class="hint">{say("acts.suspendWords")}</p>}
      <Reasoned name={name} ready={use.ready} act={act} danger={!suspended} />
    </Fold>
  );
}

function QuestionRow({
  of,
  number,
  question,
  known,
  mine,
  use,
}: {
  of: NumberedSubject;
  number: number;
  question: Question;
  known: Members;
  mine: string | undefined;
  use: Send;
}) {
  const say = useSay();
  const { api } = useChain();
  const now = useStore(head)?.number ?? 0;
  const { state } = question;
  const pending = state.type === "Open" || state.type === "Overdue";
  const overdue = state.type === "Open" && now > question.deadline;
  const late = state.type === "Answered" && state.value.late;
  const shown = overdue ? "Overdue" : late ? "late" : state.type;
  const named = { subject: subjectOf(of), question: number };
  return (
    <li>
      <p>
        <strong>{say("file.question", { n: number })}</strong>{" "}
        <span class={`status ${shown === "Answered" ? "good" : pending ? "due" : "still"}`}>
          {say(`question.${shown}` as Key)}
        </span>
      </p>
      <p>
        {say("file.asked", {
          auditor: nameOf(known, question.auditor),
          addressee: nameOf(known, question.addressee),
          deadline: count(question.deadline),
        })}
      </p>
      <p class="quiet">
        {say("file.text")} <Digest of={question.text} />
      </p>
      {pending && mine === question.addressee ? (
        <Committed
          label={say("acts.answerText")}
          button={say("acts.answer")}
          file={`answer-${of.type}-${of.id}-${number}.toml`}
          ready={use.ready}
          send={(text) => use.send(api.tx.Audits.answer({ ...named, text }))}
        />
      ) : undefined}
      {pending && mine === question.auditor ? (
        <button
          type="button"
          disabled={!use.ready}
          onClick={() => void use.send(api.tx.Audits.withdraw_question(named))}
        >
          {say("acts.takeBack")}
        </button>
      ) : undefined}
      {overdue && mine !== undefined && known.has(mine) ? (
        <button
          type="button"
          disabled={!use.ready}
          onClick={() => void use.send(api.tx.Audits.record_overdue(named))}
        >
          {say("acts.overdue")}
        </button>
      ) : undefined}
    </li>
  );
}

export function Audits({ of }: { of: NumberedSubject }) {
  const say = useSay();
  const mine = useAccount()?.address;
  const use = useSend();
  const read = useRead(
    async (chain) => {
      const { number } = await chain.client.getFinalizedBlock();
      const state = async () => {
        if (of.type === "agreement")
          return stateAt((await agreement(chain, of.id)).standing, number).type;
        return of.type === "data" ? (await identity(chain, of.id)).status.type : undefined;
      };
      const [file, known, choices, now] = await Promise.all([
        auditFile(chain, subjectOf(of)),
        members(chain),
        answerable(chain, of),
        state(),
      ]);
      return { file, known, choices, now };
    },
    [of],
    true,
  );
  return (
    <Read of={read}>
      {({ file, known, choices, now }) => {
        const audits = mine !== undefined && holdsRole(known.get(mine), "Auditor");
        const stops = now !== undefined && !choices.includes(mine ?? "");
        const runs = now === "Active" || now === "Terminating" || now === "Published";
        return (
          <div class="columns wide-left" data-audits={file.questions.length}>
            <section class="panel">
              <h2>{say("file.title")}</h2>
              {file.questions.length + file.opinions.length === 0 ? (
                <p class="quiet">{say("file.none")}</p>
              ) : undefined}
              <ul class="checks">
                {file.questions.map((question, i) => (
                  <QuestionRow
                    key={i}
                    of={of}
                    number={i}
                    question={question}
                    known={known}
                    mine={mine}
                    use={use}
                  />
                ))}
                {file.opinions.map((opinion, i) => (
                  <li key={`o${i}`}>
                    <p>
                      <strong>{say("file.opinion", { n: i })}</strong>{" "}
                      {say(`verdict.${opinion.verdict.type}`)}
                    </p>
                    <p class="quiet">
                      {say("file.said", {
                        auditor: nameOf(known, opinion.auditor),
                        at: count(opinion.at),
                      })}{" "}
                      · {say("file.text")} <Digest of={opinion.text} />
                    </p>
                  </li>
                ))}
              </ul>
              <SendingState of={use.sending} />
            </section>
            {audits && !choices.includes(mine) ? (
              <section class="panel">
                <h2>{say("acts.title")}</h2>
                {choices.length === 0 ? undefined : (
                  <Ask of={of} choices={choices} known={known} use={use} />
                )}
                <Judge of={of} use={use} />
                {stops && (runs || now === "Suspended") ? (
                  <Stop of={of} suspended={now === "Suspended"} use={use} />
                ) : undefined}
              </section>
            ) : undefined}
          </div>
        );
      }}
    </Read>
  );
}
