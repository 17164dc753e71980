//! Jobs.

use crate::{
	constants::{DAYS, MILLI_PAN, PAN},
	AccountId, Agreements, Balances, BlockNumber, Consortium, DataRegistry, PrivacyBudget, Runtime,
	RuntimeCall, RuntimeHoldReason, System, TxExtension, UncheckedExtrinsic,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32},
	PalletId,
};
use pallet_compute_jobs::NotSubmitted;
use panshi_primitives::consortium::ComputeNodeId;
use polkadot_sdk::*;
use sp_runtime::traits::AccountIdConversion;

parameter_types! {
	/// Takes what nobody else can be given.
	pub Treasury: AccountId = PalletId(*b"ps/treas").into_account_truncating();
}

impl pallet_compute_jobs::Config for Runtime {
	type Authorizations = Agreements;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
	type BlockNumberProvider = System;
	type ComputeNodes = Consortium;
	type Currency = Balances;
	type DataIdentities = DataRegistry;
	type Heartbeats = Heartbeats;
	type MaxOpenJobs = ConstU32<256>;
	type MaxOpenJobsBy = ConstU32<32>;
	type Members = Consortium;
	type ParameterDeposit = ConstU128<{ 100 * MILLI_PAN }>;
	type Penalty = ConstU128<{ 10 * PAN }>;
	type PrivacyBudgets = PrivacyBudget;
	type ResultRetention = ConstU32<{ 180 * DAYS }>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Treasury = Treasury;
	type WeightInfo = crate::weights::pallet_compute_jobs::WeightInfo<Runtime>;
}

/// Sends the heartbeats of compute nodes to the consortium.
pub struct Heartbeats;

impl pallet_compute_jobs::HeartbeatSink for Heartbeats {
	fn submit(
		node: ComputeNodeId,
		at: BlockNumber,
		signature: [u8; 64],
	) -> Result<(), NotSubmitted> {
		use frame_system::offchain::{CreateAuthorizedTransaction, SubmitTransaction};
		type Call = pallet_consortium::Call<Runtime>;
		let call = RuntimeCall::from(Call::heartbeat { node, at, signature });
		let transaction =
			<Runtime as CreateAuthorizedTransaction<Call>>::create_authorized_transaction(call);
		SubmitTransaction::<Runtime, Call>::submit_transaction(transaction)
			.map_err(|()| NotSubmitted)
	}
}

impl<C> frame_system::offchain::CreateTransactionBase<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<C> frame_system::offchain::CreateTransaction<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type Extension = TxExtension;

	fn create_transaction(call: RuntimeCall, extension: TxExtension) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_transaction(call, extension)
	}
}

impl<C> frame_system::offchain::CreateAuthorizedTransaction<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_extension() -> TxExtension {
		cumulus_pallet_weight_reclaim::StorageWeightReclaim::new((
			frame_system::AuthorizeCall::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			frame_system::CheckEra::from(sp_runtime::generic::Era::Immortal),
			frame_system::CheckNonce::from(0),
			pallet_consortium::CheckMembership::new(),
			frame_system::CheckWeight::new(),
			pallet_transaction_payment::ChargeTransactionPayment::from(0),
			frame_metadata_hash_extension::CheckMetadataHash::new(false),
		))
	}
}
