//! Names that a session takes once it is joined.

use crate::authenticated::Link;
use crate::wire::{run, Cheat, Wire};
use crate::{Error, PartyId};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// What a session is joined under.
const JOINED: [u8; 32] = [6; 32];

fn link(wire: Wire, seed: u64) -> Link<Wire> {
	let me = crate::Transport::parties(&wire).me();
	let mut rng = ChaCha20Rng::seed_from_u64(8 * seed + u64::from(me.0));
	Link::new(wire, JOINED, &mut rng)
}

/// What each party calls the session, after something was done under its new name.
fn names(seed: u64, cheat: Option<(PartyId, Cheat)>) -> Vec<Result<[u8; 32], Error>> {
	run(3, cheat, |wire| {
		let mut link = link(wire, seed);
		link.rename()?;
		link.coins()?;
		Ok(*link.session())
	})
}

#[test]
fn two_runs_that_are_joined_under_one_name_have_different_ones() {
	let (one, other) = (names(1, None), names(2, None));
	let [first, second] = [&one, &other].map(|names| names[0].clone().unwrap());
	assert_eq!((one, other), (vec![Ok(first); 3], vec![Ok(second); 3]));
	assert!(first != second && first != JOINED && second != JOINED);
}

#[test]
fn a_summand_that_differs_by_hearer_ends_the_session() {
	// Its two messages to a party are its commitment and its summand.
	for message in 0..2 {
		let cheat: Cheat = Box::new(move |to, number, bytes| {
			if number / 2 == message && to == PartyId(2) {
				bytes[0] ^= 1;
			}
		});
		let names = names(1, Some((PartyId(1), cheat)));
		for honest in [0, 2] {
			assert!(names[honest].is_err(), "{names:?}");
		}
	}
}

#[test]
fn what_was_committed_to_under_the_old_name_does_not_do_under_the_new_one() {
	let results = run(2, None, |wire| {
		let me = crate::Transport::parties(&wire).me();
		let mut link = link(wire, 1);
		if me == PartyId(0) {
			link.rename()?;
		} else {
			// It tosses, and stays with the name that it had.
			link.coins()?;
		}
		link.coins().map(drop)
	});
	assert!(results.iter().all(Result::is_err), "{results:?}");
}
