//! Equality with the ideal computation.

use super::{party, Party};
use crate::wire::run;
use crate::{Ideal, Input, Mpc, Parties, PartyId};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

/// A random program over vectors; what it opens must not depend on who computes it.
fn program<M: Mpc>(mpc: &mut M, inputs: &[Vec<i128>], seed: u64) -> Vec<i128> {
	let mut rng = ChaCha20Rng::seed_from_u64(seed);
	let mut values: Vec<M::Share> = Vec::new();
	for (owner, inputs) in (0..).map(PartyId).zip(inputs) {
		let input =
			if owner == mpc.me() { Input::Mine(inputs) } else { Input::Theirs(inputs.len()) };
		values.extend(mpc.input(owner, input).unwrap());
	}
	let count = values.len();
	let mut opened = Vec::new();
	for _ in 0..6 {
		let pick = |rng: &mut ChaCha20Rng| rng.next_u32() as usize % count;
		let (i, j) = (pick(&mut rng), pick(&mut rng));
		let sum = mpc.add(&values[i], &mpc.scale(&values[j], -3));
		let sum = mpc.subtract(&sum, &mpc.public(17));
		let pair = [values[i].clone(), sum];
		let (left, right) = (&pair[..1], &pair[1..]);
		let step = match rng.next_u32() % 5 {
			0 => mpc.multiply(left, right).unwrap(),
			1 => mpc.negative(&pair, 30).unwrap(),
			2 => mpc.zero(&pair, 30).unwrap(),
			3 => mpc.inner_products(&[(&pair, &pair), (left, right)]).unwrap(),
			_ => {
				let squares = mpc.multiply(&pair, &pair).unwrap();
				mpc.bits(&squares, 60).unwrap().concat()
			},
		};
		opened.extend(mpc.open(&step).unwrap());
	}
	opened
}

fn inputs(seed: u64, count: usize) -> Vec<Vec<i128>> {
	let mut rng = ChaCha20Rng::seed_from_u64(seed);
	let value =
		|rng: &mut ChaCha20Rng| i128::from(rng.next_u32() as i32 >> (rng.next_u32() % 32)) >> 4;
	(0..count).map(|_| (0..3).map(|_| value(&mut rng)).collect()).collect()
}

#[test]
fn equal_the_ideal_computation() {
	for seed in 0..40 {
		let count = 2 + (seed as usize % 4);
		let inputs = inputs(seed, count);
		let mut theirs = inputs.clone();
		theirs[0].clear();
		let mut ideal = Ideal::new(Parties::new(PartyId(0), count).unwrap(), theirs, 1);
		let expected = program(&mut ideal, &inputs, seed);
		let results = run(count, None, |wire| program(&mut party(wire, seed), &inputs, seed));
		for result in results {
			assert_eq!(result, expected, "seed {seed}");
		}
	}
}

#[test]
fn compare_at_every_edge() {
	for width in [1, 2, 3, 4, 7, 8, 33, 64, 80, 86] {
		let top = 1i128 << (width - 1);
		let mut values = vec![-top, top - 1, 0, -1, top / 2, -top / 2, (top - 1) / 3];
		values.retain(|value| (-top..top).contains(value));
		let results = run(2, None, |wire| {
			let mut party: Party = party(wire, u64::from(width));
			let shares: Vec<_> = values.iter().map(|value| party.public(*value)).collect();
			let negative = party.negative(&shares, width).unwrap();
			let zero = party.zero(&shares, width).unwrap();
			(party.open(&negative).unwrap(), party.open(&zero).unwrap())
		});
		let negative: Vec<_> = values.iter().map(|value| i128::from(*value < 0)).collect();
		let zero: Vec<_> = values.iter().map(|value| i128::from(*value == 0)).collect();
		assert_eq!(results, vec![(negative, zero); 2].into_iter().collect::<Vec<_>>(), "{width}");
	}
}

#[test]
fn decompose_at_every_edge() {
	for width in [1u32, 2, 5, 8, 31, 64, 86] {
		let top = (1i128 << width) - 1;
		let values = [0, top, top / 3, top / 2];
		let results = run(2, None, |wire| {
			let mut party: Party = party(wire, u64::from(width));
			let shares: Vec<_> = values.iter().map(|value| party.public(*value)).collect();
			let bits = party.bits(&shares, width).unwrap();
			bits.iter().map(|bits| party.open(bits).unwrap()).collect::<Vec<_>>()
		});
		let bits = |value: &i128| (0..width).map(|place| (value >> place) & 1).collect::<Vec<_>>();
		assert_eq!(results[0], values.iter().map(bits).collect::<Vec<_>>(), "{width}");
	}
}

#[test]
fn deliver_to_a_receiver() {
	let packets = run(3, None, |wire| {
		let mut party: Party = party(wire, 5);
		let me = party.me();
		let shares: Vec<_> = (0..3)
			.flat_map(|owner| {
				let owner = PartyId(owner);
				let input = [-40 + i128::from(owner.0)];
				let input = if owner == me { Input::Mine(&input) } else { Input::Theirs(1) };
				party.input(owner, input).unwrap()
			})
			.collect();
		party.deliver(&shares).unwrap()
	});
	assert_eq!(Party::receive(&packets), Ok(vec![-40, -39, -38]));
	assert!(Party::receive(&packets[..2]).is_err());
	for byte in (0..packets[1].len()).step_by(7) {
		let mut altered = packets.clone();
		altered[1][byte] ^= 1;
		assert!(Party::receive(&altered).is_err(), "{byte}");
	}
}

#[test]
fn make_bits_that_are_bits() {
	let opened = run(3, None, |wire| {
		let mut party: Party = party(wire, 9);
		let bits = party.random_bits(100).unwrap();
		party.open(&bits).unwrap()
	});
	assert!(opened[0].iter().all(|bit| (0..2).contains(bit)));
	assert!((20..80).contains(&opened[0].iter().sum::<i128>()));
}
