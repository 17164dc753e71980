//! Every fault of every message, and owners that answer as they like.
//!
//! The owner's computation is not verified (see the security of the module), so an owner can lie about a
//! score. What is shown here is that nothing else can go wrong: an answer opens under its own call
//! alone, and scores that come out are those of a table that the catalogue allows. Answers that are
//! altered on their way are the business of the seal around them (`sealed_result` of the compute
//! node). Making a query takes long, so three are made, and thousands of deliveries tried on them.

use super::{
	cheating::{small, tiny},
	*,
};
use crate::{
	faults::{Due, Fault, WHOLE},
	Answer, Query,
};
use codec::Encode;
use proptest::prelude::*;
use rand_chacha::rand_core::RngCore;

const OTHER_JOB: Hash = Hash::repeat_byte(8);
/// Bytes of one of the two polynomials of an answer in one pack.
const POLYNOMIAL: usize = 4 * params::DEGREE;

/// A patient who has all that the first disease of an owner has.
fn patient(owner: &RankingOwner) -> Patient {
	let (_, annotations) = small(EPOCH);
	let terms: Vec<TermId> = annotations.diseases()[0].terms.iter().copied().collect();
	Patient::new(&terms, &world().ontology, owner.database().catalogue()).unwrap()
}

/// An asker that has asked, and the honest messages.
struct Session {
	asker: RankingAsker<'static>,
	query: Vec<u8>,
	answer: RankingAnswer,
	bytes: Vec<u8>,
	expected: Ranking,
	/// Of the patient's terms.
	weight: u32,
}

impl Session {
	fn new(job: &Hash, seed: u64) -> Self {
		let owner = tiny();
		let patient = patient(owner);
		let catalogue = owner.database().catalogue();
		let (asker, query) = RankingAsker::ask(&patient, catalogue, job, &mut rng(seed));
		let answer = owner.answer(job, &query, &mut rng(seed + 1)).unwrap();
		let expected = ideal::rank(owner.database(), &patient);
		let query = Query::Ranking(query).encode();
		let bytes = Answer::Ranking(answer.clone()).encode();
		Self { asker, query, answer, bytes, expected, weight: patient.total }
	}

	/// What the asker reads out of these bytes, if it takes them.
	fn opens(&self, bytes: &[u8]) -> Option<Ranking> {
		match Answer::from_bytes(bytes) {
			Ok(Answer::Ranking(answer)) => self.asker.clone().open(&answer).ok(),
			_ => None,
		}
	}

	/// Asserts that the asker reads the ranking or nothing; says whether it read it.
	fn never_wrong(&self, bytes: &[u8]) -> bool {
		let found = self.opens(bytes);
		assert!(found.as_ref().is_none_or(|found| *found == self.expected), "{found:?}");
		found.is_some()
	}

	/// The diseases about whose scores an owner lied that sent `body`; none if it was refused.
	/// Asserts that the scores could be those of a table.
	fn lies(&self, body: Vec<u8>) -> Option<Vec<usize>> {
		let answer = Answer::Ranking(RankingAnswer { body, ..self.answer.clone() });
		let found = self.opens(&answer.encode())?;
		let entries = tiny().database().catalogue().diseases();
		let of = |ranking: &Ranking, disease| {
			let ranked = ranking.ranked().iter().filter(|ranked| ranked.disease == disease);
			let [only] = ranked.collect::<Vec<_>>()[..] else { panic!("each disease once") };
			*only
		};
		assert_eq!(found.ranked().len(), entries.len());
		let is_lie = |disease: &usize| {
			let (found, expected) = (of(&found, *disease), of(&self.expected, *disease));
			let total = entries[*disease].total;
			assert!(found.shared <= self.weight.min(total));
			assert_eq!(found.either, self.weight + total - found.shared);
			found.shared != expected.shared
		};
		Some((0..entries.len()).filter(is_lie).collect())
	}
}

struct Sessions {
	mine: Session,
	earlier: Session,
	foreign: Session,
}

fn sessions() -> &'static Sessions {
	static SESSIONS: OnceLock<Sessions> = OnceLock::new();
	SESSIONS.get_or_init(|| Sessions {
		mine: Session::new(&JOB, 5),
		earlier: Session::new(&JOB, 15),
		foreign: Session::new(&OTHER_JOB, 25),
	})
}

