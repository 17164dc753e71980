// Opening a result in the browser with the consumer's key, as table and plots.
//
// # Security
//
// The key is read from a file into the memory of this page. It is not stored and not sent.

import { useState } from "preact/hooks";
import type { Chain } from "../chain/connect";
import type { Members } from "../chain/read";
import { useChain } from "../chain/use";
import type { Algorithm, CallRecord, Job } from "../chain/types";
import { hex, text } from "../domain/bytes";
import { BadKey, fromFile, type ResultKey } from "../domain/resultKey";
import {
  BadList,
  chunked,
  readParameters,
  readVariants,
  parameters,
  type Build,
} from "../domain/variants";
import { countsOf, table, type Count, type Evidence } from "../open/counts";
import { CannotOpen } from "../open/errors";
import { isKnown, joint, type JointResult } from "../open/joint";
import { parametersOf, sealedParts, sealedSum } from "../open/fetch";
import { openAnswer, openPackets } from "../open/sealedResult";
import { openSum } from "../open/sealedSum";
import { count } from "../domain/units";
import { heldKey } from "../domain/held";
import { useSay, type Say } from "../words";
import { Field, nameOf, save, Digest } from "./basics";
import { Joint } from "./joint";
import { FrequencyPlot, SpectrumPlot } from "./plot";

type Opened =
  | { type: "counts"; counts: Count[]; noised: boolean }
  | { type: "joint"; result: JointResult }
  | { type: "bytes"; parts: Uint8Array[] };

/** Encrypted queries, whose keys only the program has that asked, and the command that asks. */
const QUERIES: Record<string, string> = {
  "panshi/exact-query/1": "panshi query exact",
  "panshi/phenotype-ranking/1": "panshi query phenotypes",
};

/** Rows that the table shows at a time. */
const ROWS = 25;

async function open(
  chain: Chain,
  {
    id,
    job,
    record,
    code,
    key,
    list,
  }: {
    id: number;
    job: Job;
    record: CallRecord | undefined;
    /** Of the algorithm. */
    code: string;
    key: ResultKey;
    list: Uint8Array[] | undefined;
  },
): Promise<Opened> {
  if (key.public !== job.spec.result_key) throw new CannotOpen("otherKey");
  if (job.output.type === "Sum") {
    const lanes = openSum(await sealedSum(chain, id, job, record), key);
    const variants = readParameters(await parametersOf(chain, job, list));
    const noised = job.spec.rho !== undefined;
    return { type: "counts", counts: countsOf(lanes, variants, noised), noised };
  }
  const { keys, parts } = await sealedParts(chain, id, job, record);
  if (job.output.type === "Agreed" && isKnown(code)) {
    const packets = openPackets(job.digest, keys, parts[0]!, key);
    const asked = await parametersOf(chain, job, list);
    const result = joint(code, job.output.value.strength.type, asked, packets);
    return { type: "joint", result };
  }
  const opened =
    job.output.type === "Agreed"
      ? openPackets(job.digest, keys, parts[0]!, key)
      : parts.map((part, party) => openAnswer(job.digest, party, keys[party]!, part, key));
  return { type: "bytes", parts: opened };
}

function words(say: Say, error: unknown, job: Job, known: Members): string {
  if (error instanceof BadKey)
    return say(error.message === "halves" ? "result.key.halves" : "result.key.malformed");
  if (error instanceof BadList) return say(`list.${error.reason}`, { line: error.line ?? 0 });
  if (error instanceof CannotOpen) {
    const holder = error.party === undefined ? undefined : job.participants[error.party]?.holder;
    return say(`open.${error.reason}`, { who: holder === undefined ? "–" : nameOf(known, holder) });
  }
  return String(error);
}

