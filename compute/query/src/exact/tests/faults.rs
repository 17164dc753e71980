//! Every fault of every message, and owners that answer as they like: an asker opens what the ideal
//! look-up gives, or nothing.

use super::*;
use crate::{
	faults::{Due, Fault, WHOLE},
	Answer, Query,
};
use codec::Encode;
use curve25519_dalek::{constants::RISTRETTO_BASEPOINT_POINT, ristretto::CompressedRistretto};
use proptest::prelude::*;
use rand_core::RngCore;
use std::sync::OnceLock;

const OTHER_JOB: Hash = Hash::repeat_byte(8);

type Records = Vec<Option<Vec<u8>>>;

/// An asker that has asked, the honest messages, and what it should find.
struct Session {
	asker: ExactAsker,
	query: Vec<u8>,
	answer: Vec<u8>,
	expected: Records,
}

impl Session {
	fn new(database: &Database, job: &Hash, items: &[Item], seed: u64) -> Self {
		let (asker, query) =
			ExactAsker::ask(items, &database.commitment, job, &mut rng(seed)).unwrap();
		let answer = database.owner().answer(job, &query, &mut rng(seed + 1)).unwrap();
		let expected = database.ideal.look_up(items).unwrap();
		let (query, answer) = (Query::Exact(query).encode(), Answer::Exact(answer).encode());
		Self { asker, query, answer, expected }
	}

	/// What the asker finds in `table` with the answer in `bytes`, if it takes it.
	fn opens(&self, bytes: &[u8], database: &Database) -> Option<Records> {
		let Ok(Answer::Exact(answer)) = Answer::from_bytes(bytes) else { return None };
		let opening = self.asker.clone().open(&answer).ok()?;
		Some(opening.find(&mut database.table()).unwrap())
	}

	/// Asserts that the asker finds what it should or nothing; says whether it found it.
	fn never_wrong(&self, bytes: &[u8], database: &Database) -> bool {
		let found = self.opens(bytes, database);
		assert!(found.as_ref().is_none_or(|found| *found == self.expected), "{found:?}");
		found.is_some()
	}
}

/// An owner, a table of eight rows, and all that is asked about it.
struct World {
	database: Database,
	/// Another owner, which says that the table is its own.
	stranger: ExactOwner,
	/// Asks for a variant that is there, one that is not, and a pair.
	mine: Session,
	earlier: Session,
	foreign: Session,
}

fn world() -> &'static World {
	static WORLD: OnceLock<World> = OnceLock::new();
	WORLD.get_or_init(|| {
		let database = database(4, 1);
		let other = seeded(4, 1, 2);
		let mut commitment = database.commitment.clone();
		commitment.public_key = other.key.public();
		let stranger = ExactOwner::new(&other.key, commitment).unwrap();
		let mine = Session::new(&database, &JOB, &[variant(1), variant(9), pair(2)], 5);
		let earlier = Session::new(&database, &JOB, &[variant(2), variant(3), pair(1)], 15);
		let foreign = Session::new(&database, &OTHER_JOB, &[variant(1), variant(9), pair(2)], 25);
		World { database, stranger, mine, earlier, foreign }
	})
}

impl World {
	/// What `owner` answers to the query in `bytes` under the job of the session, if it does.
	fn answers(&self, owner: &ExactOwner, bytes: &[u8], seed: u64) -> Option<Vec<u8>> {
		let Ok(Query::Exact(query)) = Query::from_bytes(bytes) else { return None };
		let answer = owner.answer(&JOB, &query, &mut rng(seed)).ok()?;
		Some(Answer::Exact(answer).encode())
	}

	fn due_query(&self) -> Due<'_> {
		Due {
			honest: &self.mine.query,
			earlier: &self.earlier.query,
			foreign: &self.foreign.query,
			stranger: &self.earlier.query,
			reflected: &self.mine.answer,
		}
	}

	/// How many answers the asker took after `fault` of its query.
	fn with_query(&self, fault: Fault) -> usize {
		let owner = self.database.owner();
		let arrivals = self.due_query().arrivals(fault);
		let answers = arrivals.iter().filter_map(|bytes| self.answers(&owner, bytes, 6));
		answers.filter(|answer| self.mine.never_wrong(answer, &self.database)).count()
	}

	/// How many answers the asker took after `fault` of the answer.
	fn with_answer(&self, fault: Fault) -> usize {
		let stranger = self.answers(&self.stranger, &self.mine.query, 6).unwrap();
		let due = Due {
			honest: &self.mine.answer,
			earlier: &self.earlier.answer,
			foreign: &self.foreign.answer,
			stranger: &stranger,
			reflected: &self.mine.query,
		};
		let arrivals = due.arrivals(fault);
		arrivals.iter().filter(|bytes| self.mine.never_wrong(bytes, &self.database)).count()
	}
}

