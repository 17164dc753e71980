//! Votes of the consortium.
//!
//! Who votes says on what: by the hash of the proposal, or by the code of a new runtime. The number of
//! a vote alone says nothing, since another member may have proposed first.

use super::{parse, session::Session, upgrade};
use anyhow::Context;
use clap::{Args, Subcommand};
use panshi_client::{
	chain::{calls::governance, in_vote, CallWords, NotInVote, Snapshot, Votes},
	words,
};
use panshi_primitives::Hash;
use serde::Serialize;
use std::path::PathBuf;

/// Characters of an argument that people are shown of; programs get all of it.
const MOST_SHOWN: usize = 1_000;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// List the open votes.
	List,
	/// Show what a vote is on, and who has voted.
	Show(NumberOpts),
	/// Vote, on a proposal that you have seen.
	Vote(VoteOpts),
	/// End a vote and run what was voted on, if it has passed.
	Close(NumberOpts),
}

#[derive(Args, Debug)]
pub(crate) struct NumberOpts {
	/// Number of the vote.
	vote: u32,
}

#[derive(Args, Debug)]
pub(crate) struct VoteOpts {
	/// Number of the vote.
	vote: u32,
	/// What you vote on: the hash that `panshi council show` prints beside the call. Nothing is sent
	/// if the vote is on another proposal.
	#[arg(long, value_name = "HASH", value_parser = parse::hash, required_unless_present = "code")]
	proposal: Option<Hash>,
	/// What you vote on, where it is a new runtime: the file that you have built. Nothing is sent if
	/// the vote is on another one.
	#[arg(long, value_name = "FILE", conflicts_with = "proposal")]
	code: Option<PathBuf>,
	/// Agree.
	#[arg(long, required_unless_present = "refuse")]
	approve: bool,
	/// Do not agree.
	#[arg(long, conflicts_with = "approve")]
	refuse: bool,
}

#[derive(Serialize)]
struct VoteView {
	vote: u32,
	proposal: String,
	/// What would be run; none if this runtime has no such call.
	call: Option<CallView>,
	threshold: u32,
	ayes: Vec<String>,
	nays: Vec<String>,
	end: u32,
}

#[derive(Serialize)]
struct CallView {
	pallet: String,
	name: String,
	arguments: Vec<ArgumentView>,
}

#[derive(Serialize)]
struct ArgumentView {
	name: String,
	value: String,
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::List => list(session).await,
		Command::Show(opts) => show(opts.vote, session).await,
		Command::Vote(opts) => vote(opts, session).await,
		Command::Close(opts) => {
			let head = session.chain().await?.head().await?;
			let (proposal, votes) = find(&head, opts.vote).await?;
			let call = head.proposal(&proposal).await?.context("the vote has ended")?;
			let length = u32::try_from(call.len())?;
			let call = governance::council_close(&proposal, votes.index, length);
			session.submit_and_report(call, "the vote is closed").await
		},
	}
}

async fn vote(opts: VoteOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let code = opts.code.as_deref().map(upgrade::read).transpose()?;
	let chain = session.chain().await?;
	let proposal = match (opts.proposal, code) {
		(Some(proposal), _) => proposal,
		(None, Some((_, code))) => chain.upgrade_proposal(code).await?,
		(None, None) => anyhow::bail!("say what you vote on, with --proposal or --code"),
	};
	let open = chain.head().await?.votes().await?;
	let votes = in_vote(&open, opts.vote, &proposal)?;
	let call = governance::council_vote(&proposal, votes.index, opts.approve);
	let next = format!(
		"voted. Once {} members agree: panshi council close {}",
		votes.threshold, opts.vote
	);
	session.submit_and_report(call, &next).await
}

async fn find(head: &Snapshot, vote: u32) -> anyhow::Result<(Hash, Votes)> {
	let votes = head.votes().await?;
	let found = votes.into_iter().find(|(_, votes)| votes.index == vote);
	Ok(found.ok_or(NotInVote::NoVote(vote))?)
}

