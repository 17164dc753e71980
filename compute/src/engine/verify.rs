//! A compute node's own check of a job: it takes nobody's word but that of finalized chain state.

use codec::DecodeAll;
use panshi_primitives::{
	agreement::{AgreementState, JobRequest, NotCovered},
	consortium::ComputeNodeId,
	duo::Mismatch,
	genomics::VariantList,
	is_usable_channel_key,
	job::{
		AggregationMode, AlgorithmContent, AlgorithmStatus, JobId, JobOutput, OutputShape,
		ParametersType, Participant, RefusalReason, ALLELE_COUNTS, ALLELE_COUNTS_LANES,
		MAX_PARAMETER_CHUNK, NOISED_ALLELE_COUNTS,
	},
	offchain::Assignment,
	privacy::{BadPlan, NoisePlan, Release},
	signing::{agreement_digest, algorithm_digest, job_digest, parameters_digest},
	Hash, SigningKey,
};
use sp_crypto_hashing::blake2_256;
use std::collections::BTreeSet;
use thiserror::Error;

/// What a job is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Own {
	/// Genesis of the chain.
	pub genesis: Hash,
	/// Number of this compute node.
	pub node: ComputeNodeId,
	/// Its signing key.
	pub signing_key: SigningKey,
	/// Fewest holders in a job that this node's owner takes part in.
	pub least_holders: usize,
}

/// What is wrong with a job.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum Finding {
	/// The digest of the agreement is not that of its content: the parties signed something else.
	#[error("the digest of the agreement is not that of its content")]
	AgreementDigest,
	/// The job names another agreement than the one at hand.
	#[error("the job names another agreement")]
	OtherAgreement,
	/// The digest of the job is not that of its content.
	#[error("the digest of the job is not that of its content")]
	JobDigest,
	/// The agreement does not cover the job.
	#[error("the agreement does not cover the job: {0:?}")]
	NotCovered(NotCovered),
	/// The terms of use of this node's data do not permit the purpose that the parties signed.
	#[error("the terms of use of the data do not permit the purpose: {0:?}")]
	Purpose(Mismatch),
	/// The consumer's key is malformed, or of small order: the sum would open for everybody.
	#[error("the result key of the job is unusable")]
	ResultKey,
	/// The participants are not those of the identities, or one takes part twice.
	#[error("the participants do not match the identities, or one takes part twice")]
	Participants,
	/// This node is not among the participants.
	#[error("this node is not among the participants")]
	NotAParticipant,
	/// The descriptor of the data is of other data.
	#[error("the descriptor is of other data")]
	OtherData,
	/// The algorithm is not what its digest says, or this node does not implement it.
	#[error("the algorithm is unknown")]
	Algorithm,
	/// What the job gives is not what the algorithm gives for these items and participants.
	#[error("what the job gives does not follow from its algorithm, items and participants")]
	Output,
	/// This node does not compute that, or not with these parameters or data.
	#[error("the computation is not one of this node: {0:?}")]
	Protocol(RefusalReason),
	/// The parameters are missing, or are not those that the job names.
	#[error("the parameters are not those that the job names")]
	Parameters,
	/// The parameters are not a well-formed list of variants of the stated length.
	#[error("the parameters are not a well-formed list of variants of the stated length")]
	VariantList,
	/// The list was normalised by another rule, or for another build, than the data.
	#[error("the list was normalised by another rule, or for another build, than the data")]
	RuleMismatch,
	/// The privacy loss that the job asks for does not fit the algorithm.
	#[error("the noise of the job cannot be made as it asks for: {0:?}")]
	Noise(BadPlan),
	/// Fewer holders take part than the owner of this node wants.
	#[error("fewer holders take part than the holder's own policy wants")]
	Policy,
}

