//! Steps of a job, as people and compute nodes take them.

use crate::{mock::*, Call, Error, Event, Jobs, ResultBytes, ShareLanes, MAX_CHUNKS};
use codec::Encode;
use frame_support::{assert_ok, dispatch::DispatchResultWithPostInfo, traits::Authorize};
use panshi_primitives::{
	consortium::ComputeNodeId,
	job::{
		AbortReason, AbortReport, Acceptance, AggregationMode, AlgorithmContent, Commitment,
		FailureCause, Job, JobId, JobSpec, JobStage, OutputShape, ParametersType, Refusal,
		RefusalReason, ResultHeader, ResultLayout, ShareHeader, Strength, MAX_RESULT_BYTES,
		RESULT_CHUNK,
	},
	sealed_sum::{chunk_count, lanes_in_chunk},
	signing,
	traits::ComputeNodes,
	AccountId, Balance, BlockNumber, ChannelKey, Hash,
};
use sp_core::{ed25519, Pair};
use sp_runtime::{
	traits::Dispatchable,
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction,
	},
};

/// The parameters of every job of the tests: one chunk.
pub(crate) const PARAMETERS: &[u8] = b"22:1:A:C";

pub(crate) fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub(crate) fn authorized() -> RuntimeOrigin {
	frame_system::RawOrigin::Authorized.into()
}

pub(crate) fn algorithm() -> AlgorithmContent {
	AlgorithmContent {
		name: b"Sums".to_vec().try_into().expect("short"),
		code: b"test/sums".to_vec().try_into().expect("short"),
		specification: Hash::zero(),
		parameters: ParametersType::VariantList,
		output: OutputShape::LanesPerItem { lanes: 1 },
		aggregation: AggregationMode::SealedSum,
	}
}

pub(crate) fn algorithm_digest() -> Hash {
	signing::algorithm_digest(&algorithm())
}

/// A joint computation whose result has at most three chunks.
pub(crate) fn joint(strength: Strength) -> AlgorithmContent {
	AlgorithmContent {
		code: b"test/joint".to_vec().try_into().expect("short"),
		parameters: ParametersType::Association,
		output: OutputShape::Bytes { most: 3 * RESULT_CHUNK },
		aggregation: AggregationMode::Agreement { strength },
		..algorithm()
	}
}

/// A query whose answers have at most two chunks each.
pub(crate) fn query() -> AlgorithmContent {
	AlgorithmContent {
		code: b"test/query".to_vec().try_into().expect("short"),
		parameters: ParametersType::PhenotypeQuery,
		output: OutputShape::Bytes { most: 2 * RESULT_CHUNK },
		aggregation: AggregationMode::Collect,
		..algorithm()
	}
}

/// A query whose answers are as long as they may be.
pub(crate) fn long_query() -> AlgorithmContent {
	AlgorithmContent { output: OutputShape::Bytes { most: MAX_RESULT_BYTES }, ..query() }
}

/// Digests of all algorithms that the authorization of tests names.
pub(crate) fn algorithm_digests() -> Vec<Hash> {
	let (majority, any) = (joint(Strength::HonestMajority), joint(Strength::AllButOne));
	[algorithm(), majority, any, query(), long_query()]
		.iter()
		.map(signing::algorithm_digest)
		.collect()
}

/// A job of `algorithm` over the data of the first `holders` holders, which all have accepted.
pub(crate) fn create_accepted(algorithm: AlgorithmContent, holders: ComputeNodeId) -> JobId {
	prepare_other(algorithm.clone());
	let spec =
		JobSpec { algorithm: signing::algorithm_digest(&algorithm), ..spec(holders, 1, 200) };
	assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec));
	accept_all(0);
	0
}

/// Registers and approves `algorithm` and uploads the parameters.
pub(crate) fn prepare_other(algorithm: AlgorithmContent) {
	let digest = signing::algorithm_digest(&algorithm);
	assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), algorithm));
	assert_ok!(ComputeJobs::review_algorithm(signed(&OPERATOR), digest, true));
	let bytes = PARAMETERS.to_vec().try_into().expect("short");
	assert_ok!(ComputeJobs::upload_parameters(signed(&CONSUMER), parameters_digest(), 0, 1, bytes));
}

pub(crate) fn layout(bytes: &[u8]) -> ResultLayout {
	ResultLayout::of(bytes, sp_io::hashing::blake2_256).expect("tests have short results")
}

pub(crate) fn commit_call(job_id: JobId, node: ComputeNodeId, layout: ResultLayout) -> Call<Test> {
	let commitment = Commitment { job: job_id, node, layout };
	let payload = signing::commitment_payload(&genesis(), &job(job_id).digest, &commitment);
	Call::commit_result { signature: sign(node, &payload), commitment }
}

/// Commits `node` to `bytes`.
pub(crate) fn commit(job_id: JobId, node: ComputeNodeId, bytes: &[u8]) {
	assert_ok!(send(commit_call(job_id, node, layout(bytes))));
}

