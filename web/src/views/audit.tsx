// The audit: everything that happened to a job, an agreement, a data identity or a member.

import { useState } from "preact/hooks";
import { members } from "../chain/read";
import { useRead } from "../chain/use";
import type { Subject } from "../domain/trail";
import { Audits } from "../parts/audits";
import { Field, nameOf } from "../parts/basics";
import { Empty } from "../parts/states";
import { Trail } from "../parts/trail";
import { go } from "../router";
import { useSay } from "../words";

const KINDS = ["job", "agreement", "data", "member"] as const;

/** Whose trail of a member: one of all. */
function ChooseMember({ chosen, set }: { chosen: string; set: (account: string) => void }) {
  const say = useSay();
  const known = useRead(members, []);
  const all = known.state === "ready" ? [...known.value.keys()] : [];
  const name = (account: string) =>
    nameOf(known.state === "ready" ? known.value : undefined, account);
  return (
    <Field name={say("audit.member")}>
      {(ids) => (
        <select {...ids} value={chosen} onChange={(e) => set(e.currentTarget.value)}>
          <option value="" disabled>
            {say("audit.chooseMember")}
          </option>
          {all.map((account) => (
            <option key={account} value={account}>
              {name(account)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function Audit({ subject }: { subject: Subject | undefined }) {
  const say = useSay();
  const [kind, setKind] = useState<Subject["type"]>(subject?.type ?? "job");
  const [number, setNumber] = useState(
    subject === undefined || subject.type === "member" ? "" : String(subject.id),
  );
  const [account, setAccount] = useState(subject?.type === "member" ? subject.id : "");
  const isSound = kind === "member" ? account !== "" : /^\s*\d{1,9}\s*$/.test(number);
  return (
    <>
      <h1>{say("audit.title")}</h1>
      <p class="lead">{say("audit.lead")}</p>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          if (isSound) go(`/audit/${kind}/${kind === "member" ? account : Number(number)}`);
        }}
      >
        <Field name={say("audit.kind")}>
          {(ids) => (
            <select
              {...ids}
              value={kind}
              onChange={(e) => setKind(e.currentTarget.value as Subject["type"])}
            >
              {KINDS.map((k) => (
                <option key={k} value={k}>
                  {say(`audit.kind.${k}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {kind === "member" ? (
          <ChooseMember chosen={account} set={setAccount} />
        ) : (
          <Field name={say("audit.number")}>
            {(ids) => (
              <input
                {...ids}
                inputMode="numeric"
                value={number}
                onInput={(e) => setNumber(e.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <button type="submit" class="primary" disabled={!isSound}>
          {say("audit.show")}
        </button>
      </form>
      {subject === undefined ? (
        <Empty>{say("audit.choose")}</Empty>
      ) : (
        <>
          <Trail of={subject} />
          {subject.type === "member" ? undefined : <Audits of={subject} />}
        </>
      )}
    </>
  );
}
