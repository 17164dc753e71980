// An order statistic: a histogram as bars, or the values asked for.

import type { OrderBin, OrderResult } from "../../open/joint/order";
import { linear } from "../../open/scales";
import { count } from "../../domain/units";
import { useSay, type Say } from "../../words";
import { BOTTOM, Chart, HEIGHT, LEFT, RIGHT, WIDTH } from "../chart";
import { Table } from "./table";

function binWords(say: Say, { from, to }: OrderBin): string {
  if (from === null) return say("order.below", { to: to ?? "" });
  return to === null ? say("order.above", { from }) : say("order.between", { from, to });
}

function Histogram({ bins, name }: { bins: OrderBin[]; name: string }) {
  const say = useSay();
  const x = linear([0, bins.length], [LEFT, WIDTH - RIGHT]);
  const most = Math.max(...bins.map(({ people }) => people ?? 0), 1);
  // The edges stand between the bars, as many as there is room for.
  const step = Math.ceil(bins.length / 16);
  return (
    <Chart name={name} range={[0, most]} axis="">
      {(y) => (
        <>
          {bins.map(({ people }, i) => (
            <rect
              key={i}
              class={people === null ? "column hidden" : "column"}
              x={x(i) + 1}
              width={x(1) - x(0) - 2}
              y={y(people ?? most)}
              height={y(0) - y(people ?? most)}
            >
              <title>{`${binWords(say, bins[i]!)}: ${people ?? say("order.hidden")}`}</title>
            </rect>
          ))}
          {bins.map(({ to }, i) =>
            to === null || i % step !== 0 ? undefined : (
              <text key={i} x={x(i + 1)} y={HEIGHT - BOTTOM + 18} text-anchor="middle">
                {to}
              </text>
            ),
          )}
        </>
      )}
    </Chart>
  );
}

export function Order({ of }: { of: OrderResult }) {
  const say = useSay();
  const name = say("order.title", { column: of.column });
  if (of.bins !== undefined) {
    const hidden = of.bins.some(({ people }) => people === null);
    return (
      <>
        <Histogram bins={of.bins} name={name} />
        {hidden ? <p class="hint">{say("order.hiddenWords")}</p> : undefined}
        <Table
          name={name}
          heads={[say("order.bin"), `#${say("order.people")}`]}
          rows={of.bins.map((bin) => [
            binWords(say, bin),
            bin.people === null ? say("order.hidden") : count(bin.people),
          ])}
        />
      </>
    );
  }
  const what = (what: string) =>
    what === "minimum" || what === "maximum" ? say(`order.${what}`) : what;
  return (
    <>
      <h3>{name}</h3>
      <Table
        name={name}
        heads={[say("order.what"), `#${say("order.value")}`]}
        rows={(of.values ?? []).map((v) => [what(v.what), v.value ?? say("order.hidden")])}
      />
    </>
  );
}
