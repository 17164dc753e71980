// Jobs: the newest first, each with how far it is.

import { useEffect, useState } from "preact/hooks";
import { allJobs, jobsOf, type Before } from "../chain/lists";
import { members, type Members } from "../chain/read";
import { useAccount, useRead } from "../chain/use";
import type { JobRow } from "../domain/listed";
import { amount, count } from "../domain/units";
import { Bar, nameOf, Status } from "../parts/basics";
import { Pages } from "../parts/pages";
import { Read } from "../parts/states";
import { useSay } from "../words";

function Row({ of, known }: { of: JobRow; known: Members }) {
  const say = useSay();
  return (
    <li>
      <a class="row" href={`#/jobs/${of.id}`}>
        <span>
          <strong>{say("job.name", { id: of.id })}</strong>{" "}
          <span class="quiet">{say("agreement.name", { id: of.agreement })}</span>
        </span>
        <span class="quiet">{nameOf(known, of.consumer)}</span>
        <span class="quiet">
          {say("job.things", { n: count(of.items) })} · {amount(of.fee)}
        </span>
        <Bar share={of.share} failed={of.failed} name={say("job.progress")} />
        <Status kind="job" of={of.stage} />
      </a>
    </li>
  );
}

export function Jobs() {
  const say = useSay();
  const mine = useAccount()?.address;
  const [own, setOwn] = useState(false);
  const [before, turn] = useState<Before>();
  useEffect(() => turn(undefined), [mine]);
  const account = own ? mine : undefined;
  const read = useRead(
    async (chain) => {
      const list = account === undefined ? allJobs(chain, before) : jobsOf(chain, account, before);
      const [page, known] = await Promise.all([list, members(chain)]);
      return { page, known };
    },
    [account, before],
  );
  const choose = (own: boolean) => () => {
    setOwn(own);
    turn(undefined);
  };
  return (
    <>
      <h1>{say("jobs.title")}</h1>
      <p class="lead">{say("jobs.lead")}</p>
      <div class="tabs" role="group" aria-label={say("agreements.scope")}>
        <button type="button" aria-pressed={!own} onClick={choose(false)}>
          {say("agreements.all")}
        </button>
        <button
          type="button"
          aria-pressed={own}
          disabled={mine === undefined}
          onClick={choose(true)}
        >
          {say("agreements.mine")}
        </button>
      </div>
      <Read of={read}>
        {({ page, known }) => (
          <Pages of={page} before={before} turn={turn} none={say("jobs.none")}>
            {(row) => <Row key={row.id} of={row} known={known} />}
          </Pages>
        )}
      </Read>
    </>
  );
}
