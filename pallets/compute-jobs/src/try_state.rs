//! Invariants, checked after every test and by `try-runtime`.

use crate::{
	Aborts, ChunkStates, Config, Delivered, EphemeralKeys, HoldReason, Jobs, NextJobId, OpenJobs,
	OpenJobsBy, OpenJobsOf, Pallet, ParameterChunks, Parameters, Records, ResultBytes,
	ResultChunks, ResultKeys, ResultParts, Sums,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use panshi_primitives::{
	agreement::AgreementId,
	consortium::ComputeNodeId,
	is_usable_channel_key,
	job::{Job, JobId, JobOutput, JobStage},
	sealed_sum::{chunk_count, lanes_in_chunk, LANE_BYTES},
	signing::parameters_digest,
	traits::{Authorizations, ComputeNodes},
	AccountId, Balance, Hash,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::holds_are_accounted_for()?;
		Self::open_jobs_are_indexed()?;
		Self::parameters_are_what_they_say()?;
		Jobs::<T>::iter().try_for_each(|(id, job)| {
			Self::record_fits(id, &job)?;
			Self::progress_fits(id, &job)?;
			Self::parts_fit(id, &job)?;
			Self::reports_fit(id, &job)?;
			Self::keys_fit(id, &job)
		})?;
		Self::nothing_is_left_over()
	}

	/// The holds of each consumer are the fees of its jobs in progress and its deposits.
	fn holds_are_accounted_for() -> Result<(), TryRuntimeError> {
		let mut escrow = BTreeMap::<AccountId, Balance>::new();
		for job in Jobs::<T>::iter_values() {
			let fee = if job.stage.is_open() { job.fee } else { 0 };
			let sum = escrow.entry(job.consumer).or_default();
			*sum = sum.saturating_add(fee);
		}
		let mut deposits = BTreeMap::<AccountId, Balance>::new();
		for (owner, _, set) in Parameters::<T>::iter() {
			let sum = deposits.entry(owner).or_default();
			*sum = sum.saturating_add(set.deposit);
		}
		let is_held = |reason: HoldReason, sums: BTreeMap<AccountId, Balance>| {
			let reason = reason.into();
			sums.iter().all(|(who, sum)| T::Currency::balance_on_hold(&reason, who) == *sum)
		};
		ensure!(is_held(HoldReason::JobEscrow, escrow), "escrow differs from fees");
		ensure!(is_held(HoldReason::ParameterDeposit, deposits), "deposits differ from holds");
		Ok(())
	}

	fn open_jobs_are_indexed() -> Result<(), TryRuntimeError> {
		let mut open = BTreeSet::new();
		let mut of_nodes = BTreeSet::new();
		let mut of_consumers = BTreeMap::new();
		for (id, job) in Jobs::<T>::iter() {
			ensure!(id < NextJobId::<T>::get(), "a job has a number that is yet to be given");
			ensure!(ResultKeys::<T>::get(job.spec.result_key) == Some(id), "result key not kept");
			if job.stage.is_open() {
				open.insert(id);
				let count: &mut u32 = of_consumers.entry(job.consumer.clone()).or_default();
				*count = count.saturating_add(1);
				of_nodes.extend(job.participants.iter().map(|p| (p.node, id)));
			}
		}
		let indexed: BTreeSet<JobId> = OpenJobs::<T>::iter_keys().collect();
		ensure!(indexed == open, "the index of open jobs differs from the jobs");
		ensure!(u32::try_from(open.len()) == Ok(OpenJobs::<T>::count()), "open jobs miscounted");
		ensure!(OpenJobs::<T>::count() <= T::MaxOpenJobs::get(), "too many open jobs");
		let indexed: BTreeMap<AccountId, u32> = OpenJobsBy::<T>::iter().collect();
		ensure!(indexed == of_consumers, "jobs of a consumer miscounted");
		let indexed: BTreeSet<_> = OpenJobsOf::<T>::iter_keys().collect();
		ensure!(indexed == of_nodes, "the index of nodes differs from the jobs");
		Self::neighbours_count_alike(&open, &of_nodes)
	}

	/// Compute nodes and agreements count the jobs in progress that this pallet knows.
	fn neighbours_count_alike(
		open: &BTreeSet<JobId>,
		of_nodes: &BTreeSet<(ComputeNodeId, JobId)>,
	) -> Result<(), TryRuntimeError> {
		let mut by_node = BTreeMap::<ComputeNodeId, u32>::new();
		let mut by_agreement = BTreeMap::<AgreementId, u32>::new();
		for (node, _) in of_nodes {
			let count = by_node.entry(*node).or_default();
			*count = count.saturating_add(1);
		}
		for (id, job) in Jobs::<T>::iter() {
			let count = by_agreement.entry(job.spec.agreement).or_default();
			*count = count.saturating_add(open.contains(&id).into());
			for participant in &job.participants {
				by_node.entry(participant.node).or_default();
			}
		}
		ensure!(
			by_node.into_iter().all(|(id, jobs)| {
				// A node that takes part in no job may have been retired.
				T::ComputeNodes::get(id).map_or(0, |node| node.open_jobs) == jobs
			}),
			"a compute node counts other jobs"
		);
		ensure!(
			by_agreement.into_iter().all(|(id, jobs)| {
				T::Authorizations::get(id)
					.is_some_and(|agreement| agreement.standing.jobs_open == jobs)
			}),
			"an agreement counts other jobs"
		);
		Ok(())
	}

	fn parameters_are_what_they_say() -> Result<(), TryRuntimeError> {
		let mut uses = BTreeMap::<(AccountId, Hash), u32>::new();
		for job in Jobs::<T>::iter_values().filter(|job| job.stage.is_open()) {
			let count = uses.entry((job.consumer, job.spec.parameters)).or_default();
			*count = count.saturating_add(1);
		}
		let mut chunks = BTreeMap::new();
		for (owner, digest, set) in Parameters::<T>::iter() {
			if let Some(hashes) = set.complete() {
				ensure!(parameters_digest(&hashes) == digest, "a set has another digest");
			}
			let used = uses.remove(&(owner.clone(), digest)).unwrap_or_default();
			ensure!(set.jobs == used, "jobs of a set miscounted");
			for (index, hash) in (0u32..).zip(&set.chunks) {
				if let Some(hash) = hash {
					chunks.insert((owner.clone(), digest, index), *hash);
				}
			}
		}
		ensure!(uses.is_empty(), "an open job's parameters are gone");
		for (key, bytes) in ParameterChunks::<T>::iter() {
			let hash = Hash::from(sp_io::hashing::blake2_256(&bytes));
			ensure!(chunks.remove(&key) == Some(hash), "a chunk has another hash");
		}
		ensure!(chunks.is_empty(), "a chunk is missing");
		Ok(())
	}

	fn record_fits(id: JobId, job: &Job) -> Result<(), TryRuntimeError> {
		let Some(record) = Records::<T>::get(id) else {
			ensure!(job.stage.is_open(), "an ended job has no record");
			return Ok(());
		};
		let failure = match &job.stage {
			JobStage::Failed { cause, at_fault, .. } => Some((*cause, *at_fault)),
			JobStage::Settled { .. } => None,
			_ => return Err("a job in progress has a record".into()),
		};
		ensure!(record.failure == failure, "a record tells another end");
		let divided = record
			.settlement
			.paid
			.iter()
			.fold(record.settlement.refunded, |sum, paid| sum.saturating_add(*paid));
		ensure!(divided == job.fee, "a settlement does not sum to the fee");
		Ok(())
	}

	/// What is kept of the shares agrees with itself and with the stage.
	fn progress_fits(id: JobId, job: &Job) -> Result<(), TryRuntimeError> {
		let chunks = chunk_count(job.lanes());
		let is_open = job.stage.is_open();
		for chunk in 0..chunks {
			let state = ChunkStates::<T>::get(id, chunk);
			ensure!(is_open || state == Default::default(), "progress of an ended job is kept");
			let is_full = state.received.len() == job.participants.len();
			ensure!(state.sum_hash.is_some() == is_full, "a full chunk has no hash");
			ensure!(!is_full || state.check == 0, "a full chunk has masks that disagree");
			if let Some(sum) = Sums::<T>::get(id, chunk) {
				let bytes = lanes_in_chunk(job.lanes(), chunk).saturating_mul(LANE_BYTES);
				ensure!(crate::types::length(&sum) == bytes, "a sum has a wrong length");
			} else {
				ensure!(state.received.is_empty(), "a share is in no sum");
			}
		}
		for (index, participant) in job.participants.iter().enumerate() {
			let received = (0..chunks)
				.filter(|chunk| ChunkStates::<T>::get(id, chunk).received.contains(index));
			let delivered = Delivered::<T>::get(id, participant.node);
			ensure!(u32::try_from(received.count()) == Ok(delivered), "chunks miscounted");
			let is_sum = matches!(job.output, JobOutput::Sum { .. });
			if let (true, JobStage::Computing { complete, .. }) = (is_sum, &job.stage) {
				ensure!(complete.contains(index) == (delivered == chunks), "completeness differs");
			}
		}
		Ok(())
	}

	/// Parts of a result of bytes agree with what was committed to and with the stage.
	fn parts_fit(id: JobId, job: &Job) -> Result<(), TryRuntimeError> {
		let parts = job.output.parts(crate::types::length(&job.participants));
		let mut complete = 0u32;
		for part in 0..parts {
			let Some(state) = ResultParts::<T>::get(id, part) else { continue };
			ensure!(state.layout.fits(job.output.most_bytes()), "a layout does not add up");
			complete = complete.saturating_add(state.is_complete().into());
			for (chunk, hash) in (0u32..).zip(&state.layout.chunks) {
				let stored = ResultChunks::<T>::get((id, part, chunk));
				ensure!(stored.is_some() == state.received.contains(chunk), "a chunk is astray");
				let is_right = |bytes: &ResultBytes| {
					crate::types::length(bytes) == state.layout.bytes_in_chunk(chunk)
						&& Hash::from(sp_io::hashing::blake2_256(bytes)) == *hash
				};
				ensure!(stored.as_ref().is_none_or(is_right), "a chunk has another hash");
			}
		}
		let is_there = parts == 0 || complete == parts;
		match &job.stage {
			JobStage::Agreed { .. } => {
				ensure!(ResultParts::<T>::contains_key(id, 0) && !is_there, "nothing to bring")
			},
			JobStage::Aggregated { .. } | JobStage::Released => {
				ensure!(is_there, "a released result is not complete")
			},
			JobStage::Computing { complete: done, .. } if parts > 1 => {
				ensure!(u32::try_from(done.len()) == Ok(complete), "answers miscounted")
			},
			_ => {},
		}
		Ok(())
	}

	/// Reports of a joint computation that stopped are those of the participants heard.
	fn reports_fit(id: JobId, job: &Job) -> Result<(), TryRuntimeError> {
		let notes = Aborts::<T>::get(id);
		let parties: BTreeSet<_> = notes.iter().map(|note| usize::from(note.party)).collect();
		ensure!(parties.len() == notes.len(), "a participant reported twice");
		match job.stage {
			JobStage::Aborting { heard, .. } => {
				ensure!(!notes.is_empty(), "nobody has reported");
				ensure!(parties.iter().all(|p| heard.contains(*p)), "a report was not heard");
			},
			_ => ensure!(notes.is_empty(), "reports of a job that did not stop"),
		}
		Ok(())
	}

	fn keys_fit(id: JobId, job: &Job) -> Result<(), TryRuntimeError> {
		let usable = is_usable_channel_key(&job.spec.result_key)
			&& EphemeralKeys::<T>::iter_prefix_values(id).all(|key| is_usable_channel_key(&key));
		ensure!(usable, "a key that no honest peer uses");
		let keys = EphemeralKeys::<T>::iter_prefix_values(id).count();
		let expected = match &job.stage {
			JobStage::Requested { accepted, .. } => accepted.len(),
			JobStage::Failed { .. } => 0,
			JobStage::Settled { .. } if !Self::has_result(id) => 0,
			_ => job.participants.len(),
		};
		ensure!(keys == expected, "ephemeral keys do not fit the stage");
		Ok(())
	}

	fn nothing_is_left_over() -> Result<(), TryRuntimeError> {
		for (id, chunk) in Sums::<T>::iter_keys() {
			let job = Jobs::<T>::get(id).ok_or("a sum of no job")?;
			ensure!(chunk < chunk_count(job.lanes()), "a sum past the end");
			let is_failed = matches!(job.stage, JobStage::Failed { .. });
			ensure!(!is_failed, "the sum of a failed job is kept");
		}
		for (id, part) in ResultParts::<T>::iter_keys() {
			let job = Jobs::<T>::get(id).ok_or("a part of no job")?;
			let parts = job.output.parts(crate::types::length(&job.participants));
			let is_failed = matches!(job.stage, JobStage::Failed { .. });
			ensure!(part < parts && !is_failed, "a part that nobody reads");
		}
		let has_part = |(id, part, _)| ResultParts::<T>::contains_key(id, part);
		ensure!(ResultChunks::<T>::iter_keys().all(has_part), "a chunk of no part");
		let is_open = |id: JobId| OpenJobs::<T>::contains_key(id);
		ensure!(ChunkStates::<T>::iter_keys().all(|(id, _)| is_open(id)), "stray chunk state");
		ensure!(Aborts::<T>::iter_keys().all(is_open), "stray reports");
		ensure!(Delivered::<T>::iter_keys().all(|(id, _)| is_open(id)), "stray delivery");
		ensure!(Records::<T>::iter_keys().all(Jobs::<T>::contains_key), "record of no job");
		Ok(())
	}
}