function Counts({ of, noised }: { of: Count[]; noised: boolean }) {
  const say = useSay();
  const [only, setOnly] = useState<Evidence | "">("");
  const [rows, setRows] = useState(ROWS);
  const shown = of.filter((c) => only === "" || c.evidence === only);
  return (
    <div class="opened">
      <p class="notice good" role="status" data-opened={of.length}>
        {say("result.opened", { n: count(of.length) })}
      </p>
      {noised ? <p class="notice">{say("result.noised")}</p> : undefined}
      {noised ? undefined : <FrequencyPlot counts={of} />}
      {noised ? undefined : <SpectrumPlot counts={of} />}
      <div class="actions">
        {noised ? undefined : (
          <Field name={say("result.evidence")}>
            {(ids) => (
              <select
                {...ids}
                value={only}
                onChange={(e) => setOnly(e.currentTarget.value as Evidence | "")}
              >
                <option value="">{say("find.any")}</option>
                {(["BA1", "BS1", "PM2"] as const).map((e) => (
                  <option key={e} value={e}>
                    {say(`evidence.${e}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <button type="button" onClick={() => save("result.tsv", table(of))}>
          {say("result.save")}
        </button>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label={say("result.table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say("result.variant")}</th>
              <th scope="col" class="figure">
                AC
              </th>
              <th scope="col" class="figure">
                AN
              </th>
              <th scope="col" class="figure">
                {say("result.hom")}
              </th>
              <th scope="col" class="figure">
                AF
              </th>
              <th scope="col">{say("result.evidence")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, rows).map((c) => (
              <tr key={`${c.sequence}:${c.position}:${c.reference}:${c.alternate}`}>
                <th scope="row">
                  <code>{`${c.sequence}:${c.position} ${c.reference}>${c.alternate}`}</code>
                </th>
                <td class="figure">{c.ac}</td>
                <td class="figure">{c.an}</td>
                <td class="figure">{c.hom}</td>
                <td class="figure">{c.an > 0 ? (c.ac / c.an).toFixed(4) : "–"}</td>
                <td>
                  {c.evidence === undefined ? (
                    ""
                  ) : (
                    <span class={`evidence ${c.evidence}`}>{c.evidence}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length > rows ? (
        <button type="button" onClick={() => setRows(rows + 4 * ROWS)}>
          {say("result.more", { n: count(shown.length - rows) })}
        </button>
      ) : undefined}
    </div>
  );
}

function Parts({
  of,
  job,
  program,
  known,
}: {
  of: Uint8Array[];
  job: Job;
  program: Algorithm;
  known: Members;
}) {
  const say = useSay();
  return (
    <div class="opened">
      <p class="notice good" role="status" data-opened={of.length}>
        {say("joint.unknown", { code: text(program.content.code) })}
      </p>
      <ul class="plain">
        {of.map((part, party) => (
          <li key={party}>
            {nameOf(known, job.participants[party]!.holder)}:{" "}
            {say("result.bytes", { n: count(part.length) })}{" "}
            <Digest of={hex(part.subarray(0, 32))} />{" "}
            <button type="button" onClick={() => save(`part-${party}.hex`, hex(part))}>
              {say("result.save")}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function OpenResult({
  id,
  job,
  record,
  program,
  known,
}: {
  id: number;
  job: Job;
  record: CallRecord | undefined;
  program: Algorithm;
  known: Members;
}) {
  const say = useSay();
  const chain = useChain();
  const code = text(program.content.code);
  const [opened, show] = useState<Opened>();
  const [failed, fail] = useState<unknown>();
  const [list, setList] = useState<Uint8Array[]>();
  const [busy, setBusy] = useState(false);
  const attempt = async (make: () => Promise<ResultKey> | ResultKey) => {
    setBusy(true);
    fail(undefined);
    try {
      show(await open(chain, { id, job, record, code, key: await make(), list }));
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };
  const readList = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      if (job.output.type !== "Sum") {
        setList(chunked(new Uint8Array(await file.arrayBuffer())));
        return fail(undefined);
      }
      const identity = await chain.api.query.DataRegistry.Identities.getValue(
        job.participants[0]!.data,
      );
      const build = (identity?.descriptor.reference_build.type ?? "None") as Build;
      setList(parameters(build, readVariants(await file.text())).chunks);
      fail(undefined);
    } catch (error) {
      fail(error);
    }
  };
  if (opened?.type === "counts") return <Counts of={opened.counts} noised={opened.noised} />;
  if (opened?.type === "joint") return <Joint of={opened.result} job={job} known={known} />;
  if (opened?.type === "bytes")
    return <Parts of={opened.parts} job={job} program={program} known={known} />;
  const command = QUERIES[code];
  if (command !== undefined) {
    return (
      <div class="notice" data-query={code}>
        <p>
          <strong>{say("joint.query.title")}</strong>
        </p>
        <p>{say("joint.query", { command })}</p>
      </div>
    );
  }
  const held = heldKey(job.spec.result_key);
  const needsList = failed instanceof CannotOpen && failed.reason === "parametersGone";
  return (
    <div class="open" aria-busy={busy}>
      <p>{say("result.words")}</p>
      {held === undefined ? undefined : (
        <button
          type="button"
          class="primary"
          disabled={busy}
          onClick={() => void attempt(() => held)}
        >
          {say("result.openHeld")}
        </button>
      )}
      <Field name={say("result.key")} hint={say("result.keyHint")}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            disabled={busy}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file !== undefined) void attempt(async () => fromFile(await file.text()));
            }}
          />
        )}
      </Field>
      {needsList || list !== undefined ? (
        <Field
          name={say(job.output.type === "Sum" ? "result.list" : "joint.question")}
          hint={say(job.output.type === "Sum" ? "result.listHint" : "joint.questionHint")}
        >
          {(ids) => (
            <input
              {...ids}
              type="file"
              onChange={(event) => void readList(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
      ) : undefined}
      {busy ? <p role="status">{say("result.opening")}</p> : undefined}
      {failed === undefined ? undefined : (
        <p class="notice bad" role="alert">
          {words(say, failed, job, known)}
        </p>
      )}
    </div>
  );
}