fn every_fault(length: usize) -> impl Iterator<Item = Fault> {
	let cuts = (0..length).map(Fault::Cut);
	let flips = (0..8 * length).map(Fault::Flip);
	WHOLE.into_iter().chain([1, 32, 1_000].map(Fault::Stretch)).chain(cuts).chain(flips)
}

/// The asker takes what is due, whenever and as often as it comes, and nothing else.
#[test]
fn each_fault_of_each_message() {
	let world = world();
	for fault in every_fault(world.mine.query.len()) {
		assert_eq!(world.with_query(fault), fault.honest_arrivals(), "query: {fault:?}");
	}
	for fault in every_fault(world.mine.answer.len()) {
		assert_eq!(world.with_answer(fault), fault.honest_arrivals(), "answer: {fault:?}");
	}
}

/// What an owner may make of its `honest` answer.
fn crooked(world: &World, honest: &ExactAnswer, random: &mut impl RngCore) -> ExactAnswer {
	let mut below = |bound: usize| random.next_u64() as usize % bound;
	let mut answer = honest.clone();
	let Ok(Answer::Exact(earlier)) = Answer::from_bytes(&world.earlier.answer) else {
		panic!("it is an answer")
	};
	let Ok(Query::Exact(query)) = Query::from_bytes(&world.mine.query) else {
		panic!("it is a query")
	};
	let strange = || world.stranger.answer(&JOB, &query, &mut rng(6)).unwrap();
	let (at, bit) = (below(3), below(256));
	match below(10) {
		0 => answer.evaluated[at][bit / 8] ^= 1 << (bit % 8),
		1 => answer.proof[bit / 8 + 32 * below(2)] ^= 1 << (bit % 8),
		2 => answer.evaluated.swap(at, (at + 1 + below(2)) % 3),
		3 => answer.evaluated[at] = earlier.evaluated[below(3)],
		4 => answer.proof = earlier.proof,
		// All of it with another key, as a proof says that is sound for that key.
		5 => answer = strange(),
		6 => answer.evaluated[at] = strange().evaluated[at],
		// A point that is one, and another than the right one.
		7 => {
			let point = CompressedRistretto(answer.evaluated[at]).decompress().unwrap();
			let other = point + RISTRETTO_BASEPOINT_POINT;
			answer.evaluated[at] = other.compress().0;
		},
		8 => answer.evaluated[at] = answer.evaluated[(at + 1) % 3],
		_ => answer.evaluated.truncate(at),
	}
	answer
}

/// Half of the runs with an owner that cheats with all that it knows, half with a network that does.
#[test]
fn ten_thousand_runs() {
	let world = world();
	let Ok(Answer::Exact(honest)) = Answer::from_bytes(&world.mine.answer) else {
		panic!("it is an answer")
	};
	let mut taken_at_all = 0;
	for seed in 0..10_000 {
		let mut random = rng(seed);
		let mut below = |bound: usize| random.next_u64() as usize % bound;
		let fault = match below(16) {
			0 => WHOLE[below(WHOLE.len())],
			1 => Fault::Cut(below(1 << 16)),
			2 => Fault::Stretch(1 + below(64)),
			_ => Fault::Flip(below(1 << 16)),
		};
		let (taken, wanted) = match below(4) {
			0 => (world.with_query(fault), fault.honest_arrivals()),
			1 => (world.with_answer(fault), fault.honest_arrivals()),
			_ => {
				let answer = crooked(world, &honest, &mut random);
				let bytes = Answer::Exact(answer).encode();
				(usize::from(world.mine.never_wrong(&bytes, &world.database)), 0)
			},
		};
		assert_eq!(taken, wanted, "run {seed}: {fault:?}");
		taken_at_all += taken;
	}
	assert!(taken_at_all > 50, "{taken_at_all}");
}

/// An owner may make its proof anew for the same elements: what is opened is the same.
#[test]
fn another_sound_proof_opens_the_same() {
	let world = world();
	let again = world.answers(&world.database.owner(), &world.mine.query, 99).unwrap();
	assert_ne!(again, world.mine.answer);
	assert!(world.mine.never_wrong(&again, &world.database));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(40))]

	/// Whatever is in the table and whatever is asked, the protocol gives what the ideal look-up does.
	#[test]
	fn finds_what_the_ideal_finds(
		rows in 1u32..80,
		asked in proptest::collection::vec((any::<bool>(), 1u32..100), 1..12),
		seed in any::<u64>(),
	) {
		let database = seeded(rows, 3, seed);
		let items: Vec<Item> =
			asked.iter().map(|(gene, n)| if *gene { pair(*n) } else { variant(*n) }).collect();
		let session = Session::new(&database, &JOB, &items, seed);
		prop_assert_eq!(session.opens(&session.answer, &database), Some(session.expected));
	}
}
