//! Votes of the consortium.

use super::session::Session;
use anyhow::Context;
use clap::{Args, Subcommand};
use panshi_client::{
	chain::{calls::governance, Snapshot, Votes},
	words,
};
use panshi_primitives::Hash;
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// List the open votes.
	List,
	/// Vote.
	Vote(VoteOpts),
	/// End a vote and run what was voted on, if it has passed.
	Close(CloseOpts),
}

#[derive(Args, Debug)]
pub(crate) struct VoteOpts {
	/// Number of the vote.
	vote: u32,
	/// Agree.
	#[arg(long, required_unless_present = "refuse")]
	approve: bool,
	/// Do not agree.
	#[arg(long, conflicts_with = "approve")]
	refuse: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CloseOpts {
	/// Number of the vote.
	vote: u32,
}

#[derive(Serialize)]
struct VoteView {
	vote: u32,
	proposal: String,
	threshold: u32,
	ayes: Vec<String>,
	nays: Vec<String>,
	end: u32,
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::List => list(session).await,
		Command::Vote(opts) => {
			let head = session.chain().await?.head().await?;
			let (proposal, votes) = find(&head, opts.vote).await?;
			let call = governance::council_vote(&proposal, votes.index, opts.approve);
			let next = format!(
				"voted. Once {} members agree: panshi council close {}",
				votes.threshold, opts.vote
			);
			session.submit_and_report(call, &next).await
		},
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

async fn find(head: &Snapshot, vote: u32) -> anyhow::Result<(Hash, Votes)> {
	let votes = head.votes().await?;
	let found = votes.into_iter().find(|(_, votes)| votes.index == vote);
	found.with_context(|| format!("there is no open vote {vote}. See `panshi council list`"))
}

async fn list(session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let names = session.names(&head).await?;
	let mut views = Vec::new();
	for (proposal, votes) in head.votes().await? {
		views.push(VoteView {
			vote: votes.index,
			proposal: words::hash(&proposal),
			threshold: votes.threshold,
			ayes: votes.ayes.iter().map(ToString::to_string).collect(),
			nays: votes.nays.iter().map(ToString::to_string).collect(),
			end: votes.end,
		});
	}
	session.output.list(&views, &["vote", "needs", "for", "against", "ends"], |view| {
		vec![
			view.vote.to_string(),
			view.threshold.to_string(),
			names.within(&view.ayes.join(", ")),
			names.within(&view.nays.join(", ")),
			format!("block {}", view.end),
		]
	})
}
