//! A chain in memory: it holds one job, checks what compute nodes sign as the real one does, and
//! moves the job by the very rules of `panshi_primitives`.

use codec::{Decode, Encode};
use panshi_compute::keystore::NodeKeys;
use panshi_primitives::{
	agreement::{
		Agreement, AgreementContent, AgreementState, AuthorizationTerms, DisclosureRule, Party,
		ReleaseRule, Standing, Terms, Windows,
	},
	consortium::{ComputeNode, ComputeNodeId, ComputeNodeInfo, Role},
	data::DataDescriptor,
	genomics::{NormalisationRule, ReferenceBuild, VariantList},
	job::{
		AbortNote, AggregationMode, Algorithm, AlgorithmContent, AlgorithmStatus, Job, JobId,
		JobOutput, JobSpec, JobStage, OutputShape, ParametersType, Participant, ResultPart,
		ALLELE_COUNTS, ALLELE_COUNTS_LANES,
	},
	offchain::{Peer, StepReply},
	signing::{algorithm_digest, parameters_digest},
	AccountId, BlockNumber, ChannelKey, Hash, SigningKey,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use sp_crypto_hashing::blake2_256;
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex, MutexGuard},
};

/// Number of the job.
pub(crate) const JOB: JobId = 5;
/// Number of the agreement.
pub(crate) const AGREEMENT: u32 = 2;
/// Blocks for each stage.
pub(crate) const WINDOW: BlockNumber = 40;

/// Text that holds nothing but zeros decodes as the first variant of everything.
fn any<T: Decode>() -> T {
	T::decode(&mut [0; 512].as_slice()).expect("zeros decode")
}

pub(crate) fn account(byte: u8) -> AccountId {
	AccountId::new([byte; 32])
}

/// What one holder brings.
pub(crate) struct Holder {
	pub(crate) signing_key: SigningKey,
	pub(crate) fingerprint: Hash,
}

/// All state of the chain, open to tests that want to break it.
#[derive(Clone)]
pub(crate) struct State {
	pub(crate) id: JobId,
	pub(crate) genesis: Hash,
	pub(crate) number: BlockNumber,
	pub(crate) reachable: bool,
	pub(crate) nodes: Vec<ComputeNode>,
	pub(crate) job: Job,
	pub(crate) agreement: Agreement,
	pub(crate) agreement_id: u32,
	pub(crate) algorithm: Algorithm,
	pub(crate) descriptors: Vec<DataDescriptor>,
	pub(crate) parameters: Vec<Vec<u8>>,
	pub(crate) keys: Vec<Option<ChannelKey>>,
	pub(crate) delivered: Vec<Vec<bool>>,
	pub(crate) sum: Vec<Vec<u8>>,
	pub(crate) checks: Vec<u64>,
	/// Every share chunk that ever came, also repeated ones.
	pub(crate) seen_shares: Vec<(ComputeNodeId, u32, Vec<u8>)>,
	pub(crate) heartbeats: Vec<BlockNumber>,
	/// Parts of a result of bytes, and their chunks.
	pub(crate) parts: BTreeMap<u32, ResultPart>,
	pub(crate) chunks: BTreeMap<(u32, u32), Vec<u8>>,
	pub(crate) aborts: Vec<AbortNote>,
	/// How nodes reach each other.
	pub(crate) peers: Vec<Option<Peer>>,
}

/// The chain as a node sees it.
#[derive(Clone)]
pub(crate) struct FakeChain(pub(crate) Arc<Mutex<State>>);

