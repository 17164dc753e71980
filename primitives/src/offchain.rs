//! What a chain node and the compute nodes beside it say to each other.
//!
//! The offchain worker POSTs a [`StepRequest`] to `/v1/step` of each compute node once a block and
//! gets a [`StepReply`]; both are SCALE encoded. The exchange is idempotent: the compute node
//! offers a message until finalized chain state shows that it arrived.

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
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// Key in the node's persistent offchain storage under which it keeps the addresses of the compute
/// nodes beside it: a SCALE encoded `Vec<Vec<u8>>` of URLs.
pub const COMPUTE_ENDPOINTS_KEY: &[u8] = b"panshi/compute-endpoints";
/// Key in the node's persistent offchain storage under which the offchain worker keeps count of its
/// steps: a SCALE encoded `Vec<StepCount>`, one for each compute node beside the chain node.
pub const STEP_COUNTS_KEY: &[u8] = b"panshi/step-counts";
/// Path of the exchange on the compute node.
pub const STEP_PATH: &str = "/v1/step";
/// Most bytes in the body of a request or a reply.
pub const MAX_BODY: usize = 2 * 1_024 * 1_024;
/// Most messages in a reply.
pub const MAX_MESSAGES: usize = 32;
/// Most jobs named in a request.
pub const MAX_JOBS: usize = 256;

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

/// What the compute node wants on chain, in order.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct StepReply {
	/// At most [`MAX_MESSAGES`] messages.
	pub messages: Vec<SignedMessage>,
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