impl Finding {
	/// What the chain is told.
	pub fn reason(self) -> RefusalReason {
		match self {
			Finding::NotCovered(NotCovered::DisclosureRule) => RefusalReason::DisclosureRule,
			Finding::AgreementDigest
			| Finding::OtherAgreement
			| Finding::JobDigest
			| Finding::NotCovered(_)
			| Finding::Purpose(_)
			| Finding::Participants
			| Finding::NotAParticipant => RefusalReason::NotCovered,
			Finding::OtherData => RefusalReason::DataMissing,
			Finding::Algorithm => RefusalReason::UnknownAlgorithm,
			Finding::ResultKey
			| Finding::Output
			| Finding::Parameters
			| Finding::VariantList
			| Finding::Noise(_) => RefusalReason::BadParameters,
			Finding::Protocol(reason) => reason,
			Finding::RuleMismatch => RefusalReason::RuleMismatch,
			Finding::Policy => RefusalReason::HolderPolicy,
		}
	}
}

fn ensure(holds: bool, finding: Finding) -> Result<(), Finding> {
	if holds {
		Ok(())
	} else {
		Err(finding)
	}
}

/// Checks that the job with number `id` is covered by an agreement that all parties signed, that it
/// asks for an algorithm this node runs, and that this node takes part. Gives the node's index
/// among the participants.
pub fn check_job(own: &Own, id: JobId, assignment: &Assignment) -> Result<usize, Finding> {
	check_signed(own, id, assignment)?;
	let index = check_participants(own, assignment)?;
	check_algorithm(assignment)?;
	let job = &assignment.job;
	let identities: Vec<_> = job.participants.iter().map(|p| (p.data, p.holder.clone())).collect();
	let request = JobRequest {
		consumer: &job.consumer,
		algorithm: &job.spec.algorithm,
		identities: &identities,
		aggregation: assignment.algorithm.content.aggregation,
		items: job.spec.items,
	};
	assignment
		.agreement
		.covers(&request, job.ordinal, assignment.now)
		.map_err(Finding::NotCovered)?;
	check_purpose(assignment)?;
	// Now, while refusing is nobody's fault: after the acceptance it would be this node's.
	ensure(is_usable_channel_key(&job.spec.result_key), Finding::ResultKey)?;
	let holders: BTreeSet<_> = job.participants.iter().map(|p| &p.holder).collect();
	// An answer is of one holder by its nature.
	let is_answer = matches!(job.output, JobOutput::Collected { .. });
	ensure(is_answer || holders.len() >= own.least_holders, Finding::Policy)?;
	Ok(index)
}

/// Checks an accepted job again before the share is computed: what was accepted has not changed.
pub fn check_accepted(own: &Own, id: JobId, assignment: &Assignment) -> Result<usize, Finding> {
	check_signed(own, id, assignment)?;
	check_participants(own, assignment)
}

/// Whether somebody has suspended the agreement: its jobs wait. A term that merely ran out does not
/// stop a job that began within it.
pub fn is_suspended(assignment: &Assignment) -> bool {
	let state = assignment.agreement.standing.state_at(assignment.now);
	matches!(state, AgreementState::Suspended { .. })
}

/// Every digest is recomputed from what it stands for.
fn check_signed(own: &Own, id: JobId, assignment: &Assignment) -> Result<(), Finding> {
	let Assignment { job, agreement, agreement_id, .. } = assignment;
	let signed = agreement_digest(&own.genesis, *agreement_id, &agreement.content);
	ensure(signed == agreement.standing.digest, Finding::AgreementDigest)?;
	ensure(
		job.agreement_digest == agreement.standing.digest && job.spec.agreement == *agreement_id,
		Finding::OtherAgreement,
	)?;
	let digest = job_digest(
		&own.genesis,
		id,
		&job.consumer,
		&job.spec,
		&job.participants,
		&job.agreement_digest,
	);
	ensure(digest == job.digest, Finding::JobDigest)
}

fn check_participants(own: &Own, assignment: &Assignment) -> Result<usize, Finding> {
	let job = &assignment.job;
	let participants = &job.participants;
	ensure(participants.iter().map(|p| p.data).eq(job.spec.identities.iter().copied()), {
		Finding::Participants
	})?;
	ensure(
		all_differ(participants, |p| p.node)
			&& all_differ(participants, |p| p.signing_key)
			&& all_differ(participants, |p| p.data)
			&& all_differ(participants, |p| p.fingerprint),
		Finding::Participants,
	)?;
	let index = participants
		.iter()
		.position(|p| p.node == own.node && p.signing_key == own.signing_key)
		.ok_or(Finding::NotAParticipant)?;
	ensure(
		participants.get(index).is_some_and(|p| p.fingerprint == assignment.data.fingerprint),
		Finding::OtherData,
	)?;
	Ok(index)
}

