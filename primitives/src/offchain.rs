//! What a chain node and the compute nodes beside it say to each other.
//!
//! The offchain worker POSTs a [`StepRequest`] to `/v1/step` of each compute node once a block and
//! gets a [`StepReply`]; both are SCALE encoded. The exchange is idempotent: the compute node
//! offers a message until finalized chain state shows that it arrived.
//!
//! A request with the header [`PROGRESS_HEADER`] has the reply tell of computations in progress,
//! too. A compute node that is older than that does not heed the header, and a chain node that is
//! older does not send it: to both a reply is its messages alone.

use crate::{
	agreement::Agreement,
	consortium::{ComputeNode, ComputeNodeId, Endpoint},
	data::DataDescriptor,
	job::{
		AbortReport, Acceptance, Algorithm, Commitment, Job, JobId, Refusal, ResultHeader,
		ResultPart, ShareHeader,
	},
	BlockNumber, ChannelKey, Hash, Text,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeAll, Encode};
use scale_info::TypeInfo;

/// Key in the node's persistent offchain storage under which it keeps the addresses of the compute
/// nodes beside it: a SCALE encoded `Vec<Vec<u8>>` of URLs.
pub const COMPUTE_ENDPOINTS_KEY: &[u8] = b"panshi/compute-endpoints";
/// Key in the node's persistent offchain storage under which the offchain worker keeps count of its
/// steps: a SCALE encoded `Vec<StepCount>`, one for each compute node beside the chain node.
pub const STEP_COUNTS_KEY: &[u8] = b"panshi/step-counts";
/// Key in the node's persistent offchain storage under which the offchain worker keeps how far
/// computations are: a SCALE encoded [`ProgressReport`].
pub const PROGRESS_KEY: &[u8] = b"panshi/progress";
/// Path of the exchange on the compute node.
pub const STEP_PATH: &str = "/v1/step";
/// Header of a request, of any value, by which a chain node says that it reads
/// [`StepReply::progress`].
pub const PROGRESS_HEADER: &str = "panshi-progress";
/// Most bytes in the body of a request or a reply.
pub const MAX_BODY: usize = 2 * 1_024 * 1_024;
/// Most messages in a reply.
pub const MAX_MESSAGES: usize = 32;
/// Most jobs named in a request.
pub const MAX_JOBS: usize = 256;
/// Most computations in progress that a reply tells of.
pub const MAX_TASKS: usize = 8;

/// Runtime API methods that a compute node calls at a finalized block through `state_call`.
/// Arguments and results are SCALE encoded.
pub mod methods {
	/// `SigningKey -> Option<(ComputeNodeId, ComputeNode)>`.
	pub const COMPUTE_NODE: &str = "PanshiApi_compute_node";
	/// `ComputeNodeId -> Vec<JobId>`: jobs in progress in which the node takes part.
	pub const OPEN_JOBS: &str = "PanshiApi_open_jobs";
	/// `(JobId, ComputeNodeId) -> Option<Assignment>`.
	pub const ASSIGNMENT: &str = "PanshiApi_assignment";
	/// `(JobId, u32) -> Option<Vec<u8>>`: one chunk of the parameters of a job.
	pub const PARAMETER_CHUNK: &str = "PanshiApi_parameter_chunk";
}

/// What a chain node tells a compute node.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct StepRequest {
	/// Genesis of the chain.
	pub genesis: Hash,
	/// Best block.
	pub best: BlockNumber,
	/// Jobs in progress, whoever takes part.
	pub jobs: Vec<JobId>,
}

/// What the compute node wants on chain, in order, and how far its computations are.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct StepReply {
	/// At most [`MAX_MESSAGES`] messages.
	pub messages: Vec<SignedMessage>,
	/// At most [`MAX_TASKS`] computations, for people to see. Nothing is decided by them.
	pub progress: Vec<TaskProgress>,
}

impl StepReply {
	/// The encoding without progress, for a chain node that did not ask for it.
	pub fn encode_messages(&self) -> Vec<u8> {
		self.messages.encode()
	}

	/// Reads a reply with or without progress.
	///
	/// What is for people must not hold up what is for the chain: progress that does not decode, or
	/// is too long, is none. Fails if the messages do not decode.
	pub fn read(mut bytes: &[u8]) -> Result<Self, codec::Error> {
		let messages = Vec::decode(&mut bytes)?;
		let progress = Vec::<TaskProgress>::decode_all(&mut bytes).ok();
		let progress = progress.filter(|tasks| tasks.len() <= MAX_TASKS).unwrap_or_default();
		Ok(StepReply { messages, progress })
	}
}

