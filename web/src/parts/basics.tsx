// Small parts that many views share.

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { text } from "../domain/bytes";
import { short } from "../domain/units";
import type { Members } from "../chain/read";
import { useSay, type Key } from "../words";

/** A digest or an address: its ends, all of it on hover, and a button that copies it. */
export function Digest({ of, whole = false }: { of: string; whole?: boolean }) {
  const say = useSay();
  const [copied, show] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(of).then(
      () => show(true),
      () => show(false),
    );
  return (
    <span class="digest">
      <code title={of}>{whole ? of : short(of)}</code>
      <button
        type="button"
        class="copy"
        onClick={copy}
        aria-label={say("copy.label", { what: short(of) })}
      >
        {say(copied ? "copy.done" : "copy")}
      </button>
    </span>
  );
}

/** The name of the member with this account. */
export function nameOf(members: Members | undefined, account: string): string {
  const member = members?.get(account);
  return member === undefined ? short(account) : text(member.name);
}

export function Who({ account, members }: { account: string; members: Members | undefined }) {
  return <span title={account}>{nameOf(members, account)}</span>;
}

const TONES: Record<string, string> = {
  Published: "good",
  Active: "good",
  Approved: "good",
  Settled: "good",
  Released: "good",
  Completed: "good",
  FullySigned: "due",
  Proposed: "due",
  PartlySigned: "due",
  Requested: "due",
  Accepted: "due",
  Computing: "due",
  Agreed: "due",
  Aggregated: "due",
  Terminating: "due",
  Aborting: "bad",
  Suspended: "bad",
  Failed: "bad",
  Rejected: "bad",
};

/** Where something is in its life. */
export function Status({
  kind,
  of,
}: {
  kind: "data" | "agreement" | "job" | "template" | "algorithm";
  of: string;
}) {
  const say = useSay();
  return <span class={`status ${TONES[of] ?? "still"}`}>{say(`${kind}.state.${of}` as Key)}</span>;
}

export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

/** A fact under its name, which is shown as it is spelt where it is a `term`. */
export function Fact({
  name,
  term = false,
  children,
}: {
  name: string;
  term?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div>
      <dt class={term ? "term" : undefined}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A labelled control with a hint. */
export function Field({
  name,
  hint,
  children,
}: {
  name: string;
  hint?: string;
  children: (ids: { "id": string; "aria-describedby"?: string }) => ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{name}</label>
      {children(hint === undefined ? { id } : { id, "aria-describedby": `${id}-hint` })}
      {hint === undefined ? undefined : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function Tick({ name, on, set }: { name: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={on} onChange={(event) => set(event.currentTarget.checked)} />
      <span>{name}</span>
    </label>
  );
}

export function Bar({
  share,
  name,
  failed = false,
}: {
  share: number;
  name: string;
  failed?: boolean;
}) {
  const now = Math.round(share * 100);
  return (
    <div
      class={failed ? "bar bad" : "bar"}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={now}
    >
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width="100" height="1" />
        <rect class="fill" width={now} height="1" />
      </svg>
    </div>
  );
}

/** Gives `bytes` to the person as a file. */
export function save(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
