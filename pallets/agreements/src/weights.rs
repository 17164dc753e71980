//! Weights of the calls: estimates by hand, for tests and until the benchmarks have run.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
	/// Weight of `propose_template`.
	fn propose_template() -> Weight;
	/// Weight of `approve_template`.
	fn approve_template() -> Weight;
	/// Weight of `retire_template`.
	fn retire_template() -> Weight;
	/// Weight of `propose` for `p` parties, `i` identities and `a` algorithms.
	fn propose(p: u32, i: u32, a: u32) -> Weight;
	/// Weight of `sign` for `p` parties.
	fn sign(p: u32) -> Weight;
	/// Weight of `submit_signatures` for `s` signatures.
	fn submit_signatures(s: u32) -> Weight;
	/// Weight of `decline`.
	fn decline() -> Weight;
	/// Weight of `withdraw`.
	fn withdraw() -> Weight;
	/// Weight of reading `p` parties in `attest`.
	fn look_at_parties(p: u32) -> Weight;
	/// Weight of `attest` for a publication of `p` parties and `i` identities, without reading the
	/// parties.
	fn attest_publication(p: u32, i: u32) -> Weight;
	/// Weight of `attest` for an authorization of `p` parties and `i` identities, without reading the
	/// parties.
	fn attest_authorization(p: u32, i: u32) -> Weight;
	/// Weight of `reject`.
	fn reject() -> Weight;
	/// Weight of `give_notice` that takes `i` identities off offer.
	fn give_notice(i: u32) -> Weight;
	/// Weight of `suspend`.
	fn suspend() -> Weight;
	/// Weight of `resume`.
	fn resume() -> Weight;
	/// Weight of `record_end` that takes `i` identities off offer.
	fn record_end(i: u32) -> Weight;
}

/// Proof size of the record of an agreement or a template.
const RECORD: u64 = 13_000;

fn estimate(micros: u64, proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(1_000_000), proof)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// `n` times what one more item costs.
fn each(n: u32, item: Weight) -> Weight {
	item.saturating_mul(u64::from(n))
}

impl WeightInfo for () {
	fn propose_template() -> Weight {
		estimate(20, RECORD, 3, 2)
	}

	fn approve_template() -> Weight {
		estimate(20, RECORD, 2, 1)
	}

	fn retire_template() -> Weight {
		estimate(20, RECORD, 2, 1)
	}

	fn propose(p: u32, i: u32, a: u32) -> Weight {
		estimate(30, RECORD, 3, 2)
			.saturating_add(each(p, estimate(3, 4_000, 1, 1)))
			.saturating_add(each(i, estimate(4, 2 * RECORD, 2, 0)))
			.saturating_add(each(a, estimate(2, 3_000, 1, 0)))
	}

	fn sign(_p: u32) -> Weight {
		estimate(20, RECORD, 1, 1)
	}

	fn submit_signatures(s: u32) -> Weight {
		estimate(20, RECORD, 3, 1).saturating_add(each(s, estimate(110, 3_000, 1, 0)))
	}

	fn decline() -> Weight {
		estimate(20, RECORD, 1, 1)
	}

	fn withdraw() -> Weight {
		estimate(20, RECORD, 1, 1)
	}

	fn look_at_parties(p: u32) -> Weight {
		each(p, estimate(9, 5_000, 1, 0))
	}

	fn attest_publication(p: u32, i: u32) -> Weight {
		estimate(30, 2 * RECORD, 3, 2)
			.saturating_add(each(p, estimate(1, 0, 0, 0)))
			.saturating_add(each(i, estimate(5, RECORD, 1, 1)))
	}

	fn attest_authorization(p: u32, i: u32) -> Weight {
		estimate(30, 2 * RECORD, 3, 2)
			.saturating_add(each(p, estimate(1, 0, 0, 0)))
			.saturating_add(each(i, estimate(2, 0, 0, 0)))
	}

	fn reject() -> Weight {
		estimate(20, RECORD, 2, 1)
	}

	fn give_notice(i: u32) -> Weight {
		estimate(20, RECORD, 1, 1).saturating_add(each(i, estimate(5, RECORD, 1, 1)))
	}

	fn suspend() -> Weight {
		estimate(20, RECORD, 2, 1)
	}

	fn resume() -> Weight {
		estimate(20, RECORD, 2, 1)
	}

	fn record_end(i: u32) -> Weight {
		estimate(20, RECORD, 2, 1).saturating_add(each(i, estimate(5, RECORD, 1, 1)))
	}
}
