// The frame of the portal, and which view is shown.

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { connect, connection, head, nodeUrl, online } from "./chain/connect";
import { choose, extensions, open, wallet } from "./chain/wallet";
import { count, short } from "./domain/units";
import { Field } from "./parts/basics";
import { Loading } from "./parts/states";
import { route, type Route } from "./router";
import { useStore } from "./store";
import { language, speak, useSay, type Key } from "./words";
import { Agreement } from "./views/agreement";
import { Agreements } from "./views/agreements";
import { Audit } from "./views/audit";
import { Find } from "./views/find";
import { Identity } from "./views/identity";
import { Job } from "./views/job";
import { Jobs } from "./views/jobs";
import { NewJob } from "./views/newJob";
import { Operator } from "./views/operator";
import { Propose } from "./views/propose";

const PLACES: [path: string, key: Key][] = [
  ["", "nav.find"],
  ["agreements", "nav.agreements"],
  ["jobs", "nav.jobs"],
  ["operator", "nav.operator"],
  ["audit", "nav.audit"],
];

function id(part: string | undefined): number | undefined {
  return part !== undefined && /^\d{1,9}$/.test(part) ? Number(part) : undefined;
}

function view({ path: [place, second, third], query }: Route): JSX.Element | undefined {
  const number = id(second);
  switch (place) {
    case undefined:
      return <Find />;
    case "data":
      return number === undefined ? undefined : <Identity id={number} />;
    case "agreements":
      return second === undefined ? (
        <Agreements />
      ) : number === undefined ? undefined : (
        <Agreement id={number} />
      );
    case "propose":
      return <Propose kind={query.get("kind")} data={query.get("data")} />;
    case "jobs": {
      if (second === undefined) return <Jobs />;
      const under = id(query.get("agreement") ?? undefined);
      if (second === "new") return under === undefined ? undefined : <NewJob agreement={under} />;
      return number === undefined ? undefined : <Job id={number} />;
    }
    case "operator":
      return <Operator />;
    case "audit": {
      if (second === undefined) return <Audit subject={undefined} />;
      if (second === "member")
        return third === undefined ? undefined : (
          <Audit key={third} subject={{ type: "member", id: third }} />
        );
      const of = id(third);
      const known = second === "job" || second === "agreement" || second === "data";
      return known && of !== undefined ? (
        <Audit key={`${second}${of}`} subject={{ type: second, id: of }} />
      ) : undefined;
    }
    default:
      return undefined;
  }
}

function Wallet() {
  const say = useSay();
  const now = useStore(wallet);
  if (now.state === "open") {
    return (
      <label class="account">
        <span class="visually-hidden">{say("wallet.account")}</span>
        <select
          value={now.chosen?.address ?? ""}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="" disabled>
            {say(now.accounts.length === 0 ? "wallet.empty" : "wallet.choose")}
          </option>
          {now.accounts.map((account) => (
            <option key={account.address} value={account.address}>
              {account.name === ""
                ? short(account.address)
                : `${account.name} · ${short(account.address)}`}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const found = extensions();
  if (found.length === 0) return <span class="quiet">{say("wallet.none")}</span>;
  return (
    <span class="account">
      {found.map((name) => (
        <button
          key={name}
          type="button"
          disabled={now.state === "asking"}
          onClick={() => void open(name)}
        >
          {say("wallet.connect", { name })}
        </button>
      ))}
      {now.state === "refused" ? (
        <span class="quiet" role="alert">
          {say("wallet.refused")}
        </span>
      ) : undefined}
    </span>
  );
}

function Node() {
  const say = useSay();
  const now = useStore(connection);
  const block = useStore(head);
  const isOnline = useStore(online);
  if (now.state !== "ready") return null;
  return (
    <p class="node quiet" title={now.chain.url}>
      <span class={isOnline ? "lamp on" : "lamp"} aria-hidden="true" />
      {isOnline
        ? say("node.at", { chain: now.chain.name, block: count(block?.number ?? 0) })
        : say("node.offline")}
    </p>
  );
}

function Connect({ url, error }: { url: string; error: unknown }) {
  const say = useSay();
  return (
    <form
      class="panel connect"
      onSubmit={(event) => {
        event.preventDefault();
        void connect(String(new FormData(event.currentTarget).get("node")));
      }}
    >
      <h1>{say("node.unreachable")}</h1>
      <p role="alert">{say("node.unreachableWords", { url })}</p>
      <p class="quiet">{error instanceof Error ? error.message : String(error)}</p>
      <Field name={say("node.address")}>
        {(ids) => <input {...ids} name="node" defaultValue={url} spellcheck={false} />}
      </Field>
      <button type="submit" class="primary">
        {say("node.connect")}
      </button>
    </form>
  );
}

function View() {
  const say = useSay();
  const now = useStore(connection);
  const here = useStore(route);
  if (now.state === "failed") return <Connect url={now.url} error={now.error} />;
  if (now.state === "connecting") {
    return (
      <>
        <h1>Panshi</h1>
        <p class="quiet">{say("node.connecting", { url: now.url })}</p>
        <Loading />
      </>
    );
  }
  return view(here) ?? <h1>{say("state.nowhere")}</h1>;
}

export function App() {
  const say = useSay();
  const now = useStore(language);
  const here = useStore(route);
  useEffect(() => void connect(nodeUrl()), []);
  const place =
    here.path[0] === "data" ? "" : here.path[0] === "propose" ? "agreements" : (here.path[0] ?? "");
  const title = PLACES.find(([path]) => path === place)?.[1];
  useEffect(() => {
    document.documentElement.lang = now === "zh" ? "zh-CN" : "en";
    document.title = `${title === undefined ? "" : `${say(title)} – `}Panshi 磐石`;
  }, [now, title]);
  return (
    <>
      <a
        class="skip"
        href="#view"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("view")?.focus();
        }}
      >
        {say("nav.skip")}
      </a>
      <header class="top">
        <a class="mark" href="#/">
          <svg viewBox="0 0 32 32" width="26" aria-hidden="true">
            <path d="M4 24 11 9l6 7 4-4 7 12z" />
            <path d="M4 24h24v3H4z" />
          </svg>
          <span>
            Panshi <span lang="zh-CN">磐石</span>
          </span>
        </a>
        <nav aria-label={say("nav.label")}>
          {PLACES.map(([path, key]) => (
            <a key={path} href={`#/${path}`} aria-current={place === path ? "page" : undefined}>
              {say(key)}
            </a>
          ))}
        </nav>
        <div class="tools">
          <Wallet />
          <button
            type="button"
            class="language"
            lang={now === "en" ? "zh-CN" : "en"}
            onClick={() => speak(now === "en" ? "zh" : "en")}
          >
            {now === "en" ? "中文" : "English"}
          </button>
        </div>
      </header>
      <main id="view" tabIndex={-1}>
        <View />
      </main>
      <footer>
        <Node />
        <p class="quiet">{say("footer")}</p>
      </footer>
    </>
  );
}
