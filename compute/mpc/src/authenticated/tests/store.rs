//! Material on disk.

use crate::authenticated::dealer::Dealer;
use crate::authenticated::{Link, Need, Preprocessing, Progress, Store};
use crate::wire::{run, Wire};
use crate::{Authenticated, Error, Input, Mpc, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const NEED: Need = Need { triples: 40_000, bits: 20_000, masks: 10 };

fn directory(root: &Path, wire: &Wire) -> PathBuf {
	root.join(wire.parties().me().to_string())
}

fn key(wire: &Wire) -> [u8; 32] {
	[wire.parties().me().0 + 1; 32]
}

fn fill(root: &Path) {
	fill_among(2, root, NEED);
}

pub(super) fn fill_among(count: usize, root: &Path, need: Need) {
	let full = |items: u64| items.next_multiple_of(4_096);
	let items = full(need.triples) + full(need.bits) + full(need.masks) * count as u64;
	run(count, None, |wire| {
		let (directory, key) = (directory(root, &wire), key(&wire));
		let dealer = Dealer::new(wire.parties(), 4);
		let mut link = Link::new(wire, [1; 32], &mut ChaCha20Rng::seed_from_u64(1));
		let mut last = Progress { made: 0, needed: 0 };
		Store::fill(&directory, &key, &mut link, dealer, need, |progress| {
			assert!(progress.made > last.made);
			last = progress;
		})
		.unwrap();
		assert_eq!(last, Progress { made: items, needed: items });
	});
}

/// A session of the parties that filled the store at these seats.
pub(super) fn open_seated(
	root: &Path,
	wire: Wire,
	seats: &[PartyId],
) -> Result<Authenticated<Wire, Store>, Error> {
	let seat = seats[wire.parties().me().index()];
	let store = Store::open(&root.join(seat.to_string()), &[seat.0 + 1; 32])?;
	let store = store.seated(seats).expect("everybody has a seat");
	let mut rng = ChaCha20Rng::seed_from_u64(seat.0.into());
	Authenticated::new(wire, [8; 32], store, &mut rng)
}

fn open(root: &Path, wire: Wire, session: u8) -> Result<Authenticated<Wire, Store>, Error> {
	let store = Store::open(&directory(root, &wire), &key(&wire))?;
	Authenticated::new(wire, [session; 32], store, &mut ChaCha20Rng::seed_from_u64(2))
}

fn square(mpc: &mut Authenticated<Wire, Store>, value: i128) -> Result<Vec<i128>, Error> {
	let input = if mpc.me() == PartyId(0) { Input::Mine(&[value]) } else { Input::Theirs(1) };
	let share = mpc.input(PartyId(0), input)?;
	let product = mpc.multiply(&share, &share)?;
	let negative = mpc.negative(&share, 20)?;
	mpc.open(&[product[0], negative[0]])
}

#[test]
fn serves_a_session_after_another() {
	let root = TempDir::new().unwrap();
	fill(root.path());
	for (session, value) in [(1, 7), (2, -9)] {
		let results = run(2, None, |wire| {
			let mut mpc = open(root.path(), wire, session)?;
			square(&mut mpc, value)
		});
		// The masks are one file, which the first session used.
		let expected = match session {
			1 => Ok(vec![49, 0]),
			_ => Err(Error::Exhausted("masks")),
		};
		assert_eq!(results, vec![expected.clone(), expected]);
	}
}

#[test]
fn never_gives_an_item_twice_after_a_crash() {
	let root = TempDir::new().unwrap();
	fill(root.path());
	let draw = |skip: PartyId| {
		run(2, None, |wire| {
			let me = wire.parties().me();
			let mut store = Store::open(&directory(root.path(), &wire), &key(&wire)).unwrap();
			let mut link = Link::new(wire, [5; 32], &mut ChaCha20Rng::seed_from_u64(3));
			if me == skip {
				// One party dies after it has marked a file, before the other has.
				store.triples(&mut link, 1).unwrap();
				store =
					Store::open(&directory(root.path(), &link_wire(&me)), &[me.0 + 1; 32]).unwrap();
			}
			store.start(&mut link).unwrap();
			store.triples(&mut link, 5).unwrap().iter().map(|t| t.a.to_bytes()).collect::<Vec<_>>()
		})
	};
	let (first, second) = (draw(PartyId(1)), draw(PartyId(9)));
	assert_ne!(first[0], second[0]);
	// 40,000 triples are ten files: three are gone on either side, of which one was skipped on the
	// first.
	for (party, key) in [("party 0", [1; 32]), ("party 1", [2; 32])] {
		let left = Store::open(&root.path().join(party), &key).unwrap().left();
		assert_eq!(left.triples, 7 * 4_096);
	}
}

/// A wire that only says who it is.
fn link_wire(me: &PartyId) -> Wire {
	Wire::all(2).remove(me.index())
}

#[test]
fn refuses_another_key_and_altered_or_exchanged_files() {
	let root = TempDir::new().unwrap();
	fill(root.path());
	let directory = root.path().join("party 0");
	assert!(matches!(Store::open(&directory, &[9; 32]), Err(Error::Storage { .. })));
	let (first, second) = (directory.join("bits-0-00000000"), directory.join("bits-0-00000001"));
	std::fs::copy(&second, &first).unwrap();
	let results = run(2, None, |wire| open(root.path(), wire, 1)?.random_bits(3).map(|_| ()));
	assert!(matches!(results[0], Err(Error::Storage { .. })), "{results:?}");
	let triples = directory.join("triples-0-00000000");
	let mut bytes = std::fs::read(&triples).unwrap();
	bytes[100] ^= 1;
	std::fs::write(&triples, bytes).unwrap();
	let results = run(2, None, |wire| square(&mut open(root.path(), wire, 1)?, 3));
	assert!(matches!(results[0], Err(Error::Storage { .. })), "{results:?}");
}

#[test]
fn is_given_up_after_a_check_that_failed() {
	let root = TempDir::new().unwrap();
	fill(root.path());
	let results = run(2, None, |wire| {
		let mut mpc = open(root.path(), wire, 1)?;
		let mut bit = mpc.random_bits(1)?;
		if mpc.me() == PartyId(1) {
			bit[0].value += crate::authenticated::field::Fp::ONE;
		}
		mpc.open(&bit)
	});
	assert_eq!(results[0], Err(Error::CheckFailed("the MACs")));
	let opened = Store::open(&root.path().join("party 0"), &[1; 32]).map(|_| ());
	assert!(matches!(opened, Err(Error::Storage { .. })));
}

#[test]
fn refuses_a_store_of_another_filling() {
	let (root, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
	fill(root.path());
	run(2, None, |wire| {
		let (directory, key) = (directory(other.path(), &wire), key(&wire));
		let dealer = Dealer::new(wire.parties(), 5);
		let mut link = Link::new(wire, [2; 32], &mut ChaCha20Rng::seed_from_u64(9));
		Store::fill(&directory, &key, &mut link, dealer, NEED, |_| ()).unwrap();
	});
	let results = run(2, None, |wire| {
		let root = if wire.parties().me() == PartyId(0) { root.path() } else { other.path() };
		open(root, wire, 1).map(|_| ())
	});
	let what = "name of a store";
	assert_eq!(results[0], Err(Error::Malformed { party: PartyId(1), what }));
}

#[test]
fn is_no_store_before_it_is_full() {
	let root = TempDir::new().unwrap();
	// The last message but one before the header: coins, of which the other party lacks the opening.
	let cut: crate::wire::Cheat = Box::new(|_, number, message| {
		if number == 3 {
			message.clear();
		}
	});
	let results = run(2, Some((PartyId(1), cut)), |wire| {
		let (directory, key) = (directory(root.path(), &wire), key(&wire));
		let dealer = Dealer::new(wire.parties(), 4);
		let mut link = Link::new(wire, [1; 32], &mut ChaCha20Rng::seed_from_u64(1));
		let _ = Store::fill(&directory, &key, &mut link, dealer, NEED, |_| ());
		Store::open(&directory, &key).map(|_| ())
	});
	assert!(matches!(results[0], Err(Error::Storage { .. })), "{results:?}");
}

#[test]
fn refuses_to_overwrite() {
	let root = TempDir::new().unwrap();
	fill(root.path());
	let results = run(2, None, |wire| {
		let (directory, key) = (directory(root.path(), &wire), key(&wire));
		let dealer = Dealer::new(wire.parties(), 4);
		let mut link = Link::new(wire, [1; 32], &mut ChaCha20Rng::seed_from_u64(1));
		Store::fill(&directory, &key, &mut link, dealer, NEED, |_| ()).map(|_| ())
	});
	assert!(results.iter().all(|result| matches!(result, Err(Error::Storage { .. }))));
}
