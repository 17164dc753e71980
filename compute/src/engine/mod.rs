//! The life of jobs at one compute node.
//!
//! [`Engine::tick`] reads finalized chain state, moves every job as far as it can, and gives what
//! is to be said to the chain. It is idempotent: ticks may be missed, repeated or cut off anywhere.
//! What a message promises is on disk ([`Store`]) before the message is offered, and a message is
//! offered until finalized chain state shows that it arrived.

mod asked;
mod chain;
mod job;
mod joint;
mod last_call;
mod outbox;
mod outcomes;
mod places;
mod protocols;
mod readings;
mod sessions;
mod sources;
mod steps;
mod store;
mod verify;
mod work;

pub use chain::{ChainError, ChainPort, Head, RpcChain};
pub use job::{JobRecord, JobState, SealedChunk, StoredSecret};
pub use protocols::{
	Progress, Protocols, Request, Step, StopCause, SumsOnly, Task, TaskError, TaskParty,
};
pub use sessions::TaskView;
pub(crate) use store::write_whole;
pub use store::{StateDir, Store, StoreError};
pub use verify::{
	check_accepted, check_job, check_parameters, is_suspended, noise_plan, Finding, Own,
};

use crate::{fingerprint::Summary, keystore::NodeKeys, variants::DataConfig};
use outbox::Outbox;
use panshi_primitives::{
	agreement::AgreementId,
	consortium::{ComputeNode, ComputeNodeId},
	job::JobId,
	offchain::{StepReply, MAX_JOBS},
	BlockNumber, Hash,
};
use rand_core::CryptoRngCore;
use readings::Readings;
use sessions::Sessions;
use sources::Sources;
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
};
use thiserror::Error;
use work::Work;

/// Blocks of silence after which the node says that it is alive.
pub const HEARTBEAT_EVERY: BlockNumber = 50;
/// Heartbeats name a multiple of this, so that a repeated one is the same message.
const HEARTBEAT_STEP: BlockNumber = 16;

/// Why a tick ended early. The next one starts over.
#[derive(Debug, Error)]
pub enum EngineError {
	/// The chain could not be read.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The state could not be read or written.
	#[error(transparent)]
	Store(#[from] StoreError),
	/// The chain node went back behind what it had called final.
	#[error(
		"the chain node says that block {now} is final, and said so of block {seen} before: this \
		 node waits until it has caught up; restart this node if the chain was begun anew"
	)]
	WentBack {
		/// The last block that was final.
		seen: BlockNumber,
		/// The one that is said to be.
		now: BlockNumber,
	},
	/// The chain node now follows another chain.
	#[error("the chain node follows another chain than at start: restart this node to follow it")]
	OtherChain,
}

/// What an engine is made of.
pub struct Parts<C> {
	/// The chain.
	pub chain: C,
	/// The node's keys.
	pub keys: NodeKeys,
	/// Where its state is kept.
	pub store: Store,
	/// Genesis of the chain.
	pub genesis: Hash,
	/// Its data.
	pub data: Vec<DataConfig>,
	/// Fewest holders in a job that the owner takes part in.
	pub least_holders: usize,
	/// What it computes with others, or answers by itself.
	pub protocols: Arc<dyn Protocols>,
	/// Where keys and nonces come from.
	pub rng: Box<dyn CryptoRngCore + Send>,
}

/// What a tick found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Report {
	/// What is to be said to the chain. Its progress is empty: how long computations will yet take
	/// is not known here.
	pub reply: StepReply,
	/// Number of the node, once it is registered.
	pub node: Option<ComputeNodeId>,
	/// Last finalized block.
	pub finalized: BlockNumber,
	/// Jobs by state.
	pub jobs: JobCounts,
	/// Data sources that have been read, and all of them.
	pub sources: (usize, usize),
	/// Jobs that could not be moved because the state could not be written or read.
	pub stuck: usize,
	/// Computations in progress.
	pub tasks: Vec<TaskView>,
}

