use super::{
	super::{association::Ratio, common::tests::dealer},
	*,
};
use crate::Ideal;
use proptest::prelude::*;

fn on_ideal(parameters: &Parameters, holders: &[Vec<u64>]) -> Result<Output, ProgramError> {
	let input = |(values, announced): (&Vec<u64>, &u32)| {
		let mut input: Vec<_> = values.iter().copied().map(i128::from).collect();
		input.resize(*announced as usize, 1 << parameters.bits);
		input
	};
	let others = holders.iter().zip(&parameters.values).skip(1).map(input);
	let mut mpc = dealer([vec![]].into_iter().chain(others).collect());
	let packet = run(&mut mpc, parameters, &holders[0], &mut |_| ())?;
	read::<Ideal>(parameters, &vec![packet; holders.len()])
}

fn parameters(holders: &[Vec<u64>], question: Question) -> Parameters {
	let values = holders.iter().map(|values| values.len() as u32).collect();
	Parameters { bits: 10, values, question, minimum_cell: 0, rounding: 0 }
}

fn half() -> Ratio {
	Ratio { numerator: 1, denominator: 2 }
}

#[test]
fn finds_least_middle_and_greatest() {
	let holders = [vec![7, 1000, 3], vec![], vec![9, 3]];
	for (question, wanted) in
		[(Question::Minimum, 3), (Question::Maximum, 1000), (Question::Quantiles(vec![half()]), 7)]
	{
		let found = on_ideal(&parameters(&holders, question), &holders);
		assert_eq!(found, Ok(Output::Values(vec![Some(wanted)])));
	}
}

#[test]
fn hides_others_with_small_bins_until_there_are_enough() {
	let holders = [vec![1, 1, 1, 1, 5, 5, 5, 5, 5], vec![9, 20, 20, 20, 20]];
	let question = Question::Histogram { edges: vec![2, 6, 10, 100] };
	let all = parameters(&holders, question);
	let counts = vec![Some(4), Some(5), Some(1), Some(4), Some(0)];
	assert_eq!(on_ideal(&all, &holders), Ok(Output::Histogram(counts)));
	let rule = Parameters { minimum_cell: 2, ..all.clone() };
	let counts = vec![Some(4), None, None, Some(4), None];
	assert_eq!(on_ideal(&rule, &holders), Ok(Output::Histogram(counts)));
	let rule = Parameters { minimum_cell: 3, ..all };
	let error = ProgramError::Parameter { what: "number of bins", got: 5, least: 2, most: 4 };
	assert_eq!(rule.check(2), Err(error.clone()));
	assert_eq!(on_ideal(&rule, &holders), Err(error));
}

/// The histogram of values that are bins, under a minimum cell.
fn bins_on_ideal(bins: &[u64], minimum_cell: u32) -> Result<Output, ProgramError> {
	let values = |(place, count): (usize, &u64)| vec![place as u64; *count as usize];
	let holders = [bins.iter().enumerate().flat_map(values).collect(), vec![]];
	let edges = (1..bins.len() as u64).collect();
	let asked = parameters(&holders, Question::Histogram { edges });
	on_ideal(&Parameters { minimum_cell, ..asked }, &holders)
}

#[test]
fn a_small_bin_cannot_be_had_from_the_others() {
	// Of ten people in the first and the last bin at most six could be in the first.
	let told = bins_on_ideal(&[6, 6, 4], 5);
	assert_eq!(told, Ok(Output::Histogram(vec![Some(6), None, None])));
	let told = bins_on_ideal(&[30, 5, 5, 4], 5);
	assert_eq!(told, Ok(Output::Histogram(vec![None; 4])));
}

/// All ways to distribute so many values over so many bins.
fn distributions(values: u64, bins: usize) -> Vec<Vec<u64>> {
	if bins == 1 {
		return vec![vec![values]];
	}
	let with = |first: u64| {
		let rests = distributions(values - first, bins - 1);
		rests.into_iter().map(move |rest| [vec![first], rest].concat())
	};
	(0..=values).flat_map(with).collect()
}

