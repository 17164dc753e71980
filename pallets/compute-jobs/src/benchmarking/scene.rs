//! Jobs in the states that benchmarks start from.

use super::BenchmarkHelper;
use crate::{
	ChunkState, ChunkStates, Config, Delivered, EphemeralKeys, Jobs, Pallet, ShareLanes, Sums,
};
use alloc::{vec, vec::Vec};
use frame_support::{pallet_prelude::TransactionSource, traits::Authorize};
use panshi_primitives::{
	agreement::PartySet,
	consortium::Role,
	job::{
		Acceptance, AggregationMode, AlgorithmContent, Job, JobId, JobSpec, JobStage, OutputShape,
		ParametersType, Refusal, RefusalReason, ShareHeader, MAX_PARTICIPANTS,
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
	let consumer = T::BenchmarkHelper::member(Role::Consumer);
	let checker = T::BenchmarkHelper::member(Role::ThirdParty);
	let operator = T::BenchmarkHelper::member(Role::Operator);
	let digest = signing::algorithm_digest(&algorithm());
	Pallet::<T>::do_register_algorithm(checker.clone(), algorithm())?;
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
	for chunk in 0..chunk_count(job.lanes) {
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
	let bytes = lanes_in_chunk(job.lanes, chunk) * LANE_BYTES;
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
