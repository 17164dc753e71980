//! Whatever is put in and asked, the index finds what a look at every record finds.

mod common;

use common::{identity, ontology, World};
use panshi_search::{Attribute, Modifier, Offer, Ontology, Query, Record, Span, TermFilter};
use proptest::{
	collection::vec,
	option,
	prelude::*,
	sample::{select, subsequence},
	test_runner::{Config, TestRunner},
};

const PERMISSIONS: &[&str] = &["DUO:0000004", "DUO:0000006", "DUO:0000042"];
const MODIFIERS: &[&str] = &["DUO:0000021", "DUO:0000022", "DUO:0000046"];
const TERMS: &[&str] =
	&["HP:0000001", "HP:0001250", "HP:0001303", "HP:0002069", "HP:0002430", "NCIT:C1"];
const BUILDS: &[&str] = &["GRCh37", "GRCh38", "none"];
const HOLDERS: &[&str] = &["5A", "5B"];
/// Block that the index shows.
const NOW: u32 = 10;

fn words(all: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
	let some = subsequence(all, 0..=all.len());
	some.prop_map(|some| some.into_iter().map(ToOwned::to_owned).collect())
}

prop_compose! {
	fn record()(
		holder in select(HOLDERS),
		permission in select(PERMISSIONS),
		build in select(BUILDS),
		modifiers in words(MODIFIERS),
		terms in words(TERMS),
		samples in 0u32..5,
		until in option::of(8u32..13),
	) -> Record {
		let attribute = |term| Attribute { term, value: String::new() };
		Record {
			holder: holder.into(),
			permission: permission.into(),
			reference_build: build.into(),
			modifiers: modifiers.into_iter().map(|term| Modifier { term, value: None }).collect(),
			attributes: terms.into_iter().map(attribute).collect(),
			samples,
			offer: until.map(|until| Offer { publication: 1, until }),
			..identity(0)
		}
	}
}

prop_compose! {
	fn query()(
		permissions in words(PERMISSIONS),
		with_modifiers in words(MODIFIERS),
		without_modifiers in words(MODIFIERS),
		term in option::of((select(TERMS), any::<bool>())),
		reference_builds in words(BUILDS),
		holders in words(HOLDERS),
		least in option::of(0u64..5),
		most in option::of(0u64..5),
		unpublished in any::<bool>(),
		strict in any::<bool>(),
	) -> Query {
		// Lists that exclude each other find nothing; half of the questions do without them.
		let only = |list: Vec<String>| if strict { list } else { Vec::new() };
		let term =
			term.map(|(term, descendants)| TermFilter { term: term.to_owned(), descendants });
		Query {
			permissions,
			with_modifiers: only(with_modifiers),
			without_modifiers: only(without_modifiers),
			terms: term.into_iter().collect(),
			reference_builds,
			holders,
			samples: Span { least, most },
			unpublished,
			limit: Some(100),
			..Query::default()
		}
	}
}

/// Whether `query` describes `record`, by its words.
fn is_hit(query: &Query, record: &Record, vocabulary: &Ontology) -> bool {
	let live = |term: &str| vocabulary.canonical(term).unwrap_or(term).to_owned();
	let one_of = |list: &[String], word: &String| list.is_empty() || list.contains(word);
	let has = |modifier: &String| record.modifiers.iter().any(|m| m.term == *modifier);
	let about = |filter: &TermFilter| {
		let wanted = live(&filter.term);
		record.attributes.iter().map(|attribute| live(&attribute.term)).any(|term| {
			let broader = vocabulary.ancestors(&term).contains(wanted.as_str());
			term == wanted || (filter.descendants && broader)
		})
	};
	let samples = u64::from(record.samples);
	(query.unpublished || record.offer.is_some_and(|offer| offer.until > NOW))
		&& one_of(&query.permissions, &record.permission)
		&& one_of(&query.reference_builds, &record.reference_build)
		&& one_of(&query.holders, &record.holder)
		&& query.with_modifiers.iter().all(has)
		&& !query.without_modifiers.iter().any(has)
		&& query.terms.iter().all(about)
		&& query.samples.least.is_none_or(|least| samples >= least)
		&& query.samples.most.is_none_or(|most| samples <= most)
}

#[test]
fn the_index_finds_what_a_look_at_every_record_finds() {
	let vocabulary = ontology();
	let mut runner = TestRunner::new(Config { cases: 48, ..Config::default() });
	let worlds = (vec(record(), 1..20), vec((0u32..20, record()), 0..4), vec(query(), 8));
	let done = runner.run(&worlds, |(records, changes, queries)| {
		let mut records: Vec<Record> =
			(0..).zip(records).map(|(data, record)| Record { data, ..record }).collect();
		let mut world = World::with(records.clone());
		let found = |world: &World, records: &[Record]| {
			for query in &queries {
				let answer = world.searcher.search(query).expect("the query is right");
				let hits: Vec<u32> = answer.hits.iter().map(|hit| hit.record.data).collect();
				let wanted = records.iter().rev().filter(|r| is_hit(query, r, &vocabulary));
				let wanted: Vec<u32> = wanted.map(|record| record.data).collect();
				prop_assert_eq!(hits, wanted, "{:?}", query);
			}
			Ok(())
		};
		found(&world, &records)?;
		// What changes later is taken up by a reader that has looked before.
		for (data, record) in changes {
			let data = data % u32::try_from(records.len()).unwrap_or(1);
			let changed = Record { data, ..record };
			world.write(|batch| batch.put(&changed));
			if let Some(place) = records.iter_mut().find(|record| record.data == data) {
				*place = changed;
			}
		}
		found(&world, &records)
	});
	assert_eq!(done, Ok(()));
}