#[test]
fn refuses_a_value_near_the_end_of_the_order() {
	let holders = [vec![7, 1000, 3], vec![9, 3]];
	let rule = |question| Parameters { minimum_cell: 3, ..parameters(&holders, question) };
	let refused = Err(ProgramError::Disclosure { needed: 3, got: 1 });
	assert_eq!(on_ideal(&rule(Question::Minimum), &holders), refused);
	assert_eq!(on_ideal(&rule(Question::Maximum), &holders), refused);
	assert!(on_ideal(&rule(Question::Quantiles(vec![half()])), &holders).is_ok());
}

#[test]
fn how_many_have_a_value_does_not_show() {
	let holders = [vec![7, 900, 3], vec![9, 3]];
	let quantiles = Question::Quantiles(vec![half()]);
	for question in [Question::Minimum, Question::Maximum, quantiles.clone()] {
		let exact = parameters(&holders, question);
		let wanted = on_ideal(&exact, &holders);
		for values in [vec![3, 5], vec![9, 2], vec![20, 20]] {
			let announced = Parameters { values, ..exact.clone() };
			assert_eq!(on_ideal(&announced, &holders), wanted, "{announced:?}");
		}
	}
	let announced = Parameters { values: vec![20; 2], ..parameters(&holders, quantiles) };
	let with = |minimum_cell| Parameters { minimum_cell, ..announced.clone() };
	assert_eq!(on_ideal(&with(3), &holders), Ok(Output::Values(vec![Some(7)])));
	assert_eq!(on_ideal(&with(4), &holders), Ok(Output::Values(vec![None])));
	let nobody = [vec![], vec![]];
	for question in [Question::Minimum, Question::Maximum, Question::Quantiles(vec![half()])] {
		let announced = Parameters { question, ..announced.clone() };
		assert_eq!(on_ideal(&announced, &nobody), Ok(Output::Values(vec![None])));
	}
}

#[test]
fn fails_when_parameters_or_inputs_do_not_fit() {
	let holders = [vec![7, 1000, 3], vec![9, 3]];
	let edges = |edges| on_ideal(&parameters(&holders, Question::Histogram { edges }), &holders);
	assert!(edges(vec![4, 4]).is_err());
	assert!(edges(vec![]).is_err());
	assert!(edges(vec![1 << 60]).is_err());
	let small = Parameters { bits: 9, ..parameters(&holders, Question::Minimum) };
	assert_eq!(on_ideal(&small, &holders), Err(ProgramError::InputRange { index: 1 }));
	let short = Parameters { values: vec![2, 2], ..parameters(&holders, Question::Minimum) };
	let error = ProgramError::InputLength { got: 3, announced: 2 };
	assert_eq!(on_ideal(&short, &holders), Err(error));
	let quantile = Ratio { numerator: 3, denominator: 2 };
	let question = Question::Quantiles(vec![quantile]);
	assert!(on_ideal(&parameters(&holders, question), &holders).is_err());
}

#[test]
fn fits_the_widest_values() {
	let holders = [vec![(1 << MAX_BITS) - 1, 0], vec![(1 << MAX_BITS) - 1]];
	let edges = vec![0, 1, 1 << MAX_BITS];
	for question in [Question::Maximum, Question::Minimum, Question::Histogram { edges }] {
		let parameters = Parameters { bits: MAX_BITS, ..parameters(&holders, question) };
		let wanted = plain::answer(&parameters, &holders.concat());
		assert_eq!(on_ideal(&parameters, &holders), Ok(wanted));
	}
}

