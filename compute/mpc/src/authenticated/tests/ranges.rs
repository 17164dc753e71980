//! Proofs of ranges: who has a number outside is named, and nobody else is.

use super::crooked::Crooked;
use super::party;
use crate::authenticated::dealer::Dealer;
use crate::authenticated::field::Fp;
use crate::wire::run;
use crate::{Authenticated, Blame, Error, Input, Mpc, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use std::cell::Cell;

/// What a cheating owner adds to an element, and takes from the one before it to the base of eight.
#[derive(Clone, Copy)]
struct Bend {
	/// Which of the lists that it commits to.
	list: u64,
	/// Which element, counted round.
	place: usize,
	error: i128,
}

thread_local! {
	/// Each party has a thread of its own.
	static BEND: Cell<(u64, Option<Bend>)> = const { Cell::new((0, None)) };
}

/// Bends what the owner commits to, if it is due.
pub(crate) fn bend(mut elements: Vec<Fp>) -> Vec<Fp> {
	BEND.with(|state| {
		let (list, bend) = state.get();
		state.set((list + 1, bend));
		if let Some(bend) = bend.filter(|bend| bend.list == list) {
			let place = bend.place % elements.len();
			elements[place] += Fp::signed(bend.error);
			if place > 0 {
				elements[place - 1] -= Fp::signed(8 * bend.error);
			}
		}
	});
	elements
}

/// Whom a proof names, over these inputs and a public number added to each.
fn named(
	mpc: &mut impl Mpc,
	inputs: &[Vec<i128>],
	shift: i128,
	width: u32,
) -> Result<Option<PartyId>, Error> {
	let mut lists = Vec::new();
	for (owner, values) in (0..).map(PartyId).zip(inputs) {
		let mine = owner == mpc.me();
		let input = if mine { Input::Mine(values) } else { Input::Theirs(values.len()) };
		let shares = mpc.input(owner, input)?;
		let shift = mpc.public(shift);
		lists.push(shares.iter().map(|share| mpc.add(share, &shift)).collect());
	}
	let mine: Vec<_> = inputs[mpc.me().index()].iter().map(|value| value + shift).collect();
	mpc.out_of_range(&lists, &mine, width)
}

#[test]
fn accept_all_numbers_in_the_range() {
	for (seed, width) in (0..).zip([1, 2, 3, 4, 9, 10, 11, 33, 64, 85, 86]) {
		let most = if width < 86 { (1i128 << width) - 1 } else { (1 << 85) - 1 };
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let mut list = |count| -> Vec<i128> {
			let random = |_| (i128::from(rng.next_u64()) << 64 | 77) & most;
			[0, most, 1, most / 2].into_iter().chain((0..count).map(random)).collect()
		};
		let inputs = [list(0), vec![], list(300)];
		for shift in [0, 5 + most / 3] {
			let lists = inputs.each_ref().map(|list| list.iter().map(|x| x - shift).collect());
			for count in 2..=3 {
				let found = run(count, None, |wire| {
					named(&mut party(wire, seed), &lists[..count], shift, width)
				});
				assert_eq!(found, vec![Ok(None); count], "{width}, {shift}");
			}
		}
	}
}

#[test]
fn accept_lists_that_are_proven_in_pieces() {
	let long: Vec<i128> = (0..25_000).map(|x| x % 512).collect();
	let inputs = [vec![3], long];
	let found = run(2, None, |wire| named(&mut party(wire, 1), &inputs, 0, 9));
	assert_eq!(found, vec![Ok(None); 2]);
}

#[test]
fn name_who_has_a_number_outside() {
	for width in [1, 2, 3, 9, 10, 31] {
		let above = [1i128 << width, (1 << width) + 1, 1 << (width + 1), 3 << 83];
		let outside = above.into_iter().chain([-1, -(1 << width), 1 - (1 << 85)]);
		for (seed, number) in (0..).zip(outside) {
			for owner in 0..3u8 {
				let mut inputs = [vec![1; 40], vec![1; 3], vec![1; 30]];
				let length = inputs[usize::from(owner)].len();
				inputs[usize::from(owner)][length - 1] = number;
				let found = run(3, None, |wire| named(&mut party(wire, seed), &inputs, 0, width));
				let expected = vec![Ok(Some(PartyId(owner))); 3];
				assert_eq!(found, expected, "{width}: {number} of {owner}");
			}
		}
	}
}

#[test]
fn name_the_first_of_several() {
	let inputs = [vec![1, 2], vec![8, 1], vec![3, 9]];
	let found = run(3, None, |wire| named(&mut party(wire, 1), &inputs, 0, 3));
	assert_eq!(found, vec![Ok(Some(PartyId(1))); 3]);
}

#[test]
fn name_who_commits_to_what_is_no_digit_or_no_quotient() {
	for seed in 0..300 {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let cheater = PartyId((seed % 3) as u8);
		let inputs = [vec![100; 7], vec![511; 7], vec![8; 7]];
		// List 0 are the digits: one more and, below it, eight less make the same number, but the
		// latter is no digit. List 1 is the quotient.
		let place = 1 + rng.next_u32() as usize % 20;
		let error = [1, -1, 1 << 40][rng.next_u32() as usize % 3];
		let bent = Bend { list: seed % 2, place, error };
		let found = run(3, None, |wire| {
			let mine = (wire.parties().me() == cheater).then_some(bent);
			BEND.with(|state| state.set((0, mine)));
			named(&mut party(wire, seed), &inputs, 0, 9)
		});
		assert_eq!(found, vec![Ok(Some(cheater)); 3], "seed {seed}");
	}
}

#[test]
fn never_name_who_does_not_cheat() {
	let inputs = [vec![5, 600], vec![511, 0], vec![1, 2]];
	let mut stopped = 0;
	for seed in 0..400 {
		let results = run(3, None, |wire| {
			let me = wire.parties().me();
			let mut rng = ChaCha20Rng::seed_from_u64(8 * seed + u64::from(me.0));
			let dealer = Dealer::new(wire.parties(), seed);
			let crooked = (me == PartyId(1)).then_some(seed);
			let mut mpc =
				Authenticated::new(wire, [8; 32], Crooked::new(dealer, crooked), &mut rng).unwrap();
			named(&mut mpc, &inputs, 0, 10)
		});
		for result in [&results[0], &results[2]] {
			match result {
				Ok(found) => assert_eq!(*found, None, "{seed}"),
				Err(error) => {
					assert_eq!(error.blame(), Blame::Unknown, "{seed}: {error}");
					stopped += 1;
				},
			}
		}
	}
	assert!(stopped >= 100, "{stopped}");
}
