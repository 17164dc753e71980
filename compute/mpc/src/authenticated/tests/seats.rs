//! Which store a session uses, from where, and what a lie about it does.

use super::store::{fill_among, open_seated};
use crate::authenticated::{agree, Link, Need, Preprocessing, StoreId};
use crate::wire::{run, Cheat, Wire};
use crate::{Authenticated, Error, Input, Mpc, PartyId, Store};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use std::path::Path;
use tempfile::TempDir;

/// Names that the parties offer, and what each of them then has.
fn agreed(offers: &[&[u8]], cheat: Option<(PartyId, Cheat)>) -> Vec<Result<Vec<u8>, Error>> {
	run(offers.len(), cheat, |wire| {
		let me = crate::Transport::parties(&wire).me();
		let seed = u64::from(me.0);
		let mut link = Link::new(wire, [3; 32], &mut ChaCha20Rng::seed_from_u64(seed));
		let offers: Vec<StoreId> = offers[me.index()].iter().map(|name| [*name; 32]).collect();
		Ok(agree(&mut link, &offers)?.into_iter().map(|name| name[0]).collect())
	})
}

#[test]
fn what_all_offer_is_common() {
	assert_eq!(agreed(&[&[1, 2, 3], &[3, 2], &[9, 3, 2]], None), vec![Ok(vec![2, 3]); 3]);
	assert_eq!(agreed(&[&[1, 2], &[2, 1]], None), vec![Ok(vec![1, 2]); 2]);
	let nothing: [&[&[u8]]; 4] =
		[&[&[1], &[2], &[1]], &[&[1], &[]], &[&[], &[], &[]], &[&[1, 2, 3, 4, 5], &[5]]];
	for offers in nothing {
		assert_eq!(agreed(offers, None), vec![Ok(vec![]); offers.len()]);
	}
}

#[test]
fn offers_that_differ_by_hearer_end_the_session() {
	let cheat: Cheat = Box::new(|to, number, message| {
		if number < 2 && to == PartyId(2) {
			message.fill(0);
		}
	});
	let results = agreed(&[&[1], &[1], &[1]], Some((PartyId(1), cheat)));
	for honest in [0, 2] {
		assert!(results[honest].is_err(), "{results:?}");
	}
}

/// Three files of each kind.
const NEED: Need = Need { triples: 9_000, bits: 9_000, masks: 9_000 };
const VALUES: [i128; 3] = [25, -13, 4];

fn program(mpc: &mut Authenticated<Wire, Store>) -> Result<Vec<i128>, Error> {
	let me = mpc.me();
	let mut values = Vec::new();
	for owner in (0..3).map(PartyId) {
		let mine = [VALUES[owner.index()]];
		let input = if owner == me { Input::Mine(&mine) } else { Input::Theirs(1) };
		values.extend(mpc.input(owner, input)?);
	}
	let shifted: Vec<_> = values.iter().map(|value| mpc.add(value, &mpc.public(1))).collect();
	let products = mpc.multiply(&shifted, &values)?;
	let signs = mpc.negative(&values, 6)?;
	mpc.open(&[products, signs].concat())
}

const EXPECTED: [i128; 6] = [26 * 25, 12 * 13, 20, 0, 1, 0];

fn session(root: &Path, seats: [u8; 3], cheat: Option<Cheat>) -> Vec<Result<Vec<i128>, Error>> {
	let cheat = cheat.map(|cheat| (PartyId(1), cheat));
	let seats = seats.map(PartyId);
	run(3, cheat, |wire| program(&mut open_seated(root, wire, &seats)?))
}

#[test]
fn a_session_may_sit_in_another_order() {
	let root = TempDir::new().unwrap();
	fill_among(3, root.path(), NEED);
	for seats in [[0, 1, 2], [1, 2, 0], [2, 1, 0]] {
		assert_eq!(session(root.path(), seats, None), vec![Ok(EXPECTED.to_vec()); 3], "{seats:?}");
	}
}

