//! What the node offers to the chain: signed, and within the bounds of a reply.

use super::{
	job::SealedChunk,
	store::{Store, StoreError},
};
use crate::keystore::NodeKeys;
use panshi_primitives::{
	consortium::ComputeNodeId,
	job::{
		AbortReason, AbortReport, Acceptance, Commitment, JobId, Refusal, RefusalReason,
		ResultHeader, ResultLayout, ShareHeader,
	},
	offchain::{Message, SignedMessage, StepReply, MAX_MESSAGES},
	signing::{
		abort_payload, acceptance_payload, commitment_payload, heartbeat_payload, refusal_payload,
		result_chunk_payload, share_payload,
	},
	BlockNumber, ChannelKey, Hash,
};

/// Most bytes of lanes and results in a reply.
const MAX_LANE_BYTES: usize = 1_024 * 1_024;

/// A reply in the making.
pub(super) struct Outbox<'a> {
	keys: &'a NodeKeys,
	genesis: Hash,
	node: ComputeNodeId,
	messages: Vec<SignedMessage>,
	lane_bytes: usize,
}

impl<'a> Outbox<'a> {
	pub(super) fn new(keys: &'a NodeKeys, genesis: Hash, node: ComputeNodeId) -> Self {
		Outbox { keys, genesis, node, messages: Vec::new(), lane_bytes: 0 }
	}

	pub(super) fn heartbeat(&mut self, at: BlockNumber) {
		let payload = heartbeat_payload(&self.genesis, self.node, at);
		self.push(payload, Message::Heartbeat { node: self.node, at });
	}

	pub(super) fn accept(&mut self, job: JobId, job_digest: Hash, ephemeral_key: ChannelKey) {
		let acceptance = Acceptance { job, node: self.node, job_digest, ephemeral_key };
		self.push(acceptance_payload(&self.genesis, &acceptance), Message::Accept(acceptance));
	}

	pub(super) fn refuse(&mut self, job: JobId, job_digest: Hash, reason: RefusalReason) {
		let refusal = Refusal { job, node: self.node, job_digest, reason };
		self.push(refusal_payload(&self.genesis, &refusal), Message::Refuse(refusal));
	}

	/// Offers one chunk of a share, unless the reply is full.
	pub(super) fn share(
		&mut self,
		job: JobId,
		job_digest: &Hash,
		chunk: u32,
		sealed: &SealedChunk,
		store: &Store,
	) -> Result<(), StoreError> {
		if self.is_full() {
			return Ok(());
		}
		let lanes = store.load_share(job, chunk, &sealed.lanes_hash)?;
		if self.lane_bytes.saturating_add(lanes.len()) > MAX_LANE_BYTES {
			return Ok(());
		}
		self.lane_bytes += lanes.len();
		let SealedChunk { check, lanes_hash } = *sealed;
		let header = ShareHeader { job, node: self.node, chunk, check, lanes_hash };
		let payload = share_payload(&self.genesis, job_digest, &header);
		self.push(payload, Message::Share(header, lanes));
		Ok(())
	}

	pub(super) fn commit(&mut self, job: JobId, job_digest: &Hash, layout: &ResultLayout) {
		let commitment = Commitment { job, node: self.node, layout: layout.clone() };
		let payload = commitment_payload(&self.genesis, job_digest, &commitment);
		self.push(payload, Message::Commit(commitment));
	}

	/// Offers one chunk of a result, unless the reply is full.
	pub(super) fn result(
		&mut self,
		job: JobId,
		job_digest: &Hash,
		chunk: u32,
		hash: &Hash,
		store: &Store,
	) -> Result<(), StoreError> {
		if self.is_full() {
			return Ok(());
		}
		let bytes = store.load_share(job, chunk, hash)?;
		if self.lane_bytes.saturating_add(bytes.len()) > MAX_LANE_BYTES {
			return Ok(());
		}
		self.lane_bytes += bytes.len();
		let header = ResultHeader { job, node: self.node, chunk };
		let payload = result_chunk_payload(&self.genesis, job_digest, &header, hash);
		self.push(payload, Message::Result(header, bytes));
		Ok(())
	}

	pub(super) fn abort(&mut self, job: JobId, job_digest: Hash, reason: AbortReason) {
		let report = AbortReport { job, node: self.node, job_digest, reason };
		self.push(abort_payload(&self.genesis, &report), Message::Abort(report));
	}

	fn is_full(&self) -> bool {
		self.messages.len() >= MAX_MESSAGES || self.lane_bytes >= MAX_LANE_BYTES
	}

	fn push(&mut self, payload: Hash, message: Message) {
		if self.messages.len() < MAX_MESSAGES {
			let signature = self.keys.sign(&payload);
			self.messages.push(SignedMessage { message, signature });
		}
	}

	pub(super) fn into_reply(self) -> StepReply {
		StepReply { messages: self.messages, progress: Vec::new() }
	}
}