impl Sessions {
	/// How many answers the asker took after `fault` of its query.
	fn with_query(&self, fault: Fault) -> usize {
		let due = Due {
			honest: &self.mine.query,
			earlier: &self.earlier.query,
			foreign: &self.foreign.query,
			stranger: &self.earlier.query,
			reflected: &self.mine.bytes,
		};
		let answers = |bytes: &Vec<u8>| {
			let Ok(Query::Ranking(query)) = Query::from_bytes(bytes) else { return None };
			let answer = tiny().answer(&JOB, &query, &mut rng(6)).ok()?;
			Some(Answer::Ranking(answer).encode())
		};
		let answers = due.arrivals(fault).iter().filter_map(answers).collect::<Vec<_>>();
		answers.iter().filter(|answer| self.mine.never_wrong(answer)).count()
	}

	/// How many answers the asker took after `fault` of the answer.
	fn with_answer(&self, fault: Fault) -> usize {
		// An answer under somebody else's key that says it is the one that is due.
		let body = self.earlier.answer.body.clone();
		let stranger = RankingAnswer { body, ..self.mine.answer.clone() };
		let due = Due {
			honest: &self.mine.bytes,
			earlier: &self.earlier.bytes,
			foreign: &self.foreign.bytes,
			stranger: &Answer::Ranking(stranger).encode(),
			reflected: &self.mine.query,
		};
		due.arrivals(fault).iter().filter(|bytes| self.mine.never_wrong(bytes)).count()
	}

	/// Bytes before the body of the answer.
	fn head(&self) -> usize {
		self.mine.bytes.len() - self.mine.answer.body.len()
	}
}

/// The asker takes what is due, whenever and as often as it comes, and nothing else.
#[test]
fn each_fault_of_each_message() {
	let sessions = sessions();
	let same = WHOLE.into_iter().chain([1, 1_000].map(Fault::Stretch));
	let mut faults: Vec<_> = same.collect();
	let (query, answer) = (sessions.mine.query.len(), sessions.mine.bytes.len());
	for fault in &faults {
		assert_eq!(sessions.with_answer(*fault), fault.honest_arrivals(), "answer: {fault:?}");
	}
	let head = sessions.head();
	for fault in (0..head).chain([answer / 2, answer - 1]).map(Fault::Cut) {
		assert_eq!(sessions.with_answer(fault), 0, "answer: {fault:?}");
	}
	for fault in (0..8 * head).map(Fault::Flip) {
		assert_eq!(sessions.with_answer(fault), 0, "answer: {fault:?}");
	}
	let head = query - tiny_query_bytes();
	faults.extend((0..head).chain([query / 2, query - 1]).map(Fault::Cut));
	faults.extend((0..8 * head).map(Fault::Flip));
	// Seeds, ciphertexts, keys.
	faults.extend((0..40).map(|place| Fault::Flip(8 * head + place * query / 5 + place)));
	for fault in faults {
		assert_eq!(sessions.with_query(fault), fault.honest_arrivals(), "query: {fault:?}");
	}
}

fn tiny_query_bytes() -> usize {
	query_bytes(tiny().database().catalogue())
}

/// What an owner may make of the body of its answer, and the diseases about whose scores that can lie;
/// `None` where it must be refused.
fn crooked(sessions: &Sessions, random: &mut ChaCha20Rng) -> (Vec<u8>, Option<Vec<usize>>) {
	let mut below = |bound: usize| random.next_u64() as usize % bound;
	let mut body = sessions.mine.answer.body.clone();
	let mut flip = |bit: usize| body[bit / 8] ^= 1 << (bit % 8);
	let diseases = tiny().database().catalogue().diseases().len();
	let disease_at = |coefficient: usize| {
		(0..diseases).filter(|disease| disease * params::BLOCK == coefficient).collect()
	};
	let allowed = match below(8) {
		// The first polynomial: one coefficient each.
		0 | 1 => {
			let bit = below(8 * POLYNOMIAL);
			flip(bit);
			Some(disease_at(bit / 32))
		},
		2 => {
			let disease = below(diseases);
			flip(32 * disease * params::BLOCK + below(32));
			Some(vec![disease])
		},
		// The second one: all coefficients.
		3 | 4 => {
			flip(8 * POLYNOMIAL + below(8 * POLYNOMIAL));
			Some(vec![])
		},
		5 => {
			// One of the upper bits, which cannot be lost in the noise.
			flip(8 * POLYNOMIAL + 32 * below(params::DEGREE) + 20 + below(12));
			(0..below(64)).for_each(|_| flip(8 * POLYNOMIAL + below(8 * POLYNOMIAL)));
			None
		},
		6 => {
			random.fill_bytes(&mut body);
			None
		},
		_ => {
			body.rotate_left(POLYNOMIAL);
			None
		},
	};
	(body, allowed)
}

