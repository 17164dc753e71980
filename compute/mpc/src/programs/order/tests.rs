use super::{
	super::{association::Ratio, common::tests::dealer},
	*,
};
use crate::Ideal;
use proptest::prelude::*;

fn on_ideal(parameters: &Parameters, holders: &[Vec<u64>]) -> Result<Output, ProgramError> {
	let input = |values: &Vec<u64>| values.iter().copied().map(i128::from).collect();
	let others = holders[1..].iter().map(input);
	let mut mpc = dealer([vec![]].into_iter().chain(others).collect());
	let packet = run(&mut mpc, parameters, &holders[0], &mut |_| ())?;
	read::<Ideal>(parameters, &vec![packet; holders.len()])
}

fn parameters(holders: &[Vec<u64>], question: Question) -> Parameters {
	let values = holders.iter().map(|values| values.len() as u32).collect();
	Parameters { bits: 10, values, question, minimum_cell: 0 }
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
		assert_eq!(found, Ok(Output::Values(vec![wanted])));
	}
}

#[test]
fn hides_a_second_bin_with_a_small_one() {
	let holders = [vec![1, 1, 1, 1, 5, 5, 5, 5, 5], vec![9, 20, 20, 20, 20]];
	let question = Question::Histogram { edges: vec![2, 6, 10, 100] };
	let all = parameters(&holders, question);
	let counts = vec![Some(4), Some(5), Some(1), Some(4), Some(0)];
	assert_eq!(on_ideal(&all, &holders), Ok(Output::Histogram(counts)));
	let rule = Parameters { minimum_cell: 3, ..all };
	let counts = vec![None, Some(5), None, Some(4), Some(0)];
	assert_eq!(on_ideal(&rule, &holders), Ok(Output::Histogram(counts)));
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
fn fails_when_parameters_or_inputs_do_not_fit() {
	let holders = [vec![7, 1000, 3], vec![9, 3]];
	let edges = |edges| on_ideal(&parameters(&holders, Question::Histogram { edges }), &holders);
	assert!(edges(vec![4, 4]).is_err());
	assert!(edges(vec![]).is_err());
	assert!(edges(vec![1 << 60]).is_err());
	let small = Parameters { bits: 9, ..parameters(&holders, Question::Minimum) };
	assert_eq!(on_ideal(&small, &holders), Err(ProgramError::InputRange { index: 1 }));
	let long = Parameters { values: vec![4, 1], ..parameters(&holders, Question::Minimum) };
	let error = ProgramError::InputLength { got: 3, announced: 4 };
	assert_eq!(on_ideal(&long, &holders), Err(error));
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
	fn equals_the_plain_twin(
		holders in prop::collection::vec(prop::collection::vec(0u64..1024, 1..30), 2..=4),
		edges in prop::collection::btree_set(0u64..1100, 1..8),
		fractions in prop::collection::vec((0u32..=20, 20u32..30), 1..5),
		minimum_cell in 0u32..6,
	) {
		let ratio = |(numerator, denominator)| Ratio { numerator, denominator };
		let quantiles = Question::Quantiles(fractions.into_iter().map(ratio).collect());
		let bins = Question::Histogram { edges: edges.into_iter().collect() };
		let rule = Parameters { minimum_cell, ..parameters(&holders, bins) };
		for parameters in [
			parameters(&holders, Question::Minimum),
			parameters(&holders, Question::Maximum),
			parameters(&holders, quantiles),
			rule,
		] {
			let wanted = plain::answer(&parameters, &holders.concat());
			prop_assert_eq!(on_ideal(&parameters, &holders), Ok(wanted));
		}
	}
}