async fn view(head: &Snapshot, proposal: Hash, votes: Votes) -> anyhow::Result<VoteView> {
	let call = head.proposal(&proposal).await?;
	Ok(VoteView {
		vote: votes.index,
		proposal: words::hash(&proposal),
		call: call.and_then(|call| head.words_of(&call)).map(CallView::from),
		threshold: votes.threshold,
		ayes: votes.ayes.iter().map(ToString::to_string).collect(),
		nays: votes.nays.iter().map(ToString::to_string).collect(),
		end: votes.end,
	})
}

impl From<CallWords> for CallView {
	fn from(call: CallWords) -> Self {
		let argument = |(name, value)| ArgumentView { name, value };
		let arguments = call.arguments.into_iter().map(argument).collect();
		CallView { pallet: call.pallet, name: call.name, arguments }
	}
}

impl CallView {
	/// What people read of it, an argument a line.
	fn lines(&self) -> String {
		let CallView { pallet, name, arguments } = self;
		arguments.iter().fold(format!("{pallet}.{name}"), |lines, argument| {
			let ArgumentView { name, value } = argument;
			format!("{lines}\n{name}: {}", shortened(&words::seen(value)))
		})
	}
}

/// `value`, or its beginning and how much there is of it.
fn shortened(value: &str) -> String {
	match value.char_indices().nth(MOST_SHOWN) {
		None => value.to_owned(),
		Some((end, _)) => {
			let all = value.chars().count();
			format!("{}… ({all} characters; --json shows all)", &value[..end])
		},
	}
}

impl VoteView {
	fn call(&self) -> String {
		let unknown = "no call that the chain's runtime has: it would do nothing";
		self.call.as_ref().map_or_else(|| unknown.to_owned(), CallView::lines)
	}
}

async fn list(session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let names = session.names(&head).await?;
	let mut views = Vec::new();
	for (proposal, votes) in head.votes().await? {
		views.push(view(&head, proposal, votes).await?);
	}
	session.output.list(&views, &["vote", "on", "needs", "for", "against", "ends"], |view| {
		vec![
			view.vote.to_string(),
			names.within(&view.call()),
			view.threshold.to_string(),
			names.within(&view.ayes.join(", ")),
			names.within(&view.nays.join(", ")),
			format!("block {}", view.end),
		]
	})
}

async fn show(vote: u32, session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let names = session.names(&head).await?;
	let (proposal, votes) = find(&head, vote).await?;
	let view = view(&head, proposal, votes).await?;
	let next = format!("panshi council vote {vote} --proposal {} --approve", view.proposal);
	session.output.record(
		&view,
		&[
			("vote", view.vote.to_string()),
			("proposal", view.proposal.clone()),
			("on", names.within(&view.call())),
			("needs", format!("{} members", view.threshold)),
			("for", names.within(&view.ayes.join(", "))),
			("against", names.within(&view.nays.join(", "))),
			("ends", format!("block {}", view.end)),
			("to agree", next),
		],
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::cli::Opts;
	use clap::Parser;

	#[test]
	fn nobody_votes_on_a_number_alone() {
		let parse = |line: &str| {
			let words = std::iter::once("panshi").chain(line.split_whitespace());
			Opts::try_parse_from(words).map_err(|error| error.to_string())
		};
		let hash = format!("0x{}", "01".repeat(32));
		let missing = parse("council vote 0 --approve").expect_err("a number alone");
		assert!(missing.contains("--proposal <HASH>"), "{missing}");
		assert!(parse(&format!("council vote 0 --proposal {hash} --approve")).is_ok());
		assert!(parse("council vote 0 --code next.wasm --refuse").is_ok());
		assert!(parse(&format!("council vote 0 --code a --proposal {hash} --approve")).is_err());
		assert!(parse(&format!("council vote 0 --proposal {hash}")).is_err());
	}

	#[test]
	fn a_call_reads_an_argument_a_line() {
		let arguments = vec![("code_hash".to_owned(), "0x12".to_owned()), long("bytes")];
		let words = CallWords { pallet: "Consortium".into(), name: "a_call".into(), arguments };
		let lines = CallView::from(words).lines();
		assert!(lines.starts_with("Consortium.a_call\ncode_hash: 0x12\nbytes: xxx"), "{lines}");
		assert!(lines.ends_with("xxx… (5000 characters; --json shows all)"), "{lines}");
	}

	fn long(name: &str) -> (String, String) {
		(name.to_owned(), "x".repeat(5_000))
	}
}
