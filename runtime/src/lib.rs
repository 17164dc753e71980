//! The parachain runtime of Panshi: wiring only. The rules live in the pallets and in
//! `panshi-primitives`; `configs/` joins them, one file per pallet or group of pallets.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]
#![expect(missing_docs, reason = "the runtime's macros make public items without documentation")]

extern crate alloc;

#[cfg(feature = "std")]
mod wasm {
	include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
}
#[cfg(feature = "std")]
pub use wasm::{WASM_BINARY, WASM_BINARY_BLOATY, WASM_BINARY_PATH};

mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
mod catalogue;
pub mod catalogue_api;
pub mod configs;
pub mod constants;
pub mod genesis_config_presets;
mod migrations;
pub mod panshi_api;
pub mod weights;

use polkadot_sdk::{staging_parachain_info as parachain_info, *};

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{generic, impl_opaque_keys, traits::BlakeTwo256};
use sp_version::RuntimeVersion;

#[cfg(feature = "std")]
pub use apis::{RuntimeApi, RuntimeApiImpl};
/// The pallet of jobs, whose events and storage the node counts.
pub use pallet_compute_jobs;
pub use panshi_primitives::{AccountId, Balance, BlockNumber, Hash, Signature};

/// Number of transactions an account has sent.
pub type Nonce = u32;
/// How extrinsics name an account.
pub type Address = sp_runtime::MultiAddress<AccountId, ()>;
/// Header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// What every transaction passes, in this order.
pub type TxExtension = cumulus_pallet_weight_reclaim::StorageWeightReclaim<
	Runtime,
	(
		frame_system::AuthorizeCall<Runtime>,
		frame_system::CheckNonZeroSender<Runtime>,
		frame_system::CheckSpecVersion<Runtime>,
		frame_system::CheckTxVersion<Runtime>,
		frame_system::CheckGenesis<Runtime>,
		frame_system::CheckEra<Runtime>,
		frame_system::CheckNonce<Runtime>,
		pallet_consortium::CheckMembership<Runtime>,
		frame_system::CheckWeight<Runtime>,
		pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
		frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	),
>;
/// An extrinsic as it arrives.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

impl_opaque_keys! {
	/// Keys of a collator.
	pub struct SessionKeys {
		/// Key that signs blocks.
		pub aura: Aura,
	}
}

/// The version, whose numbers have to stand there as they are.
macro_rules! version {
	($spec_version:tt) => {
		/// Version of this runtime. A change of storage, calls or behaviour raises `spec_version`.
		#[sp_version::runtime_version]
		pub const VERSION: RuntimeVersion = RuntimeVersion {
			spec_name: Cow::Borrowed("panshi"),
			impl_name: Cow::Borrowed("panshi"),
			authoring_version: 1,
			spec_version: $spec_version,
			impl_version: 0,
			apis: apis::VERSIONS,
			transaction_version: 1,
			system_version: 1,
		};
	};
}
#[cfg(not(feature = "next-version"))]
version!(1);
#[cfg(feature = "next-version")]
version!(2);

#[frame_support::runtime]
mod runtime {
	/// The runtime.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type ParachainSystem = cumulus_pallet_parachain_system;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type ParachainInfo = parachain_info;
	#[runtime::pallet_index(4)]
	pub type WeightReclaim = cumulus_pallet_weight_reclaim;
	#[runtime::pallet_index(5)]
	pub type MultiBlockMigrations = pallet_migrations;

	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;

	#[runtime::pallet_index(20)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(21)]
	pub type CollatorSelection = pallet_collator_selection;
	#[runtime::pallet_index(22)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(23)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(24)]
	pub type AuraExt = cumulus_pallet_aura_ext;

	#[runtime::pallet_index(30)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(31)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(32)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(33)]
	pub type Council = pallet_collective<Instance1>;
	#[runtime::pallet_index(34)]
	pub type Sudo = pallet_sudo;

	#[runtime::pallet_index(50)]
	pub type Consortium = pallet_consortium;
	#[runtime::pallet_index(51)]
	pub type DataRegistry = pallet_data_registry;
	#[runtime::pallet_index(52)]
	pub type Agreements = pallet_agreements;
	#[runtime::pallet_index(53)]
	pub type ComputeJobs = pallet_compute_jobs;
	#[runtime::pallet_index(54)]
	pub type PrivacyBudget = pallet_privacy_budget;
	#[runtime::pallet_index(55)]
	pub type Audits = pallet_audits;
}

cumulus_pallet_parachain_system::register_validate_block! {
	Runtime = Runtime,
	BlockExecutor = cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>,
}