pub(crate) fn upload_call(
	job_id: JobId,
	node: ComputeNodeId,
	chunk: u32,
	bytes: &[u8],
) -> Call<Test> {
	let header = ResultHeader { job: job_id, node, chunk };
	let bytes: ResultBytes = bytes.to_vec().try_into().expect("a chunk");
	let digest = job(job_id).digest;
	let payload = signing::result_chunk_payload(&genesis(), &digest, &header, &hash_of(&bytes));
	Call::upload_result { signature: sign(node, &payload), header, bytes }
}

/// Brings all chunks of `bytes` by `node`.
pub(crate) fn upload(job_id: JobId, node: ComputeNodeId, bytes: &[u8]) {
	for (chunk, bytes) in (0..).zip(bytes.chunks(RESULT_CHUNK as usize)) {
		assert_ok!(send(upload_call(job_id, node, chunk, bytes)));
	}
}

pub(crate) fn abort_call(job_id: JobId, node: ComputeNodeId, reason: AbortReason) -> Call<Test> {
	let report = AbortReport { job: job_id, node, job_digest: job(job_id).digest, reason };
	let payload = signing::abort_payload(&genesis(), &report);
	Call::report_abort { signature: sign(node, &payload), report }
}

pub(crate) fn abort(job_id: JobId, node: ComputeNodeId, reason: AbortReason) {
	assert_ok!(send(abort_call(job_id, node, reason)));
}

/// How the pool names `error`.
pub(crate) fn custom(error: Error<Test>) -> InvalidTransaction {
	InvalidTransaction::Custom(error.encode()[0])
}

pub(crate) fn bad_proof() -> TransactionValidityError {
	InvalidTransaction::BadProof.into()
}

pub(crate) fn stale() -> TransactionValidityError {
	InvalidTransaction::Stale.into()
}

pub(crate) fn bond(node: ComputeNodeId) -> Balance {
	<World as ComputeNodes>::get(node).expect("it was made").bond
}

pub(crate) fn hash_of(bytes: &[u8]) -> Hash {
	Hash::from(sp_io::hashing::blake2_256(bytes))
}

pub(crate) fn parameters_digest() -> Hash {
	signing::parameters_digest(&[hash_of(PARAMETERS)])
}

pub(crate) fn genesis() -> Hash {
	System::block_hash(0)
}

pub(crate) fn at(block: BlockNumber) {
	System::set_block_number(block);
}

pub(crate) fn free(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

pub(crate) fn escrow() -> Balance {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&crate::HoldReason::JobEscrow.into(), &CONSUMER)
}

pub(crate) fn deposits() -> Balance {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&crate::HoldReason::ParameterDeposit.into(), &CONSUMER)
}

pub(crate) fn assert_event(event: Event<Test>) {
	System::assert_has_event(event.into());
}

/// Registers and approves the algorithm and uploads the parameters.
pub(crate) fn prepare() {
	assert_ok!(ComputeJobs::register_algorithm(signed(&AUTHOR), algorithm()));
	assert_ok!(ComputeJobs::review_algorithm(signed(&OPERATOR), algorithm_digest(), true));
	let bytes = PARAMETERS.to_vec().try_into().expect("short");
	let digest = parameters_digest();
	assert_ok!(ComputeJobs::upload_parameters(signed(&CONSUMER), digest, 0, 1, bytes));
}

/// A result key made of `key`. The last byte is zero, which keeps it in its canonical encoding.
pub(crate) fn result_key(key: u8) -> ChannelKey {
	let mut bytes = [key; 32];
	bytes[31] = 0;
	bytes
}

/// Keys of small order: 0, 1, and p, which is another encoding of 0.
pub(crate) fn small_order_keys() -> [ChannelKey; 3] {
	let (zero, mut one, mut p) = ([0; 32], [0; 32], [0xff; 32]);
	one[0] = 1;
	(p[0], p[31]) = (0xed, 0x7f);
	[zero, one, p]
}

/// A job over the data of the first `holders` holders with `items` items; `key` makes its result
/// key.
pub(crate) fn spec(holders: ComputeNodeId, items: u32, key: u8) -> JobSpec {
	JobSpec {
		agreement: AGREEMENT,
		algorithm: algorithm_digest(),
		parameters: parameters_digest(),
		items,
		identities: (0..holders).collect::<Vec<_>>().try_into().expect("few holders"),
		rho: None,
		result_key: result_key(key),
	}
}

/// Prepares and creates a job of three holders with `items` items, which is one lane less than its
/// result has.
pub(crate) fn create(items: u32) -> JobId {
	prepare();
	assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec(3, items, 200)));
	0
}

pub(crate) fn job(id: JobId) -> Job {
	Jobs::<Test>::get(id).expect("the job was created")
}

pub(crate) fn stage(id: JobId) -> JobStage {
	job(id).stage
}

