//! How the chain of the tests moves a job, and how nodes read it.

use crate::chain::{FakeChain, State};
use ed25519_dalek::{Signature, VerifyingKey};
use panshi_compute::engine::{ChainError, ChainPort, Head};
use panshi_primitives::{
	consortium::ComputeNodeId,
	job::{
		AbortNote, ChunkSet, FailureCause, JobId, JobOutput, JobStage, ResultLayout, ResultPart,
	},
	offchain::{Assignment, ComputeNodeAnswer, Message, SignedMessage},
	sealed_sum::{add_lanes, chunk_count, lanes_in_chunk},
	signing::{
		abort_payload, acceptance_payload, agreement_digest, commitment_payload, heartbeat_payload,
		job_digest, refusal_payload, result_chunk_payload, share_payload,
	},
	Hash, SigningKey,
};
use sp_crypto_hashing::blake2_256;

impl State {
	/// Computes the digests that follow from the content, and clears the progress of the job.
	pub(crate) fn sign(&mut self) {
		let content = &self.agreement.content;
		self.agreement.standing.digest =
			agreement_digest(&self.genesis, self.agreement_id, content);
		self.job.agreement_digest = self.agreement.standing.digest;
		self.job.digest = job_digest(
			&self.genesis,
			self.id,
			&self.job.consumer,
			&self.job.spec,
			&self.job.participants,
			&self.job.agreement_digest,
		);
		let chunks = chunk_count(self.job.lanes());
		self.delivered =
			vec![vec![false; usize::try_from(chunks).expect("it fits")]; self.keys.len()];
		self.checks = vec![0; usize::try_from(chunks).expect("it fits")];
		self.sum = (0..chunks)
			.map(|chunk| {
				let lanes = lanes_in_chunk(self.job.lanes(), chunk);
				vec![0; usize::try_from(lanes).expect("it fits") * 8]
			})
			.collect();
	}

	pub(crate) fn apply(&mut self, signed: &SignedMessage) {
		let genesis = self.genesis;
		match &signed.message {
			Message::Heartbeat { node, at } => {
				self.check(*node, &heartbeat_payload(&genesis, *node, *at), signed);
				let index = self.index(*node);
				self.nodes[index].last_seen = self.number;
				self.heartbeats.push(*at);
			},
			Message::Accept(acceptance) => {
				self.check(acceptance.node, &acceptance_payload(&genesis, acceptance), signed);
				assert_eq!(acceptance.job_digest, self.job.digest);
				let index = self.index(acceptance.node);
				let key = Some(acceptance.ephemeral_key);
				if self.keys.contains(&key) {
					return;
				}
				if let Ok(stage) = self.job.accept(index, self.number) {
					self.keys[index] = key;
					self.job.stage = stage;
				}
			},
			Message::Refuse(refusal) => {
				self.check(refusal.node, &refusal_payload(&genesis, refusal), signed);
				assert_eq!(refusal.job_digest, self.job.digest);
				let index = self.index(refusal.node);
				if let Ok(stage) = self.job.refuse(index, refusal.reason, self.number) {
					self.job.stage = stage;
				}
			},
			Message::Share(header, lanes) => {
				let payload = share_payload(&genesis, &self.job.digest, header);
				self.check(header.node, &payload, signed);
				assert_eq!(header.lanes_hash, Hash::from(blake2_256(lanes)));
				self.seen_shares.push((header.node, header.chunk, lanes.clone()));
				self.receive(self.index(header.node), header.chunk, header.check, lanes);
			},
			Message::Commit(commitment) => {
				let payload = commitment_payload(&genesis, &self.job.digest, commitment);
				self.check(commitment.node, &payload, signed);
				self.commit(self.index(commitment.node), &commitment.layout);
			},
			Message::Result(header, bytes) => {
				let hash = Hash::from(blake2_256(bytes));
				let payload = result_chunk_payload(&genesis, &self.job.digest, header, &hash);
				self.check(header.node, &payload, signed);
				self.bring(self.index(header.node), header.chunk, bytes);
			},
			Message::Abort(report) => {
				self.check(report.node, &abort_payload(&genesis, report), signed);
				assert_eq!(report.job_digest, self.job.digest);
				let index = self.index(report.node);
				let party = u8::try_from(index).expect("few");
				let note = AbortNote { party, reason: report.reason };
				let notes = [self.aborts.as_slice(), &[note]].concat();
				if let Ok(stage) = self.job.abort(index, &notes, self.number) {
					(self.job.stage, self.aborts) = (stage, notes);
				}
			},
		}
	}