proptest! {
	#[test]
	fn a_small_bin_may_be_any_small_number_by_what_is_told(
		(minimum_cell, bins) in (2u32..5, 2usize..5).prop_flat_map(|(cell, bins)| {
			let sizes = prop_oneof![0..2 * u64::from(cell), 0..9u64];
			(Just(cell), prop::collection::vec(sizes, bins))
		}),
	) {
		let values: u64 = bins.iter().sum();
		let small = u64::from(minimum_cell);
		prop_assume!(bins.len() as u64 * small <= values);
		let told = plain::told(&bins, minimum_cell);
		prop_assert_eq!(bins_on_ideal(&bins, minimum_cell), Ok(Output::Histogram(told.clone())));
		let mut fit = distributions(values, bins.len());
		fit.retain(|bins| plain::told(bins, minimum_cell) == told);
		for place in (0..bins.len()).filter(|place| bins[*place] < small) {
			for number in 0..small {
				prop_assert!(fit.iter().any(|bins| bins[place] == number), "{bins:?}: {place}");
			}
		}
	}

	#[test]
	fn equals_the_plain_twin(
		holders in prop::collection::vec(prop::collection::vec(0u64..1024, 1..30), 2..=4),
		edges in prop::collection::btree_set(0u64..1100, 1..8),
		fractions in prop::collection::vec((0u32..=20, 20u32..30), 1..5),
		minimum_cell in 0u32..6,
		rounding in 0u32..12,
		more in prop::collection::vec(0u32..5, 4),
	) {
		let ratio = |(numerator, denominator)| Ratio { numerator, denominator };
		let quantiles = Question::Quantiles(fractions.into_iter().map(ratio).collect());
		let bins = Question::Histogram { edges: edges.into_iter().collect() };
		let rule = Parameters { minimum_cell, rounding, ..parameters(&holders, bins) };
		for parameters in [
			parameters(&holders, Question::Minimum),
			parameters(&holders, Question::Maximum),
			parameters(&holders, quantiles.clone()),
			Parameters { minimum_cell, ..parameters(&holders, quantiles) },
			rule,
		] {
			let announced = parameters.values.iter().zip(&more).map(|(n, more)| n + more).collect();
			let parameters = Parameters { values: announced, ..parameters };
			if let Err(error) = parameters.check(holders.len()) {
				prop_assert_eq!(on_ideal(&parameters, &holders), Err(error));
				continue;
			}
			let wanted = plain::answer(&parameters, &holders.concat());
			prop_assert_eq!(on_ideal(&parameters, &holders), Ok(wanted));
		}
	}
}

mod noised {
	use super::{super::noised::*, *};
	use crate::{Error, PartyId};

	/// Runs it as holder 0; `noise` is that of each holder.
	fn on_ideal(
		parameters: &Parameters,
		holders: &[Vec<u64>],
		bits: u32,
		noise: &[Vec<i128>],
	) -> Result<Vec<Option<i64>>, ProgramError> {
		let input = |place: usize| {
			let announced = parameters.values[place] as usize;
			let mut all: Vec<_> = holders[place].iter().copied().map(i128::from).collect();
			all.resize(announced, 1 << parameters.bits);
			all.extend(noise[place].iter().map(|noise| noise + (1 << (bits - 1))));
			all
		};
		let others = (1..holders.len()).map(input);
		let mut mpc = dealer([vec![]].into_iter().chain(others).collect());
		let mine = Noise { bits, mine: &noise[0] };
		let packet = run_noised(&mut mpc, parameters, &holders[0], mine, &mut |_| ())?;
		read_noised::<Ideal>(parameters, &vec![packet; holders.len()])
	}

	fn holders() -> [Vec<u64>; 2] {
		[vec![1, 1, 5, 5, 5], vec![9, 20, 20]]
	}

	/// Announces two people more for each holder than have a number.
	fn histogram(edges: &[u64]) -> Parameters {
		let question = Question::Histogram { edges: edges.to_vec() };
		let exact = parameters(&holders(), question);
		let values = exact.values.iter().map(|values| values + 2).collect();
		Parameters { values, ..exact }
	}

	const NOISE: [[i128; 3]; 2] = [[3, -7, 0], [-1, 2, 4]];

	fn noise() -> [Vec<i128>; 2] {
		NOISE.map(|noise| noise.to_vec())
	}

	#[test]
	fn the_noise_of_all_is_added_and_nothing_is_clamped() {
		let asked = histogram(&[2, 6]);
		let found = on_ideal(&asked, &holders(), 4, &noise());
		assert_eq!(found, Ok(vec![Some(4), Some(-2), Some(7)]));
	}

