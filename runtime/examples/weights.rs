//! Prints the measured weights that docs/benchmarks.md compares: `cargo xtask bench`.

use frame_support::{dispatch::DispatchClass, weights::Weight};
use panshi_runtime::Runtime;
use polkadot_sdk::*;

type Agreements = <Runtime as pallet_agreements::Config>::WeightInfo;
type Balances = <Runtime as pallet_balances::Config>::WeightInfo;
type Jobs = <Runtime as pallet_compute_jobs::Config>::WeightInfo;
type Multisig = <Runtime as pallet_multisig::Config>::WeightInfo;
type Registry = <Runtime as pallet_data_registry::Config>::WeightInfo;

fn main() {
	use pallet_agreements::WeightInfo as _;
	use pallet_balances::WeightInfo as _;
	use pallet_compute_jobs::WeightInfo as _;
	use pallet_data_registry::WeightInfo as _;
	use pallet_multisig::WeightInfo as _;

	const CALL: u32 = 100;
	println!("{:<48} {:>9} {:>9} {:>7}", "call", "µs", "proof B", "ratio");
	let transfer = Balances::transfer_keep_alive();
	row("balances.transfer_keep_alive", transfer, None);
	row("data_registry.register, 8 attributes", Registry::register(8, 0), Some(transfer));
	let approve = Multisig::as_multi_approve(5, CALL);
	row("multisig.as_multi, approving, 5 signatories", approve, None);
	let by_hash = Multisig::approve_as_multi_approve(5);
	row("multisig.approve_as_multi, 5 signatories", by_hash, None);
	row("agreements.sign, 5 parties", Agreements::sign(5), Some(approve));
	let create = Multisig::as_multi_create(5, CALL);
	let complete = Multisig::as_multi_complete(5, CALL);
	row("multisig.as_multi, completing, 5 signatories", complete, None);
	row(
		"agreements.attest, 5 parties, 3 data",
		Agreements::attest_authorization(5, 3),
		Some(complete),
	);
	// One transaction for each party against a single one: each also costs what any transaction does.
	let base = <Runtime as frame_system::Config>::BlockWeights::get();
	let base = base.get(DispatchClass::Normal).base_extrinsic;
	let five = base.saturating_mul(5) + create + approve.saturating_mul(3) + complete;
	row("five parties through multisig, 5 transactions", five, None);
	let together = base + Agreements::submit_signatures(5);
	row("five parties through submit_signatures, 1", together, Some(five));
	// With the check of the signature that lets it in without a fee.
	let share = |lanes| Jobs::authorize_submit_share(lanes) + Jobs::submit_share(lanes);
	row("compute_jobs.submit_share, empty", share(0), None);
	row("compute_jobs.submit_share, 8,192 lanes", share(8_192), None);
	let lanes = share(8_192).ref_time() - share(0).ref_time();
	println!("  a lane of a share: {:.1} ns", lanes as f64 / 8_192e3);
	let parties = Jobs::settle(16, 1).ref_time() - Jobs::settle(1, 1).ref_time();
	println!("  a party of a settlement: {:.1} µs", parties as f64 / 15e6);
}

fn row(name: &str, weight: Weight, peer: Option<Weight>) {
	let ratio = peer.map_or(String::new(), |peer| {
		format!("{:.2}", weight.ref_time() as f64 / peer.ref_time() as f64)
	});
	let micros = weight.ref_time() as f64 / 1e6;
	println!("{name:<48} {micros:>9.1} {:>9} {ratio:>7}", weight.proof_size());
}
