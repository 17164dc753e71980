//! Results of bytes: committed to first, then brought in chunks, each held against its hash.
//!
//! In agreement mode there is one part, to which all participants commit and which any of them
//! brings. In collect mode each participant commits to an answer of its own and brings it.

use crate::{
	features::Closed, pallet::Error, Config, Event, Jobs, Pallet, ResultBytes, ResultChunks,
	ResultParts,
};
use frame_support::ensure;
use panshi_primitives::{
	job::{
		ChunkSet, Commitment, FailureCause, Job, JobId, JobOutput, JobStage, ResultHeader,
		ResultPart,
	},
	signing::sealed_result_digest,
	traits::ComputeNodes,
	Hash,
};
use sp_runtime::DispatchError;

/// A commitment that may be taken.
pub(crate) struct CheckedCommitment {
	/// The job.
	pub(crate) job: Job,
	/// The committing participant.
	pub(crate) index: usize,
	/// The part that it committed to.
	part: u32,
	/// The stage that follows.
	stage: JobStage,
}

/// A chunk of a result that may be taken.
pub(crate) struct CheckedChunk {
	/// The job.
	pub(crate) job: Job,
	/// The participant that brings it.
	pub(crate) index: usize,
	/// BLAKE2b-256 of the bytes.
	pub(crate) hash: Hash,
	/// Which part it is of.
	index_of_part: u32,
	/// The part, this chunk included.
	part: ResultPart,
	/// The stage that follows.
	stage: JobStage,
}

impl<T: Config> Pallet<T> {
	/// Every check of a commitment but the signature.
	pub(crate) fn check_commitment(commitment: &Commitment) -> Result<CheckedCommitment, Error<T>> {
		let job = Self::stored_job(commitment.job)?;
		let index = job.participant_index(commitment.node).ok_or(Error::NotParticipant)?;
		let part = job.output.part_of(index).ok_or(Error::WrongMode)?;
		ensure!(commitment.layout.fits(job.output.most_bytes()), Error::BadLayout);
		let known = ResultParts::<T>::get(commitment.job, part);
		let now = Self::now();
		let stage = match job.output {
			JobOutput::Agreed { .. } => {
				let agrees = known.is_none_or(|part| part.layout == commitment.layout);
				job.commit(index, agrees, now)?
			},
			JobOutput::Collected { .. } => {
				let stage = job.receive(index, false, now)?;
				ensure!(known.is_none(), Error::AlreadySubmitted);
				stage
			},
			JobOutput::Sum { .. } => return Err(Error::WrongMode),
		};
		Ok(CheckedCommitment { job, index, part, stage })
	}

	/// Returns what the job's end cost, if it failed with this commitment.
	pub(crate) fn do_commit_result(
		commitment: Commitment,
	) -> Result<Option<Closed>, DispatchError> {
		let CheckedCommitment { job, part, stage, .. } = Self::check_commitment(&commitment)?;

		let Commitment { job: id, node, layout } = commitment;
		let digest = sealed_result_digest(&job.digest, core::slice::from_ref(&layout));
		T::ComputeNodes::saw(node, Self::now());
		Self::deposit_event(Event::ResultCommitted { job: id, node, digest });
		if matches!(stage, JobStage::Failed { cause: FailureCause::ResultsDiffer, .. }) {
			return Self::close(id, job, stage).map(Some);
		}
		// Where others have committed to the same, this writes what is there.
		ResultParts::<T>::insert(id, part, ResultPart { layout, received: ChunkSet::default() });
		if matches!(stage, JobStage::Agreed { .. }) {
			Self::deposit_event(Event::ResultAgreed { job: id, digest });
		}
		Self::move_on(id, job, stage);
		Ok(None)
	}

	/// Every check of a chunk of a result but the signature.
	pub(crate) fn check_result_chunk(
		header: &ResultHeader,
		bytes: &ResultBytes,
	) -> Result<CheckedChunk, Error<T>> {
		let job = Self::stored_job(header.job)?;
		let index = job.participant_index(header.node).ok_or(Error::NotParticipant)?;
		let index_of_part = job.output.part_of(index).ok_or(Error::WrongMode)?;
		let mut part =
			ResultParts::<T>::get(header.job, index_of_part).ok_or(Error::NotCommitted)?;
		let wanted = part.layout.hash(header.chunk).ok_or(Error::ChunkOutOfRange)?;
		ensure!(!part.received.contains(header.chunk), Error::AlreadySubmitted);
		let length = part.layout.bytes_in_chunk(header.chunk);
		ensure!(length == crate::types::length(bytes), Error::WrongLength);
		let hash = Hash::from(sp_io::hashing::blake2_256(bytes));
		ensure!(hash == *wanted, Error::ResultHashMismatch);
		part.received = part.received.with(header.chunk);
		let (last, now) = (part.is_complete(), Self::now());
		let stage = match job.output {
			JobOutput::Collected { .. } => job.receive(index, last, now)?,
			JobOutput::Agreed { .. } | JobOutput::Sum { .. } => job.upload(last, now)?,
		};
		Ok(CheckedChunk { job, index, hash, index_of_part, part, stage })
	}

	pub(crate) fn do_upload_result(
		header: ResultHeader,
		bytes: ResultBytes,
	) -> Result<(), DispatchError> {
		let checked = Self::check_result_chunk(&header, &bytes)?;

		let CheckedChunk { job, index_of_part: part, part: state, stage, .. } = checked;
		let ResultHeader { job: id, node, chunk } = header;
		ResultChunks::<T>::insert((id, part, chunk), bytes);
		ResultParts::<T>::insert(id, part, state);
		T::ComputeNodes::saw(node, Self::now());
		Self::deposit_event(Event::ResultReceived { job: id, node, part, chunk });
		Self::move_on(id, job, stage);
		Ok(())
	}

	/// Stores the stage that a share or a part of a result led to, if it is another one.
	pub(crate) fn move_on(id: JobId, mut job: Job, stage: JobStage) {
		if stage == job.stage {
			return;
		}
		match stage {
			JobStage::Aggregated { .. } => Self::deposit_event(Event::Aggregated { job: id }),
			JobStage::Released => {
				Self::deposit_event(Event::Aggregated { job: id });
				Self::deposit_event(Event::Released { job: id });
			},
			_ => {},
		}
		job.stage = stage;
		Jobs::<T>::insert(id, job);
	}

	/// Digest of the parts of the result, if all of them are complete.
	pub(crate) fn digest_of_parts(id: JobId, job: &Job) -> Option<Hash> {
		let participants = crate::types::length(&job.participants);
		let layouts: Option<alloc::vec::Vec<_>> = (0..job.output.parts(participants))
			.map(|part| {
				let part = ResultParts::<T>::get(id, part)?;
				part.is_complete().then_some(part.layout)
			})
			.collect();
		layouts.map(|layouts| sealed_result_digest(&job.digest, &layouts))
	}

	/// Removes the parts of the result.
	pub(crate) fn clear_parts(id: JobId, job: &Job) {
		for part in 0..job.output.parts(crate::types::length(&job.participants)) {
			let Some(state) = ResultParts::<T>::take(id, part) else { continue };
			for chunk in 0..crate::types::length(&state.layout.chunks) {
				ResultChunks::<T>::remove((id, part, chunk));
			}
		}
	}
}
