// A job, followed live: its stages, who has done what, who was paid what, and its result.

import { head } from "../chain/connect";
import { algorithm, job, members, type Members } from "../chain/read";
import { useAccount, useChain, useRead, useSend } from "../chain/use";
import type { Algorithm, CallRecord, Job as JobOf } from "../chain/types";
import { text } from "../domain/bytes";
import { isReleased, progress, STEPS } from "../domain/progress";
import { amount, count } from "../domain/units";
import { Bar, Digest, Fact, Facts, Status, Who } from "../parts/basics";
import { how } from "../parts/how";
import { Reasoned } from "../parts/reason";
import { OpenResult } from "../parts/result";
import { SendingState } from "../parts/sending";
import { Read } from "../parts/states";
import { useStore } from "../store";
import { useSay, type Say } from "../words";

function causeWords(say: Say, record: CallRecord): string {
  const cause = record.failure![0];
  const words = say(`cause.${cause.type}`);
  if (cause.type === "Refused") return `${words} ${say(`refusedBy.${cause.value.type}`)}`;
  if (cause.type === "Withheld") return `${words} ${say("reason", { code: cause.value })}`;
  return words;
}

/** Whether the items of the question are variants. */
function asksOfVariants({ content }: Algorithm): boolean {
  return ["VariantList", "Association", "Evidence"].includes(content.parameters.type);
}

function Steps({ of }: { of: JobOf }) {
  const say = useSay();
  const { done, failed } = progress(of);
  return (
    <ol class="steps">
      {STEPS.map((step, i) => {
        const state = i < done ? "done" : i === done && !failed ? "now" : "later";
        return (
          <li key={step} class={state} aria-current={state === "now" ? "step" : undefined}>
            <span>{say(`step.${step}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Participants({ of, known }: { of: JobOf; known: Members }) {
  const say = useSay();
  const { participants } = progress(of);
  return (
    <ul class="participants">
      {of.participants.map((p, i) => (
        <li key={p.data} class={participants[i]}>
          <strong>
            <Who account={p.holder} members={known} />
          </strong>
          <span>
            <a href={`#/data/${p.data}`}>{say("data.name", { id: p.data })}</a> ·{" "}
            {say("node.name", { id: p.node })}
          </span>
          <span class="doing">{say(`doing.${participants[i]!}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function Payments({ of, record, known }: { of: JobOf; record: CallRecord; known: Members }) {
  const say = useSay();
  const { paid, refunded } = record.settlement;
  return (
    <table>
      <tbody>
        {of.shares.map((share, i) => (
          <tr key={share.account}>
            <th scope="row">
              <Who account={share.account} members={known} />
            </th>
            <td class="figure">{amount(paid[i] ?? 0n)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{say("job.refunded")}</th>
          <td class="figure">{amount(refunded)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** What the checker decides. */
function Release({ id, of }: { id: number; of: JobOf }) {
  const say = useSay();
  const { api } = useChain();
  const account = useAccount()?.address;
  const { sending, send, ready } = useSend();
  const checker = of.release.type === "Checked" ? of.release.value : undefined;
  if (of.stage.type !== "Aggregated" || checker === undefined || checker !== account) return null;
  return (
    <section class="panel">
      <h2>{say("release.title")}</h2>
      <p>{say("release.words")}</p>
      <button
        type="button"
        class="primary"
        disabled={!ready}
        onClick={() => void send(api.tx.ComputeJobs.release({ job: id }))}
      >
        {say("release.release")}
      </button>
      <details>
        <summary>{say("release.withhold")}</summary>
        <Reasoned
          name={say("release.withhold")}
          ready={ready}
          act={(reason) => void send(api.tx.ComputeJobs.withhold({ job: id, reason }))}
        />
      </details>
      <SendingState of={sending} />
    </section>
  );
}

export function Job({ id }: { id: number }) {
  const say = useSay();
  const now = useStore(head)?.number ?? 0;
  const read = useRead(
    async (chain) => {
      const [found, known] = await Promise.all([job(chain, id), members(chain)]);
      return { ...found, known, program: await algorithm(chain, found.job.spec.algorithm) };
    },
    [id],
  );
  return (
    <Read of={read} title={say("job.name", { id })}>
      {({ job, record, known, program }) => {
        const { share, failed, deadline } = progress(job);
        return (
          <>
            <p class="crumbs">
              <a href="#/jobs">{say("jobs.title")}</a>
            </p>
            <header class="title">
              <h1>{say("job.name", { id })}</h1>
              <Status kind="job" of={job.stage.type} />
            </header>
            <section class="panel live">
              <Bar share={share} failed={failed} name={say("job.progress")} />
              <Steps of={job} />
              <p class="quiet" aria-live="polite">
                {say(`job.words.${job.stage.type}`)}
                {deadline === undefined
                  ? ""
                  : ` ${say("job.deadline", { block: count(deadline), left: count(Math.max(0, deadline - now)) })}`}
              </p>
              {record?.failure === undefined ? undefined : (
                <p class="notice bad" role="alert">
                  {causeWords(say, record)}
                </p>
              )}
            </section>
            <p class="actions">
              <a class="button" href={`#/audit/job/${id}`}>
                {say("audit.open")}
              </a>
            </p>
            <Release id={id} of={job} />
            {isReleased(job) ? (
              <section class="panel">
                <h2>{say("result.title")}</h2>
                <OpenResult id={id} job={job} record={record} program={program} known={known} />
              </section>
            ) : undefined}
            <div class="columns">
              <section class="panel">
                <h2>{say("job.participants")}</h2>
                <Participants of={job} known={known} />
              </section>
              <section class="panel">
                <h2>{say("job.asked")}</h2>
                <Facts>
                  <Fact name={say("role.Consumer")}>
                    <Who account={job.consumer} members={known} />
                  </Fact>
                  <Fact name={say("job.algorithm")}>
                    {text(program.content.name)}
                    <p class="hint">{say(how(program))}</p>
                  </Fact>
                  <Fact name={say("kind.Authorization")}>
                    <a href={`#/agreements/${job.spec.agreement}`}>
                      {say("agreement.name", { id: job.spec.agreement })}
                    </a>
                  </Fact>
                  <Fact name={say("job.size")}>
                    {say(asksOfVariants(program) ? "job.items" : "job.things", {
                      n: count(job.spec.items),
                    })}
                  </Fact>
                  <Fact name={say("job.fee")}>{amount(job.fee)}</Fact>
                  <Fact name={say("job.digest")}>
                    <Digest of={job.digest} />
                  </Fact>
                  <Fact name={say("job.key")}>
                    <Digest of={job.spec.result_key} />
                  </Fact>
                  <Fact name={say("job.created")}>
                    {say("block", { n: count(job.created_at) })}
                  </Fact>
                </Facts>
              </section>
            </div>
            {record === undefined ? undefined : (
              <section class="panel">
                <h2>{say("job.paid")}</h2>
                <Payments of={job} record={record} known={known} />
              </section>
            )}
          </>
        );
      }}
    </Read>
  );
}
