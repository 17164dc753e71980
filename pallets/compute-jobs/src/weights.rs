//! Weights of the calls.
//!
//! The implementation for `()` holds estimates for tests; a runtime has weights measured on its
//! own storage.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls and of the checks that authorize some of them.
pub trait WeightInfo {
	/// Weight of `register_algorithm`.
	fn register_algorithm() -> Weight;
	/// Weight of `review_algorithm`.
	fn review_algorithm() -> Weight;
	/// Weight of `retire_algorithm`.
	fn retire_algorithm() -> Weight;
	/// Weight of `upload_parameters`; `n`: bytes.
	fn upload_parameters(n: u32) -> Weight;
	/// Weight of `remove_parameters`; `c`: chunks.
	fn remove_parameters(c: u32) -> Weight;
	/// Weight of `create`; `p`: participants.
	fn create(p: u32) -> Weight;
	/// Weight of `accept`.
	fn accept() -> Weight;
	/// Weight of `refuse`; `p`: participants, `c`: chunks.
	fn refuse(p: u32, c: u32) -> Weight;
	/// Weight of `submit_share`; `n`: lanes.
	fn submit_share(n: u32) -> Weight;
	/// Weight of `release`.
	fn release() -> Weight;
	/// Weight of `withhold`; `p`: participants, `c`: chunks.
	fn withhold(p: u32, c: u32) -> Weight;
	/// Weight of `settle`; `p`: participants, `c`: chunks.
	fn settle(p: u32, c: u32) -> Weight;
	/// Weight of `report_deadline`; `p`: participants, `c`: chunks.
	fn report_deadline(p: u32, c: u32) -> Weight;
	/// Weight of `discard_result`; `p`: participants, `c`: chunks.
	fn discard_result(p: u32, c: u32) -> Weight;
	/// Weight of `commit_result`, without the end of the job.
	fn commit_result() -> Weight;
	/// Weight of `upload_result`; `n`: bytes.
	fn upload_result(n: u32) -> Weight;
	/// Weight of `report_abort`, without the end of the job.
	fn report_abort() -> Weight;
	/// Weight of `authorize_accept`.
	fn authorize_accept() -> Weight;
	/// Weight of `authorize_refuse`.
	fn authorize_refuse() -> Weight;
	/// Weight of `authorize_submit_share`; `n`: lanes.
	fn authorize_submit_share(n: u32) -> Weight;
	/// Weight of `authorize_commit_result`.
	fn authorize_commit_result() -> Weight;
	/// Weight of `authorize_upload_result`; `n`: bytes.
	fn authorize_upload_result(n: u32) -> Weight;
	/// Weight of `authorize_report_abort`.
	fn authorize_report_abort() -> Weight;
	/// Weight of `authorize_settle`.
	fn authorize_settle() -> Weight;
	/// Weight of `authorize_report_deadline`.
	fn authorize_report_deadline() -> Weight;
}

/// Estimates.
impl WeightInfo for () {
	fn register_algorithm() -> Weight {
		estimate(20_000_000, 3_600, 1, 1)
	}

	fn review_algorithm() -> Weight {
		estimate(20_000_000, 3_600, 1, 1)
	}

	fn retire_algorithm() -> Weight {
		estimate(20_000_000, 3_600, 1, 1)
	}

	fn upload_parameters(n: u32) -> Weight {
		estimate(60_000_000, 8_000, 2, 4)
			.saturating_add(estimate(1_200, 0, 0, 0).saturating_mul(n.into()))
	}

	fn remove_parameters(c: u32) -> Weight {
		estimate(60_000_000, 8_000, 2, 2)
			.saturating_add(estimate(6_000_000, 2_600, 0, 1).saturating_mul(c.into()))
	}

	fn create(p: u32) -> Weight {
		estimate(160_000_000, 20_000, 10, 8)
			.saturating_add(estimate(15_000_000, 10_000, 3, 2).saturating_mul(p.into()))
	}

