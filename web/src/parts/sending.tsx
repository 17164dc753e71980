// How far a transaction is, and why it was refused.

import type { Refusal } from "../chain/refusal";
import type { Sending } from "../chain/send";
import { useStore } from "../store";
import { language, useSay } from "../words";
import { refusals } from "../words/refusals.zh";

export function RefusalWords({ of }: { of: Refusal }) {
  const say = useSay();
  const inChinese = useStore(language) === "zh";
  const told = "key" in of.words ? say(of.words.key) : of.words.text;
  const words = (inChinese && Object.hasOwn(refusals, of.name) && refusals[of.name]) || told;
  return (
    <>
      <p>{words}</p>
      <p class="quiet">
        <code>{of.name}</code>
      </p>
    </>
  );
}

export function SendingState({ of }: { of: Sending }) {
  const say = useSay();
  switch (of.state) {
    case "idle":
      return null;
    case "refused":
      return (
        <div class="notice bad" role="alert">
          <p>
            <strong>{say("send.refused")}</strong>
          </p>
          <RefusalWords of={of.refusal} />
        </div>
      );
    case "cancelled":
      return (
        <p class="notice" role="status">
          {say("send.cancelled")}
        </p>
      );
    case "done":
      return (
        <p class="notice good" role="status">
          {say("send.done", { block: of.block })}
        </p>
      );
    case "inBlock":
      return (
        <p class="notice" role="status">
          {say("send.inBlock", { block: of.block })}
        </p>
      );
    default:
      return (
        <p class="notice" role="status">
          {say(of.state === "signing" ? "send.signing" : "send.sent")}
        </p>
      );
  }
}
