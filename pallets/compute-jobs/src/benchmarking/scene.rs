//! Jobs in the states that benchmarks start from.

use super::BenchmarkHelper;
use crate::{
	Aborts, ChunkState, ChunkStates, Config, Delivered, EphemeralKeys, Jobs, Pallet, ResultBytes,
	ResultParts, ShareLanes, Sums,
};
use alloc::{vec, vec::Vec};
use frame_support::{pallet_prelude::TransactionSource, traits::Authorize};
use panshi_primitives::{
	agreement::PartySet,
	consortium::Role,
	job::{
		AbortNote, AbortNotes, AbortReason, AbortReport, Acceptance, AggregationMode,
		AlgorithmContent, ChunkSet, Commitment, Job, JobId, JobSpec, JobStage, OutputShape,
		ParametersType, Refusal, RefusalReason, ResultHeader, ResultLayout, ResultPart,
		ShareHeader, Strength, MAX_COMPUTING_PARTIES, MAX_PARTICIPANTS, MAX_RESULT_BYTES,
		MAX_RESULT_CHUNKS, RESULT_CHUNK,
	},
	sealed_sum::{chunk_count, lanes_in_chunk, LANES_PER_CHUNK, LANE_BYTES},
	signing, AccountId, BlockNumber, Hash, SigningKey,
};
use sp_core::{crypto::KeyTypeId, ed25519};
use sp_runtime::DispatchError;

const KEY_TYPE: KeyTypeId = KeyTypeId(*b"bnch");
const PARAMETERS: &[u8] = b"parameters";
pub(crate) const ID: JobId = 0;

pub(crate) fn algorithm() -> AlgorithmContent {
	AlgorithmContent {
		name: vec![b'n'; 64].try_into().expect("64 bytes"),
		code: vec![b'c'; 64].try_into().expect("64 bytes"),
		specification: Hash::repeat_byte(1),
		parameters: ParametersType::VariantList,
		output: OutputShape::LanesPerItem { lanes: 1 },
		aggregation: AggregationMode::SealedSum,
	}
}

/// A joint computation whose result is as long as it may be.
pub(crate) fn joint() -> AlgorithmContent {
	AlgorithmContent {
		output: OutputShape::Bytes { most: MAX_RESULT_BYTES },
		aggregation: AggregationMode::Agreement { strength: Strength::AllButOne },
		..algorithm()
	}
}

pub(crate) fn hash_of(bytes: &[u8]) -> Hash {
	Hash::from(sp_io::hashing::blake2_256(bytes))
}

/// A consumer that may create a job over `participants` data with `lanes` lanes.
pub(crate) struct Scene {
	pub(crate) consumer: AccountId,
	pub(crate) checker: AccountId,
	pub(crate) spec: JobSpec,
}

pub(crate) fn set_scene<T: Config>(participants: u32, lanes: u32) -> Result<Scene, DispatchError> {
	set_scene_of::<T>(algorithm(), participants, lanes)
}

/// A consumer that may create a job that runs `content` over `participants` data, with one item
/// less than `lanes`.
fn set_scene_of<T: Config>(
	content: AlgorithmContent,
	participants: u32,
	lanes: u32,
) -> Result<Scene, DispatchError> {
	let consumer = T::BenchmarkHelper::member(Role::Consumer);
	let checker = T::BenchmarkHelper::member(Role::ThirdParty);
	let operator = T::BenchmarkHelper::member(Role::Operator);
	let digest = signing::algorithm_digest(&content);
	Pallet::<T>::do_register_algorithm(checker.clone(), content)?;
	Pallet::<T>::do_review_algorithm(operator, digest, true)?;
	let parameters = signing::parameters_digest(&[hash_of(PARAMETERS)]);
	let bytes = PARAMETERS.to_vec().try_into().expect("it is short");
	Pallet::<T>::do_upload_parameters(consumer.clone(), parameters, (0, 1), bytes)?;
	let keys: Vec<SigningKey> =
		(0..participants).map(|_| sp_io::crypto::ed25519_generate(KEY_TYPE, None).0).collect();
	let (agreement, identities) =
		T::BenchmarkHelper::authorization(&consumer, &checker, &digest, &keys);
	let spec = JobSpec {
		agreement,
		algorithm: digest,
		parameters,
		items: lanes - 1,
		identities: identities.try_into().expect("as many as there are participants"),
		rho: None,
		result_key: [3; 32],
	};
	Ok(Scene { consumer, checker, spec })
}