/// The data of this node may be used for what the parties signed, as long as they signed for.
fn check_purpose(assignment: &Assignment) -> Result<(), Finding> {
	let content = &assignment.agreement.content;
	let Some(terms) = content.authorization() else {
		return Err(Finding::NotCovered(NotCovered::NotAnAuthorization));
	};
	let until = content.sign_before.saturating_add(content.term);
	assignment.data.data_use.permits(&terms.purpose, until).map_err(Finding::Purpose)
}

fn all_differ<T: Ord>(participants: &[Participant], part: impl Fn(&Participant) -> T) -> bool {
	participants.iter().map(part).collect::<BTreeSet<_>>().len() == participants.len()
}

fn check_algorithm(assignment: &Assignment) -> Result<(), Finding> {
	let Assignment { job, algorithm, .. } = assignment;
	let content = &algorithm.content;
	ensure(
		algorithm_digest(content) == job.spec.algorithm
			&& algorithm.status == AlgorithmStatus::Approved
			&& (content.aggregation != AggregationMode::SealedSum || is_allele_counts(content)),
		Finding::Algorithm,
	)?;
	let holders: BTreeSet<_> = job.participants.iter().map(|p| &p.holder).collect();
	let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
	let (parties, holders) = (count(job.participants.len()), count(holders.len()));
	let output = content.output_for(job.spec.items, parties, holders);
	ensure(output == Ok(job.output), Finding::Output)?;
	noise_plan(assignment).map(drop)
}

/// How the noise of the job is made, as the chain charged for it; `None` where its result is exact.
pub fn noise_plan(assignment: &Assignment) -> Result<Option<NoisePlan>, Finding> {
	let Assignment { job, algorithm, .. } = assignment;
	Release::of(&algorithm.content.code)
		.plan(
			algorithm.content.aggregation,
			job.spec.items,
			job.spec.rho,
			job.participants.iter().map(|p| &p.holder),
		)
		.map_err(Finding::Noise)
}

fn is_allele_counts(content: &AlgorithmContent) -> bool {
	[ALLELE_COUNTS, NOISED_ALLELE_COUNTS].contains(&content.code.as_slice())
		&& content.parameters == ParametersType::VariantList
		&& content.output == OutputShape::LanesPerItem { lanes: ALLELE_COUNTS_LANES }
}

/// Checks that `chunks` are the parameters that the job names, and joins them.
pub(super) fn read_parameters(
	assignment: &Assignment,
	chunks: &[Vec<u8>],
) -> Result<Vec<u8>, Finding> {
	let spec = &assignment.job.spec;
	let fits = |chunk: &Vec<u8>| u32::try_from(chunk.len()).is_ok_and(|n| n <= MAX_PARAMETER_CHUNK);
	ensure(chunks.iter().all(fits), Finding::Parameters)?;
	let hashes: Vec<_> = chunks.iter().map(|chunk| Hash::from(blake2_256(chunk))).collect();
	ensure(parameters_digest(&hashes) == spec.parameters, Finding::Parameters)?;
	Ok(chunks.concat())
}

/// Checks that `chunks` are the parameters that the job names, and reads them as a list of variants.
pub fn check_parameters(
	assignment: &Assignment,
	chunks: &[Vec<u8>],
) -> Result<VariantList, Finding> {
	let spec = &assignment.job.spec;
	let bytes = read_parameters(assignment, chunks)?;
	let list = VariantList::decode_all(&mut bytes.as_slice()).map_err(|_| Finding::VariantList)?;
	let items = u32::try_from(list.variants.len()).ok();
	ensure(list.check().is_ok() && items == Some(spec.items), Finding::VariantList)?;
	ensure(
		list.rule == assignment.data.rule && list.build == assignment.data.reference_build,
		Finding::RuleMismatch,
	)?;
	Ok(list)
}
