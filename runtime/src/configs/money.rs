//! Balances and fees.

use crate::{
	constants::{EXISTENTIAL_DEPOSIT, MICRO_PAN, MILLI_PAN},
	Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, System,
};
use frame_support::{
	parameter_types,
	traits::{fungible::Credit, ConstU128, ConstU32, ConstU8, OnUnbalanced, VariantCountOf},
	weights::{
		constants::ExtrinsicBaseWeight, ConstantMultiplier, WeightToFeeCoefficient,
		WeightToFeeCoefficients, WeightToFeePolynomial,
	},
};
use polkadot_sdk::*;
use sp_runtime::Perbill;

impl pallet_balances::Config for Runtime {
	type AccountStore = System;
	type Balance = Balance;
	type DoneSlashHandler = ();
	type DustRemoval = ();
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type ReserveIdentifier = [u8; 8];
	type RuntimeEvent = RuntimeEvent;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = crate::weights::pallet_balances::WeightInfo<Runtime>;
}

parameter_types! {
	/// Fee of a byte.
	pub const TransactionByteFee: Balance = MICRO_PAN;
}

/// An extrinsic of the least weight costs a thousandth of a PAN; others in proportion.
pub struct WeightToFee;

impl WeightToFeePolynomial for WeightToFee {
	type Balance = Balance;

	fn polynomial() -> WeightToFeeCoefficients<Balance> {
		let base = Balance::from(ExtrinsicBaseWeight::get().ref_time());
		alloc::vec![WeightToFeeCoefficient {
			degree: 1,
			negative: false,
			coeff_frac: Perbill::from_rational(MILLI_PAN % base, base),
			coeff_integer: MILLI_PAN / base,
		}]
		.into()
	}
}

/// Fees go to the collators' pot.
pub struct ToCollators;

impl OnUnbalanced<Credit<crate::AccountId, Balances>> for ToCollators {
	fn on_nonzero_unbalanced(fee: Credit<crate::AccountId, Balances>) {
		let pot = crate::CollatorSelection::account_id();
		// A pot below the existential deposit cannot take it; the fee is then burned.
		drop(<Balances as frame_support::traits::fungible::Balanced<_>>::resolve(&pot, fee));
	}
}

impl pallet_transaction_payment::Config for Runtime {
	type FeeMultiplierUpdate = ();
	type LengthToFee = ConstantMultiplier<Balance, TransactionByteFee>;
	type OnChargeTransaction = pallet_transaction_payment::FungibleAdapter<Balances, ToCollators>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
	type WeightToFee = WeightToFee;
}
