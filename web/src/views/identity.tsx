// A data identity: what its holder declared, its terms of use, its budget and where it comes from.

import { identities, identity, ledger, members } from "../chain/read";
import { useAccount, useRead } from "../chain/use";
import type { Ledger } from "../chain/types";
import { text } from "../domain/bytes";
import { count, rho } from "../domain/units";
import { Bar, Digest, Fact, Facts, Status, Who } from "../parts/basics";
import { Lineage } from "../parts/lineage";
import { Proof } from "../parts/proof";
import { Read } from "../parts/states";
import { UseTerms } from "../parts/terms";
import { useSay } from "../words";

function Budget({ of }: { of: Ledger | undefined }) {
  const say = useSay();
  if (of === undefined) return <p class="quiet">{say("budget.none")}</p>;
  if (of.allowance.type === "Unlimited") {
    return <p>{say("budget.unlimited", { exact: count(of.exact), spent: rho(of.spent) })}</p>;
  }
  const most = of.allowance.value;
  const share = most === 0n ? 1 : Math.min(1, Number(of.spent) / Number(most));
  return (
    <>
      <p>{say("budget.atMost", { spent: rho(of.spent), most: rho(most) })}</p>
      <Bar share={share} name={say("budget.title")} />
    </>
  );
}

export function Identity({ id }: { id: number }) {
  const say = useSay();
  const mine = useAccount()?.address;
  const read = useRead(
    async (chain) => {
      const [value, budget, known, all] = await Promise.all([
        identity(chain, id),
        ledger(chain, id),
        members(chain),
        identities(chain),
      ]);
      return { value, budget, known, all: all.items };
    },
    [id],
  );
  return (
    <Read of={read} title={say("data.name", { id })}>
      {({ value, budget, known, all }) => {
        const d = value.descriptor;
        const { status } = value;
        return (
          <>
            <p class="crumbs">
              <a href="#/">{say("find.title")}</a>
            </p>
            <header class="title">
              <h1>{say("data.name", { id })}</h1>
              <Status kind="data" of={status.type} />
            </header>
            <p class="actions">
              {status.type === "Published" ? (
                <a class="button primary" href={`#/propose?kind=Authorization&data=${id}`}>
                  {say("data.ask")}
                </a>
              ) : undefined}
              {status.type === "Registered" && value.holder === mine ? (
                <a class="button primary" href={`#/propose?kind=Publication&data=${id}`}>
                  {say("data.publish")}
                </a>
              ) : undefined}
              <a class="button" href={`#/audit/data/${id}`}>
                {say("audit.open")}
              </a>
              <Proof of={{ data: id }} name={`data-${id}`} />
            </p>
            <div class="columns">
              <section class="panel">
                <h2>{say("data.declared")}</h2>
                <Facts>
                  <Fact name={say("data.holder")}>
                    <Who account={value.holder} members={known} /> <Digest of={value.holder} />
                  </Fact>
                  <Fact name={say("data.fingerprint")}>
                    <Digest of={d.fingerprint} />
                  </Fact>
                  <Fact name={say("data.size")}>
                    {say("data.people", { n: count(d.sample_count) })},{" "}
                    {say("data.records", { n: count(d.record_count) })}
                  </Fact>
                  <Fact name={say("data.build")}>{say(`build.${d.reference_build.type}`)}</Fact>
                  <Fact name={say("data.rule")}>{say(`rule.${d.rule.type}`)}</Fact>
                  <Fact name={say("data.type")}>{text(d.media_type)}</Fact>
                  {d.attributes.map((a) => (
                    <Fact key={text(a.term)} name={text(a.term)} term>
                      {text(a.value) || "✓"}
                    </Fact>
                  ))}
                  <Fact name={say("data.where")}>{text(d.location_hint) || "–"}</Fact>
                  <Fact name={say("data.node")}>
                    {value.node === undefined
                      ? say("data.node.none")
                      : say("node.name", { id: value.node })}
                  </Fact>
                  <Fact name={say("data.since")}>
                    {say("block", { n: count(value.registered_at) })}
                  </Fact>
                  {status.type === "Published" ? (
                    <Fact name={say("kind.Publication")}>
                      <a href={`#/agreements/${status.value.agreement}`}>
                        {say("agreement.name", { id: status.value.agreement })}
                      </a>
                    </Fact>
                  ) : undefined}
                  {status.type === "Suspended" ? (
                    <Fact name={say("data.suspended")}>
                      <Who account={status.value.by} members={known} /> (
                      {say("reason", { code: status.value.reason })})
                    </Fact>
                  ) : undefined}
                </Facts>
              </section>
              <div>
                <section class="panel">
                  <h2>{say("terms.title")}</h2>
                  <UseTerms of={d.data_use} />
                </section>
                <section class="panel">
                  <h2>{say("budget.title")}</h2>
                  <Budget of={budget} />
                </section>
                <section class="panel">
                  <h2>{say("lineage.title")}</h2>
                  <Lineage id={id} all={all} />
                </section>
              </div>
            </div>
          </>
        );
      }}
    </Read>
  );
}