/// Creates a job.
pub(crate) fn create_job<T: Config>(
	participants: u32,
	lanes: u32,
) -> Result<(Scene, Job), DispatchError> {
	let scene = set_scene::<T>(participants, lanes)?;
	Pallet::<T>::do_create(scene.consumer.clone(), scene.spec.clone())?;
	let job = Jobs::<T>::get(ID).expect("it was created");
	Ok((scene, job))
}

fn everybody(job: &Job) -> PartySet {
	(0..job.participants.len()).fold(PartySet::default(), PartySet::with)
}

pub(crate) fn late() -> BlockNumber {
	2_000
}

/// A job of which every share is in, in `stage`.
pub(crate) fn summed_job<T: Config>(
	participants: u32,
	chunks: u32,
	stage: impl FnOnce(&Job) -> JobStage,
) -> Result<(Scene, Job), DispatchError> {
	let (scene, mut job) = create_job::<T>(participants, chunks * LANES_PER_CHUNK)?;
	for (n, participant) in (1u8..).zip(&job.participants) {
		EphemeralKeys::<T>::insert(ID, participant.node, [n; 32]);
		Delivered::<T>::insert(ID, participant.node, chunks);
	}
	for chunk in 0..chunk_count(job.lanes()) {
		Sums::<T>::insert(ID, chunk, chunk_of(&job, chunk));
		let sum_hash = Some(Hash::repeat_byte(5));
		let received = everybody(&job);
		ChunkStates::<T>::insert(ID, chunk, ChunkState { received, check: 0, sum_hash });
	}
	job.stage = stage(&job);
	Jobs::<T>::insert(ID, &job);
	Ok((scene, job))
}

fn chunk_of(job: &Job, chunk: u32) -> ShareLanes {
	let bytes = lanes_in_chunk(job.lanes(), chunk) * LANE_BYTES;
	vec![9; bytes as usize].try_into().expect("a chunk")
}

/// A job whose first half of participants has delivered.
pub(crate) fn half_done(job: &Job) -> JobStage {
	let complete = (0..job.participants.len() / 2).fold(PartySet::default(), PartySet::with);
	JobStage::Computing { deadline: late() - 1, complete }
}

/// A job in which all have accepted, and all but the last have submitted the only chunk.
pub(crate) fn almost_summed<T: Config>(
	lanes: u32,
) -> Result<(ShareHeader, ShareLanes, [u8; 64]), DispatchError> {
	let (_, mut job) = create_job::<T>(MAX_PARTICIPANTS, lanes)?;
	let last = job.participants.len() - 1;
	let before = (0..last).fold(PartySet::default(), PartySet::with);
	let bytes = chunk_of(&job, 0);
	Sums::<T>::insert(ID, 0, bytes.clone());
	let state = ChunkState { received: before, check: 0, sum_hash: None };
	ChunkStates::<T>::insert(ID, 0, state);
	job.stage = JobStage::Computing { deadline: late(), complete: before };
	Jobs::<T>::insert(ID, &job);
	let participant = &job.participants[last];
	let lanes_hash = hash_of(&bytes);
	let header = ShareHeader { job: ID, node: participant.node, chunk: 0, check: 0, lanes_hash };
	let payload = signing::share_payload(&Pallet::<T>::genesis(), &job.digest, &header);
	Ok((header, bytes, sign(&participant.signing_key, &payload)))
}

/// A joint computation of the most parties, which all have accepted, in `stage`.
fn joint_job<T: Config>(stage: impl FnOnce(&Job) -> JobStage) -> Result<Job, DispatchError> {
	let scene = set_scene_of::<T>(joint(), MAX_COMPUTING_PARTIES, 2)?;
	Pallet::<T>::do_create(scene.consumer, scene.spec)?;
	let mut job = Jobs::<T>::get(ID).expect("it was created");
	for (n, participant) in (1u8..).zip(&job.participants) {
		EphemeralKeys::<T>::insert(ID, participant.node, [n; 32]);
	}
	job.stage = stage(&job);
	Jobs::<T>::insert(ID, &job);
	Ok(job)
}

/// All participants of `job` but the last.
fn all_but_last(job: &Job) -> PartySet {
	(0..job.participants.len() - 1).fold(PartySet::default(), PartySet::with)
}

/// A result of the most chunks, the last of which is `last`.
fn long_layout(last: &[u8]) -> ResultLayout {
	let mut chunks = vec![Hash::repeat_byte(6); MAX_RESULT_CHUNKS as usize - 1];
	chunks.push(hash_of(last));
	let length = MAX_RESULT_BYTES - RESULT_CHUNK + crate::types::length(last);
	ResultLayout { length, chunks: chunks.try_into().expect("as many as there may be") }
}