/// How far one computation is at one compute node.
///
/// # Security
///
/// Everybody who may ask the chain node sees it. So it holds nothing but what follows from the
/// public parameters of the job, and the time that passes: see docs/protocols/joint-jobs.md. It is
/// the word of a program on the chain node's own machine, and nobody signs it.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "std", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "std", serde(rename_all = "camelCase"))]
pub struct TaskProgress {
	/// The job.
	pub job: JobId,
	/// The compute node.
	pub node: ComputeNodeId,
	/// The step that it is at.
	pub step: TaskStep,
	/// Units of the step that are done.
	pub done: u64,
	/// Units of the step in all; zero where that is not known, or not told.
	pub total: u64,
	/// Seconds that the step will yet take at its pace so far; none before there is one.
	pub seconds_left: Option<u32>,
}

/// A step of a computation.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "std", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "std", serde(rename_all = "camelCase"))]
pub enum TaskStep {
	/// It has just begun.
	#[default]
	Starting,
	/// The holder's data are read, and held against their fingerprint.
	ReadingData,
	/// The compute nodes of the job connect.
	Joining,
	/// The parties agree on what they compute with.
	Preparing,
	/// Holders make the pepper of an overlap.
	AgreeingOnPepper,
	/// The program runs. Its units are fixed by the parameters.
	Computing,
	/// The program looks for the greatest values. How long that takes depends on the values, so
	/// its units are told to nobody but the holder.
	Searching,
	/// Holders compare their lists.
	ComparingLists,
	/// A participant without a list counts what the holders mark.
	Counting,
	/// The parties exchange their sealed packets.
	ExchangingPackets,
	/// The node answers a query by itself.
	Answering,
}

impl TaskStep {
	/// The step in words.
	pub const fn name(self) -> &'static str {
		match self {
			TaskStep::Starting => "starting",
			TaskStep::ReadingData => "reading data",
			TaskStep::Joining => "joining",
			TaskStep::Preparing => "preparing",
			TaskStep::AgreeingOnPepper => "agreeing on a pepper",
			TaskStep::Computing => "computing",
			TaskStep::Searching => "searching",
			TaskStep::ComparingLists => "comparing lists",
			TaskStep::Counting => "counting",
			TaskStep::ExchangingPackets => "exchanging packets",
			TaskStep::Answering => "answering",
		}
	}

	/// Number of the step, from one, and how many there are in a computation of its kind; none
	/// before the first.
	pub const fn place(self) -> Option<(u8, u8)> {
		match self {
			TaskStep::Starting => None,
			TaskStep::ReadingData => Some((1, 5)),
			TaskStep::Joining => Some((2, 5)),
			TaskStep::Preparing | TaskStep::AgreeingOnPepper => Some((3, 5)),
			// A search is the second half of computing, and who counts computes nothing else.
			TaskStep::Computing
			| TaskStep::Searching
			| TaskStep::ComparingLists
			| TaskStep::Counting => Some((4, 5)),
			TaskStep::ExchangingPackets => Some((5, 5)),
			TaskStep::Answering => Some((1, 1)),
		}
	}

	/// Whether the number of its units, and how many of them are done, follow from the parameters
	/// of the job alone.
	pub const fn has_public_units(self) -> bool {
		!matches!(self, TaskStep::Searching)
	}
}

/// What the compute nodes beside a chain node said of their computations when the offchain worker
/// last asked. A node that did not answer is not in it.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "std", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "std", serde(rename_all = "camelCase"))]
pub struct ProgressReport {
	/// Best block when the worker asked.
	pub at: BlockNumber,
	/// The computations.
	pub tasks: Vec<TaskProgress>,
}

/// Steps of the offchain worker with one compute node, since the chain node was first told of it.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct StepCount {
	/// Address of the compute node.
	pub endpoint: Vec<u8>,
	/// Steps that it answered.
	pub answered: u64,
	/// Steps that came to nothing.
	pub failed: u64,
	/// Messages that it gave.
	pub messages: u64,
	/// Best block at the last step that it answered.
	pub last_answered: BlockNumber,
}

impl StepCount {
	/// Counts a step at block `now`, in which the compute node gave `messages`, or nothing came.
	pub fn add(&mut self, messages: Option<usize>, now: BlockNumber) {
		match messages {
			Some(messages) => {
				self.answered = self.answered.saturating_add(1);
				let messages = u64::try_from(messages).unwrap_or(u64::MAX);
				self.messages = self.messages.saturating_add(messages);
				self.last_answered = now;
			},
			None => self.failed = self.failed.saturating_add(1),
		}
	}
}

/// A message of a compute node with its Ed25519 signature over the payload that
/// [`crate::signing`] defines for it.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct SignedMessage {
	/// The message.
	pub message: Message,
	/// The signature.
	pub signature: [u8; 64],
}

