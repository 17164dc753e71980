//! What runtime APIs answer with.

use crate::{
	Algorithms, ChunkStates, Config, EphemeralKeys, Jobs, NextJobId, OpenJobsOf, Pallet,
	ParameterChunks, Parameters, Records, ResultChunks, ResultParts, Sums,
};
use alloc::vec::Vec;
use panshi_primitives::{
	consortium::{ComputeNodeId, ComputeNodeInfo},
	job::{CallRecord, Job, JobId, JobList, JobOutput, JobStage, ResultPart, MAX_JOBS_LOOKED_AT},
	offchain::{Assignment, Peer},
	sealed_sum::chunk_count,
	traits::{Authorizations, ComputeNodes, DataIdentities},
	AccountId, ChannelKey,
};

impl<T: Config> Pallet<T> {
	/// The job `id`.
	pub fn job(id: JobId) -> Option<Job> {
		Jobs::<T>::get(id)
	}

	/// The call record of job `id`, once it has ended.
	pub fn record(id: JobId) -> Option<CallRecord> {
		Records::<T>::get(id)
	}

	/// Jobs in progress in which `node` takes part.
	pub fn open_jobs_of(node: ComputeNodeId) -> Vec<JobId> {
		OpenJobsOf::<T>::iter_key_prefix(node).collect()
	}

	/// At most `most` jobs that involve `account`, newest first, of those below `before`. Looks at no
	/// more than [`MAX_JOBS_LOOKED_AT`].
	pub fn jobs_of(account: &AccountId, before: Option<JobId>, most: u32) -> JobList {
		let end = NextJobId::<T>::get().min(before.unwrap_or(JobId::MAX));
		let first = end.saturating_sub(MAX_JOBS_LOOKED_AT);
		let mut list = JobList::default();
		for id in (first..end).rev() {
			if crate::types::length(&list.jobs) >= most {
				return JobList { next: id.checked_add(1), ..list };
			}
			if Jobs::<T>::get(id).is_some_and(|job| job.involves(account)) {
				list.jobs.push(id);
			}
		}
		JobList { next: Some(first).filter(|first| *first > 0), ..list }
	}

	/// What `node` needs to check and do job `id`; `None` if it does not take part.
	pub fn assignment(id: JobId, node: ComputeNodeId) -> Option<Assignment> {
		let job = Jobs::<T>::get(id)?;
		let index = job.participant_index(node)?;
		let participant = job.participants.get(index)?;
		let data = T::DataIdentities::get(participant.data)?.descriptor;
		let is_settled = matches!(job.stage, JobStage::Settled { .. });
		let result = job.output.part_of(index).and_then(|part| ResultParts::<T>::get(id, part));
		let delivered = (0..chunk_count(job.lanes()))
			.map(|chunk| is_settled || ChunkStates::<T>::get(id, chunk).received.contains(index))
			.collect();
		Some(Assignment {
			agreement: T::Authorizations::get(job.spec.agreement)?,
			agreement_id: job.spec.agreement,
			algorithm: Algorithms::<T>::get(job.spec.algorithm)?,
			data,
			parameter_chunks: Parameters::<T>::get(&job.consumer, job.spec.parameters)
				.map_or(0, |set| crate::types::length(&set.chunks)),
			ephemeral_keys: Self::keys_of(id, &job),
			delivered,
			peers: Self::peers_of(&job),
			result,
			now: Self::now(),
			job,
		})
	}

	/// How the compute nodes of a joint computation are reached.
	fn peers_of(job: &Job) -> Vec<Option<Peer>> {
		if !matches!(job.output, JobOutput::Agreed { .. }) {
			return Vec::new();
		}
		let peer =
			|info: ComputeNodeInfo| Peer { channel_key: info.channel_key, endpoint: info.endpoint };
		let nodes = job.participants.iter().map(|p| T::ComputeNodes::get(p.node));
		nodes.map(|node| node.map(|node| peer(node.info))).collect()
	}

	/// Keys of the participants of job `id` that have accepted, by index of participant.
	pub fn ephemeral_keys(id: JobId) -> Vec<Option<ChannelKey>> {
		Jobs::<T>::get(id).map(|job| Self::keys_of(id, &job)).unwrap_or_default()
	}

	fn keys_of(id: JobId, job: &Job) -> Vec<Option<ChannelKey>> {
		job.participants.iter().map(|p| EphemeralKeys::<T>::get(id, p.node)).collect()
	}

	/// Chunk `index` of the parameters of job `id`.
	pub fn parameter_chunk(id: JobId, index: u32) -> Option<Vec<u8>> {
		let job = Jobs::<T>::get(id)?;
		let chunk = ParameterChunks::<T>::get((&job.consumer, job.spec.parameters, index))?;
		Some(chunk.into_inner())
	}

	/// Chunk `index` of the sum of job `id`, once it has been released.
	pub fn result_chunk(id: JobId, index: u32) -> Option<Vec<u8>> {
		match Jobs::<T>::get(id)?.stage {
			JobStage::Released | JobStage::Settled { .. } => {
				Sums::<T>::get(id, index).map(Vec::from)
			},
			_ => None,
		}
	}

	/// Part `part` of the result of job `id`, and its layout, once it has been released. Part 0 is
	/// the result that all agreed on, or part `n` is the answer of participant `n`.
	pub fn result_part(id: JobId, part: u32) -> Option<ResultPart> {
		match Jobs::<T>::get(id)?.stage {
			JobStage::Released | JobStage::Settled { .. } => ResultParts::<T>::get(id, part),
			_ => None,
		}
	}

	/// Chunk `index` of part `part` of the result of job `id`, once it has been released.
	pub fn result_bytes(id: JobId, part: u32, index: u32) -> Option<Vec<u8>> {
		match Jobs::<T>::get(id)?.stage {
			JobStage::Released | JobStage::Settled { .. } => {
				ResultChunks::<T>::get((id, part, index)).map(Vec::from)
			},
			_ => None,
		}
	}
}
