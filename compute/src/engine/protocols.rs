//! The port to what jobs compute together or answer: protocols with other compute nodes.
//!
//! The engine knows when a task may begin, keeps what came of it, and tells the chain. How parties
//! reach each other and what they compute is behind [`Protocols`].

use super::StoreError;
use crate::{
	sealed_result::{PacketContext, PacketKind, SealPacketError, SealedPacket},
	sealed_sum::EphemeralSecret,
	variants::{DataSource, VariantsError},
};
use panshi_primitives::{
	agreement::DisclosureRule,
	data::DataDescriptor,
	job::{AbortReason, AlgorithmContent, JobId, JobOutput, RefusalReason, Strength},
	offchain::{Peer, TaskStep},
	privacy::NoisePlan,
	ChannelKey, Hash,
};
use rand_core::{CryptoRng, RngCore};
use std::{
	fmt,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc, Mutex, PoisonError,
	},
};
use thiserror::Error;
use zeroize::Zeroizing;

/// What a job asks a node to take part in, before the node accepts.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
	/// The algorithm.
	pub algorithm: &'a AlgorithmContent,
	/// Its encoded parameters.
	pub parameters: &'a [u8],
	/// Number of items that the job states.
	pub items: u32,
	/// The data that this node would use.
	pub data: &'a DataDescriptor,
	/// The consumer's one-time key.
	pub result_key: &'a ChannelKey,
	/// What the parties to the agreement let out.
	pub disclosure: &'a DisclosureRule,
	/// Number of participants.
	pub parties: usize,
	/// Which of them this node is.
	pub index: usize,
	/// The data at this node, once they have been found. A job is not accepted before, and it is
	/// asked again then, where that may take as long as reading tables.
	pub source: Option<&'a DataSource>,
}

/// A participant as the others see it.
#[derive(Clone, Debug)]
pub struct TaskParty {
	/// Key that it made for this job.
	pub ephemeral_key: ChannelKey,
	/// How it is reached; only where all compute together.
	pub peer: Option<Peer>,
}

/// One run of a job at this node. There is one at most for a joint computation: no randomness
/// serves twice, and noise that is drawn inside is drawn once.
pub struct Task {
	/// The job.
	pub job: JobId,
	/// Its digest, which names the session: all parties have the same.
	pub job_digest: Hash,
	/// What it gives.
	pub output: JobOutput,
	/// The algorithm.
	pub algorithm: AlgorithmContent,
	/// Its encoded parameters.
	pub parameters: Vec<u8>,
	/// Number of items in them.
	pub items: u32,
	/// How its noise is made; `None` where it is exact.
	pub noise: Option<NoisePlan>,
	/// All participants in the order of the job.
	pub parties: Vec<TaskParty>,
	/// Which of them this node is.
	pub index: u8,
	/// The consumer's one-time key.
	pub result_key: ChannelKey,
	/// The data, which have to have the fingerprint `wanted` in the pass that is computed on.
	pub source: Arc<DataSource>,
	/// Fingerprint that is registered.
	pub wanted: Hash,
	/// Randomness of this run.
	pub seed: Zeroizing<[u8; 32]>,
	/// Secret half of this node's key for the job.
	pub secret: EphemeralSecret,
}

impl fmt::Debug for Task {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Task").field("job", &self.job).finish_non_exhaustive()
	}
}