/// A message of a compute node.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Message {
	/// The node is alive.
	Heartbeat {
		/// The node.
		node: ComputeNodeId,
		/// Finalized block that it saw.
		at: BlockNumber,
	},
	/// The node takes a job.
	Accept(Acceptance),
	/// The node refuses a job.
	Refuse(Refusal),
	/// A chunk of the node's share, with its lanes.
	Share(ShareHeader, Vec<u8>),
	/// What the node's part of the result is, or what all agree on.
	Commit(Commitment),
	/// A chunk of a result, with its bytes.
	Result(ResultHeader, Vec<u8>),
	/// A joint computation stopped.
	Abort(AbortReport),
}

/// Everything a compute node needs to check and do a job, read at one finalized block.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Assignment {
	/// The job.
	pub job: Job,
	/// The authorization that the chain says covers it.
	pub agreement: Agreement,
	/// Number of the agreement.
	pub agreement_id: crate::agreement::AgreementId,
	/// The algorithm.
	pub algorithm: Algorithm,
	/// The descriptor of the data that the asking node serves in this job.
	pub data: DataDescriptor,
	/// Number of chunks of the parameters.
	pub parameter_chunks: u32,
	/// Keys of the participants that have accepted, by index of participant.
	pub ephemeral_keys: Vec<Option<ChannelKey>>,
	/// For each chunk of the asking node's share, whether it is on chain.
	pub delivered: Vec<bool>,
	/// How the nodes of the participants are reached, by index of participant; only where they
	/// compute together.
	pub peers: Vec<Option<Peer>>,
	/// The part of the result that the asking node brings, as far as it is on chain.
	pub result: Option<ResultPart>,
	/// The block that all this holds at.
	pub now: BlockNumber,
}

/// How a compute node is reached by another one.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Peer {
	/// Key of its channels.
	pub channel_key: ChannelKey,
	/// Its address.
	pub endpoint: Endpoint,
}

/// Answer of [`methods::COMPUTE_NODE`].
pub type ComputeNodeAnswer = Option<(ComputeNodeId, ComputeNode)>;
/// Name of a member, for display.
pub type MemberName = Text<64>;

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;
	use proptest::prelude::*;

	fn message() -> SignedMessage {
		SignedMessage { message: Message::Heartbeat { node: 1, at: 3 }, signature: [8; 64] }
	}

	fn task(job: JobId) -> TaskProgress {
		let seconds_left = Some(20);
		let step = TaskStep::Computing;
		TaskProgress { job, node: 1, step, done: 12_000, total: 28_500, seconds_left }
	}

	#[test]
	fn a_reply_is_read_with_progress_and_without() {
		let reply = StepReply { messages: vec![message()], progress: vec![task(7)] };
		assert_eq!(StepReply::read(&reply.encode()), Ok(reply.clone()));
		let without = StepReply { progress: vec![], ..reply.clone() };
		assert_eq!(StepReply::read(&reply.encode_messages()), Ok(without));
	}

	#[test]
	fn an_older_chain_node_reads_what_it_is_sent() {
		#[derive(Debug, Decode, PartialEq)]
		struct Older {
			messages: Vec<SignedMessage>,
		}
		let reply = StepReply { messages: vec![message()], progress: vec![task(7)] };
		let older = Older::decode_all(&mut &reply.encode_messages()[..]);
		assert_eq!(older, Ok(Older { messages: reply.messages }));
	}

	#[test]
	fn progress_that_is_malformed_or_too_long_holds_no_message_up() {
		let reply = |progress| StepReply { messages: vec![message()], progress };
		let most: Vec<_> = (0..8).map(task).collect();
		assert_eq!(StepReply::read(&reply(most.clone()).encode()), Ok(reply(most)));
		let mut unknown_step = reply(vec![task(7)]).encode();
		let at = unknown_step.len() - 1 - 4 - 8 - 8 - 1;
		unknown_step[at] = 0xff;
		let bad = [
			reply((0..9).map(task).collect()).encode(),
			[reply(vec![task(7)]).encode(), vec![0]].concat(),
			unknown_step,
		];
		for bytes in bad {
			assert_eq!(StepReply::read(&bytes), Ok(reply(vec![])));
		}
		let messages = reply(vec![]).encode_messages();
		assert!(StepReply::read(&messages[..messages.len() - 1]).is_err());
	}

	proptest! {
		#[test]
		fn any_bytes_are_a_bounded_reply_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
			if let Ok(reply) = StepReply::read(&bytes) {
				prop_assert!(reply.progress.len() <= MAX_TASKS);
			}
		}
	}
}