/// Three quarters of the runs with an owner that alters its answer, the others with a network that
/// drops, swaps, cuts or alters messages.
#[test]
fn ten_thousand_runs() {
	let sessions = sessions();
	let (mut refused, mut lies) = (0, 0);
	for seed in 0..10_000 {
		let mut random = rng(seed);
		let mut below = |bound: usize| random.next_u64() as usize % bound;
		match below(100) {
			// A query takes long to answer.
			0 => {
				let fault = Fault::Flip(below(1 << 30));
				assert_eq!(sessions.with_query(fault), 0, "run {seed}: {fault:?}");
			},
			1..25 => {
				let fault = match below(4) {
					0 => WHOLE[below(WHOLE.len())],
					1 => Fault::Cut(below(1 << 30)),
					2 => Fault::Stretch(1 + below(64)),
					_ => Fault::Flip(below(8 * sessions.head())),
				};
				let taken = sessions.with_answer(fault);
				assert_eq!(taken, fault.honest_arrivals(), "run {seed}: {fault:?}");
			},
			_ => {
				let (body, allowed) = crooked(sessions, &mut random);
				match (sessions.mine.lies(body), allowed) {
					(Some(about), Some(allowed)) => {
						let within = about.iter().all(|disease| allowed.contains(disease));
						assert!(within, "run {seed}: {about:?}");
						lies += about.len();
					},
					(Some(about), None) => panic!("run {seed} was taken: {about:?}"),
					(None, _) => refused += 1,
				}
			},
		}
	}
	// What is not refused changed what is far below a score, or is a lie about one score.
	assert!(refused > 5_000 && lies < 1_000, "{refused} {lies}");
}

/// The library draws the public halves of ciphertexts from a generator of its own, so that an asker's
/// query has other bytes each time. The owner computes on any residues, so it is given fixed ones.
#[test]
fn messages_have_these_bytes() {
	let owner = tiny();
	let call = sessions().mine.answer.call;
	let mut body = vec![0; tiny_query_bytes()];
	rng(7).fill_bytes(&mut body);
	let query = RankingQuery { call, body };
	let answer = owner.answer(&JOB, &query, &mut rng(8)).unwrap();
	let (query, answer) = (Query::Ranking(query), Answer::Ranking(answer));
	// Pinned: a change of the encoding, of the parameters or of what is computed shows here.
	let catalogue = owner.database().catalogue();
	let digests = [query.digest(), answer.digest(), catalogue.digest()].map(hex::encode);
	assert_eq!(digests, PINNED);
}

const PINNED: [&str; 3] = [
	"e7d072e1f5aa476b60312288977c912ad537bc6c161be054be6e9c4dc38e6680",
	"5b1d2a52074ef259c12afd8a0ba1b727315121752ceee4777b4cd35701f75536",
	"a6a64e4deefd203ab7517937f892bc7b522c6467e091c0c65d3a1d2749ed026a",
];

proptest! {
	#![proptest_config(ProptestConfig::with_cases(8))]

	/// Whatever diseases a database has and whoever is asked for, the protocol ranks as the ideal does.
	#[test]
	fn ranks_as_the_ideal_does(first in 0usize..12_000, count in 1usize..200, seed in any::<u64>()) {
		let world = world();
		let some = world.annotations.diseases()[first..][..count].to_vec();
		let annotations = Annotations::new("some".into(), some).unwrap();
		let content = InformationContent::of(&annotations, &world.ontology).unwrap();
		let database =
			RankingDatabase::new(&world.ontology, &annotations, &content, EPOCH).unwrap();
		let owner = RankingOwner::new(database, 1);
		let catalogue = owner.database().catalogue();
		let mut rng = rng(seed);
		let mut terms = world.random_terms(&mut rng);
		terms.push(catalogue.terms()[rng.next_u32() as usize % catalogue.terms().len()].0);
		let patient = Patient::new(&terms, &world.ontology, catalogue).unwrap();
		let (asker, query) = RankingAsker::ask(&patient, catalogue, &JOB, &mut rng);
		let answer = owner.answer(&JOB, &query, &mut rng).unwrap();
		prop_assert_eq!(asker.open(&answer).unwrap(), ideal::rank(owner.database(), &patient));
	}
}
