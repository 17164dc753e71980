// A new job under an authorization: a list of variants, a result key, and the price on hold.

import { useState } from "preact/hooks";
import { agreement, algorithms, identities } from "../chain/read";
import { eventOf } from "../chain/send";
import { useAccount, useChain, useRead, useSend } from "../chain/use";
import { text } from "../domain/bytes";
import { hold } from "../domain/held";
import { BadKey, fromFile, generate, toFile, type ResultKey } from "../domain/resultKey";
import { BadList, parameters, readVariants, type Build, type VariantKey } from "../domain/variants";
import { amount, count } from "../domain/units";
import { Digest, Field, save } from "../parts/basics";
import { SendingState } from "../parts/sending";
import { Empty, Read } from "../parts/states";
import { go } from "../router";
import { useSay } from "../words";

/** Algorithms that take a list of variants and give a sum. */
const COUNTS = "panshi/allele-counts/1";

export function NewJob({ agreement: under }: { agreement: number }) {
  const say = useSay();
  const { api } = useChain();
  const account = useAccount();
  const { sending, send, ready } = useSend();
  const [variants, setVariants] = useState<VariantKey[]>();
  const [bad, setBad] = useState<unknown>();
  const [key, setKey] = useState<ResultKey>();
  const [saved, setSaved] = useState(false);
  const read = useRead(
    async (chain) => {
      const [found, programs, data] = await Promise.all([
        agreement(chain, under),
        algorithms(chain),
        identities(chain),
      ]);
      return { found, programs, data: data.items };
    },
    [under],
  );
  const readList = async (file: File | undefined) => {
    setVariants(undefined);
    setBad(undefined);
    try {
      if (file !== undefined) setVariants(readVariants(await file.text()));
    } catch (error) {
      setBad(error);
    }
  };
  const readKey = async (file: File | undefined) => {
    setBad(undefined);
    try {
      if (file === undefined) return;
      const key = fromFile(await file.text());
      hold(key);
      setKey(key);
      setSaved(true);
    } catch (error) {
      setBad(error);
    }
  };
  const make = () => {
    const made = generate();
    hold(made);
    setKey(made);
    save("result.key", toFile(made));
    setSaved(true);
  };
  return (
    <Read of={read} title={say("job.new")}>
      {({ found, programs, data }) => {
        const { content } = found;
        if (content.terms.type !== "Authorization")
          return <Empty>{say("newJob.notAuthorization")}</Empty>;
        const terms = content.terms.value;
        const program = programs.find(
          ({ digest, value }) =>
            terms.algorithms.includes(digest) && text(value.content.code) === COUNTS,
        );
        if (program === undefined) return <Empty>{say("newJob.noCounts")}</Empty>;
        const first = data.find(({ id }) => id === content.identities[0]);
        const build = (first?.value.descriptor.reference_build.type ?? "None") as Build;
        const create = async () => {
          const set = parameters(build, variants!);
          const chunks = set.chunks.map((bytes, index) =>
            api.tx.ComputeJobs.upload_parameters({
              digest: set.digest,
              index,
              total: set.chunks.length,
              bytes,
            }),
          );
          const job = api.tx.ComputeJobs.create({
            spec: {
              agreement: under,
              algorithm: program.digest,
              parameters: set.digest,
              items: variants!.length,
              identities: content.identities,
              result_key: key!.public,
              rho: undefined,
            },
          });
          const calls = [...chunks, job].map((tx) => tx.decodedCall);
          const events = await send(api.tx.Utility.batch_all({ calls }));
          const made = events && eventOf<{ job: number }>(events, "ComputeJobs", "Created");
          if (made !== undefined) go(`/jobs/${made.job}`);
        };
        return (
          <>
            <p class="crumbs">
              <a href={`#/agreements/${under}`}>{say("agreement.name", { id: under })}</a>
            </p>
            <h1>{say("job.new")}</h1>
            <p class="lead">
              {say("newJob.lead", {
                program: text(program.value.content.name),
                price: amount(terms.price),
              })}
            </p>
            <form class="stack" onSubmit={(event) => event.preventDefault()}>
              <section class="panel">
                <h2>{say("newJob.question")}</h2>
                <Field
                  name={say("newJob.list")}
                  hint={say("newJob.listHint", { build: say(`build.${build}`) })}
                >
                  {(ids) => (
                    <input
                      {...ids}
                      type="file"
                      onChange={(e) => void readList(e.currentTarget.files?.[0])}
                    />
                  )}
                </Field>
                {variants === undefined ? undefined : (
                  <p role="status">{say("newJob.listed", { n: count(variants.length) })}</p>
                )}
                {bad instanceof BadList ? (
                  <p class="notice bad" role="alert">
                    {say(`list.${bad.reason}`, { line: bad.line ?? 0 })}
                  </p>
                ) : undefined}
              </section>
              <section class="panel">
                <h2>{say("newJob.key")}</h2>
                <p>{say("newJob.keyWords")}</p>
                <p class="actions">
                  <button type="button" onClick={make}>
                    {say("newJob.makeKey")}
                  </button>
                </p>
                <Field name={say("newJob.readKey")}>
                  {(ids) => (
                    <input
                      {...ids}
                      type="file"
                      onChange={(e) => void readKey(e.currentTarget.files?.[0])}
                    />
                  )}
                </Field>
                {key === undefined ? undefined : (
                  <p role="status">
                    {say("newJob.hasKey")} <Digest of={key.public} />
                  </p>
                )}
                {bad instanceof BadKey ? (
                  <p class="notice bad" role="alert">
                    {say(bad.message === "halves" ? "result.key.halves" : "result.key.malformed")}
                  </p>
                ) : undefined}
              </section>
              <p class="actions">
                <button
                  type="button"
                  class="primary"
                  disabled={!ready || variants === undefined || key === undefined || !saved}
                  onClick={() => void create()}
                >
                  {say("newJob.create", { price: amount(terms.price) })}
                </button>
              </p>
              {account === undefined ? <p class="quiet">{say("wallet.needed")}</p> : undefined}
              <SendingState of={sending} />
            </form>
          </>
        );
      }}
    </Read>
  );
}
