// The connection with a node, and what is the same for as long as it stands.

import { getTypedCodecs, type PolkadotClient } from "polkadot-api";
import { createWsClient } from "polkadot-api/ws";
import { panshi } from "../../.papi/descriptors";
import { createStore } from "../store";
import type { Api, AgreementContent } from "./types";

type Codecs = Awaited<ReturnType<typeof getTypedCodecs<typeof panshi>>>;

export type Chain = {
  url: string;
  name: string;
  genesis: string;
  client: PolkadotClient;
  api: Api;
  codecs: Codecs;
};

export type Head = { number: number; hash: string };

export type Connection =
  | { state: "connecting"; url: string }
  | { state: "ready"; chain: Chain }
  | { state: "failed"; url: string; error: unknown };

/** The latest finalized block. */
export const head = createStore<Head | undefined>(undefined);
/** Whether blocks come in. */
export const online = createStore(true);
export const connection = createStore<Connection>({ state: "connecting", url: "" });

const REMEMBERED = "panshi.node";
/** How long a node may take to answer. */
const PATIENCE = 20_000;

/** The node of this visit: `?node=` in the address, the one used last, or the one that the page's host
 * serves. */
export function nodeUrl(): string {
  const asked = new URLSearchParams(location.search).get("node");
  if (asked !== null) return asked;
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered !== null) return remembered;
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
  return isLocal
    ? "ws://127.0.0.1:9944"
    : `${location.protocol === "http:" ? "ws" : "wss"}://${location.host}/rpc`;
}

let close: (() => void) | undefined;

/** Connects to `url` in place of the node before. */
export async function connect(url: string): Promise<void> {
  close?.();
  head.set(undefined);
  connection.set({ state: "connecting", url });
  let client: ReturnType<typeof createWsClient> | undefined;
  try {
    const { protocol } = new URL(url);
    if (protocol !== "ws:" && protocol !== "wss:")
      throw new Error("the address begins with ws:// or wss://");
    client = createWsClient(url, {
      onStatusChanged: (status) => online.set(status.type === "CONNECTED"),
    });
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("the node does not answer")), PATIENCE);
    });
    const [spec, codecs] = await Promise.race([
      Promise.all([client.getChainSpecData(), getTypedCodecs(panshi)]),
      late,
    ]);
    const chain: Chain = {
      url,
      name: spec.name,
      genesis: spec.genesisHash,
      client,
      api: client.getTypedApi(panshi),
      codecs,
    };
    const blocks = client.finalizedBlock$.subscribe({
      next: ({ number, hash }) => head.set({ number, hash }),
      error: (error: unknown) => connection.set({ state: "failed", url, error }),
    });
    close = () => {
      blocks.unsubscribe();
      client?.destroy();
    };
    localStorage.setItem(REMEMBERED, url);
    connection.set({ state: "ready", chain });
  } catch (error) {
    client?.destroy();
    close = undefined;
    connection.set({ state: "failed", url, error });
  }
}

/** The bytes of a content, as the parties' digest commits to them. */
export function encodeContent(chain: Chain, content: AgreementContent): Uint8Array {
  return chain.codecs.query.Agreements.Contents.value.enc(content);
}