	fn commit(&mut self, index: usize, layout: &ResultLayout) {
		assert!(layout.fits(self.job.output.most_bytes()));
		let part = self.job.output.part_of(index).expect("the result is bytes");
		let known = self.parts.get(&part).map(|part| part.layout.clone());
		let stage = match self.job.output {
			JobOutput::Agreed { .. } => {
				let agrees = known.as_ref().is_none_or(|known| known == layout);
				self.job.commit(index, agrees, self.number)
			},
			_ => self.job.receive(index, false, self.number),
		};
		let Ok(stage) = stage else { return };
		let received = ChunkSet::default();
		self.parts.entry(part).or_insert(ResultPart { layout: layout.clone(), received });
		self.job.stage = stage;
	}

	fn bring(&mut self, index: usize, chunk: u32, bytes: &[u8]) {
		let number = self.job.output.part_of(index).expect("the result is bytes");
		let mut part = self.parts.get(&number).expect("it was committed to").clone();
		assert_eq!(part.layout.hash(chunk), Some(&Hash::from(blake2_256(bytes))));
		if part.received.contains(chunk) {
			return;
		}
		part.received = part.received.with(chunk);
		let last = part.is_complete();
		let stage = match self.job.output {
			JobOutput::Agreed { .. } => self.job.upload(last, self.number),
			_ => self.job.receive(index, last, self.number),
		};
		// What comes at another stage is not kept.
		let Ok(stage) = stage else { return };
		self.parts.insert(number, part);
		self.chunks.insert((number, chunk), bytes.to_vec());
		self.job.stage = stage;
	}

	fn receive(&mut self, index: usize, chunk: u32, check: u64, lanes: &[u8]) {
		let at = usize::try_from(chunk).expect("it fits");
		if self.delivered[index][at] {
			return;
		}
		let last = self.delivered[index].iter().filter(|delivered| !**delivered).count() == 1;
		let Ok(stage) = self.job.receive(index, last, self.number) else { return };
		assert!(add_lanes(&mut self.sum[at], lanes));
		self.checks[at] = self.checks[at].wrapping_add(check);
		self.delivered[index][at] = true;
		self.job.stage = stage;
		if self.delivered.iter().all(|of_one| of_one[at]) && self.checks[at] != 0 {
			self.job.stage = JobStage::Failed {
				at: self.number,
				cause: FailureCause::MasksDisagree,
				at_fault: Default::default(),
			};
		}
	}

	fn index(&self, node: ComputeNodeId) -> usize {
		self.job.participant_index(node).expect("the node takes part")
	}

	fn check(&self, node: ComputeNodeId, payload: &Hash, signed: &SignedMessage) {
		let key = self.job.participants[self.index(node)].signing_key;
		VerifyingKey::from_bytes(&key)
			.expect("the key is sound")
			.verify_strict(payload.as_bytes(), &Signature::from_bytes(&signed.signature))
			.expect("nodes sign what they say");
	}

	fn assignment(&self, node: ComputeNodeId) -> Assignment {
		let index = self.index(node);
		Assignment {
			job: self.job.clone(),
			agreement: self.agreement.clone(),
			agreement_id: self.agreement_id,
			algorithm: self.algorithm.clone(),
			data: self.descriptors[index].clone(),
			parameter_chunks: u32::try_from(self.parameters.len()).expect("it fits"),
			ephemeral_keys: self.keys.clone(),
			delivered: self.delivered[index].clone(),
			peers: self.peers.clone(),
			result: self.job.output.part_of(index).and_then(|n| self.parts.get(&n).cloned()),
			now: self.number,
		}
	}
}

impl FakeChain {
	fn read<T>(&self, read: impl FnOnce(&State) -> T) -> Result<T, ChainError> {
		let state = self.state();
		if state.reachable {
			Ok(read(&state))
		} else {
			Err(ChainError::Malformed { method: "nothing" })
		}
	}
}

impl ChainPort for FakeChain {
	async fn genesis(&self) -> Result<Hash, ChainError> {
		self.read(|state| state.genesis)
	}

	async fn finalized_head(&self) -> Result<Head, ChainError> {
		self.read(|state| Head { hash: Hash::zero(), number: state.number })
	}

	async fn compute_node(
		&self,
		key: SigningKey,
		_: Hash,
	) -> Result<ComputeNodeAnswer, ChainError> {
		self.read(|state| {
			let index = state.nodes.iter().position(|node| node.info.signing_key == key)?;
			Some((state.job.participants[index].node, state.nodes[index].clone()))
		})
	}

	async fn open_jobs(&self, _: ComputeNodeId, _: Hash) -> Result<Vec<JobId>, ChainError> {
		self.read(|state| if state.job.stage.is_open() { vec![state.id] } else { Vec::new() })
	}

	async fn assignment(
		&self,
		_: JobId,
		node: ComputeNodeId,
		_: Hash,
	) -> Result<Option<Assignment>, ChainError> {
		self.read(|state| Some(state.assignment(node)))
	}

	async fn parameter_chunk(
		&self,
		_: JobId,
		index: u32,
		_: Hash,
	) -> Result<Option<Vec<u8>>, ChainError> {
		let index = usize::try_from(index).expect("it fits");
		self.read(|state| state.parameters.get(index).cloned())
	}
}
