// SPDX-License-Identifier: GPL-3.0-only

//! When a development chain gets its blocks, and which of them are final.
//!
//! Without forks every block is final at once. With forks the last [`TAIL`] blocks are not, and every
//! so many blocks the last one loses: two others are made in its place.

use polkadot_sdk::*;

use super::Client;
use futures::{channel::oneshot, stream, Stream};
use panshi_runtime::Hash;
use sc_consensus_manual_seal::{rpc::CreatedBlock, EngineCommand, Error};
use sp_blockchain::HeaderBackend;
use sp_runtime::traits::Header as _;
use std::{num::NonZeroU32, sync::Arc, time::Duration};
use tokio::time::{interval, Interval, MissedTickBehavior};

/// Blocks at the end of a chain with forks that are not final.
const TAIL: u32 = 3;

/// What the sealing task is told to do next.
type Command = EngineCommand<Hash>;

/// Tells the sealing task what to do.
pub(super) struct DevBlocks {
	client: Arc<Client>,
	clock: Interval,
	forks: Option<Forks>,
}

struct Forks {
	every: NonZeroU32,
	/// Blocks since the last fork.
	since: u32,
	/// The block that was made beside the last one.
	rival: Option<oneshot::Receiver<Result<CreatedBlock<Hash>, Error>>>,
}

impl DevBlocks {
	/// A block every `period`; with a fork after so many blocks, where there are forks. A block that
	/// takes longer than the period delays the next.
	pub(super) fn new(client: Arc<Client>, period: Duration, forks: Option<NonZeroU32>) -> Self {
		let mut clock = interval(period);
		clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
		let forks = forks.map(|every| Forks { every, since: 0, rival: None });
		Self { client, clock, forks }
	}

	/// The commands, without end.
	pub(super) fn commands(self) -> impl Stream<Item = Command> {
		stream::unfold(self, |mut blocks| async {
			let command = blocks.next().await;
			Some((command, blocks))
		})
	}

	async fn next(&mut self) -> Command {
		let Some(forks) = &mut self.forks else {
			self.clock.tick().await;
			return seal(None, true);
		};
		if let Some(rival) = forks.rival.take() {
			// A rival that could not be made is not built on.
			if let Ok(Ok(rival)) = rival.await {
				return seal(Some(rival.hash), false);
			}
		}
		let info = self.client.info();
		if info.best_number > info.finalized_number.saturating_add(TAIL) {
			let number = info.best_number.saturating_sub(TAIL);
			if let Ok(Some(hash)) = self.client.hash(number) {
				return EngineCommand::FinalizeBlock { hash, sender: None, justification: None };
			}
		}
		self.clock.tick().await;
		forks.since = forks.since.saturating_add(1);
		let best = self.client.header(info.best_hash).ok().flatten();
		let Some(parent) = best.map(|best| *best.parent_hash()) else { return seal(None, false) };
		if forks.since < forks.every.get() || info.best_number <= info.finalized_number {
			return seal(None, false);
		}
		forks.since = 0;
		let (sender, receiver) = oneshot::channel();
		forks.rival = Some(receiver);
		EngineCommand::SealNewBlock {
			create_empty: true,
			finalize: false,
			parent_hash: Some(parent),
			sender: Some(sender),
		}
	}
}

/// Asks for a block on `parent_hash`, or on the best one.
fn seal(parent_hash: Option<Hash>, finalize: bool) -> Command {
	EngineCommand::SealNewBlock { create_empty: true, finalize, parent_hash, sender: None }
}