impl FakeChain {
	/// A chain on which `holders` are asked for the counts of `list`, sealed for `result_key`.
	pub(crate) fn new(holders: &[Holder], list: &VariantList, result_key: ChannelKey) -> Self {
		let algorithm = Algorithm {
			author: account(90),
			content: AlgorithmContent {
				name: any(),
				code: ALLELE_COUNTS.to_vec().try_into().expect("it is short"),
				specification: Hash::zero(),
				parameters: ParametersType::VariantList,
				output: OutputShape::LanesPerItem { lanes: ALLELE_COUNTS_LANES },
				aggregation: AggregationMode::SealedSum,
			},
			status: AlgorithmStatus::Approved,
		};
		// Small chunks, so that there are several.
		let parameters: Vec<Vec<u8>> = list.encode().chunks(64 * 1_024).map(Vec::from).collect();
		let participants: Vec<_> = (0u8..)
			.zip(holders)
			.map(|(index, holder)| Participant {
				data: u32::from(index) + 10,
				fingerprint: holder.fingerprint,
				holder: account(index),
				node: u32::from(index) + 20,
				signing_key: holder.signing_key,
			})
			.collect();
		let nodes = participants.iter().map(node).collect();
		let descriptors = participants.iter().map(|p| descriptor(p.fingerprint)).collect();
		let count = participants.len();
		let items = u32::try_from(list.variants.len()).expect("it fits");
		let lanes = algorithm.content.output.lanes(items).expect("it fits");
		let hashes: Vec<_> = parameters.iter().map(|c| Hash::from(blake2_256(c))).collect();
		let windows = Windows { accept: WINDOW, compute: WINDOW, check: WINDOW };
		let spec = JobSpec {
			agreement: AGREEMENT,
			algorithm: algorithm_digest(&algorithm.content),
			parameters: parameters_digest(&hashes),
			items,
			identities: data_of(&participants).try_into().expect("they are few"),
			result_key,
			rho: None,
		};
		let agreement = agreement(&participants, spec.algorithm, windows);
		let job = Job {
			consumer: account(99),
			spec,
			participants: participants.try_into().expect("they are few"),
			output: JobOutput::Sum { lanes },
			agreement_digest: Hash::zero(),
			ordinal: 0,
			digest: Hash::zero(),
			fee: 100,
			shares: Default::default(),
			windows,
			release: ReleaseRule::AtOnce,
			created_at: 10,
			stage: JobStage::requested(&windows, 10),
		};
		let mut state = State {
			id: JOB,
			genesis: Hash::repeat_byte(1),
			number: 10,
			reachable: true,
			nodes,
			job,
			agreement,
			agreement_id: AGREEMENT,
			algorithm,
			descriptors,
			parameters,
			keys: vec![None; count],
			delivered: Vec::new(),
			sum: Vec::new(),
			checks: Vec::new(),
			seen_shares: Vec::new(),
			heartbeats: Vec::new(),
			parts: BTreeMap::new(),
			chunks: BTreeMap::new(),
			aborts: Vec::new(),
			peers: vec![None; count],
		};
		state.sign();
		FakeChain::of(state)
	}

	/// A chain with this state.
	pub(crate) fn of(state: State) -> Self {
		FakeChain(Arc::new(Mutex::new(state)))
	}

	/// The state, to look at or to break.
	pub(crate) fn state(&self) -> MutexGuard<'_, State> {
		self.0.lock().expect("no test panics while it holds the state")
	}

	/// Puts the messages of `reply` into a block of their own.
	pub(crate) fn apply(&self, reply: &StepReply) {
		let mut state = self.state();
		state.number += 1;
		for signed in &reply.messages {
			state.apply(signed);
		}
	}
}

fn data_of(participants: &[Participant]) -> Vec<u32> {
	participants.iter().map(|p| p.data).collect()
}

fn node(participant: &Participant) -> ComputeNode {
	ComputeNode {
		owner: participant.holder.clone(),
		info: ComputeNodeInfo {
			signing_key: participant.signing_key,
			channel_key: [0; 32],
			endpoint: any(),
		},
		bond: 1_000,
		open_jobs: 1,
		last_seen: 10,
	}
}

fn descriptor(fingerprint: Hash) -> DataDescriptor {
	DataDescriptor {
		fingerprint,
		rule: NormalisationRule::Trimmed,
		media_type: any(),
		reference_build: ReferenceBuild::Grch37,
		record_count: 1,
		sample_count: 1,
		attributes: Default::default(),
		data_use: any(),
		metadata: Hash::zero(),
		location_hint: any(),
		lineage: Default::default(),
	}
}

fn agreement(participants: &[Participant], algorithm: Hash, windows: Windows) -> Agreement {
	let mut parties: Vec<_> = participants
		.iter()
		.map(|p| Party { account: p.holder.clone(), role: Role::Holder })
		.collect();
	parties.push(Party { account: account(99), role: Role::Consumer });
	let terms = AuthorizationTerms {
		purpose: any(),
		algorithms: vec![algorithm].try_into().expect("it is one"),
		job_quota: 1,
		price: 100,
		shares: Default::default(),
		least_holders: 2,
		windows,
		release: ReleaseRule::AtOnce,
		disclosure: DisclosureRule::default(),
	};
	let content = AgreementContent {
		template: 0,
		parties: parties.try_into().expect("they are few"),
		identities: data_of(participants).try_into().expect("they are few"),
		parameters: Default::default(),
		sign_before: 5,
		term: 1_000,
		notice: 10,
		terms: Terms::Authorization(terms),
	};
	let standing = Standing::proposed(account(99), Hash::zero(), &content, &Default::default());
	let state = AgreementState::Active { since: 5, until: 1_005 };
	Agreement { content, standing: Standing { jobs_started: 1, jobs_open: 1, state, ..standing } }
}

/// Keys of a node from a seed.
pub(crate) fn node_keys(seed: u64) -> NodeKeys {
	NodeKeys::generate(&mut ChaCha20Rng::seed_from_u64(seed))
}
