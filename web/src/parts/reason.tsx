// An act that takes a code of the market's list of reasons.

import { useState } from "preact/hooks";
import { useSay } from "../words";
import { Field } from "./basics";

export function Reasoned({
  name,
  ready,
  act,
  danger = true,
}: {
  name: string;
  ready: boolean;
  act: (reason: number) => void;
  danger?: boolean;
}) {
  const say = useSay();
  const [reason, set] = useState("1");
  const code = Number(reason);
  const isCode = /^\s*\d{1,5}\s*$/.test(reason) && code <= 65_535;
  return (
    <>
      <Field name={say("reason.field")} hint={say("reason.hint")}>
        {(ids) => (
          <input
            {...ids}
            inputMode="numeric"
            value={reason}
            onInput={(e) => set(e.currentTarget.value)}
          />
        )}
      </Field>
      <button
        type="button"
        class={danger ? "danger" : undefined}
        disabled={!ready || !isCode}
        onClick={() => act(code)}
      >
        {name}
      </button>
    </>
  );
}
