//! The ranking in the clear: what the protocol must give, for tests and for comparison.

use super::{
	params::{BLOCK, ROWS},
	Patient, Ranking, RankingDatabase,
};

/// Ranks all diseases of `database` for `patient`, as a party would do that both sides trust.
pub fn rank(database: &RankingDatabase, patient: &Patient) -> Ranking {
	let catalogue = database.catalogue();
	let mut shared = vec![0; catalogue.diseases().len()];
	for (group, cells) in database.groups.iter().enumerate() {
		for cell in cells {
			for (row, column) in &cell.ones {
				let disease = group * ROWS + usize::from(*row);
				shared[disease] += patient.weights[cell.block * BLOCK + usize::from(*column)];
			}
		}
	}
	Ranking::new(catalogue, patient.total, shared)
		.expect("what two sets share weighs no more than either")
}