	#[test]
	fn people_without_a_number_are_in_no_bin() {
		let none = vec![vec![0; 3]; 2];
		let last = (1 << 10) + 5;
		let found = on_ideal(&histogram(&[2, last]), &holders(), 1, &none);
		assert_eq!(found, Ok(vec![Some(2), Some(6), Some(0)]));
	}

	#[test]
	fn the_rule_acts_on_noised_numbers_alone() {
		let rule = Parameters { minimum_cell: 5, ..histogram(&[2, 6]) };
		let found = on_ideal(&rule, &holders(), 4, &noise());
		assert_eq!(found, Ok(vec![None, None, Some(7)]));
		let rule = Parameters { minimum_cell: 4, rounding: 5, ..histogram(&[2, 6]) };
		let found = on_ideal(&rule, &holders(), 4, &noise());
		assert_eq!(found, Ok(vec![Some(5), None, Some(5)]));
	}

	#[test]
	fn fails_when_noise_is_out_of_its_bits() {
		let out = |place: usize, number| {
			let mut noise = noise();
			noise[place][1] = number;
			on_ideal(&histogram(&[2, 6]), &holders(), 4, &noise)
		};
		assert!(out(0, 7).is_ok() && out(1, -8).is_ok());
		assert_eq!(out(0, 8), Err(ProgramError::InputRange { index: 1 }));
		assert_eq!(out(1, 8), Err(ProgramError::OutOfRange(PartyId(1))));
		assert_eq!(out(1, -9), Err(ProgramError::OutOfRange(PartyId(1))));
	}

	#[test]
	fn fails_when_values_or_noise_do_not_fit() {
		let run = |asked: &Parameters, values: &[u64], noise: &[i128]| {
			let mut mpc = dealer(vec![vec![]; 2]);
			let noise = Noise { bits: 4, mine: noise };
			run_noised(&mut mpc, asked, values, noise, &mut |_| ()).map(drop)
		};
		let asked = histogram(&[2, 6]);
		let error = ProgramError::InputLength { got: 8, announced: 7 };
		assert_eq!(run(&asked, &[1; 8], &[0; 3]), Err(error));
		assert_eq!(run(&asked, &[1 << 10], &[0; 3]), Err(ProgramError::InputRange { index: 0 }));
		let minimum = Parameters { question: Question::Minimum, ..asked.clone() };
		let error = ProgramError::Parameter { what: "number of edges", got: 0, least: 1, most: 64 };
		assert_eq!(run(&minimum, &[1], &[0; 3]), Err(error.clone()));
		assert_eq!(minimum.check_noised(2), Err(error));
		assert_eq!(asked.check_noised(2), Ok(()));
		let noise = Noise { bits: 90, mine: &[0; 3] };
		let wide = run_noised(&mut dealer(vec![vec![]; 2]), &asked, &[1], noise, &mut |_| ());
		assert!(matches!(wide, Err(ProgramError::Mpc(Error::Capacity { .. }))), "{wide:?}");
	}

	proptest! {
		#[test]
		fn equals_the_plain_twin(
			holders in prop::collection::vec(prop::collection::vec(0u64..1024, 1..20), 2..=4),
			edges in prop::collection::btree_set(0u64..1100, 1..6),
			noise in prop::collection::vec(prop::collection::vec(-32i128..32, 7), 4),
			minimum_cell in 0u32..6,
			rounding in 0u32..12,
		) {
			let bins = edges.len() + 1;
			let question = Question::Histogram { edges: edges.into_iter().collect() };
			let asked = Parameters { minimum_cell, rounding, ..parameters(&holders, question) };
			let noise: Vec<Vec<i128>> =
				noise[..holders.len()].iter().map(|noise| noise[..bins].to_vec()).collect();
			let total: Vec<i128> =
				(0..bins).map(|bin| noise.iter().map(|noise| noise[bin]).sum()).collect();
			let wanted = plain::noised(&asked, &holders.concat(), &total);
			prop_assert_eq!(on_ideal(&asked, &holders, 6, &noise), Ok(wanted));
		}
	}
}