/// The last commitment to a result of the most chunks.
pub(crate) fn last_commitment<T: Config>() -> Result<(Commitment, [u8; 64]), DispatchError> {
	let job = joint_job::<T>(|job| JobStage::Computing {
		deadline: late(),
		complete: all_but_last(job),
	})?;
	let layout = long_layout(&[1]);
	let part = ResultPart { layout: layout.clone(), received: ChunkSet::default() };
	ResultParts::<T>::insert(ID, 0, part);
	let participant = job.participants.last().expect("there are some");
	let commitment = Commitment { job: ID, node: participant.node, layout };
	let payload = signing::commitment_payload(&Pallet::<T>::genesis(), &job.digest, &commitment);
	Ok((commitment, sign(&participant.signing_key, &payload)))
}

/// The chunk of `length` bytes that completes a result of the most chunks.
pub(crate) fn last_chunk<T: Config>(
	length: u32,
) -> Result<(ResultHeader, ResultBytes, [u8; 64]), DispatchError> {
	let job = joint_job::<T>(|_| JobStage::Agreed { deadline: late() })?;
	let bytes: ResultBytes = vec![7; length as usize].try_into().expect("a chunk");
	let last = MAX_RESULT_CHUNKS - 1;
	let received = (0..last).fold(ChunkSet::default(), ChunkSet::with);
	let part = ResultPart { layout: long_layout(&bytes), received };
	ResultParts::<T>::insert(ID, 0, part);
	let participant = job.participants.last().expect("there are some");
	let header = ResultHeader { job: ID, node: participant.node, chunk: last };
	let genesis = Pallet::<T>::genesis();
	let payload = signing::result_chunk_payload(&genesis, &job.digest, &header, &hash_of(&bytes));
	let signature = sign(&participant.signing_key, &payload);
	Ok((header, bytes, signature))
}

/// The last report but one of a joint computation that stopped.
pub(crate) fn late_report<T: Config>() -> Result<(AbortReport, [u8; 64]), DispatchError> {
	let count = MAX_COMPUTING_PARTIES as usize - 2;
	let heard = (0..count).fold(PartySet::default(), PartySet::with);
	let job = joint_job::<T>(|_| JobStage::Aborting { deadline: late(), heard })?;
	let reason = AbortReason::Cheated { party: 0 };
	let notes: Vec<_> = (0..count as u8).map(|party| AbortNote { party, reason }).collect();
	Aborts::<T>::insert(ID, AbortNotes::try_from(notes).expect("as many as there may be"));
	let participant = job.participants.last().expect("there are some");
	let report = AbortReport { job: ID, node: participant.node, job_digest: job.digest, reason };
	let payload = signing::abort_payload(&Pallet::<T>::genesis(), &report);
	Ok((report, sign(&participant.signing_key, &payload)))
}

/// The last acceptance of a job of the most participants.
pub(crate) fn last_acceptance<T: Config>() -> Result<(Acceptance, [u8; 64]), DispatchError> {
	let (_, job) = create_job::<T>(MAX_PARTICIPANTS, LANES_PER_CHUNK)?;
	let last = job.participants.len() - 1;
	let accept = |n: usize| Acceptance {
		job: ID,
		node: job.participants[n].node,
		job_digest: job.digest,
		ephemeral_key: [n as u8 + 10; 32],
	};
	for n in 0..last {
		Pallet::<T>::do_accept(accept(n))?;
	}
	let acceptance = accept(last);
	let payload = signing::acceptance_payload(&Pallet::<T>::genesis(), &acceptance);
	let signature = sign(&job.participants[last].signing_key, &payload);
	Ok((acceptance, signature))
}

/// A refusal by the last participant, when half of the others have delivered.
pub(crate) fn late_refusal<T: Config>(
	participants: u32,
	chunks: u32,
) -> Result<(Refusal, [u8; 64]), DispatchError> {
	let (_, job) = summed_job::<T>(participants, chunks, half_done)?;
	let participant = job.participants.last().expect("there are some");
	let refusal = Refusal {
		job: ID,
		node: participant.node,
		job_digest: job.digest,
		reason: RefusalReason::DataChanged,
	};
	let payload = signing::refusal_payload(&Pallet::<T>::genesis(), &refusal);
	Ok((refusal, sign(&participant.signing_key, &payload)))
}

fn sign(key: &SigningKey, payload: &Hash) -> [u8; 64] {
	let key = ed25519::Public::from_raw(*key);
	sp_io::crypto::ed25519_sign(KEY_TYPE, &key, payload.as_bytes())
		.expect("the key was generated here")
		.0
}

pub(crate) fn authorize<C: Authorize>(call: C) {
	let valid = call.authorize(TransactionSource::External).expect("it is authorized");
	assert!(valid.is_ok(), "it is valid");
}