	fn accept() -> Weight {
		estimate(60_000_000, 56_000, 18, 4)
	}

	fn refuse(p: u32, c: u32) -> Weight {
		estimate(140_000_000, 20_000, 8, 6)
			.saturating_add(estimate(80_000_000, 7_800, 3, 7).saturating_mul(p.into()))
			.saturating_add(estimate(6_000_000, 2_600, 1, 2).saturating_mul(c.into()))
	}

	fn submit_share(n: u32) -> Weight {
		estimate(120_000_000, 80_000, 6, 6)
			.saturating_add(estimate(4_000, 8, 0, 0).saturating_mul(n.into()))
	}

	fn release() -> Weight {
		estimate(30_000_000, 8_000, 1, 1)
	}

	fn withhold(p: u32, c: u32) -> Weight {
		estimate(140_000_000, 20_000, 8, 6)
			.saturating_add(estimate(30_000_000, 5_200, 2, 6).saturating_mul(p.into()))
			.saturating_add(estimate(6_000_000, 2_600, 1, 2).saturating_mul(c.into()))
	}

	fn settle(p: u32, c: u32) -> Weight {
		estimate(140_000_000, 20_000, 8, 6)
			.saturating_add(estimate(40_000_000, 5_200, 2, 5).saturating_mul(p.into()))
			.saturating_add(estimate(3_000_000, 2_600, 1, 1).saturating_mul(c.into()))
	}

	fn report_deadline(p: u32, c: u32) -> Weight {
		estimate(140_000_000, 20_000, 8, 6)
			// Half of the participants at fault and as many diligent ones make the most transfers.
			.saturating_add(estimate(300_000_000, 16_000, 4, 7).saturating_mul(p.into()))
			.saturating_add(estimate(6_000_000, 2_600, 1, 2).saturating_mul(c.into()))
	}

	fn discard_result(p: u32, c: u32) -> Weight {
		estimate(40_000_000, 8_000, 2, 0)
			.saturating_add(estimate(5_000_000, 2_600, 0, 1).saturating_mul(p.into()))
			.saturating_add(estimate(5_000_000, 2_600, 0, 1).saturating_mul(c.into()))
	}

	fn commit_result() -> Weight {
		estimate(80_000_000, 12_000, 3, 3)
	}

	fn upload_result(n: u32) -> Weight {
		estimate(90_000_000, 12_000, 3, 4)
			.saturating_add(estimate(2_000, 1, 0, 0).saturating_mul(n.into()))
	}

	fn report_abort() -> Weight {
		estimate(60_000_000, 8_000, 3, 3)
	}

	fn authorize_accept() -> Weight {
		estimate(110_000_000, 56_000, 18, 0)
	}

	fn authorize_refuse() -> Weight {
		estimate(80_000_000, 8_000, 2, 0)
	}

	fn authorize_submit_share(n: u32) -> Weight {
		estimate(90_000_000, 12_000, 4, 0)
			.saturating_add(estimate(9_000, 0, 0, 0).saturating_mul(n.into()))
	}

	fn authorize_commit_result() -> Weight {
		estimate(100_000_000, 12_000, 3, 0)
	}

	fn authorize_upload_result(n: u32) -> Weight {
		estimate(100_000_000, 12_000, 3, 0)
			.saturating_add(estimate(1_500, 0, 0, 0).saturating_mul(n.into()))
	}

	fn authorize_report_abort() -> Weight {
		estimate(90_000_000, 8_000, 3, 0)
	}

	fn authorize_settle() -> Weight {
		estimate(20_000_000, 8_000, 1, 0)
	}

	fn authorize_report_deadline() -> Weight {
		estimate(100_000_000, 150_000, 18, 0)
	}
}

/// Weight of picoseconds, bytes of proof, reads and writes.
fn estimate(time: u64, proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(time, proof).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}
