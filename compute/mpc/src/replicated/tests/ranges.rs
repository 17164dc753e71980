//! Proofs of ranges: who has a number outside is named, and nobody else is.

use super::tampering::run_tampered;
use super::{run, Faulty, Memory, Tamper};
use crate::replicated::Replicated;
use crate::{Error, Input, Mpc, PartyId};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

type Party = Replicated<Faulty<Memory>>;

/// Whom a proof names, over these inputs and a public number added to each.
fn named(
	party: &mut Party,
	inputs: &[Vec<i128>; 3],
	shift: i128,
	width: u32,
) -> Result<Option<PartyId>, Error> {
	let mut lists = Vec::new();
	for (owner, values) in (0..).map(PartyId).zip(inputs) {
		let mine = owner == party.me();
		let input = if mine { Input::Mine(values) } else { Input::Theirs(values.len()) };
		let shares = party.input(owner, input)?;
		let shift = party.public(shift);
		lists.push(shares.iter().map(|share| party.add(share, &shift)).collect());
	}
	let mine: Vec<_> = inputs[party.me().index()].iter().map(|value| value + shift).collect();
	party.out_of_range(&lists, &mine, width)
}

#[test]
fn accepts_all_numbers_in_the_range() {
	for (seed, width) in (0..).zip([1, 2, 3, 9, 10, 33, 64, 85, 86]) {
		let most = if width < 86 { (1i128 << width) - 1 } else { (1 << 85) - 1 };
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let mut list = |count| -> Vec<i128> {
			let random = |_| (i128::from(rng.next_u64()) << 64 | 77) & most;
			[0, most, 1, most / 2].into_iter().chain((0..count).map(random)).collect()
		};
		let inputs = [list(0), list(300), list(124)];
		for shift in [0, 5 + most / 3] {
			let inputs = inputs.each_ref().map(|list| list.iter().map(|x| x - shift).collect());
			for found in run(seed, |party| named(party, &inputs, shift, width)) {
				assert_eq!(found, None, "{width}, {shift}");
			}
		}
	}
}

#[test]
fn accepts_lists_that_are_empty_or_longer_than_a_batch() {
	let long = (0..20_000).map(|x| x % 512).collect();
	for found in run(1, |party| named(party, &[vec![], vec![3], Vec::clone(&long)], 0, 9)) {
		assert_eq!(found, None);
	}
}

#[test]
fn names_who_has_a_number_outside() {
	let outside = |width: u32| {
		let above = [1i128 << width, (1 << width) + 1, 1 << (width + 1), 3 << 83, 1 << 85];
		above.into_iter().chain([-1, -(1 << width), -(1 << 85), 1 - (1 << 85)])
	};
	for width in [1, 2, 9, 31] {
		for (seed, number) in (0..).zip(outside(width)) {
			for owner in 0..3u8 {
				let mut inputs = [vec![1; 140], vec![1; 3], vec![1; 130]];
				let length = inputs[usize::from(owner)].len();
				inputs[usize::from(owner)][length - 1] = number;
				for found in run(seed, |party| named(party, &inputs, 0, width)) {
					assert_eq!(found, Some(PartyId(owner)), "{width}: {number} of {owner}");
				}
			}
		}
	}
}

#[test]
fn names_the_first_of_several() {
	let inputs = [vec![1, 2], vec![8, 1], vec![3, 9]];
	for found in run(1, |party| named(party, &inputs, 0, 3)) {
		assert_eq!(found, Some(PartyId(1)));
	}
	// The second batch of the first owner comes after the first batch of the last one.
	let mut long = vec![1; 20_000];
	long[19_000] = -1;
	for found in run(1, |party| named(party, &[Vec::clone(&long), vec![], vec![8]], 0, 3)) {
		assert_eq!(found, Some(PartyId(0)));
	}
}

/// Lists of terms that a party makes in a proof, its own advice the first.
const LISTS: u64 = 6;

#[test]
fn names_who_advises_another_carry_whatever_its_number() {
	for seed in 0..600 {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let cheater = PartyId((seed % 3) as u8);
		// With the wrong carries a number outside could seem to lie inside.
		let number = [5, 8, -1][rng.next_u32() as usize % 3];
		let mut inputs = [vec![1; 5], vec![2; 5], vec![7; 5]];
		inputs[cheater.index()][rng.next_u32() as usize % 5] = number;
		let place = rng.next_u32() as usize % 3;
		let error = u128::from(rng.next_u32() & 31).max(1);
		let tamper = Some(Tamper { list: 0, place, error });
		let (honest, _) = run_tampered(cheater, tamper, seed, |party| named(party, &inputs, 0, 3));
		for found in honest {
			assert_eq!(found, Ok(Some(cheater)), "seed {seed}");
		}
	}
}

#[test]
fn never_names_who_does_not_cheat() {
	let inputs = [vec![1; 5], vec![2; 5], vec![7; 5]];
	let proof = |party: &mut Party| named(party, &inputs, 0, 3);
	assert_eq!(run_tampered(PartyId(0), None, 1, proof).1, LISTS);
	let mut stopped = 0;
	for seed in 0..2_000 {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let cheater = PartyId((seed % 3) as u8);
		let list = 1 + rng.next_u64() % (LISTS - 1);
		let (place, error) = (rng.next_u32() as usize, 1 << (rng.next_u32() % 128));
		let tamper = Some(Tamper { list, place, error });
		for found in run_tampered(cheater, tamper, seed, proof).0 {
			match found {
				// An error above the capacity, which is none.
				Ok(found) => assert_eq!(found, None, "seed {seed}"),
				Err(error) => {
					assert!(matches!(error, Error::CheckFailed(_)), "seed {seed}: {error}");
					stopped += 1;
				},
			}
		}
	}
	assert!(stopped > 3_500, "{stopped}");
}
