//! Algorithms, jobs, results and records.

use super::Snapshot;
use crate::{
	chain::{calls::compute_jobs::PALLET, ChainError},
	Bounded,
};
use panshi_primitives::{
	consortium::ComputeNodeId,
	job::{Algorithm, CallRecord, Job, JobId, ResultPart, MAX_PARAMETER_CHUNKS, RESULT_CHUNK},
	offchain::methods,
	sealed_sum::MAX_CHUNK_BYTES,
	AccountId, ChannelKey, Hash,
};

impl Snapshot {
	/// The algorithm with this digest.
	pub async fn algorithm(&self, digest: &Hash) -> Result<Algorithm, ChainError> {
		let found = self.get(PALLET, "Algorithms", *digest).await?;
		found.ok_or_else(|| self.not_found("algorithm", format!("{digest:?}")))
	}

	/// Every algorithm, by digest.
	pub async fn algorithms(&self) -> Result<Vec<(Hash, Algorithm)>, ChainError> {
		self.entries(PALLET, "Algorithms").await
	}

	/// The job with this number.
	pub async fn job(&self, job: JobId) -> Result<Job, ChainError> {
		let found = self.get(PALLET, "Jobs", job).await?;
		found.ok_or_else(|| self.not_found("job", job))
	}

	/// Every job.
	pub async fn jobs(&self) -> Result<Vec<(JobId, Job)>, ChainError> {
		self.entries(PALLET, "Jobs").await
	}

	/// The record of an ended job, if it has ended.
	pub async fn record(&self, job: JobId) -> Result<Option<CallRecord>, ChainError> {
		self.get(PALLET, "Records", job).await
	}

	/// The records of all ended jobs.
	pub async fn records(&self) -> Result<Vec<(JobId, CallRecord)>, ChainError> {
		self.entries(PALLET, "Records").await
	}

	/// The chunks of the sum of a job that are on the chain, by index.
	pub async fn sums(&self, job: JobId) -> Result<Vec<(u32, Vec<u8>)>, ChainError> {
		let chunks =
			self.entries_under::<_, _, Bounded<u8, MAX_CHUNK_BYTES>>(PALLET, "Sums", job).await?;
		Ok(chunks.into_iter().map(|(index, bytes)| (index, bytes.into_inner())).collect())
	}

	/// What compute nodes committed to as the parts of the result of a job of bytes, and how much of
	/// each is on the chain, by index.
	pub async fn result_parts(&self, job: JobId) -> Result<Vec<(u32, ResultPart)>, ChainError> {
		self.entries_under(PALLET, "ResultParts", job).await
	}

	/// Chunk `chunk` of part `part` of the result of a job of bytes, if it is on the chain.
	pub async fn result_chunk(
		&self,
		job: JobId,
		part: u32,
		chunk: u32,
	) -> Result<Option<Vec<u8>>, ChainError> {
		let bytes: Option<Bounded<u8, RESULT_CHUNK>> =
			self.get3(PALLET, "ResultChunks", (job, part, chunk)).await?;
		Ok(bytes.map(Bounded::into_inner))
	}

	/// The keys that compute nodes made for a job, by node.
	pub async fn ephemeral_keys(
		&self,
		job: JobId,
	) -> Result<Vec<(ComputeNodeId, ChannelKey)>, ChainError> {
		self.entries_under(PALLET, "EphemeralKeys", job).await
	}

	/// The encoded parameters with this digest that `owner` has uploaded, as far as they are there.
	pub async fn uploaded(
		&self,
		owner: &AccountId,
		digest: &Hash,
	) -> Result<Option<Vec<u8>>, ChainError> {
		let mut parameters = Vec::new();
		for index in 0..MAX_PARAMETER_CHUNKS {
			let key = (owner.clone(), *digest, index);
			match self.get3::<_, _, _, Vec<u8>>(PALLET, "ParameterChunks", key).await? {
				Some(chunk) => parameters.extend(chunk),
				None => break,
			}
		}
		Ok(Some(parameters).filter(|parameters| !parameters.is_empty()))
	}

	/// The encoded parameters of a job, if they are still on the chain.
	pub async fn parameters(&self, job: JobId) -> Result<Option<Vec<u8>>, ChainError> {
		let mut parameters = Vec::new();
		for index in 0..MAX_PARAMETER_CHUNKS {
			match self.ask(methods::PARAMETER_CHUNK, (job, index)).await? {
				Some(chunk) => parameters.extend::<Vec<u8>>(chunk),
				None => break,
			}
		}
		Ok(Some(parameters).filter(|parameters| !parameters.is_empty()))
	}
}
