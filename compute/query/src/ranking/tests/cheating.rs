//! Owners and askers that do not follow the protocol, and questions that cannot be asked.

use super::*;
use crate::{ontology::TermError, Answer, CallError, Query};
use codec::Encode;
use proptest::prelude::*;
use rand_chacha::rand_core::RngCore;

/// Three diseases over the real ontology.
pub(super) fn small(epoch: u32) -> (RankingOwner, Annotations) {
	let world = world();
	let some = world.annotations.diseases()[..3].to_vec();
	let annotations = Annotations::new("small".into(), some).unwrap();
	let database =
		RankingDatabase::new(&world.ontology, &annotations, &world.content, epoch).unwrap();
	(RankingOwner::new(database, 1), annotations)
}

/// An owner with few terms, so that messages are small.
pub(super) fn tiny() -> &'static RankingOwner {
	static OWNER: OnceLock<RankingOwner> = OnceLock::new();
	OWNER.get_or_init(|| {
		let (_, annotations) = small(EPOCH);
		let content = InformationContent::of(&annotations, &world().ontology).unwrap();
		let ontology = &world().ontology;
		let database = RankingDatabase::new(ontology, &annotations, &content, EPOCH).unwrap();
		RankingOwner::new(database, 1)
	})
}

fn ask(owner: &RankingOwner, seed: u64) -> (RankingAsker<'_>, RankingQuery) {
	let catalogue = owner.database().catalogue();
	let terms = [catalogue.terms().last().unwrap().0];
	let patient = Patient::new(&terms, &world().ontology, catalogue).unwrap();
	RankingAsker::ask(&patient, catalogue, &JOB, &mut rng(seed))
}

#[test]
fn fails_when_the_query_belongs_elsewhere() {
	let owner = tiny();
	let (_, query) = ask(owner, 1);
	let refused =
		|query: &RankingQuery, job: &Hash| owner.answer(job, query, &mut rng(2)).unwrap_err();
	let other = Hash::repeat_byte(8);
	assert_eq!(refused(&query, &other), QueryError::Call(CallError::OtherJob));
	let mut late = query.clone();
	late.call.epoch = 3;
	let epoch = CallError::OtherEpoch { given: 3, current: EPOCH };
	assert_eq!(refused(&late, &JOB), QueryError::Call(epoch));
	let mut moved = query.clone();
	moved.call.database = other;
	assert_eq!(refused(&moved, &JOB), QueryError::Call(CallError::OtherDatabase));
}

#[test]
fn fails_on_queries_of_another_shape() {
	let owner = tiny();
	let (_, query) = ask(owner, 1);
	let wanted = query.body.len();
	for given in [0, wanted - 1, wanted + 1] {
		let mut other = query.clone();
		other.body.resize(given, 0);
		let error = owner.answer(&JOB, &other, &mut rng(2)).unwrap_err();
		assert_eq!(error, QueryError::Length { given, wanted });
	}
	let mut large = query.clone();
	large.body[32 + 6 * 5..][..6].fill(0xff);
	let error = owner.answer(&JOB, &large, &mut rng(2)).unwrap_err();
	assert_eq!(error, QueryError::Range { coefficient: 5 });
}

