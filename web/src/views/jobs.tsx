// Jobs: the newest first, each with how far it is.

import { useState } from "preact/hooks";
import { jobs, members } from "../chain/read";
import { useAccount, useRead } from "../chain/use";
import { progress } from "../domain/progress";
import { amount, count } from "../domain/units";
import { Bar, nameOf, Status } from "../parts/basics";
import { Empty, Read } from "../parts/states";
import { useSay } from "../words";

export function Jobs() {
  const say = useSay();
  const mine = useAccount()?.address;
  const [own, setOwn] = useState(false);
  const read = useRead(async (chain) => {
    const [list, known] = await Promise.all([jobs(chain), members(chain)]);
    return { ...list, known };
  }, []);
  return (
    <>
      <h1>{say("jobs.title")}</h1>
      <p class="lead">{say("jobs.lead")}</p>
      <div class="tabs" role="group" aria-label={say("agreements.scope")}>
        <button type="button" aria-pressed={!own} onClick={() => setOwn(false)}>
          {say("agreements.all")}
        </button>
        <button
          type="button"
          aria-pressed={own}
          disabled={mine === undefined}
          onClick={() => setOwn(true)}
        >
          {say("agreements.mine")}
        </button>
      </div>
      <Read of={read}>
        {({ items, known }) => {
          const takesPart = (account: string, of: (typeof items)[number]["value"]) =>
            of.consumer === account || of.participants.some((p) => p.holder === account);
          const shown = items.filter(
            ({ value }) => !own || (mine !== undefined && takesPart(mine, value)),
          );
          return shown.length === 0 ? (
            <Empty>{say("jobs.none")}</Empty>
          ) : (
            <ul class="rows">
              {shown.map(({ id, value }) => {
                const { share, failed } = progress(value);
                return (
                  <li key={id}>
                    <a class="row" href={`#/jobs/${id}`}>
                      <span>
                        <strong>{say("job.name", { id })}</strong>{" "}
                        <span class="quiet">
                          {say("agreement.name", { id: value.spec.agreement })}
                        </span>
                      </span>
                      <span class="quiet">{nameOf(known, value.consumer)}</span>
                      <span class="quiet">
                        {say("job.items", { n: count(value.spec.items) })} · {amount(value.fee)}
                      </span>
                      <Bar share={share} failed={failed} name={say("job.progress")} />
                      <Status kind="job" of={value.stage.type} />
                    </a>
                  </li>
                );
              })}
            </ul>
          );
        }}
      </Read>
    </>
  );
}
