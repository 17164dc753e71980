//! Meeting other nodes to make material for joint jobs ahead of time.

use super::{stopped, Metrics, PrepareConfig};
use crate::{
	engine::{chain_of, ChainError, ChainPort},
	protocols::{Joint, Meeting, NodeProtocols},
};
use panshi_mpc::{transport::noise::Peer, Need, Progress};
use panshi_primitives::{BlockNumber, Hash, SigningKey};
use std::{
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
	time::Duration,
};
use tokio::{sync::watch, task::JoinSet};

/// Looks at the chain for which a meeting waits for all to come.
const LOOKS: u32 = 10;

/// What meetings need.
pub(super) struct Preparing<C> {
	/// The chain.
	pub(super) chain: C,
	/// This node's key there.
	pub(super) own: SigningKey,
	/// Where the other nodes reach this one.
	pub(super) protocols: Arc<NodeProtocols>,
	/// Shows what there is.
	pub(super) metrics: Metrics,
	/// Between two looks at the chain.
	pub(super) pause: Duration,
}

impl<C: ChainPort> Preparing<C> {
	/// Meets the nodes of each configuration whenever it is time, until `stop` becomes true. A meeting
	/// that is under way then soon ends.
	pub(super) async fn run(self, all: Vec<PrepareConfig>, stop: watch::Receiver<bool>) {
		let ended = Arc::new(AtomicBool::new(false));
		let this = Arc::new(self);
		let mut tasks = JoinSet::new();
		for config in all {
			let (this, ended) = (this.clone(), ended.clone());
			tasks.spawn(async move { this.keep_meeting(&config, &ended).await });
		}
		stopped(stop).await;
		ended.store(true, Ordering::Relaxed);
		tasks.shutdown().await;
	}

	async fn keep_meeting(&self, config: &PrepareConfig, ended: &Arc<AtomicBool>) {
		let mut last = None;
		while !ended.load(Ordering::Relaxed) {
			match self.next(config, last).await {
				Ok(Some(meeting)) => {
					let at = meeting.at;
					// Who was not there may come before it is time for the next one.
					if self.meet(meeting, ended.clone()).await {
						last = Some(at);
					}
				},
				Ok(None) => {},
				Err(error) => tracing::debug!(error = %chain_of(&error), "cannot prepare now"),
			}
			tokio::time::sleep(self.pause).await;
		}
	}

	/// The meeting that it is time for, unless it was at `last`.
	async fn next(
		&self,
		config: &PrepareConfig,
		last: Option<BlockNumber>,
	) -> Result<Option<Meeting>, ChainError> {
		let head = self.chain.finalized_head().await?;
		let at = head.number - head.number % config.every_blocks.max(1);
		if last.is_some_and(|last| at <= last) {
			return Ok(None);
		}
		let mut peers = Vec::new();
		for key in config.keys().unwrap_or_default().into_iter().chain([self.own]) {
			match self.peer(key, head.hash).await? {
				Some(peer) => peers.push(peer),
				None => return Ok(None),
			}
		}
		let wanted = Need { triples: config.triples, bits: config.bits, masks: config.masks };
		let genesis = self.chain.genesis().await?;
		let patience = self.pause.saturating_mul(LOOKS);
		Ok(Some(Meeting { genesis, at, peers, wanted, patience }))
	}

	/// How the node with this key is reached, if the chain knows it.
	async fn peer(&self, key: SigningKey, at: Hash) -> Result<Option<Peer>, ChainError> {
		let Some((_, node)) = self.chain.compute_node(key, at).await? else {
			tracing::warn!(key = hex::encode(key), "the chain does not know this compute node");
			return Ok(None);
		};
		let address = String::from_utf8(node.info.endpoint.to_vec()).ok();
		Ok(address.map(|address| Peer { key: node.info.channel_key, address }))
	}

	/// Whether it took place, whatever came of it: who breaks it off keeps nobody busy until the next.
	async fn meet(&self, meeting: Meeting, ended: Arc<AtomicBool>) -> bool {
		let (at, protocols) = (meeting.at, self.protocols.clone());
		let done = tokio::task::spawn_blocking(move || {
			let show = |Progress { made, needed }: Progress| {
				tracing::info!(made, needed, "material is made ahead of time");
			};
			protocols.joint().map(|joint: &Joint| joint.meet(meeting, ended, show))
		});
		match done.await {
			Ok(Some(Ok(held))) => {
				let Need { triples, bits, masks } = held.left;
				let (circle, made) = (&held.circle, held.made);
				tracing::info!(at, circle, made, triples, bits, masks, "met the other nodes");
				self.metrics.show_prepared(circle, &held.left);
			},
			Ok(Some(Err(error))) if error.is_absence() => {
				let error = chain_of(&error);
				tracing::info!(at, error, "not all came to make material; they are called again");
				return false;
			},
			Ok(Some(Err(error))) => {
				let error = chain_of(&error);
				tracing::info!(at, error, "a meeting to make material came to nothing");
			},
			Ok(None) => {},
			Err(error) => tracing::error!(%error, "a meeting to make material broke off"),
		}
		true
	}
}