impl Task {
	/// Seals this party's packet of the result, or its answer, for the consumer.
	pub fn seal(
		&self,
		packet: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<SealedPacket, SealPacketError> {
		let kind = match self.output {
			JobOutput::Collected { .. } => PacketKind::Answer,
			JobOutput::Agreed { .. } | JobOutput::Sum { .. } => PacketKind::Joint,
		};
		let context = PacketContext { job_digest: self.job_digest, kind, party: self.index };
		context.seal(&self.secret, &self.result_key, packet, rng)
	}

	/// How many parties may cheat; none where this node answers by itself.
	pub fn strength(&self) -> Option<Strength> {
		match self.output {
			JobOutput::Agreed { strength, .. } => Some(strength),
			JobOutput::Collected { .. } | JobOutput::Sum { .. } => None,
		}
	}
}

/// Why a task came to nothing.
#[derive(Debug, Error)]
pub enum TaskError {
	/// The data are not those that were registered.
	#[error("the data have changed since they were registered")]
	DataChanged,
	/// The data could not be read.
	#[error(transparent)]
	Data(#[from] VariantsError),
	/// The joint computation stopped.
	#[error("the joint computation stopped: {0:?}")]
	Aborted(AbortReason),
	/// The engine said stop.
	#[error("the computation was told to stop")]
	Stopped,
	/// The result is longer than the job allows.
	#[error("the result has {given} bytes, of which {most} fit")]
	TooLong {
		/// Bytes of the result.
		given: usize,
		/// Most that the job allows.
		most: u32,
	},
	/// The result could not be written.
	#[error(transparent)]
	Store(#[from] StoreError),
	/// The protocol panicked.
	#[error("the computation broke off")]
	BrokeOff,
}

impl TaskError {
	/// What a log may say: nothing of the data.
	pub(super) fn for_log(&self) -> String {
		match self {
			TaskError::Data(error) => error.for_log(),
			other => super::chain_of(other),
		}
	}
}

/// What this node can compute with others, or answer by itself.
pub trait Protocols: Send + Sync + 'static {
	/// Whether this node runs the algorithm with these parameters on these data. It is asked before
	/// the acceptance: what it lets through and cannot do later is this node's fault. Without a source
	/// it answers at once; with one it may read tables, and block.
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason>;

	/// Does it and gives the sealed bytes: of the result that all parties hold alike, or of this
	/// node's answer.
	///
	/// Blocks for as long as it takes. It ends soon after [`Progress::should_stop`] says so, and
	/// waits for no party without looking at it.
	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError>;
}

/// A node that runs sealed sums alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct SumsOnly;

impl Protocols for SumsOnly {
	fn check(&self, _: &Request<'_>) -> Result<(), RefusalReason> {
		Err(RefusalReason::UnknownAlgorithm)
	}

	fn run(&self, _: &Task, _: &Progress) -> Result<Vec<u8>, TaskError> {
		Err(TaskError::Aborted(AbortReason::Unfit))
	}
}

/// Why the engine stops a task.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StopCause {
	/// The deadline of the stage is near.
	Deadline,
	/// Another node has reported that the computation stopped.
	Reported,
	/// The job ended, or this node stops.
	Over,
}

/// How far a task has come, for people to see, and whether it has to stop.
#[derive(Debug, Default)]
pub struct Progress {
	state: Mutex<ProgressState>,
	stopped: Arc<AtomicBool>,
}

#[derive(Clone, Copy, Debug, Default)]
struct ProgressState {
	stop: Option<StopCause>,
	met: bool,
	now: Step,
}

/// A step of a task.
///
/// It is for the holder alone: how long a search is depends on the data of all parties. Who may see
/// what is said by [`TaskStep::has_public_units`].
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Step {
	/// Which step.
	pub kind: TaskStep,
	/// How much of it is done.
	pub done: u64,
	/// How much there is to do; zero where that is not known.
	pub total: u64,
}

impl Progress {
	/// Shows that `done` of `total` of the step `kind` is done.
	pub fn show(&self, kind: TaskStep, done: u64, total: u64) {
		self.change(|state| state.now = Step { kind, done, total });
	}

	/// Shows that all parties have come, so that this one computes from here on.
	pub fn meet(&self) {
		self.change(|state| state.met = true);
	}

	/// Whether all parties have come.
	pub fn has_met(&self) -> bool {
		self.change(|state| state.met)
	}

	/// Whether the task has to stop.
	pub fn should_stop(&self) -> bool {
		self.stop_cause().is_some()
	}

	/// The last step that was shown.
	pub fn step(&self) -> Step {
		self.change(|state| state.now)
	}

	/// Set once the task has to stop: for what cannot hold on to this.
	pub fn stop_flag(&self) -> Arc<AtomicBool> {
		self.stopped.clone()
	}

	/// Why the task has to stop, if it has to.
	pub fn stop_cause(&self) -> Option<StopCause> {
		self.change(|state| state.stop)
	}

	/// Has the task stop; the first cause counts.
	pub(crate) fn stop(&self, cause: StopCause) {
		self.change(|state| {
			state.stop.get_or_insert(cause);
		});
		self.stopped.store(true, Ordering::Relaxed);
	}

	fn change<R>(&self, change: impl FnOnce(&mut ProgressState) -> R) -> R {
		change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
	}
}