#[test]
fn seats_are_all_of_those_who_filled_it() {
	let root = TempDir::new().unwrap();
	fill_among(3, root.path(), NEED);
	for seats in [&[0, 1][..], &[0, 1, 1], &[0, 1, 3], &[0, 1, 2, 0]] {
		let store = Store::open(&root.path().join("party 0"), &[1; 32]).unwrap();
		let seats: Vec<_> = seats.iter().copied().map(PartyId).collect();
		assert!(store.seated(&seats).is_none(), "{seats:?}");
	}
}

/// Where the first message of a session says from which file of each kind it goes on.
const FIRSTS: std::ops::Range<usize> = 32..32 + 5 * 8;

#[test]
fn what_is_said_differently_of_what_is_left_ends_the_session() {
	for seed in 0..12 {
		let root = TempDir::new().unwrap();
		fill_among(3, root.path(), NEED);
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let place = FIRSTS.start + 8 * (rng.next_u32() as usize % 5);
		let (lie, to_one) = ((rng.next_u32() % 3) as u8, rng.next_u32() % 2 == 0);
		let cheat: Cheat = Box::new(move |to, number, message| {
			if number < 2 && (to == PartyId(2) || !to_one) {
				message[place] = lie;
			}
		});
		let results = session(root.path(), [0, 1, 2], Some(cheat));
		// Party 1 is named unless the others first find that they were told different things.
		let known =
			[Error::Equivocation(PartyId(1)), Error::CheckFailed("what the parties were told")];
		match &results[2] {
			Ok(values) => assert!(lie == 0 && values == &EXPECTED, "seed {seed}"),
			Err(error) => assert!(lie > 0 && known.contains(error), "seed {seed}: {error}"),
		}
		match &results[0] {
			Ok(values) => assert_eq!(values, &EXPECTED, "seed {seed}"),
			Err(_) => assert!(lie > 0, "seed {seed}: {results:?}"),
		}
	}
}

#[test]
fn who_goes_on_from_elsewhere_than_it_says_bends_nothing() {
	for kind in 0..3 {
		let root = TempDir::new().unwrap();
		fill_among(3, root.path(), NEED);
		let results = run(3, None, |wire| {
			let me = crate::Transport::parties(&wire).me();
			let path = root.path().join(me.to_string());
			let mut store = Store::open(&path, &[me.0 + 1; 32])?;
			let mut link = Link::new(wire, [8; 32], &mut ChaCha20Rng::seed_from_u64(me.0.into()));
			if me == PartyId(1) {
				// It says that its first file is gone, and keeps the items of it.
				match kind {
					0 => drop(store.triples(&mut link, 1)?),
					1 => drop(store.bits(&mut link, 1)?),
					_ => drop(store.masks(&mut link, PartyId(0), 1)?),
				}
			}
			program(&mut Authenticated::over(link, store)?)
		});
		for honest in [0, 2] {
			assert!(results[honest].is_err(), "{kind}: {results:?}");
			// The key may be known now: nothing of the store is used again.
			let path = root.path().join(PartyId(honest as u8).to_string());
			assert!(Store::open(&path, &[honest as u8 + 1; 32]).is_err());
		}
	}
}

#[test]
fn where_one_has_nothing_left_the_others_keep_nothing() {
	let root = TempDir::new().unwrap();
	fill_among(3, root.path(), NEED);
	let path = |party: u8| root.path().join(PartyId(party).to_string());
	for entry in std::fs::read_dir(path(1)).unwrap() {
		let entry = entry.unwrap();
		if entry.file_name() != "header" {
			std::fs::remove_file(entry.path()).unwrap();
		}
	}
	let results = session(root.path(), [0, 1, 2], None);
	assert_eq!(results, vec![Err(Error::Exhausted("masks")); 3]);
	for party in 0..3 {
		assert_eq!(Store::open(&path(party), &[party + 1; 32]).unwrap().left(), Need::new());
	}
}
