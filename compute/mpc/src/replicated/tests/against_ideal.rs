//! Programs give what the trusted dealer gives.

use super::run;
use crate::transport::memory::Memory;
use crate::{Error, Ideal, Input, Mpc, Parties, PartyId};
use proptest::prelude::*;

/// A step of a random program over a growing list of numbers.
#[derive(Clone, Debug)]
enum Step {
	Add(usize, usize),
	Subtract(usize, usize),
	Scale(usize, i8),
	Multiply(usize, usize),
	Inner(Vec<(usize, usize)>),
	Negative(usize),
	Zero(usize),
	Bits(usize),
	Public(i16),
}

fn step() -> impl Strategy<Value = Step> {
	let place = any::<usize>;
	prop_oneof![
		(place(), place()).prop_map(|(a, b)| Step::Add(a, b)),
		(place(), place()).prop_map(|(a, b)| Step::Subtract(a, b)),
		(place(), any::<i8>()).prop_map(|(a, factor)| Step::Scale(a, factor)),
		(place(), place()).prop_map(|(a, b)| Step::Multiply(a, b)),
		prop::collection::vec((place(), place()), 0..5).prop_map(Step::Inner),
		place().prop_map(Step::Negative),
		place().prop_map(Step::Zero),
		place().prop_map(Step::Bits),
		any::<i16>().prop_map(Step::Public),
	]
}

/// Width of every comparison; what outgrows half the places is first brought down to a sign.
const WIDTH: u32 = 40;

/// Runs a program: the two numbers that each party inputs, then one number or more a step.
fn execute<M: Mpc>(
	mpc: &mut M,
	inputs: &[[i32; 2]; 3],
	steps: &[Step],
) -> Result<Vec<i128>, Error> {
	let mut numbers = Vec::new();
	for (owner, values) in inputs.iter().enumerate() {
		let owner = PartyId(owner as u8);
		let values = values.map(i128::from);
		let mine = owner == mpc.me();
		let input = if mine { Input::Mine(&values) } else { Input::Theirs(2) };
		numbers.extend(mpc.input(owner, input)?);
	}
	for step in steps {
		let at = |place: &usize| numbers[place % numbers.len()].clone();
		let new = match step {
			Step::Add(a, b) => vec![mpc.add(&at(a), &at(b))],
			Step::Subtract(a, b) => vec![mpc.subtract(&at(a), &at(b))],
			Step::Scale(a, factor) => vec![mpc.scale(&at(a), i128::from(*factor))],
			Step::Multiply(a, b) => mpc.multiply(&[at(a)], &[at(b)])?,
			Step::Inner(pairs) => {
				let left: Vec<_> = pairs.iter().map(|(a, _)| at(a)).collect();
				let right: Vec<_> = pairs.iter().map(|(_, b)| at(b)).collect();
				mpc.inner_products(&[(&left, &right), (&left[..0], &right[..0])])?
			},
			Step::Negative(a) => mpc.negative(&[at(a), at(&0)], WIDTH)?,
			Step::Zero(a) => mpc.zero(&[at(a), mpc.public(0)], WIDTH)?,
			Step::Bits(a) => {
				let square = mpc.multiply(&[at(a)], &[at(a)])?;
				let mut bits = mpc.bits(&square, 80)?.swap_remove(0);
				bits.truncate(70);
				bits
			},
			Step::Public(value) => vec![mpc.public(i128::from(*value))],
		};
		numbers.extend(new);
	}
	mpc.open(&numbers)
}

fn dealt(inputs: &[[i32; 2]; 3], steps: &[Step]) -> Result<Vec<i128>, Error> {
	let parties = Parties::new(PartyId(0), 3).unwrap();
	let values = inputs.iter().map(|values| values.map(i128::from).to_vec()).collect();
	execute(&mut Ideal::new(parties, values, 1), inputs, steps)
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

	#[test]
	fn random_programs(
		inputs: [[i32; 2]; 3],
		steps in prop::collection::vec(step(), 1..12),
		seed: u64,
	) {
		// The dealer refuses a step whose numbers outgrow the capacity or a width; take it out.
		let mut kept = Vec::new();
		for step in steps {
			kept.push(step);
			if dealt(&inputs, &kept).is_err() {
				kept.pop();
			}
		}
		let expected = dealt(&inputs, &kept).unwrap();
		for result in run(seed, |party| execute(party, &inputs, &kept)) {
			prop_assert_eq!(&result, &expected);
		}
	}
}

