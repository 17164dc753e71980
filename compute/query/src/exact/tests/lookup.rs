//! Honest look-ups.

use super::*;
use crate::{Answer, Query};
use codec::Encode;

fn look_up(database: &Database, items: &[Item]) -> Vec<Option<Vec<u8>>> {
	let (asker, query) = database.ask(items, 5);
	let answer = database.owner().answer(&JOB, &query, &mut rng(6)).unwrap();
	asker.open(&answer).unwrap().find(&mut database.table()).unwrap()
}

#[test]
fn finds_what_is_there_and_nothing_else() {
	// 1,300 rows: several runs, several pages, a short last page.
	let database = database(650, 3);
	let numbers = [1, 650, 651, 77, 1_000_000];
	let items: Vec<Item> = numbers.iter().map(|n| variant(*n)).chain([pair(77)]).collect();
	let found = look_up(&database, &items);
	assert_eq!(found, database.ideal.look_up(&items).unwrap());
	let hits: Vec<bool> = found.iter().map(Option::is_some).collect();
	assert_eq!(hits, [true, true, false, true, false, true]);
	assert_eq!(found[1], Some(record(650)));
}

#[test]
fn finds_every_row() {
	let database = database(200, 3);
	for start in [1, 101] {
		let numbers: Vec<u32> = (start..start + 100).collect();
		let items: Vec<Item> = numbers.iter().map(|n| variant(*n)).collect();
		let expected = database.ideal.look_up(&items).unwrap();
		assert!(expected.iter().all(Option::is_some));
		assert_eq!(look_up(&database, &items), expected);
	}
}

#[test]
fn queries_for_hits_and_misses_look_alike() {
	let database = database(10, 3);
	let (_, hit) = database.ask(&[variant(1)], 8);
	let (_, miss) = database.ask(&[variant(11)], 8);
	let (_, again) = database.ask(&[variant(1)], 9);
	assert_eq!(hit.encode().len(), miss.encode().len());
	assert_ne!(hit.blinded, again.blinded, "a repeated question does not show");
	let owner = database.owner();
	let answers = [&hit, &miss].map(|q| owner.answer(&JOB, q, &mut rng(1)).unwrap());
	assert_eq!(answers[0].encode().len(), answers[1].encode().len());
}

#[test]
fn messages_have_these_bytes() {
	let database = database(10, 3);
	let items = [variant(1), variant(2)];
	let (_, query) = database.ask(&items, 5);
	let answer = database.owner().answer(&JOB, &query, &mut rng(6)).unwrap();
	let (query, answer) = (Query::Exact(query), Answer::Exact(answer));
	assert_eq!(query.encode().len(), 1 + 68 + 1 + 2 * 32);
	assert_eq!(answer.encode().len(), 1 + 68 + 32 + 1 + 2 * 32 + 64);
	assert_eq!(query.cost(), 2);
	assert_eq!(Query::from_bytes(&query.encode()), Ok(query.clone()));
	assert_eq!(Answer::from_bytes(&answer.encode()), Ok(answer.clone()));
	// Pinned: a change of the encoding, of the hash to the curve or of the table shows here.
	let digests = [query.digest(), answer.digest(), database.commitment.root].map(hex::encode);
	assert_eq!(digests, PINNED);
}

const PINNED: [&str; 3] = [
	"458f5390117221dfd181d3369c299b7909f88ab0fdbc32cca2d2c47cab86acfa",
	"debfd9d115997a7bf84c999ed7f8f2f1ba6b9eb7add941449fdceff716ef0672",
	"8885fb392fec7080937e733ffdc66bdf0c3b94f209935b2e47bb75e0751b6465",
];

#[test]
fn fails_to_ask_for_nothing_or_too_much() {
	let database = database(1, 3);
	let ask =
		|items: &[Item]| ExactAsker::ask(items, &database.commitment, &JOB, &mut rng(1)).map(drop);
	assert_eq!(ask(&[]), Err(AskError::Lookups { given: 0 }));
	let many = vec![variant(1); MAX_LOOKUPS + 1];
	assert_eq!(ask(&many), Err(AskError::Lookups { given: MAX_LOOKUPS + 1 }));
	let mut lower = variant(1);
	if let Item::Variant { variant, .. } = &mut lower {
		variant.reference = b"a".to_vec();
	}
	let error = AskError::Item { index: 1, error: ItemError::NotCanonical };
	assert_eq!(ask(&[variant(1), lower]), Err(error));
	let phenotype = TermId::from_number(1).unwrap();
	let gene = Item::GenePhenotype { gene: "two words".into(), phenotype };
	let error = AskError::Item { index: 0, error: ItemError::Gene };
	assert_eq!(ask(&[gene]), Err(error));
}
