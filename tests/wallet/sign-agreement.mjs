// What a wallet sees, through @polkadot/api: connects to a node, decodes every type of our pallets,
// signs an agreement with a keyring account, and carries the signature that a second account made
// as raw bytes, the way a browser wallet signs them.
//
//   node sign-agreement.mjs WS_URL AGREEMENT_ID SURI_THAT_SENDS SURI_THAT_SIGNS_RAW
//
// Prints one JSON object; exits with 1 and the reason on standard error when anything is wrong.

import { ApiPromise, WsProvider, Keyring } from "@polkadot/api";
import { stringToU8a, u8aConcat, u8aToHex, bnToU8a, compactAddLength, u8aWrapBytes } from "@polkadot/util";
import { blake2AsU8a, cryptoWaitReady } from "@polkadot/util-crypto";

const PALLETS = [
  "consortium",
  "dataRegistry",
  "privacyBudget",
  "agreements",
  "computeJobs",
  "audits",
];

function fail(reason) {
  throw new Error(reason);
}

/** Builds every type that our pallets' metadata mentions, and reads every storage entry. */
async function decodeAll(api) {
  let types = 0;
  for (const { id } of api.registry.metadata.lookup.types) {
    api.registry.lookup.getTypeDef(id);
    api.registry.createClass(`Lookup${id.toNumber()}`);
    types += 1;
  }
  let entries = 0;
  for (const pallet of PALLETS) {
    for (const [name, entry] of Object.entries(api.query[pallet] ?? fail(`no pallet ${pallet}`))) {
      if (name === "palletVersion") continue;
      const isMap = entry.creator.meta.type.isMap;
      await (isMap ? entry.entries() : entry());
      entries += 1;
    }
    Object.keys(api.tx[pallet]).length || fail(`no calls in ${pallet}`);
  }
  return { types, entries };
}

/** Sends a transaction and resolves with the events of its block, once finalized. */
function send(transaction, account) {
  return new Promise((resolve, reject) => {
    transaction
      .signAndSend(account, ({ status, events, dispatchError }) => {
        if (dispatchError) {
          const error = dispatchError.isModule
            ? transaction.registry.findMetaError(dispatchError.asModule)
            : { section: "", name: dispatchError.toString(), docs: [] };
          reject(new Error(`${error.section}.${error.name}: ${error.docs.join(" ")}`));
        } else if (status.isFinalized) {
          resolve(events.map(({ event }) => event));
        }
      })
      .catch(reject);
  });
}

/** primitives::signing::agreement_signature_payload. */
function payload(genesis, digest, party, expiresAt) {
  const domain = compactAddLength(stringToU8a("panshi/agreement/sign"));
  const expiry = bnToU8a(expiresAt, { bitLength: 32, isLe: true });
  return blake2AsU8a(u8aConcat(domain, genesis, digest, party, expiry), 256);
}

async function main([url, id, senderUri, signerUri]) {
  await cryptoWaitReady();
  const provider = new WsProvider(url);
  const api = await ApiPromise.create({ provider, noInitWarn: true });
  try {
    const decoded = await decodeAll(api);
    const keyring = new Keyring({ type: "sr25519" });
    const [sender, signer] = [senderUri, signerUri].map((uri) => keyring.addFromUri(uri));

    const agreement = await api.query.agreements.agreements(id);
    agreement.isSome || fail(`there is no agreement ${id}`);
    const content = (await api.query.agreements.contents(id)).unwrap();
    const { digest } = agreement.unwrap();
    content.parties.some((p) => p.account.eq(sender.address)) || fail("the sender is no party");

    const events = await send(api.tx.agreements.sign(id, digest), sender);
    const signed = events.find((e) => e.section === "agreements" && e.method === "Signed");
    signed || fail("no event Signed in the block");

    const best = await api.rpc.chain.getHeader();
    const expiresAt = best.number.toNumber() + 1000;
    const raw = payload(api.genesisHash.toU8a(), digest.toU8a(), signer.publicKey, expiresAt);
    const signature = signer.sign(u8aWrapBytes(raw), { withType: true });
    const carried = await send(
      api.tx.agreements.submitSignatures(id, digest, [
        {
          party: signer.address,
          signer: signer.address,
          expiresAt,
          wrapped: true,
          signature: u8aToHex(signature),
        },
      ]),
      sender,
    );
    const byRaw = carried.find((e) => e.section === "agreements" && e.method === "Signed");
    byRaw || fail("no event Signed for the raw signature");

    const after = (await api.query.agreements.agreements(id)).unwrap();
    console.log(
      JSON.stringify({
        ...decoded,
        digest: digest.toHex(),
        signed: signed.data.toHuman(),
        carried: byRaw.data.toHuman(),
        state: after.state.type,
      }),
    );
  } finally {
    await api.disconnect();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
