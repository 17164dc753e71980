//! All of the chain's state at a final block, read key by key through the node's safe RPC.

use anyhow::{ensure, Context, Result};
use codec::{Compact, Decode};
use jsonrpsee::{
	core::client::ClientT,
	http_client::{HttpClient, HttpClientBuilder},
	rpc_params,
};
use panshi_primitives::{AccountId, Balance};
use serde_json::Value;
use sp_crypto_hashing::twox_128;
use std::collections::BTreeMap;

/// Keys in one answer of the node, and in one question for values.
const PAGE: usize = 500;
/// Most bytes of an answer: the runtime is a value, too.
const MAX_ANSWER: u32 = 64 * 1_024 * 1_024;
/// Length of a Blake2-128 digest before a key that is hashed with it.
const DIGEST: usize = 16;

/// Keys and values.
pub(super) struct State(BTreeMap<Vec<u8>, Vec<u8>>);

/// The money of an account.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Account {
	/// What it may spend.
	pub(super) free: Balance,
	/// What is on hold.
	pub(super) reserved: Balance,
}

/// An amount on hold: the index of the pallet, that of the reason in it, the amount.
#[derive(Clone, Copy, Debug, Decode, Eq, PartialEq)]
pub(super) struct Hold {
	/// Index of the pallet in the runtime.
	pub(super) pallet: u8,
	/// Index of the reason in the pallet.
	pub(super) reason: u8,
	/// How much.
	pub(super) amount: Balance,
}

impl State {
	/// Reads the state at the last final block of the node at the port `rpc`.
	pub(super) async fn read(rpc: u16) -> Result<Self> {
		let client = HttpClientBuilder::default()
			.max_response_size(MAX_ANSWER)
			.build(format!("http://127.0.0.1:{rpc}"))?;
		let at: String = client.request("chain_getFinalizedHead", rpc_params![]).await?;
		let keys = keys(&client, &at).await?;
		let mut state = BTreeMap::new();
		for page in keys.chunks(PAGE) {
			let answer: Value =
				client.request("state_queryStorageAt", rpc_params![page, at.as_str()]).await?;
			let changes = answer[0]["changes"].as_array().context("the node names no values")?;
			for change in changes {
				let key = change[0].as_str().context("a key is text")?;
				if let Some(value) = change[1].as_str() {
					state.insert(bytes(key)?, bytes(value)?);
				}
			}
		}
		ensure!(state.len() == keys.len(), "{} of {} values came", state.len(), keys.len());
		Ok(State(state))
	}

	/// Every key and value.
	pub(super) fn entries(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
		self.0.iter().map(|(key, value)| (key.as_slice(), value.as_slice()))
	}

	/// All money that there is, as the chain counts it.
	pub(super) fn issuance(&self) -> Result<Balance> {
		let key = prefix("Balances", "TotalIssuance");
		let value = self.0.get(&key).context("the chain counts its money")?;
		Ok(Balance::decode(&mut value.as_slice())?)
	}

	/// The money of every account.
	pub(super) fn accounts(&self) -> Result<BTreeMap<AccountId, Account>> {
		self.map("System", "Account", |value| {
			// Nonce and three counts of references, then the money.
			let (_, free, reserved) =
				<([u32; 4], Balance, Balance)>::decode(value).context("an account")?;
			Ok(Account { free, reserved })
		})
	}

	/// What is on hold, by account.
	pub(super) fn holds(&self) -> Result<BTreeMap<AccountId, Vec<Hold>>> {
		self.map("Balances", "Holds", |value| {
			let count = Compact::<u32>::decode(value)?.0;
			(0..count).map(|_| Ok(Hold::decode(value)?)).collect()
		})
	}

	/// The value of `:code`.
	pub(super) fn code(&self) -> Result<&[u8]> {
		Ok(self.0.get(b":code".as_slice()).context("the chain has a runtime")?)
	}

	/// A map by account, hashed with Blake2-128.
	fn map<T>(
		&self,
		pallet: &str,
		item: &str,
		read: impl Fn(&mut &[u8]) -> Result<T>,
	) -> Result<BTreeMap<AccountId, T>> {
		let prefix = prefix(pallet, item);
		let entries = self.0.range(prefix.clone()..);
		let entries = entries.take_while(|(key, _)| key.starts_with(&prefix));
		entries
			.map(|(key, value)| {
				let account =
					&mut key.get(prefix.len() + DIGEST..).context("a key has an account")?;
				let account = AccountId::decode(account)?;
				let value = read(&mut value.as_slice())
					.with_context(|| format!("{pallet}.{item} of {account}"))?;
				Ok((account, value))
			})
			.collect()
	}
}

async fn keys(client: &HttpClient, at: &str) -> Result<Vec<String>> {
	let mut keys: Vec<String> = Vec::new();
	loop {
		let after = keys.last().cloned();
		let page: Vec<String> =
			client.request("state_getKeysPaged", rpc_params!["0x", PAGE, after, at]).await?;
		let is_last = page.len() < PAGE;
		keys.extend(page);
		if is_last {
			return Ok(keys);
		}
	}
}

fn prefix(pallet: &str, item: &str) -> Vec<u8> {
	[twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}

fn bytes(text: &str) -> Result<Vec<u8>> {
	Ok(hex::decode(text.trim_start_matches("0x"))?)
}
