//! What every command shares: the connection, the key and the output.

use super::{names::Names, output::Output, table::terminal_width};
use anyhow::Context;
use clap::Args;
use panshi_client::{
	chain::{calls::governance, Call, Chain, Submitted},
	keys::{KeyError, KeySource, Signer},
};
use panshi_primitives::{AccountId, Hash};
use serde_json::{json, Map, Value};
use std::io::{IsTerminal, Write};
use zeroize::Zeroizing;

/// Options of every command.
#[derive(Args, Debug)]
pub(crate) struct Globals {
	/// Address of a chain node.
	#[arg(long, global = true, default_value = "ws://127.0.0.1:9944")]
	pub(crate) url: String,
	/// Key that signs: //Name on a development chain, mnemonic:FILE, or json:FILE from Polkadot.js
	/// (password from PANSHI_PASSWORD, or asked for).
	#[arg(id = "as", long = "as", value_name = "KEY", global = true)]
	pub(crate) key: Option<KeySource>,
	/// Member for whom the signer acts, as its staff.
	#[arg(id = "for", long = "for", value_name = "ACCOUNT", global = true, value_parser = super::parse::account)]
	pub(crate) member: Option<AccountId>,
	/// Print one JSON value for programs.
	#[arg(long, global = true)]
	pub(crate) json: bool,
}

/// By whose authority a call runs that not everybody may make.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Authority {
	/// Use the root key of a development chain.
	#[arg(long, conflicts_with = "council")]
	sudo: bool,
	/// Put it to the vote of the consortium.
	#[arg(long)]
	council: bool,
}

impl Authority {
	/// The authority given, or a vote of the consortium where none is.
	pub(crate) fn or_council(self) -> Self {
		Authority { council: !self.sudo, ..self }
	}
}

/// One run of the program.
pub(crate) struct Session<'a> {
	globals: Globals,
	/// Where results go.
	pub(crate) output: Output<'a>,
}

impl<'a> Session<'a> {
	/// Begins a run.
	pub(crate) fn new(globals: Globals, out: &'a mut dyn Write) -> Self {
		let output = Output::new(out, globals.json, terminal_width());
		Session { globals, output }
	}

	/// Connects.
	pub(crate) async fn chain(&self) -> anyhow::Result<Chain> {
		Ok(Chain::connect(&self.globals.url).await?)
	}

	/// Address of the chain node.
	pub(crate) fn url(&self) -> &str {
		&self.globals.url
	}

	/// Where the key that signs comes from, if one is named.
	pub(crate) fn key(&self) -> Option<&KeySource> {
		self.globals.key.as_ref()
	}

	/// The key that signs.
	pub(crate) fn signer(&self) -> anyhow::Result<Signer> {
		let source = self.globals.key.as_ref();
		let source = source.context("this takes a key that signs. Name it with --as")?;
		Ok(source.load(ask_password)?)
	}

	/// Account for which the signer acts: the member of `--for`, or its own.
	pub(crate) fn acts_for(&self) -> anyhow::Result<AccountId> {
		match &self.globals.member {
			Some(member) => Ok(member.clone()),
			None => Ok(panshi_client::keys::account_of(&self.signer()?)),
		}
	}

	/// `call` for the member of `--for`, if there is one.
	pub(crate) async fn on_behalf(&self, chain: &Chain, call: Call) -> anyhow::Result<Call> {
		Ok(match &self.globals.member {
			Some(member) => governance::proxy(member, chain.encode(&call).await?),
			None => call,
		})
	}

	/// Signs and submits `call`, and waits until it is final.
	pub(crate) async fn submit(&self, chain: &Chain, call: Call) -> anyhow::Result<Submitted> {
		let signer = self.signer()?;
		let call = self.on_behalf(chain, call).await?;
		Ok(chain.submit(&signer, call).await?)
	}

	/// Submits `call` and reports that it is done.
	pub(crate) async fn submit_and_report(&mut self, call: Call, done: &str) -> anyhow::Result<()> {
		let chain = self.chain().await?;
		let submitted = self.submit(&chain, call).await?;
		self.report(&submitted, done, Map::new())
	}

	/// Submits `call` by `authority` and reports that it is done, or to be voted on.
	pub(crate) async fn submit_by(
		&mut self,
		authority: Authority,
		call: Call,
		done: &str,
	) -> anyhow::Result<()> {
		let chain = self.chain().await?;
		if authority.sudo {
			let call = governance::sudo(chain.encode(&call).await?);
			let submitted = self.submit(&chain, call).await?;
			return self.report(&submitted, done, Map::new());
		}
		if !authority.council {
			let submitted = self.submit(&chain, call).await?;
			return self.report(&submitted, done, Map::new());
		}
		let voters = chain.head().await?.council().await?.len();
		let threshold = u32::try_from(voters / 2 + 1).unwrap_or(u32::MAX);
		let call = governance::council_propose(threshold, chain.encode(&call).await?);
		let submitted = self.submit(&chain, call).await?;
		if submitted.has(governance::COUNCIL, "Executed") {
			return self.report(&submitted, done, Map::new());
		}
		let proposal: Hash = submitted.value(governance::COUNCIL, "Proposed", "proposal_hash")?;
		let index: u32 = submitted.value(governance::COUNCIL, "Proposed", "proposal_index")?;
		let next = format!(
			"to the vote as number {index}, of which {threshold} members have to approve. \
			 Next: panshi council vote {index} --proposal {} --approve",
			panshi_client::words::hash(&proposal)
		);
		let details = details([
			("vote", json!(index)),
			("proposal", json!(panshi_client::words::hash(&proposal))),
			("threshold", json!(threshold)),
		]);
		self.report(&submitted, &next, details)
	}

	/// Says what a transaction did; `details` go into the JSON object beside the block.
	pub(crate) fn report(
		&mut self,
		submitted: &Submitted,
		done: &str,
		mut details: Map<String, Value>,
	) -> anyhow::Result<()> {
		let block = submitted.block;
		details.insert("block".to_owned(), json!(block.number));
		details.insert("block_hash".to_owned(), json!(panshi_client::words::hash(&block.hash)));
		self.output.value(&details, |out| writeln!(out, "block {}: {done}", block.number))
	}

	/// Names of the members, where people read the output.
	pub(crate) async fn names(&self, at: &panshi_client::chain::Snapshot) -> anyhow::Result<Names> {
		Ok(Names::new(at.members().await?))
	}
}

/// A JSON object of `fields`.
pub(crate) fn details<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
	fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn ask_password() -> Result<Zeroizing<String>, KeyError> {
	if let Ok(password) = std::env::var("PANSHI_PASSWORD") {
		return Ok(Zeroizing::new(password));
	}
	if !std::io::stdin().is_terminal() {
		return Err(KeyError::NoPassword);
	}
	let asked = rpassword::prompt_password("Password of the key file: ");
	asked.map(Zeroizing::new).map_err(|_| KeyError::NoPassword)
}