/// Number of jobs by state.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct JobCounts {
	/// See [`JobState::Accepted`].
	pub accepted: usize,
	/// See [`JobState::Ready`].
	pub ready: usize,
	/// See [`JobState::Computing`].
	pub computing: usize,
	/// See [`JobState::Sealed`].
	pub sealed: usize,
	/// See [`JobState::Aborted`].
	pub aborted: usize,
	/// See [`JobState::Done`].
	pub done: usize,
	/// See [`JobState::Refused`].
	pub refused: usize,
}

/// The jobs of one compute node.
pub struct Engine<C> {
	chain: C,
	keys: NodeKeys,
	store: Store,
	genesis: Hash,
	least_holders: usize,
	rng: Box<dyn CryptoRngCore + Send>,
	sources: Sources,
	protocols: Arc<dyn Protocols>,
	sessions: Sessions,
	records: BTreeMap<JobId, JobRecord>,
	/// Agreements of the joint jobs in progress.
	joint: BTreeMap<JobId, AgreementId>,
	/// Jobs for which all sources were read once more.
	reread_for: BTreeSet<JobId>,
	/// Jobs whose share failed to be computed, and when it is tried again.
	retry_at: BTreeMap<JobId, BlockNumber>,
	readings: Readings,
	cancel: Arc<AtomicBool>,
	finalized: BlockNumber,
}

/// One finalized block, seen by the node `node`.
#[derive(Clone, Copy)]
struct View {
	head: Head,
	node: ComputeNodeId,
}

impl<C: ChainPort> Engine<C> {
	/// An engine that goes on where its store left off.
	pub fn new(parts: Parts<C>) -> Result<Self, StoreError> {
		let records = parts.store.load()?;
		let sources = Sources::new(parts.data, &parts.store)?;
		Ok(Engine {
			chain: parts.chain,
			keys: parts.keys,
			store: parts.store,
			genesis: parts.genesis,
			least_holders: parts.least_holders,
			rng: parts.rng,
			sources,
			protocols: parts.protocols,
			sessions: Sessions::default(),
			records,
			joint: BTreeMap::new(),
			reread_for: BTreeSet::new(),
			retry_at: BTreeMap::new(),
			readings: Readings::default(),
			cancel: Arc::new(AtomicBool::new(false)),
			finalized: 0,
		})
	}

	/// Moves every job as far as the last finalized block allows.
	pub async fn tick(&mut self) -> Result<Report, EngineError> {
		while let Some(outcome) = self.readings.try_next() {
			outcome.map_or(Ok(()), |outcome| self.take_in(outcome))?;
		}
		while let Some(outcome) = self.sessions.try_next() {
			self.task_done(outcome)?;
		}
		if self.chain.genesis().await? != self.genesis {
			return Err(EngineError::OtherChain);
		}
		let head = self.chain.finalized_head().await?;
		if head.number < self.finalized {
			return Err(EngineError::WentBack { seen: self.finalized, now: head.number });
		}
		self.finalized = head.number;
		self.scan_sources();
		let answer = self.chain.compute_node(self.keys.public().signing, head.hash).await?;
		let Some((node, registered)) = answer else {
			return Ok(self.report(None, StepReply::default()));
		};
		let view = View { head, node };
		let mut open = self.chain.open_jobs(node, head.hash).await?;
		self.forget_closed(&open)?;
		open.truncate(MAX_JOBS);
		let keys = self.keys.clone();
		let mut outbox = Outbox::new(&keys, self.genesis, node);
		if let Some(at) = heartbeat_due(&registered, head.number) {
			outbox.heartbeat(at);
		}
		let mut stuck = 0;
		for job in open {
			// What is wrong with one job must not hold up the others.
			if let Err(error) = self.step(view, job, &mut outbox).await {
				tracing::warn!(job, error = %chain_of(&error), "the job cannot be moved now");
				stuck += usize::from(matches!(error, EngineError::Store(_)));
			}
		}
		Ok(Report { stuck, ..self.report(Some(node), outbox.into_reply()) })
	}

	/// Waits until a piece of the work in progress is done, and takes in what came of it. Waits
	/// forever if there is none. May be cut off anywhere.
	pub async fn work_done(&mut self) -> Result<(), StoreError> {
		tokio::select! {
			outcome = self.readings.next() => {
				outcome.map_or(Ok(()), |outcome| self.take_in(outcome))
			},
			outcome = self.sessions.next() => self.task_done(outcome),
		}
	}

