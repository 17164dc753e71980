//! Who builds blocks: invulnerable collators that the consortium names.

use super::ConsortiumOrigin;
use crate::{
	constants::{
		BLOCK_PROCESSING_VELOCITY, HOURS, RELAY_CHAIN_SLOT_DURATION_MILLIS, SLOT_DURATION,
		UNINCLUDED_SEGMENT_CAPACITY,
	},
	AccountId, Aura, Balances, BlockNumber, CollatorSelection, Runtime, RuntimeEvent, Session,
	SessionKeys,
};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU32, ConstU64},
	PalletId,
};
use polkadot_sdk::*;

/// Keeps the pace of blocks that the relay chain takes.
pub type ConsensusHook = cumulus_pallet_aura_ext::FixedVelocityConsensusHook<
	Runtime,
	RELAY_CHAIN_SLOT_DURATION_MILLIS,
	BLOCK_PROCESSING_VELOCITY,
	UNINCLUDED_SEGMENT_CAPACITY,
>;

parameter_types! {
	pub const Period: BlockNumber = HOURS;
	pub const Offset: BlockNumber = 0;
	pub const CollatorPot: PalletId = PalletId(*b"ps/colls");
}

impl pallet_authorship::Config for Runtime {
	type EventHandler = CollatorSelection;
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Runtime, Aura>;
}

impl pallet_collator_selection::Config for Runtime {
	type Currency = Balances;
	type KickThreshold = Period;
	type MaxCandidates = ConstU32<32>;
	type MaxInvulnerables = ConstU32<64>;
	type MinEligibleCollators = ConstU32<1>;
	type PotId = CollatorPot;
	type RuntimeEvent = RuntimeEvent;
	type UpdateOrigin = ConsortiumOrigin;
	type ValidatorId = AccountId;
	type ValidatorIdOf = pallet_collator_selection::IdentityCollator;
	type ValidatorRegistration = Session;
	type WeightInfo = pallet_collator_selection::weights::SubstrateWeight<Runtime>;
}

impl pallet_session::Config for Runtime {
	type Currency = Balances;
	type DisablingStrategy = ();
	type KeyDeposit = ();
	type Keys = SessionKeys;
	type NextSessionRotation = pallet_session::PeriodicSessions<Period, Offset>;
	type RuntimeEvent = RuntimeEvent;
	type SessionHandler = <SessionKeys as sp_runtime::traits::OpaqueKeys>::KeyTypeIdProviders;
	type SessionManager = CollatorSelection;
	type ShouldEndSession = pallet_session::PeriodicSessions<Period, Offset>;
	type ValidatorId = AccountId;
	type ValidatorIdOf = pallet_collator_selection::IdentityCollator;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
}

impl pallet_aura::Config for Runtime {
	type AllowMultipleBlocksPerSlot = ConstBool<true>;
	type AuthorityId = sp_consensus_aura::sr25519::AuthorityId;
	type DisabledValidators = ();
	type MaxAuthorities = ConstU32<128>;
	type SlotDuration = ConstU64<SLOT_DURATION>;
}

impl cumulus_pallet_aura_ext::Config for Runtime {}
