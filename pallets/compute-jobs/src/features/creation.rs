//! The creation of a job: everything that is checked before money and nodes are bound.

use crate::{
	pallet::Error, Algorithms, Config, Event, HoldReason, Jobs, NextJobId, OpenJobs, OpenJobsBy,
	OpenJobsOf, Pallet, Parameters, ResultKeys,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, Get},
};
use panshi_primitives::{
	agreement::{Agreement, AuthorizationTerms, JobRequest},
	consortium::{ComputeNode, Role},
	data::DataId,
	is_usable_channel_key,
	job::{
		settle_fee, AggregationMode, AlgorithmContent, AlgorithmStatus, Job, JobId, JobOutput,
		JobSpec, JobStage, NoOutput, Participant,
	},
	signing::job_digest,
	traits::{Authorizations, ComputeNodes, DataIdentities, Members},
	AccountId, Balance,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> From<NoOutput> for Error<T> {
	fn from(why: NoOutput) -> Self {
		match why {
			NoOutput::BadShape => Error::BadAlgorithm,
			NoOutput::TooManyLanes => Error::TooManyLanes,
			NoOutput::TooManyBytes => Error::ResultTooLarge,
			NoOutput::WrongParties => Error::WrongParties,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create(consumer: AccountId, spec: JobSpec) -> DispatchResult {
		ensure!(T::Members::has_role(&consumer, Role::Consumer), Error::<T>::NotConsumer);
		ensure!(OpenJobs::<T>::count() < T::MaxOpenJobs::get(), Error::<T>::MaxOpenJobsExceeded);
		let of_consumer = OpenJobsBy::<T>::get(&consumer).unwrap_or_default();
		ensure!(of_consumer < T::MaxOpenJobsBy::get(), Error::<T>::MaxOpenJobsByExceeded);
		ensure!(is_usable_channel_key(&spec.result_key), Error::<T>::BadResultKey);
		ensure!(!ResultKeys::<T>::contains_key(spec.result_key), Error::<T>::ResultKeyUsed);
		let algorithm =
			Algorithms::<T>::get(spec.algorithm).ok_or(Error::<T>::AlgorithmNotFound)?;
		ensure!(algorithm.status == AlgorithmStatus::Approved, Error::<T>::AlgorithmNotApproved);
		ensure!(spec.items > 0, Error::<T>::NoItems);
		Self::use_parameters(&consumer, &spec)?;
		let participants = Self::participants_of(&spec)?;
		let output = Self::output_of(&algorithm.content, &spec, &participants)?;
		Self::charge(&spec, &participants)?;
		let mode = algorithm.content.aggregation;
		let agreement = Self::authorize_job(&consumer, &spec, mode, &participants)?;
		let job = Self::assemble(consumer, spec, participants, output, agreement)?;
		Self::open(job)
	}

	/// What the job gives, for these participants.
	fn output_of(
		algorithm: &AlgorithmContent,
		spec: &JobSpec,
		participants: &[Participant],
	) -> Result<JobOutput, Error<T>> {
		let holders: BTreeSet<_> = participants.iter().map(|p| &p.holder).collect();
		let holders = u32::try_from(holders.len()).unwrap_or(u32::MAX);
		algorithm
			.output_for(spec.items, crate::types::length(participants), holders)
			.map_err(Error::from)
	}

	/// Binds the parameters to one more job. A complete set has the digest it is stored under.
	fn use_parameters(consumer: &AccountId, spec: &JobSpec) -> Result<(), Error<T>> {
		let mut set =
			Parameters::<T>::get(consumer, spec.parameters).ok_or(Error::ParametersNotFound)?;
		ensure!(set.complete().is_some(), Error::ParametersIncomplete);
		set.jobs = set.jobs.checked_add(1).ok_or(Error::MaxOpenJobsExceeded)?;
		Parameters::<T>::insert(consumer, spec.parameters, set);
		Ok(())
	}

	fn participants_of(spec: &JobSpec) -> Result<Vec<Participant>, Error<T>> {
		ensure!(!spec.identities.is_empty(), Error::NoData);
		let mut participants = Vec::<Participant>::new();
		for data in &spec.identities {
			let participant = Self::participant_of(*data)?;
			ensure!(
				participants.iter().all(|other| other.node != participant.node),
				Error::DuplicateNode
			);
			participants.push(participant);
		}
		Ok(participants)
	}

	fn participant_of(data: DataId) -> Result<Participant, Error<T>> {
		let identity = T::DataIdentities::get(data).ok_or(Error::DataNotFound)?;
		ensure!(identity.status.is_usable(), Error::DataNotPublished);
		let id = identity.node.ok_or(Error::NoComputeNode)?;
		let node = T::ComputeNodes::get(id).ok_or(Error::NoComputeNode)?;
		ensure!(node.owner == identity.holder, Error::NodeOfAnotherHolder);
		ensure!(T::Members::has_role(&identity.holder, Role::Holder), Error::HolderRoleLost);
		ensure!(Self::bond_covers_one_more(&node), Error::BondTooLow);
		Ok(Participant {
			data,
			fingerprint: identity.descriptor.fingerprint,
			holder: identity.holder,
			node: id,
			signing_key: node.info.signing_key,
		})
	}

	/// Whether the bond covers a penalty for each job that `node` takes part in, and for one more.
	fn bond_covers_one_more(node: &ComputeNode) -> bool {
		let jobs = Balance::from(node.open_jobs).saturating_add(1);
		T::Penalty::get().checked_mul(jobs).is_some_and(|least| node.bond >= least)
	}

	fn authorize_job(
		consumer: &AccountId,
		spec: &JobSpec,
		aggregation: AggregationMode,
		participants: &[Participant],
	) -> Result<Agreement, DispatchError> {
		let identities: Vec<_> = participants.iter().map(|p| (p.data, p.holder.clone())).collect();
		let request = JobRequest {
			consumer,
			algorithm: &spec.algorithm,
			identities: &identities,
			aggregation,
			items: spec.items,
		};
		T::Authorizations::open_job(spec.agreement, &request)
	}

	fn assemble(
		consumer: AccountId,
		spec: JobSpec,
		participants: Vec<Participant>,
		output: JobOutput,
		agreement: Agreement,
	) -> Result<Job, Error<T>> {
		let terms: AuthorizationTerms =
			agreement.content.authorization().cloned().ok_or(Error::NotAnAuthorization)?;
		// What cannot be divided now could never be paid out.
		ensure!(
			settle_fee(terms.price, &terms.shares, None, None).is_some(),
			Error::SharesNotWhole
		);
		let id = NextJobId::<T>::get();
		let digest = job_digest(
			&Self::genesis(),
			id,
			&consumer,
			&spec,
			&participants,
			&agreement.standing.digest,
		);
		let now = Self::now();
		Ok(Job {
			consumer,
			spec,
			participants: participants.try_into().map_err(|_| Error::NoData)?,
			output,
			agreement_digest: agreement.standing.digest,
			ordinal: agreement.standing.jobs_started,
			digest,
			fee: terms.price,
			shares: terms.shares,
			windows: terms.windows,
			release: terms.release,
			created_at: now,
			stage: JobStage::requested(&terms.windows, now),
		})
	}

	fn open(job: Job) -> DispatchResult {
		let id: JobId = NextJobId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::JobIdsExhausted)?;
		T::Currency::hold(&HoldReason::JobEscrow.into(), &job.consumer, job.fee)?;
		for participant in &job.participants {
			T::ComputeNodes::open_job(participant.node)?;
			OpenJobsOf::<T>::insert(participant.node, id, ());
		}
		NextJobId::<T>::put(next);
		OpenJobs::<T>::insert(id, ());
		OpenJobsBy::<T>::mutate(&job.consumer, |jobs| {
			*jobs = Some(jobs.unwrap_or_default().saturating_add(1));
		});
		ResultKeys::<T>::insert(job.spec.result_key, id);
		Self::deposit_event(Event::Created {
			job: id,
			agreement: job.spec.agreement,
			consumer: job.consumer.clone(),
			digest: job.digest,
			fee: job.fee,
		});
		Jobs::<T>::insert(id, job);
		Ok(())
	}
}