/// The cause and the participants at fault of a job that failed.
pub(crate) fn failure(id: JobId) -> (FailureCause, Vec<usize>) {
	let JobStage::Failed { cause, at_fault, .. } = stage(id) else {
		panic!("the job did not fail: {:?}", stage(id));
	};
	(cause, (0..16).filter(|index| at_fault.contains(*index)).collect())
}

pub(crate) fn sign(node: ComputeNodeId, payload: &Hash) -> [u8; 64] {
	let seed = [u8::try_from(node).expect("few nodes") + 1; 32];
	ed25519::Pair::from_seed(&seed).sign(payload.as_bytes()).0
}

/// Passes `call` through the check that authorizes it.
pub(crate) fn authorize(call: Call<Test>) -> Result<ValidTransaction, TransactionValidityError> {
	RuntimeCall::from(call)
		.authorize(TransactionSource::External)
		.expect("the call is one that is authorized")
		.map(|(valid, _)| valid)
}

/// Sends `call` without a signer, as the offchain worker does.
pub(crate) fn send(call: Call<Test>) -> DispatchResultWithPostInfo {
	authorize(call.clone()).expect("the pool takes it");
	RuntimeCall::from(call).dispatch(authorized())
}

/// The acceptance of `job` by `node`, with a key of its own.
pub(crate) fn acceptance(job_id: JobId, node: ComputeNodeId) -> Acceptance {
	let key = u8::try_from(node).expect("few nodes") + 50;
	Acceptance { job: job_id, node, job_digest: job(job_id).digest, ephemeral_key: [key; 32] }
}

pub(crate) fn accept_call(acceptance: Acceptance) -> Call<Test> {
	let payload = signing::acceptance_payload(&genesis(), &acceptance);
	Call::accept { signature: sign(acceptance.node, &payload), acceptance }
}

pub(crate) fn accept(job_id: JobId, node: ComputeNodeId) {
	assert_ok!(send(accept_call(acceptance(job_id, node))));
}

pub(crate) fn accept_all(job_id: JobId) {
	for participant in job(job_id).participants {
		accept(job_id, participant.node);
	}
}

pub(crate) fn refusal(job_id: JobId, node: ComputeNodeId, reason: RefusalReason) -> Refusal {
	Refusal { job: job_id, node, job_digest: job(job_id).digest, reason }
}

pub(crate) fn refuse_call(refusal: Refusal) -> Call<Test> {
	let payload = signing::refusal_payload(&genesis(), &refusal);
	Call::refuse { signature: sign(refusal.node, &payload), refusal }
}

pub(crate) fn bytes_of(lanes: &[u64]) -> ShareLanes {
	let bytes: Vec<u8> = lanes.iter().flat_map(|lane| lane.to_le_bytes()).collect();
	bytes.try_into().expect("a chunk of lanes")
}

pub(crate) fn lanes_of(bytes: &[u8]) -> Vec<u64> {
	bytes
		.chunks_exact(8)
		.map(|lane| u64::from_le_bytes(lane.try_into().expect("eight bytes")))
		.collect()
}

pub(crate) fn header(
	job_id: JobId,
	node: ComputeNodeId,
	chunk: u32,
	lanes: &ShareLanes,
	check: u64,
) -> ShareHeader {
	ShareHeader { job: job_id, node, chunk, check, lanes_hash: hash_of(lanes) }
}

pub(crate) fn share_call(header: ShareHeader, lanes: ShareLanes) -> Call<Test> {
	let payload = signing::share_payload(&genesis(), &job(header.job).digest, &header);
	Call::submit_share { signature: sign(header.node, &payload), header, lanes }
}

/// Submits chunk `chunk` of the share of `node`.
pub(crate) fn submit(
	job_id: JobId,
	node: ComputeNodeId,
	chunk: u32,
	lanes: &[u64],
	check: u64,
) -> DispatchResultWithPostInfo {
	let lanes = bytes_of(lanes);
	send(share_call(header(job_id, node, chunk, &lanes, check), lanes))
}

/// Check lanes of `count` holders that cancel.
pub(crate) fn checks(count: usize) -> Vec<u64> {
	let mut checks: Vec<u64> =
		(1..count).map(|n| 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(n as u64)).collect();
	let sum = checks.iter().fold(0u64, |sum, check| sum.wrapping_add(*check));
	checks.push(sum.wrapping_neg());
	checks
}

/// Submits every chunk of the share of participant `index`, each lane of which is `value`.
pub(crate) fn submit_all(job_id: JobId, index: usize, value: u64) {
	let job = job(job_id);
	let check = checks(job.participants.len())[index];
	for chunk in 0..chunk_count(job.lanes()).min(MAX_CHUNKS) {
		let lanes = vec![value; lanes_in_chunk(job.lanes(), chunk) as usize];
		assert_ok!(submit(job_id, job.participants[index].node, chunk, &lanes, check));
	}
}

/// Creates a job with `items` items, and takes it to where every share is in.
pub(crate) fn aggregate(items: u32) -> JobId {
	let id = create(items);
	accept_all(id);
	for index in 0..3 {
		submit_all(id, index, index as u64 + 1);
	}
	id
}
