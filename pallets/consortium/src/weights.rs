//! Weights of the calls and of the transaction extension.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call weighs.
pub trait WeightInfo {
	/// `admit` into a consortium of `m` members.
	fn admit(m: u32) -> Weight;
	/// `remove` from a consortium of `m` members one with `n` compute nodes.
	fn remove(m: u32, n: u32) -> Weight;
	/// `grant_role`.
	fn grant_role() -> Weight;
	/// `revoke_role`.
	fn revoke_role() -> Weight;
	/// `grant_qualification`.
	fn grant_qualification() -> Weight;
	/// `revoke_qualification`.
	fn revoke_qualification() -> Weight;
	/// `register_node` by a member that runs `n` compute nodes.
	fn register_node(n: u32) -> Weight;
	/// `update_node`.
	fn update_node() -> Weight;
	/// `retire_node`.
	fn retire_node() -> Weight;
	/// `top_up_bond`.
	fn top_up_bond() -> Weight;
	/// `heartbeat`, without its authorization.
	fn heartbeat() -> Weight;
	/// Authorization of `heartbeat`.
	fn authorize_heartbeat() -> Weight;
	/// [`CheckMembership`](crate::CheckMembership) without [`Admits`](crate::Admits).
	fn check_membership() -> Weight;
}

fn estimate(micros: u64, proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(1_000_000), proof)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// Estimates for tests; a runtime uses measured weights.
impl WeightInfo for () {
	fn admit(m: u32) -> Weight {
		estimate(20, 4_000, 3, 4).saturating_add(estimate(3, 3_000, 1, 0).saturating_mul(m.into()))
	}

	fn remove(m: u32, n: u32) -> Weight {
		estimate(20, 4_000, 3, 4)
			.saturating_add(estimate(3, 3_000, 1, 0).saturating_mul(m.into()))
			.saturating_add(estimate(25, 6_000, 4, 5).saturating_mul(n.into()))
	}

	fn grant_role() -> Weight {
		estimate(15, 7_000, 2, 1)
	}

	fn revoke_role() -> Weight {
		estimate(15, 7_000, 2, 1)
	}

	fn grant_qualification() -> Weight {
		estimate(18, 7_000, 2, 1)
	}

	fn revoke_qualification() -> Weight {
		estimate(18, 7_000, 2, 1)
	}

	fn register_node(n: u32) -> Weight {
		estimate(50, 10_000, 5, 6).saturating_add(estimate(2, 2_600, 1, 0).saturating_mul(n.into()))
	}

	fn update_node() -> Weight {
		estimate(20, 6_000, 2, 3)
	}

	fn retire_node() -> Weight {
		estimate(45, 8_000, 3, 5)
	}

	fn top_up_bond() -> Weight {
		estimate(40, 8_000, 3, 3)
	}

	fn heartbeat() -> Weight {
		estimate(12, 3_700, 1, 1)
	}

	fn authorize_heartbeat() -> Weight {
		estimate(60, 3_700, 2, 0)
	}

	fn check_membership() -> Weight {
		estimate(5, 4_000, 1, 0)
	}
}
