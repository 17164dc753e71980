// The audit: everything that happened to a job, an agreement or a data identity, as a picture and a list.

import { useEffect, useState } from "preact/hooks";
import { members, type Members } from "../chain/read";
import { trail, type Scan } from "../chain/trail";
import { useChain, useRead } from "../chain/use";
import { hex } from "../domain/bytes";
import { actorOf, csv, type Subject, type TrailEntry } from "../domain/trail";
import { amount, count, short } from "../domain/units";
import { Audits } from "../parts/audits";
import { Bar, Field, nameOf, save } from "../parts/basics";
import { Empty, Failed, Loading } from "../parts/states";
import { eventWords, Timeline } from "../parts/timeline";
import { go } from "../router";
import { isKey, useSay, type Say } from "../words";

const KINDS = ["job", "agreement", "data"] as const;

function valueWords(value: unknown, known: Members | undefined): string {
  if (value === undefined || value === null) return "–";
  if (typeof value === "bigint") return amount(value);
  if (value instanceof Uint8Array) return short(hex(value));
  if (typeof value === "string") return known?.has(value) ? nameOf(known, value) : short(value);
  if (Array.isArray(value)) return value.map((v) => valueWords(v, known)).join(", ");
  if (typeof value === "object") {
    const { type, value: inner } = value as { type?: string; value?: unknown };
    if (type !== undefined)
      return inner === undefined ? type : `${type} ${valueWords(inner, known)}`;
    return Object.entries(value)
      .map(([k, v]) => `${k} ${valueWords(v, known)}`)
      .join(", ");
  }
  return String(value);
}

/** The words for a field of an event. */
function nameWords(say: Say, name: string): string {
  const key = `name.${name}`;
  return isKey(key) ? say(key) : name;
}

function laneWords(say: Say, entry: TrailEntry, known: Members | undefined): string {
  const actor = actorOf(entry);
  if (actor === undefined) return say("audit.chain");
  return "node" in actor ? say("node.name", { id: actor.node }) : nameOf(known, actor.account);
}

function Entries({
  scan,
  known,
  subject,
}: {
  scan: Scan;
  known: Members | undefined;
  subject: Subject;
}) {
  const say = useSay();
  const done = scan.looked >= scan.of;
  return (
    <>
      {done ? undefined : <Bar share={scan.looked / scan.of} name={say("audit.looking")} />}
      <p class="quiet" role="status" data-trail={done ? "whole" : "partial"}>
        {say(done ? "audit.looked" : "audit.looking", {
          n: count(scan.entries.length),
          from: count(scan.from),
          to: count(scan.to),
        })}
      </p>
      {scan.entries.length === 0 ? (
        done ? (
          <Empty>{say("audit.none")}</Empty>
        ) : (
          <Loading />
        )
      ) : (
        <>
          <Timeline entries={scan.entries} laneOf={(entry) => laneWords(say, entry, known)} />
          <p class="actions">
            <button
              type="button"
              onClick={() =>
                save(
                  `${subject.type}-${subject.id}.csv`,
                  csv(scan.entries, (v) => valueWords(v, undefined)),
                )
              }
            >
              {say("audit.save")}
            </button>
          </p>
          <ol class="trail">
            {scan.entries.map((entry, i) => (
              <li key={i}>
                <span class="quiet">{say("block", { n: count(entry.block) })}</span>
                <span>
                  <strong>{eventWords(say, entry)}</strong>{" "}
                  <span class="quiet">{laneWords(say, entry, known)}</span>
                  <br />
                  <span class="quiet fields">
                    {Object.entries(entry.fields)
                      .map(
                        ([name, value]) => `${nameWords(say, name)}: ${valueWords(value, known)}`,
                      )
                      .join(" · ")}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Trail({ subject }: { subject: Subject }) {
  const chain = useChain();
  const [scan, show] = useState<Scan>();
  const [failed, fail] = useState<unknown>();
  const [turn, setTurn] = useState(0);
  const known = useRead(members, []);
  useEffect(() => {
    const stop = new AbortController();
    show(undefined);
    fail(undefined);
    trail(chain, subject, show, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) fail(error);
    });
    return () => stop.abort();
  }, [chain, subject.type, subject.id, turn]);
  if (failed !== undefined) return <Failed error={failed} again={() => setTurn((t) => t + 1)} />;
  if (scan === undefined) return <Loading />;
  return (
    <Entries
      scan={scan}
      known={known.state === "ready" ? known.value : undefined}
      subject={subject}
    />
  );
}

export function Audit({ subject }: { subject: Subject | undefined }) {
  const say = useSay();
  const [kind, setKind] = useState<Subject["type"]>(subject?.type ?? "job");
  const [number, setNumber] = useState(subject === undefined ? "" : String(subject.id));
  const isNumber = /^\d{1,9}$/.test(number.trim());
  return (
    <>
      <h1>{say("audit.title")}</h1>
      <p class="lead">{say("audit.lead")}</p>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          if (isNumber) go(`/audit/${kind}/${Number(number)}`);
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
        <button type="submit" class="primary" disabled={!isNumber}>
          {say("audit.show")}
        </button>
      </form>
      {subject === undefined ? (
        <Empty>{say("audit.choose")}</Empty>
      ) : (
        <>
          <Trail subject={subject} />
          <Audits of={subject} />
        </>
      )}
    </>
  );
}
