//! What the longest runs of every program tell by their masked openings.

use crate::authenticated::dealer::Dealer;
use crate::authenticated::Distance;
use crate::programs::{
	association::{self, Ratio, Selection},
	evidence, millionaires,
	order::{self, Question},
	regression, spending, ProgramError,
};
use crate::wire::run;
use crate::{Authenticated, Error, Mpc, Parties, PartyId, Tally, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

fn parties(count: usize) -> Parties {
	Parties::new(PartyId(0), count).expect("two to seven")
}

/// The logarithm of the distance that a run may have.
fn log2(tally: Result<Tally, ProgramError>) -> Option<i32> {
	tally.expect("it is within its bounds").distance().log2()
}

/// Whether a run is refused for its distance alone.
fn is_too_long(tally: Result<Tally, ProgramError>) -> bool {
	matches!(tally, Err(ProgramError::Mpc(Error::TooManyMasked)))
}

fn associated(selection: Selection, people: u32) -> Result<Tally, ProgramError> {
	let parameters = association::Parameters {
		variants: 28_500,
		people: vec![people / 2; 2],
		selection,
		minimum_cell: 10,
		rounding: 10,
	};
	assert_eq!(parameters.check(2), Ok(()));
	spending::association(&parameters, parties(2))
}

#[test]
fn an_association_may_have_as_many_people_as_documented() {
	let above = |numerator, denominator| Selection::Above {
		threshold: Ratio { numerator, denominator },
		limit: 1_000,
	};
	for (selection, people, more) in [
		(above(30, 1), 86_000, 88_000),
		(above(2_972, 100), 34_000, 35_000),
		(Selection::Top { count: 100 }, 49_000, 50_000),
	] {
		assert!(log2(associated(selection, people)) <= Some(-30), "{selection:?}");
		assert!(is_too_long(associated(selection, more)), "{selection:?}");
	}
}

#[test]
fn evidence_may_have_as_many_people_as_documented() {
	let gathered = |people: u32| {
		let parameters = evidence::Parameters {
			variants: evidence::MAX_VARIANTS,
			people: vec![people / 2; 2],
			thresholds: evidence::Thresholds::GENERAL,
			minimum_cell: 0,
		};
		assert_eq!(parameters.check(2), Ok(()));
		spending::evidence(&parameters, parties(2))
	};
	assert!(log2(gathered(16_000)) <= Some(-30));
	assert!(is_too_long(gathered(17_000)));
}

#[test]
fn order_statistics_of_the_most_values_tell_little_enough() {
	// A sixty-fourth of the values, which are what counts, has a sixty-fourth of the distance.
	let values = vec![order::MAX_VALUES / 64];
	let asked = |question| {
		let values = [values.clone(), vec![0]].concat();
		let bits = order::MAX_BITS;
		order::Parameters { bits, values, question, minimum_cell: 10, rounding: 10 }
	};
	let half = Ratio { numerator: 1, denominator: 2 };
	let quantiles = asked(Question::Quantiles(vec![half; order::MAX_QUANTILES]));
	assert!(log2(spending::order(&quantiles, parties(2))) <= Some(-36));
	let edges = (0..order::MAX_EDGES).map(|edge| edge as u64).collect();
	let histogram = asked(Question::Histogram { edges });
	assert!(log2(spending::order(&histogram, parties(2))) <= Some(-38));
	let noised = spending::noised_histogram(&histogram, 40, parties(2));
	assert!(log2(noised) <= Some(-36));
}

#[test]
fn the_longest_regression_tells_little_enough() {
	// One of twenty steps.
	let parameters = regression::Parameters {
		covariates: regression::MAX_COVARIATES,
		rows: vec![regression::MAX_ROWS / 2; 2],
		iterations: 1,
		minimum_cell: 10,
	};
	assert!(log2(spending::regression(&parameters, parties(2))) <= Some(-35));
}

#[test]
fn the_richest_of_seven_tell_little_enough() {
	let parameters = millionaires::Parameters { bits: millionaires::MAX_BITS };
	assert!(log2(spending::millionaires(&parameters, parties(7))) <= Some(-50));
}

#[test]
fn a_session_ends_before_it_tells_more_than_it_may() {
	let results = run(2, None, |wire| {
		let dealer = Dealer::new(wire.parties(), 1);
		let mut rng = ChaCha20Rng::seed_from_u64(1);
		let mut mpc = Authenticated::new(wire, [1; 32], dealer, &mut rng)?;
		let value = mpc.public(-1);
		// 2^-30 are 1,024 of 86 bits: these and one.
		mpc.negative(&vec![value; 1_000], 86)?;
		mpc.zero(&vec![value; 24], 86)?;
		assert_eq!(mpc.distance, Distance::MOST);
		let refused = mpc.bits(&[value], 86);
		assert_eq!(mpc.negative(&[value], 2), Err(Error::Stopped));
		refused.map(drop)
	});
	assert_eq!(results, vec![Err(Error::TooManyMasked); 2]);
}
