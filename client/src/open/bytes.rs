//! Sealed bytes on the chain: fetched, held against what was committed to, opened.

use super::{check_key, check_parameters, job_keys, released_job, ResultError};
use crate::{
	chain::{Chain, Snapshot},
	words,
};
use panshi_compute::{questions::QuestionError, sealed_sum::ResultKeyPair};
use panshi_mpc::programs::ProgramError;
use panshi_primitives::{
	job::{AlgorithmContent, Job, JobId, JobOutput, ResultLayout, Strength},
	signing::sealed_result_digest,
	ChannelKey, Hash,
};
use sp_crypto_hashing::blake2_256;
use zeroize::Zeroizing;

/// A result of bytes as it is on the chain: one part of all participants, or one of each.
#[derive(Clone, Debug)]
pub struct SealedBytes {
	/// Number of the job.
	pub id: JobId,
	/// The job.
	pub job: Job,
	/// What was run.
	pub algorithm: AlgorithmContent,
	/// Keys of the participants, in their order.
	pub keys: Vec<ChannelKey>,
	/// The parts, in order; each is what was committed to.
	pub parts: Vec<Vec<u8>>,
	/// The encoded parameters, where they are still on the chain.
	pub parameters: Option<Vec<u8>>,
}

impl Chain {
	/// Fetches the sealed bytes of a released job. What the node gives is held against the hashes
	/// that the compute nodes committed to, and those against the record of the job.
	pub async fn sealed_bytes(&self, id: JobId) -> Result<SealedBytes, ResultError> {
		let head = self.head().await?;
		let job = released_job(&head, id).await?;
		let participants = u32::try_from(job.participants.len()).unwrap_or(u32::MAX);
		let parts = job.output.parts(participants);
		if parts == 0 {
			return Err(ResultError::NotBytes { job: id });
		}
		let keys = job_keys(&head, id, &job).await?;
		let layouts = layouts(&head, id, parts).await?;
		if let Some(record) = head.record(id).await? {
			let digest = sealed_result_digest(&job.digest, &layouts);
			if record.result.is_some_and(|recorded| recorded != digest) {
				return Err(ResultError::Altered { job: id });
			}
		}
		let mut parts = Vec::with_capacity(layouts.len());
		for (index, layout) in (0..).zip(&layouts) {
			parts.push(part(&head, id, index, layout).await?);
		}
		let algorithm = head.algorithm(&job.spec.algorithm).await?.content;
		let parameters = head.parameters(id).await?;
		Ok(SealedBytes { id, job, algorithm, keys, parts, parameters })
	}
}

/// The layouts of all parts, if all parts are there.
async fn layouts(head: &Snapshot, id: JobId, parts: u32) -> Result<Vec<ResultLayout>, ResultError> {
	let found = head.result_parts(id).await?;
	let complete = found.iter().map(|(index, _)| *index).eq(0..parts)
		&& found.iter().all(|(_, part)| part.is_complete());
	match complete {
		true => Ok(found.into_iter().map(|(_, part)| part.layout).collect()),
		false => Err(ResultError::Discarded { job: id }),
	}
}

async fn part(
	head: &Snapshot,
	id: JobId,
	index: u32,
	layout: &ResultLayout,
) -> Result<Vec<u8>, ResultError> {
	let mut bytes = Vec::new();
	for chunk in 0..u32::try_from(layout.chunks.len()).unwrap_or(u32::MAX) {
		let found = head.result_chunk(id, index, chunk).await?;
		let found = found.ok_or(ResultError::Discarded { job: id })?;
		if !is_committed_to(layout, chunk, &found) {
			return Err(ResultError::Altered { job: id });
		}
		bytes.extend(found);
	}
	Ok(bytes)
}

/// Whether `bytes` are chunk `chunk` of `layout`.
fn is_committed_to(layout: &ResultLayout, chunk: u32, bytes: &[u8]) -> bool {
	u32::try_from(bytes.len()) == Ok(layout.bytes_in_chunk(chunk))
		&& layout.hash(chunk) == Some(&Hash::from(blake2_256(bytes)))
}

impl SealedBytes {
	/// How many of the participants could have cheated; none where each answered by itself.
	pub fn strength(&self) -> Option<Strength> {
		match self.job.output {
			JobOutput::Agreed { strength, .. } => Some(strength),
			JobOutput::Collected { .. } | JobOutput::Sum { .. } => None,
		}
	}

	/// Opens the packets of all participants of a joint computation, in their order.
	pub fn packets(&self, key: &ResultKeyPair) -> Result<Vec<Zeroizing<Vec<u8>>>, ResultError> {
		check_key(self.id, &self.job, key)?;
		let sealed = self.parts.first().ok_or(ResultError::Discarded { job: self.id })?;
		key.open_packets(self.job.digest, &self.keys, sealed)
			.map_err(|source| ResultError::Packets { job: self.id, source })
	}

	/// Opens the answer of each participant, in their order.
	pub fn answers(&self, key: &ResultKeyPair) -> Result<Vec<Zeroizing<Vec<u8>>>, ResultError> {
		check_key(self.id, &self.job, key)?;
		let answers = (0u8..).zip(&self.keys).zip(&self.parts);
		answers
			.map(|((party, sender), sealed)| {
				key.open_answer(self.job.digest, party, sender, sealed)
					.map_err(|source| ResultError::Packets { job: self.id, source })
			})
			.collect()
	}

	/// The encoded parameters: `given`, or those on the chain. Either way they have to have the
	/// digest that the job names.
	pub fn parameters<'a>(&'a self, given: Option<&'a [u8]>) -> Result<&'a [u8], ResultError> {
		check_parameters(self.id, &self.job, given, self.parameters.as_deref())
	}

	/// How many could have cheated in a joint computation of the algorithm with this `code`; fails if
	/// the job ran another.
	pub(super) fn strength_of(&self, code: &[u8]) -> Result<Strength, ResultError> {
		let is_it = self.algorithm.code.as_slice() == code;
		self.strength().filter(|_| is_it).ok_or_else(|| self.unknown_algorithm())
	}

	/// The question that the job asks.
	pub(super) fn question<Q>(&self, read: Result<Q, QuestionError>) -> Result<Q, ResultError> {
		let wanted = self.job.spec.parameters;
		read.map_err(|_| ResultError::OtherParameters { job: self.id, wanted })
	}

	/// What the packets say.
	pub(super) fn output<O>(&self, read: Result<O, ProgramError>) -> Result<O, ResultError> {
		read.map_err(|source| ResultError::Program { job: self.id, source })
	}

	/// That this version does not read what the algorithm gives.
	pub fn unknown_algorithm(&self) -> ResultError {
		ResultError::UnknownAlgorithm { job: self.id, code: words::text(&self.algorithm.code) }
	}
}