	/// Whether data are being read. Computations in progress do not count: they wait for others.
	pub fn is_working(&self) -> bool {
		!self.readings.is_empty()
	}

	/// Names of the data sources that have been read, each with what was found.
	pub fn known_sources(&self) -> impl Iterator<Item = (&str, Summary)> {
		self.sources.known()
	}

	/// Stops the work in progress and waits until it has stopped.
	pub async fn stop(mut self) {
		self.cancel.store(true, Ordering::Relaxed);
		self.sessions.stop_all();
		while let Some(outcome) = self.sessions.next_of_last().await {
			// A result is kept. What was cut off is found again after a restart.
			if outcome.result.is_ok() {
				if let Err(error) = self.task_done(outcome) {
					tracing::error!(error = %chain_of(&error), "cannot keep a result");
				}
			}
		}
		// Last: this may take as long as a database does not answer.
		self.readings.end().await;
	}

	fn report(&self, node: Option<ComputeNodeId>, reply: StepReply) -> Report {
		let mut jobs = JobCounts::default();
		for record in self.records.values() {
			*match record.state {
				JobState::Accepted { .. } => &mut jobs.accepted,
				JobState::Ready { .. } => &mut jobs.ready,
				JobState::Computing => &mut jobs.computing,
				JobState::Sealed { .. } => &mut jobs.sealed,
				JobState::Aborted { .. } => &mut jobs.aborted,
				JobState::Done => &mut jobs.done,
				JobState::Refused { .. } => &mut jobs.refused,
			} += 1;
		}
		let sources = (self.sources.known().count(), self.sources.len());
		let tasks = self.sessions.views();
		Report { reply, node, finalized: self.finalized, jobs, sources, stuck: 0, tasks }
	}

	/// Starts `work` if its source is not being read; otherwise a later tick asks again.
	fn start(&mut self, work: Work) {
		self.readings.begin(work, &self.cancel);
	}

	fn scan_sources(&mut self) {
		let due: Vec<_> = self.sources.due(self.finalized).cloned().collect();
		due.into_iter().for_each(|config| self.start(Work::Scan(config)));
	}

	/// Forgets jobs that have ended, secrets first. A view older than one in which a job was in
	/// progress proves nothing.
	fn forget_closed(&mut self, open: &[JobId]) -> Result<(), StoreError> {
		let now = self.finalized;
		let closed: Vec<JobId> = self
			.records
			.iter()
			.filter(|(job, record)| !open.contains(job) && record.seen_at <= now)
			.map(|(job, _)| *job)
			.collect();
		for job in closed {
			self.forget(job)?;
			tracing::info!(job, "the job has ended; its secrets and shares are removed");
		}
		for job in open {
			if let Some(record) = self.records.get_mut(job) {
				record.seen_at = record.seen_at.max(now);
			}
		}
		Ok(())
	}

	/// Forgets everything about `job`.
	fn forget(&mut self, job: JobId) -> Result<(), StoreError> {
		self.sessions.stop(job, StopCause::Over);
		self.store.remove(job)?;
		self.records.remove(&job);
		self.joint.remove(&job);
		self.reread_for.remove(&job);
		self.retry_at.remove(&job);
		Ok(())
	}
}

impl<C> Drop for Engine<C> {
	fn drop(&mut self) {
		self.cancel.store(true, Ordering::Relaxed);
		self.sessions.stop_all();
	}
}

/// The block that a heartbeat names, if one is due.
fn heartbeat_due(node: &ComputeNode, now: BlockNumber) -> Option<BlockNumber> {
	let silent = now.saturating_sub(node.last_seen);
	(silent >= HEARTBEAT_EVERY).then_some(now - now % HEARTBEAT_STEP)
}

/// `error` and what caused it, in one line.
pub(crate) fn chain_of(error: &dyn std::error::Error) -> String {
	let mut line = error.to_string();
	let mut cause = error.source();
	while let Some(error) = cause {
		line.push_str(": ");
		line.push_str(&error.to_string());
		cause = error.source();
	}
	line
}
