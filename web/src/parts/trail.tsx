// An audit trail as a picture and as a list.

import { useTrail } from "../chain/trail";
import { members, type Members } from "../chain/read";
import { NoAnswer } from "../chain/answers";
import { useRead } from "../chain/use";
import { actorOf, csv, type Subject, type Trail as Read, type TrailEntry } from "../domain/trail";
import { count } from "../domain/units";
import { useSay, type Say } from "../words";
import { AsOf } from "./at";
import { nameOf, save } from "./basics";
import { nameWords, valueWords } from "./fields";
import { Empty, Failed, Loading } from "./states";
import { eventWords, Timeline } from "./timeline";

function laneWords(say: Say, entry: TrailEntry, known: Members | undefined): string {
  const actor = actorOf(entry);
  if (actor === undefined) return say("audit.chain");
  return "node" in actor ? say("node.name", { id: actor.node }) : nameOf(known, actor.account);
}

function fieldWords(say: Say, entry: TrailEntry, known: Members | undefined): string {
  return Object.entries(entry.fields)
    .map(([name, value]) => `${nameWords(say, name)}: ${valueWords(say, value, name, known)}`)
    .join(" · ");
}

/** A time of the chain, by the world's clock. */
function timeWords(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function Entries({
  entries,
  file,
  known,
}: {
  entries: TrailEntry[];
  file: string;
  known: Members | undefined;
}) {
  const say = useSay();
  return (
    <>
      <Timeline entries={entries} laneOf={(entry) => laneWords(say, entry, known)} />
      <p class="actions">
        <button type="button" onClick={() => save(file, csv(entries))}>
          {say("audit.save")}
        </button>
      </p>
      <ol class="trail">
        {entries.map((entry) => (
          <li key={`${entry.block}-${entry.index}`}>
            <span class="quiet">
              {say("block", { n: count(entry.block) })}
              <br />
              <time dateTime={new Date(entry.time).toISOString()}>{timeWords(entry.time)}</time>
            </span>
            <span>
              <strong>{eventWords(say, entry)}</strong>{" "}
              <span class="quiet">{laneWords(say, entry, known)}</span>
              <br />
              <span class="quiet fields">{fieldWords(say, entry, known)}</span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** How much of the trail is shown, and what this node does not know of it. */
function Extent({ of, live, again }: { of: Read; live: boolean; again: () => void }) {
  const say = useSay();
  const isWhole = of.next === null;
  return (
    <>
      <p class="quiet" role="status" data-trail={isWhole ? "whole" : "partial"}>
        {say(isWhole ? "trail.whole" : "trail.partial", { n: count(of.entries.length) })}{" "}
        <AsOf block={of.block} /> {isWhole && live ? say("trail.live") : undefined}
      </p>
      {of.knownFrom > 0 ? (
        <p class="notice" data-known-from={of.knownFrom}>
          {say("trail.knownFrom", { from: count(of.knownFrom) })}
        </p>
      ) : undefined}
      {live ? undefined : (
        <div class="notice">
          <p>{say("trail.notLive")}</p>
          <button type="button" onClick={again}>
            {say("trail.refresh")}
          </button>
        </div>
      )}
    </>
  );
}

/** The node has no trail to show: why, and what to do. */
function NoTrail({ of, again }: { of: unknown; again: () => void }) {
  const say = useSay();
  const missing = of instanceof NoAnswer ? of.missing : undefined;
  if (missing === undefined) return <Failed error={of} again={again} />;
  return (
    <div class="notice" role="alert" data-trail={missing}>
      <p>
        <strong>{say(`trail.${missing}`)}</strong>
      </p>
      <p>{say(`trail.${missing}.do`)}</p>
      <button type="button" onClick={again}>
        {say("state.again")}
      </button>
    </div>
  );
}

export function Trail({ of }: { of: Subject }) {
  const say = useSay();
  const followed = useTrail(of);
  const known = useRead(members, []);
  if (followed.state === "loading") return <Loading />;
  if (followed.state === "failed") return <NoTrail of={followed.error} again={followed.again} />;
  const { trail, live, again, more } = followed;
  return (
    <>
      <Extent of={trail} live={live} again={again} />
      {trail.entries.length === 0 ? (
        <Empty>{say("audit.none")}</Empty>
      ) : (
        <Entries
          entries={trail.entries}
          file={`${of.type}-${of.id}.csv`}
          known={known.state === "ready" ? known.value : undefined}
        />
      )}
      {trail.next === null ? undefined : (
        <p class="actions">
          <button type="button" disabled={more === undefined} onClick={more}>
            {say("trail.more")}
          </button>
        </p>
      )}
    </>
  );
}
