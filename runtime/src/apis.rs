//! The runtime's APIs.

use crate::{catalogue, constants::RELAY_PARENT_OFFSET, panshi_api::MAX_ITEMS, *};
use alloc::vec::Vec;
use cumulus_primitives_core::VerifySchedulingSignature;
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
	weights::Weight,
};
use panshi_primitives::{
	agreement::{Agreement, AgreementId, AgreementList, Attestation, Template, TemplateId},
	catalogue::{AgreedPrice, Changes, Entry, Sizes},
	consortium::{ComputeNodeId, Member},
	data::{DataId, DataIdentity, Fingerprint},
	job::{CallRecord, Job, JobId, JobList},
	offchain::{Assignment, ComputeNodeAnswer},
	privacy::Ledger,
	traits::{Authorizations, ComputeNodes},
	SigningKey,
};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
	traits::Block as BlockT,
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};
use sp_session::OpaqueGeneratedSessionKeys;

pub(crate) const VERSIONS: sp_version::ApisVec = RUNTIME_API_VERSIONS;

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: sp_inherents::InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			transaction: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, transaction, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl cumulus_primitives_aura::AuraUnincludedSegmentApi<Block> for Runtime {
		fn can_build_upon(
			included_hash: <Block as BlockT>::Hash,
			slot: cumulus_primitives_aura::Slot,
		) -> bool {
			configs::ConsensusHook::can_build_upon(included_hash, slot)
		}
	}

	impl cumulus_primitives_core::CollectCollationInfo<Block> for Runtime {
		fn collect_collation_info(
			header: &<Block as BlockT>::Header,
		) -> cumulus_primitives_core::CollationInfo {
			ParachainSystem::collect_collation_info(header)
		}
	}

	impl cumulus_primitives_core::GetParachainInfo<Block> for Runtime {
		fn parachain_id() -> cumulus_primitives_core::ParaId {
			ParachainInfo::parachain_id()
		}
	}

	impl cumulus_primitives_core::KeyToIncludeInRelayProof<Block> for Runtime {
		fn keys_to_prove() -> cumulus_primitives_core::RelayProofRequest {
			Default::default()
		}
	}

	impl cumulus_primitives_core::RelayParentOffsetApi<Block> for Runtime {
		fn relay_parent_offset() -> u32 {
			RELAY_PARENT_OFFSET
		}

		fn max_claim_queue_offset() -> u8 {
			cumulus_pallet_parachain_system::Pallet::<Runtime>::max_claim_queue_offset()
		}
	}

	impl cumulus_primitives_core::SchedulingV3EnabledApi<Block> for Runtime {
		fn scheduling_v3_enabled() -> bool {
			<Runtime as cumulus_pallet_parachain_system::Config>::SchedulingSignatureVerifier::V3_SCHEDULING_ENABLED
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
		fn query_info(
			extrinsic: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(extrinsic, len)
		}

		fn query_fee_details(
			extrinsic: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(extrinsic, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, &genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	impl panshi_api::PanshiApi<Block> for Runtime {
		fn compute_node(key: SigningKey) -> ComputeNodeAnswer {
			let id = <Consortium as ComputeNodes>::by_key(&key)?;
			Some((id, <Consortium as ComputeNodes>::get(id)?))
		}

		fn open_jobs(node: ComputeNodeId) -> Vec<JobId> {
			ComputeJobs::open_jobs_of(node)
		}

		fn assignment(job: JobId, node: ComputeNodeId) -> Option<Assignment> {
			ComputeJobs::assignment(job, node)
		}

		fn parameter_chunk(job: JobId, index: u32) -> Option<Vec<u8>> {
			ComputeJobs::parameter_chunk(job, index)
		}

		fn member(account: AccountId) -> Option<Member> {
			pallet_consortium::Members::<Runtime>::get(account)
		}

		fn data_identity(data: DataId) -> Option<DataIdentity> {
			pallet_data_registry::Identities::<Runtime>::get(data)
		}

		fn data_by_fingerprint(fingerprint: Fingerprint) -> Option<DataId> {
			pallet_data_registry::ByFingerprint::<Runtime>::get(fingerprint)
		}

		fn agreement(agreement: AgreementId) -> Option<Agreement> {
			<crate::Agreements as Authorizations>::get(agreement)
		}

		fn job(job: JobId) -> Option<Job> {
			pallet_compute_jobs::Jobs::<Runtime>::get(job)
		}

		fn call_record(job: JobId) -> Option<CallRecord> {
			pallet_compute_jobs::Records::<Runtime>::get(job)
		}

		fn data_identities(data: Vec<DataId>) -> Vec<Option<DataIdentity>> {
			let get = pallet_data_registry::Identities::<Runtime>::get;
			data.into_iter().take(MAX_ITEMS).map(get).collect()
		}

		fn privacy_ledger(data: DataId) -> Option<Ledger> {
			PrivacyBudget::ledger(data)
		}

		fn agreements(agreements: Vec<AgreementId>) -> Vec<Option<Agreement>> {
			agreements.into_iter().take(MAX_ITEMS).map(crate::Agreements::agreement).collect()
		}

		fn attestation(agreement: AgreementId) -> Option<Attestation> {
			pallet_agreements::Attestations::<Runtime>::get(agreement)
		}

		fn agreements_of(
			account: AccountId,
			before: Option<AgreementId>,
			most: u32,
		) -> AgreementList {
			crate::Agreements::list_of(&account, before, most)
		}

		fn awaiting_signature(
			account: AccountId,
			before: Option<AgreementId>,
			most: u32,
		) -> AgreementList {
			crate::Agreements::list_awaiting(&account, before, most)
		}

		fn jobs(jobs: Vec<JobId>) -> Vec<Option<Job>> {
			let get = pallet_compute_jobs::Jobs::<Runtime>::get;
			jobs.into_iter().take(MAX_ITEMS).map(get).collect()
		}

		fn jobs_of(account: AccountId, before: Option<JobId>, most: u32) -> JobList {
			ComputeJobs::jobs_of(&account, before, most)
		}
	}

	impl catalogue_api::CatalogueApi<Block> for Runtime {
		fn catalogue_sizes() -> Sizes {
			catalogue::sizes()
		}

		fn catalogue_changes() -> Changes {
			catalogue::changes()
		}

		fn catalogue_entries(data: Vec<DataId>) -> Vec<Entry> {
			catalogue::entries(data)
		}

		fn agreed_prices(agreements: Vec<AgreementId>) -> Vec<AgreedPrice> {
			catalogue::agreed_prices(agreements)
		}

		fn open_templates(templates: Vec<TemplateId>) -> Vec<(TemplateId, Template)> {
			catalogue::open_templates(templates)
		}

		fn catalogue_members(accounts: Vec<AccountId>) -> Vec<(AccountId, Member)> {
			catalogue::members(accounts)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
			benchmarks::metadata(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let weight = match Executive::try_runtime_upgrade(checks) {
				Ok(weight) => weight,
				Err(error) => panic!("runtime upgrade failed: {error:?}"),
			};
			(weight, configs::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			match Executive::try_execute_block(block, state_root_check, signature_check, select) {
				Ok(weight) => weight,
				Err(error) => panic!("block failed: {error:?}"),
			}
		}
	}
}
