//! The sealed sum: share vectors added as they come.

use crate::{
	features::Closed, pallet::Error, ChunkState, ChunkStates, Config, Delivered, Event, Pallet,
	ShareLanes, Sums,
};
use frame_support::ensure;
use panshi_primitives::{
	job::{Job, JobId, JobOutput, JobStage, ShareHeader},
	sealed_sum::{add_lanes, chunk_count, lanes_in_chunk, LANE_BYTES},
	traits::ComputeNodes,
	Hash,
};
use sp_runtime::DispatchError;

/// A share chunk that may be added.
pub(crate) struct CheckedShare {
	/// The job.
	pub(crate) job: Job,
	/// The submitting participant.
	pub(crate) index: usize,
	/// What had come of the chunk before.
	state: ChunkState,
	/// Chunks of the participant that are in with this one.
	delivered: u32,
	/// The stage that follows if the masks agree.
	stage: JobStage,
}

impl<T: Config> Pallet<T> {
	/// Every check of a share chunk but the signature and the hash of the lanes.
	pub(crate) fn check_share(
		header: &ShareHeader,
		lanes: &ShareLanes,
	) -> Result<CheckedShare, Error<T>> {
		let job = Self::stored_job(header.job)?;
		let index = job.participant_index(header.node).ok_or(Error::NotParticipant)?;
		ensure!(matches!(job.output, JobOutput::Sum { .. }), Error::WrongMode);
		let wanted = lanes_in_chunk(job.lanes(), header.chunk);
		ensure!(wanted > 0, Error::ChunkOutOfRange);
		ensure!(
			wanted.checked_mul(LANE_BYTES) == Some(crate::types::length(lanes)),
			Error::WrongLength
		);
		let delivered = Delivered::<T>::get(header.job, header.node).saturating_add(1);
		let last = delivered >= chunk_count(job.lanes());
		let stage = job.receive(index, last, Self::now())?;
		let state = ChunkStates::<T>::get(header.job, header.chunk);
		ensure!(!state.received.contains(index), Error::AlreadySubmitted);
		Ok(CheckedShare { job, index, state, delivered, stage })
	}

	/// Returns what the job's end cost, if it failed with this share.
	pub(crate) fn do_submit_share(
		header: ShareHeader,
		lanes: ShareLanes,
	) -> Result<Option<Closed>, DispatchError> {
		let share = Self::check_share(&header, &lanes)?;
		let ShareHeader { job: id, node, chunk, check, .. } = header;
		let CheckedShare { job, index, mut state, delivered, stage } = share;
		let sum = Self::add_to_sum(id, chunk, lanes)?;
		state.received = state.received.with(index);
		state.check = state.check.wrapping_add(check);
		let is_full = state.received.len() == job.participants.len();

		T::ComputeNodes::saw(node, Self::now());
		Self::deposit_event(Event::ShareReceived { job: id, node, chunk });
		if is_full && state.check != 0 {
			let stage = job.disagree(Self::now()).map_err(Error::<T>::from)?;
			return Self::close(id, job, stage).map(Some);
		}
		state.sum_hash = is_full.then(|| Hash::from(sp_io::hashing::blake2_256(&sum)));
		Sums::<T>::insert(id, chunk, sum);
		ChunkStates::<T>::insert(id, chunk, state);
		Delivered::<T>::insert(id, node, delivered);
		Self::move_on(id, job, stage);
		Ok(None)
	}

	fn add_to_sum(id: JobId, chunk: u32, lanes: ShareLanes) -> Result<ShareLanes, Error<T>> {
		let Some(mut sum) = Sums::<T>::get(id, chunk) else { return Ok(lanes) };
		ensure!(add_lanes(sum.as_mut(), &lanes), Error::WrongLength);
		Ok(sum)
	}
}
