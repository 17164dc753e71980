// The operator's checks before it attests: what the chain knows of each, and the report on each.

import { useState } from "preact/hooks";
import { head } from "../chain/connect";
import type { Members } from "../chain/read";
import { useChain, useSend } from "../chain/use";
import type { Member, Role, Standing } from "../chain/types";
import { checkOf, qualifiedUntil, requiredChecks, type Subject } from "../domain/agreements";
import { hex, unhex } from "../domain/bytes";
import { blake2b256 } from "../domain/digest";
import { count } from "../domain/units";
import { useStore } from "../store";
import { useSay } from "../words";
import { Digest, Field, Tick, Who } from "./basics";
import { Reasoned } from "./reason";
import { SendingState } from "./sending";

const BITS: Record<Role["type"], number> = {
  Holder: 1,
  Consumer: 2,
  Operator: 4,
  Auditor: 8,
  ThirdParty: 16,
};

export function holdsRole(member: Member | undefined, role: Role["type"]): boolean {
  return member !== undefined && (member.roles & BITS[role]) !== 0;
}

function keyOf(subject: Subject): string {
  return JSON.stringify(subject);
}

/** The digest of a report: of a file of the operator's, or typed. */
function Report({ digest, set }: { digest: string; set: (digest: string) => void }) {
  const say = useSay();
  const read = (file: File | undefined) =>
    void file?.arrayBuffer().then((buffer) => set(hex(blake2b256(new Uint8Array(buffer)))));
  return (
    <div class="report">
      <Field name={say("attest.report")} hint={say("attest.reportHint")}>
        {(ids) => (
          <input {...ids} type="file" onChange={(event) => read(event.currentTarget.files?.[0])} />
        )}
      </Field>
      <Field name={say("attest.digest")}>
        {(ids) => (
          <input
            {...ids}
            value={digest}
            placeholder="0x…"
            spellcheck={false}
            onInput={(event) => set(event.currentTarget.value.trim())}
          />
        )}
      </Field>
    </div>
  );
}

function Subject({
  of,
  members,
  now,
  done,
  set,
}: {
  of: Subject;
  members: Members;
  now: number;
  done: string | undefined;
  set: (report: string | undefined) => void;
}) {
  const say = useSay();
  if (of.type === "Party") {
    const until = qualifiedUntil(members.get(of.account), of.kind, now);
    return (
      <li class={until === undefined ? "missing" : ""}>
        <p>
          <Who account={of.account} members={members} />: {say(`qualification.${of.kind.type}`)}
        </p>
        <p class="quiet">
          {until === undefined
            ? say("attest.notQualified")
            : say("attest.qualified", { block: count(until) })}
        </p>
        <Tick
          name={say("attest.checked")}
          on={done !== undefined}
          set={(on) => set(on ? "" : undefined)}
        />
      </li>
    );
  }
  return (
    <li>
      <p>
        {of.type === "Attributes" ? (
          <>
            {say("attest.attributes")}{" "}
            <a href={`#/data/${of.data}`}>{say("data.name", { id: of.data })}</a>
          </>
        ) : (
          say("attest.diseases")
        )}
      </p>
      <Report digest={done ?? ""} set={(digest) => set(digest === "" ? undefined : digest)} />
    </li>
  );
}

export function Attest({
  id,
  standing,
  members,
  digest,
}: {
  id: number;
  standing: Standing;
  members: Members;
  /** As computed here. */
  digest: string;
}) {
  const say = useSay();
  const { api } = useChain();
  const now = useStore(head)?.number ?? 0;
  const { sending, send, ready } = useSend();
  const [reports, set] = useState<Record<string, string | undefined>>({});
  const subjects = requiredChecks(standing);
  const isDone = (subject: Subject) => {
    const report = reports[keyOf(subject)];
    if (report === undefined) return false;
    return subject.type === "Party" || unhex(report)?.length === 32;
  };
  const done = subjects.filter(isDone).length;
  const attest = () => {
    const checks = subjects.map((subject) => checkOf(subject, reports[keyOf(subject)]!));
    return send(api.tx.Agreements.attest({ agreement: id, digest, checks }));
  };
  return (
    <div class="attest">
      <p class="quiet">
        {say("attest.signedDigest")} <Digest of={standing.digest} />
      </p>
      <ol class="checks">
        {subjects.map((subject) => (
          <Subject
            key={keyOf(subject)}
            of={subject}
            members={members}
            now={now}
            done={reports[keyOf(subject)]}
            set={(report) => set((before) => ({ ...before, [keyOf(subject)]: report }))}
          />
        ))}
      </ol>
      <p role="status">{say("attest.done", { n: done, of: subjects.length })}</p>
      <p class="actions">
        <button
          type="button"
          class="primary"
          disabled={!ready || done < subjects.length || digest !== standing.digest}
          onClick={() => void attest()}
        >
          {say("attest.attest")}
        </button>
      </p>
      <details>
        <summary>{say("attest.refuse")}</summary>
        <Reasoned
          name={say("attest.refuse")}
          ready={ready}
          act={(reason) => void send(api.tx.Agreements.reject({ agreement: id, reason }))}
        />
      </details>
      <SendingState of={sending} />
    </div>
  );
}
