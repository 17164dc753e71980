// The conditions of a search: words, and those that only a node's index knows.

import { ORDERS, type Search } from "../domain/search";
import { useSay, type Key } from "../words";
import { Field, Tick } from "./basics";

function Range({
  of,
  value,
  set,
  hint,
}: {
  of: "samples" | "records" | "price";
  value: [string, string];
  set: (value: [string, string]) => void;
  hint?: string;
}) {
  const say = useSay();
  const what = say(`find.${of}`);
  return (
    <>
      <div class="pair">
        {(["least", "most"] as const).map((end, i) => (
          <Field key={end} name={say(`find.${end}`, { what })}>
            {(ids) => (
              <input
                {...ids}
                inputMode="decimal"
                value={value[i]}
                onInput={(e) =>
                  set(
                    i === 0 ? [e.currentTarget.value, value[1]] : [value[0], e.currentTarget.value],
                  )
                }
              />
            )}
          </Field>
        ))}
      </div>
      {hint === undefined ? undefined : <p class="hint">{hint}</p>}
    </>
  );
}

function More({ of, set }: { of: Search; set: (search: Search) => void }) {
  const say = useSay();
  const typed = (name: "terms" | "genes") => (e: { currentTarget: { value: string } }) =>
    set({ ...of, [name]: e.currentTarget.value });
  return (
    <details class="more">
      <summary>{say("find.more")}</summary>
      <div class="conditions">
        <div>
          <Field name={say("find.terms")} hint={say("find.termsHint")}>
            {(ids) => (
              <input {...ids} value={of.terms} spellcheck={false} onInput={typed("terms")} />
            )}
          </Field>
          <Tick
            name={say("find.descendants")}
            on={of.descendants}
            set={(descendants) => set({ ...of, descendants })}
          />
          <Field name={say("find.genes")} hint={say("find.genesHint")}>
            {(ids) => (
              <input {...ids} value={of.genes} spellcheck={false} onInput={typed("genes")} />
            )}
          </Field>
          <Field name={say("find.order")}>
            {(ids) => (
              <select
                {...ids}
                value={of.order}
                onChange={(e) => set({ ...of, order: e.currentTarget.value as Search["order"] })}
              >
                {ORDERS.map((order) => (
                  <option key={order} value={order}>
                    {say(`find.order.${order}` as Key)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div>
          <Range of="samples" value={of.samples} set={(samples) => set({ ...of, samples })} />
          <Range of="records" value={of.records} set={(records) => set({ ...of, records })} />
          <Range
            of="price"
            value={of.price}
            set={(price) => set({ ...of, price })}
            hint={say("find.priceHint")}
          />
        </div>
      </div>
    </details>
  );
}

export function SearchForm({
  of,
  set,
  indexed,
}: {
  of: Search;
  set: (search: Search) => void;
  /** Whether the node keeps an index, which knows more than the words. */
  indexed: boolean;
}) {
  const say = useSay();
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <div class="filters words">
        <Field name={say("find.words")}>
          {(ids) => (
            <input
              {...ids}
              type="search"
              value={of.words}
              placeholder={say("find.words.example")}
              onInput={(e) => set({ ...of, words: e.currentTarget.value })}
            />
          )}
        </Field>
        <Tick
          name={say("find.offered")}
          on={of.offered}
          set={(offered) => set({ ...of, offered })}
        />
      </div>
      {indexed ? <More of={of} set={set} /> : undefined}
    </form>
  );
}