#[test]
fn fails_on_replayed_and_altered_answers() {
	let owner = tiny();
	let answer = |seed| {
		let (asker, query) = ask(owner, seed);
		(asker, owner.answer(&JOB, &query, &mut rng(2)).unwrap())
	};
	assert!(answer(1).0.open(&answer(1).1).is_err(), "keys are fresh, so the query is another");
	let (asker, given) = answer(1);
	assert_eq!(
		asker.open(&given).unwrap(),
		ideal::rank(owner.database(), &{
			let catalogue = owner.database().catalogue();
			let terms = [catalogue.terms().last().unwrap().0];
			Patient::new(&terms, &world().ontology, catalogue).unwrap()
		})
	);
	assert_eq!(answer(3).0.open(&answer(4).1).unwrap_err(), AnswerError::OtherQuery);
	let refused = |change: fn(&mut RankingAnswer)| {
		let (asker, mut answer) = answer(5);
		change(&mut answer);
		asker.open(&answer).unwrap_err()
	};
	let wanted = answer_bytes(owner.database().catalogue());
	let length = AnswerError::Length { given: 10, wanted };
	assert_eq!(refused(|a| a.body.truncate(10)), length);
	let job = |a: &mut RankingAnswer| a.call.job = Hash::zero();
	assert_eq!(refused(job), AnswerError::Call(CallError::OtherJob));
	let epoch = CallError::OtherEpoch { given: 9, current: EPOCH };
	assert_eq!(refused(|a| a.call.epoch = 9), AnswerError::Call(epoch));
	let database = |a: &mut RankingAnswer| a.call.database = Hash::zero();
	assert_eq!(refused(database), AnswerError::Call(CallError::OtherDatabase));
	// A turned bit turns scores into noise, also where there is no disease.
	assert_eq!(refused(|a| *a.body.last_mut().unwrap() ^= 0x80), AnswerError::Stray);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(12))]

	/// Whatever is altered in a query, the owner refuses it or answers with another digest.
	#[test]
	fn altered_queries_are_not_taken_for_others(place in any::<prop::sample::Index>(), bit in 0u8..8) {
		let owner = tiny();
		let (asker, query) = ask(owner, 5);
		let query = Query::Ranking(query);
		let mut bytes = query.encode();
		let place = place.index(bytes.len());
		bytes[place] ^= 1 << bit;
		if let Ok(Query::Ranking(other)) = Query::from_bytes(&bytes) {
			if let Ok(answer) = owner.answer(&JOB, &other, &mut rng(6)) {
				prop_assert_eq!(asker.open(&answer).unwrap_err(), AnswerError::OtherQuery);
			}
		}
	}

	/// Answers of any content are opened or refused, without a panic.
	#[test]
	fn random_answers_are_refused(seed in any::<u64>()) {
		let owner = tiny();
		let (asker, query) = ask(owner, 5);
		let mut body = vec![0; answer_bytes(owner.database().catalogue())];
		rng(seed).fill_bytes(&mut body);
		let call = query.call;
		let query = Query::Ranking(query).digest();
		let answer = RankingAnswer { call, query, body };
		let read = Answer::from_bytes(&Answer::Ranking(answer.clone()).encode()).unwrap();
		prop_assert_eq!(read, Answer::Ranking(answer.clone()));
		prop_assert_eq!(asker.open(&answer).unwrap_err(), AnswerError::Stray);
	}

	/// An altered catalogue has another digest.
	#[test]
	fn altered_catalogues_are_not_taken_for_others(place in any::<prop::sample::Index>(), bit in 0u8..8) {
		let catalogue = tiny().database().catalogue();
		let mut bytes = catalogue.encode();
		let place = place.index(bytes.len());
		bytes[place] ^= 1 << bit;
		if let Ok(other) = Catalogue::from_bytes(&bytes) {
			prop_assert_ne!(other.digest(), catalogue.digest());
		}
	}

	/// Catalogues of any bytes are refused without a panic.
	#[test]
	fn random_catalogues_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
		prop_assert!(Catalogue::from_bytes(&bytes).is_err());
	}
}

#[test]
fn fails_to_describe_a_patient() {
	let world = world();
	let describe = |terms: &[&str]| {
		let terms: Vec<TermId> = terms.iter().map(|t| t.parse().unwrap()).collect();
		Patient::new(&terms, &world.ontology, world.catalogue()).map(drop).unwrap_err()
	};
	assert_eq!(describe(&[]), PatientError::Count { given: 0 });
	assert_eq!(describe(&["HP:0001250"; 257]), PatientError::Count { given: 257 });
	let replaced = describe(&["HP:0001250", "HP:0004715"]).to_string();
	assert_eq!(replaced, "HP:0004715 is no longer used; use HP:0000003 instead");
	let unknown = PatientError::Term(TermError::Unknown { term: "HP:9999999".parse().unwrap() });
	assert_eq!(describe(&["HP:9999999"]), unknown);
	assert_eq!(describe(&["HP:0000001"]), PatientError::NoWeight);
	let mut other = world.catalogue().clone();
	other.ontology = "hp/releases/2024-01-01".into();
	let terms = ["HP:0001250".parse().unwrap()];
	let refused = Patient::new(&terms, &world.ontology, &other).map(drop);
	assert!(matches!(refused, Err(PatientError::Release { .. })));
}

#[test]
fn fails_to_lay_out_what_does_not_fit() {
	let world = world();
	let terms = |terms: &[TermId]| Disease {
		id: "X:1".into(),
		name: "x".into(),
		terms: terms.iter().copied().collect(),
	};
	let lay_out = |disease: Disease| {
		let annotations = Annotations::new(String::new(), vec![disease]).unwrap();
		RankingDatabase::new(&world.ontology, &annotations, &world.content, 1).map(drop)
	};
	let unknown: TermId = "HP:9999999".parse().unwrap();
	let refused = lay_out(terms(&[unknown])).unwrap_err();
	assert!(matches!(refused, DatabaseError::Term { .. }), "{refused}");
	let unused: TermId = "HP:0000005".parse().unwrap();
	assert!(!world.content.weights().contains_key(&unused));
	let refused = lay_out(terms(&[unused])).unwrap_err();
	assert!(matches!(refused, DatabaseError::NoWeight { term, .. } if term == unused));
	let all: Vec<TermId> = world.content.weights().keys().copied().collect();
	let refused = lay_out(terms(&all)).unwrap_err();
	assert!(matches!(refused, DatabaseError::Total { .. }), "{refused}");
}
