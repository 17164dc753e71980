// What holders computed together, as table and plot.

import type { Members } from "../../chain/read";
import type { Job } from "../../chain/types";
import type { JointResult } from "../../open/joint";
import { useSay } from "../../words";
import { nameOf, save } from "../basics";
import { Association } from "./association";
import { Evidence } from "./evidence";
import { Order } from "./order";
import { Regression } from "./regression";

function Body({ of, job, known }: { of: JointResult; job: Job; known: Members }) {
  const say = useSay();
  switch (of.type) {
    case "association":
      return <Association of={of.value} />;
    case "evidence":
      return <Evidence of={of.value} />;
    case "order":
      return <Order of={of.value} />;
    case "regression":
      return <Regression of={of.value} />;
    case "millionaires": {
      const { holder, data } = job.participants[of.value.richest]!;
      return <p>{say("millionaires.words", { who: nameOf(known, holder), data })}</p>;
    }
  }
}

export function Joint({ of, job, known }: { of: JointResult; job: Job; known: Members }) {
  const say = useSay();
  return (
    <div class="opened">
      <p class="notice good" role="status" data-opened={of.type}>
        {say("joint.good")}
      </p>
      <Body of={of} job={job} known={known} />
      <p class="actions">
        <button
          type="button"
          onClick={() => save(`${of.type}.json`, `${JSON.stringify(of.value, undefined, 2)}\n`)}
        >
          {say("joint.asJson")}
        </button>
      </p>
    </div>
  );
}