proptest! {
	#[test]
	fn no_bytes_make_a_receiver_panic(
		packets in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..5),
		common in prop::collection::vec(any::<u8>(), 96..97 + 64),
	) {
		prop_assert!(crate::Replicated::<Memory>::receive(&packets).is_err());
		prop_assert!(crate::Replicated::<Memory>::receive(&vec![common; 3]).is_err());
	}
}

#[test]
fn comparisons_of_all_small_numbers() {
	for width in 1..=9 {
		let half = 1i128 << (width - 1);
		let values: Vec<_> = (-half..half).collect();
		let opened = run(u64::from(width), |party| {
			let input = if party.me() == PartyId(1) {
				Input::Mine(&values)
			} else {
				Input::Theirs(values.len())
			};
			let shares = party.input(PartyId(1), input)?;
			let below = party.negative(&shares, width)?;
			let zero = party.zero(&shares, width)?;
			let shift = party.public(half);
			let above: Vec<_> = shares.iter().map(|share| party.add(share, &shift)).collect();
			let bits = party.bits(&above, width)?.concat();
			Ok([party.open(&below)?, party.open(&zero)?, party.open(&bits)?])
		});
		let is = |test: fn(&i128) -> bool| values.iter().map(move |v| i128::from(test(v)));
		let bits = |value: &i128| {
			let value = value + half;
			(0..width).map(move |place| (value >> place) & 1)
		};
		for [below, zero, all] in opened {
			assert_eq!(below, is(|value| *value < 0).collect::<Vec<_>>(), "{width}");
			assert_eq!(zero, is(|value| *value == 0).collect::<Vec<_>>(), "{width}");
			assert_eq!(all, values.iter().flat_map(bits).collect::<Vec<_>>(), "{width}");
		}
	}
}

#[test]
fn the_largest_numbers() {
	let edge = (1i128 << 85) - 1;
	let values = [edge, -edge - 1, 0, -1];
	let opened = run(1, |party| {
		let input = if party.me() == PartyId(0) { Input::Mine(&values) } else { Input::Theirs(4) };
		let shares = party.input(PartyId(0), input)?;
		let below = party.negative(&shares, 86)?;
		Ok([party.open(&shares)?, party.open(&below)?])
	});
	for [shares, below] in opened {
		assert_eq!(shares, values);
		assert_eq!(below, [0, 1, 0, 1]);
	}
}

#[test]
fn random_bits_are_bits() {
	let opened = run(2, |party| {
		let bits = party.random_bits(1000)?;
		party.open(&bits)
	});
	assert!(opened.iter().all(|bits| *bits == opened[0]));
	assert!(opened[0].iter().all(|bit| *bit == 0 || *bit == 1));
	// Within six standard deviations of the mean.
	assert!((405..=595).contains(&opened[0].iter().sum::<i128>()));
}

#[test]
fn packets_are_read() {
	let values = [5, -7, 1 << 84];
	let packets = run(3, |party| {
		let input = if party.me() == PartyId(2) { Input::Mine(&values) } else { Input::Theirs(3) };
		let shares = party.input(PartyId(2), input)?;
		party.deliver(&shares)
	});
	type Party = crate::Replicated<Memory>;
	assert_eq!(Party::receive(&packets), Ok(values.to_vec()));
	for (party, place) in (0..3).flat_map(|party| (0..packets[0].len()).map(move |at| (party, at)))
	{
		let mut altered = packets.clone();
		altered[party][place] ^= 1 << (place % 8);
		assert!(Party::receive(&altered).is_err(), "byte {place} of {party}");
	}
	assert!(Party::receive(&packets[..2]).is_err());
}
