//! The encrypted ranking is the plaintext one.

use super::*;
use crate::{Answer, Query};
use codec::Encode;

/// The ranking straight from its definition, on sets of terms.
fn by_definition(world: &World, terms: &[TermId]) -> Vec<(String, u64, u64)> {
	let weight = |t: &TermId| u64::from(world.content.weights().get(t).copied().unwrap_or(0));
	let total = |set: &BTreeSet<TermId>| set.iter().map(weight).sum::<u64>();
	let patient = world.ontology.closure(terms.iter().copied()).unwrap();
	let mut ranked: Vec<(String, u64, u64)> = world
		.annotations
		.diseases()
		.iter()
		.zip(&world.closures)
		.map(|(disease, closed)| {
			let shared = patient.intersection(closed).map(weight).sum();
			(disease.id.clone(), shared, total(&patient) + total(closed) - shared)
		})
		.collect();
	ranked.sort_by(|a, b| (b.1 * a.2).cmp(&(a.1 * b.2)).then_with(|| a.0.cmp(&b.0)));
	ranked
}

fn with_names(world: &World, ranking: &Ranking) -> Vec<(String, u64, u64)> {
	let name = |r: &Ranked| world.catalogue().diseases()[r.disease].id.clone();
	let row = |r: &Ranked| (name(r), u64::from(r.shared), u64::from(r.either));
	ranking.ranked().iter().map(row).collect()
}

#[test]
fn the_ranking_is_the_plaintext_one() {
	let world = world();
	let mut rng = rng(11);
	for _ in 0..4 {
		let patient = world.patient(&world.random_terms(&mut rng));
		let (asker, query) = RankingAsker::ask(&patient, world.catalogue(), &JOB, &mut rng);
		let answer = world.owner.answer(&JOB, &query, &mut rng).unwrap();
		let ranking = asker.open(&answer).unwrap();
		assert_eq!(ranking, ideal::rank(world.owner.database(), &patient));
	}
}

#[test]
fn the_plaintext_ranking_is_the_definition() {
	let world = world();
	let mut rng = rng(12);
	for _ in 0..20 {
		let terms = world.random_terms(&mut rng);
		let ranking = ideal::rank(world.owner.database(), &world.patient(&terms));
		assert_eq!(with_names(world, &ranking), by_definition(world, &terms));
	}
}

#[test]
fn a_disease_fits_its_own_phenotypes_best() {
	let world = world();
	let disease = &world.annotations.diseases()[5_000];
	let terms: Vec<TermId> = disease.terms.iter().copied().collect();
	let ranking = ideal::rank(world.owner.database(), &world.patient(&terms));
	let best = ranking.ranked()[0];
	assert_eq!((best.shared, best.score()), (best.either, 1.0));
}

#[test]
fn messages_fit_their_bounds() {
	let world = world();
	let mut rng = rng(13);
	let patient = world.patient(&world.random_terms(&mut rng));
	let (_, query) = RankingAsker::ask(&patient, world.catalogue(), &JOB, &mut rng);
	let answer = world.owner.answer(&JOB, &query, &mut rng).unwrap();
	assert_eq!(query.body.len(), query_bytes(world.catalogue()));
	assert_eq!(answer.body.len(), answer_bytes(world.catalogue()));
	let (query, answer) = (Query::Ranking(query), Answer::Ranking(answer));
	assert_eq!(query.cost(), 1);
	let (sent, received) = (query.encode(), answer.encode());
	assert!(sent.len() + received.len() <= 8_000_000, "{} {}", sent.len(), received.len());
	assert_eq!(Query::from_bytes(&sent), Ok(query));
	assert_eq!(Answer::from_bytes(&received), Ok(answer));
}

#[test]
fn queries_of_all_patients_have_one_length() {
	let world = world();
	let mut rng = rng(14);
	let lengths: BTreeSet<usize> = (0..3)
		.map(|_| {
			let patient = world.patient(&world.random_terms(&mut rng));
			RankingAsker::ask(&patient, world.catalogue(), &JOB, &mut rng).1.body.len()
		})
		.collect();
	assert_eq!(lengths.len(), 1);
}

#[test]
fn the_catalogue_survives_its_bytes() {
	let catalogue = world().catalogue();
	let bytes = catalogue.encode();
	assert_eq!(Catalogue::from_bytes(&bytes).unwrap().digest(), catalogue.digest());
	assert_eq!(Catalogue::from_bytes(&bytes[..99]), Err(CatalogueError::Malformed));
	let mut swapped = catalogue.clone();
	swapped.terms.swap(10, 5_000);
	assert_eq!(Catalogue::from_bytes(&swapped.encode()), Err(CatalogueError::Order));
	let mut heavy = catalogue.clone();
	heavy.diseases[3].total = u32::try_from(params::PLAINTEXT).unwrap();
	let disease = heavy.diseases[3].id.clone();
	assert_eq!(Catalogue::from_bytes(&heavy.encode()), Err(CatalogueError::Total { disease }));
	let mut empty = catalogue.clone();
	empty.diseases.clear();
	let refused = Catalogue::from_bytes(&empty.encode());
	assert!(matches!(refused, Err(CatalogueError::Size { diseases: 0, .. })));
}
