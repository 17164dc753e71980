//! What is put in is found, by everything that one can ask for.

mod common;

use common::{identity, ontology, World};
use panshi_search::{
	Attribute, Authorization, BlockRef, Facet, Holder, Index, Modifier, Offer, Ontology, Order,
	Query, Record, SearchError, Searcher, Span, TermFilter, MAX_LIST,
};
use std::path::Path;

fn found(world: &World, query: &Query) -> Vec<u32> {
	let answer = world.searcher.search(query).expect("the query is right");
	let hits: Vec<u32> = answer.hits.iter().map(|hit| hit.record.data).collect();
	assert_eq!(answer.total as usize, hits.len(), "everything is on one page");
	assert_eq!(world.searcher.count(query).expect("the query is right").1, answer.total);
	hits
}

fn words(words: &[&str]) -> Vec<String> {
	words.iter().map(|word| (*word).to_owned()).collect()
}

fn text(text: &str) -> Query {
	Query { text: Some(text.to_owned()), ..Query::default() }
}

fn term(term: &str, descendants: bool) -> Query {
	let terms = vec![TermFilter { term: term.to_owned(), descendants }];
	Query { terms, ..Query::default() }
}

#[test]
fn finds_by_the_beginning_of_words_in_any_script() {
	let world = World::new();
	assert_eq!(found(&world, &text("exome")), [1, 0]);
	assert_eq!(found(&world, &text("whole EXO")), [1, 0]);
	assert_eq!(found(&world, &text("Laboratory B")), [2, 1], "as in bilateral");
	assert_eq!(found(&world, &text("b.example panel")), [2]);
	assert_eq!(found(&world, &text("罕见病")), [2]);
	assert_eq!(found(&world, &text("catalogue.b.example")), [2]);
	assert_eq!(found(&world, &text("tonic")), [1], "names of terms count as text");
	assert_eq!(found(&world, &text("exome 罕见病")), [0; 0]);
}

#[test]
fn finds_by_permission_and_condition() {
	let world = World::new();
	let permissions = |list| Query { permissions: words(list), ..Query::default() };
	assert_eq!(found(&world, &permissions(&["DUO:0000006"])), [1, 0]);
	assert_eq!(found(&world, &permissions(&["DUO:0000006", "DUO:0000007"])), [2, 1, 0]);
	assert_eq!(found(&world, &permissions(&["DUO:0000007 MONDO:0005148"])), [2]);
	assert_eq!(found(&world, &permissions(&["DUO:0000007 MONDO:0000001"])), [0; 0]);
	let with = Query { with_modifiers: words(&["DUO:0000022"]), ..Query::default() };
	assert_eq!(found(&world, &with), [1]);
	let without = Query { without_modifiers: words(&["DUO:0000022"]), ..Query::default() };
	assert_eq!(found(&world, &without), [2, 0]);
}

#[test]
fn finds_by_a_broader_term_and_by_what_stands_for_a_term() {
	let world = World::new();
	assert_eq!(found(&world, &term("HP:0001250", true)), [1, 0]);
	assert_eq!(found(&world, &term("HP:0001250", false)), [0]);
	assert_eq!(found(&world, &term("HP:0000001", true)), [1, 0]);
	assert_eq!(found(&world, &term("HP:0001303", true)), [1, 0], "an alternative identifier");
	assert_eq!(found(&world, &term("HP:0002430", true)), [1], "a retired identifier");
	assert_eq!(found(&world, &term("NCBITaxon:9606", true)), [2, 1, 0], "of no vocabulary here");
	assert_eq!(found(&world, &term("HP:7777777", true)), [0; 0]);
}

#[test]
fn finds_by_gene_type_build_holder_and_size() {
	let world = World::new();
	let genes = |list| Query { genes: words(list), ..Query::default() };
	assert_eq!(found(&world, &genes(&["BRCA1"])), [2]);
	assert_eq!(found(&world, &genes(&["hgnc:1100"])), [2]);
	let types = |list| Query { data_types: words(list), ..Query::default() };
	assert_eq!(found(&world, &types(&["whole exome sequencing"])), [1, 0]);
	assert_eq!(found(&world, &types(&["text/x-vcf"])), [2, 1, 0]);
	let builds = Query { reference_builds: words(&["GRCh38"]), ..Query::default() };
	assert_eq!(found(&world, &builds), [2]);
	let holders = Query { holders: words(&["5A"]), ..Query::default() };
	assert_eq!(found(&world, &holders), [1, 0]);
	let span = |least, most| Span { least, most };
	let samples = Query { samples: span(Some(11), Some(11)), ..Query::default() };
	assert_eq!(found(&world, &samples), [1]);
	let records = Query { records: span(Some(2_000), None), ..Query::default() };
	assert_eq!(found(&world, &records), [2, 1]);
}

#[test]
fn finds_by_what_was_agreed_to_be_paid() {
	let mut world = World::new();
	let agreed = |agreement, data: &[u32], price, until| Authorization {
		agreement,
		data: data.to_vec(),
		price,
		until,
	};
	world.write(|batch| {
		batch.authorization(&agreed(7, &[0, 1], 30_000_000_000_000_000_000_000, 100))?;
		batch.authorization(&agreed(8, &[1], 5, 100))?;
		batch.authorization(&agreed(9, &[2], 1, 10))
	});
	let at_most = |price| {
		let price = Span { least: None, most: Some(price) };
		Query { price, ..Query::default() }
	};
	assert_eq!(found(&world, &at_most(5)), [1], "what has run out by block 10 does not count");
	assert_eq!(found(&world, &at_most(u128::MAX)), [1, 0]);
	let above = Query { price: Span { least: Some(6), most: None }, ..Query::default() };
	assert_eq!(found(&world, &above), [1, 0]);
	let answer = world.searcher.search(&at_most(5)).expect("the query is right");
	let prices = answer.hits[0].prices.as_ref().expect("there are two");
	assert_eq!((prices.least.as_str(), prices.authorizations), ("5", 2));
	assert_eq!(prices.most, "30000000000000000000000");
	world.write(|batch| batch.end_authorization(8));
	assert_eq!(found(&world, &at_most(5)), [0; 0]);
}

#[test]
fn all_conditions_have_to_hold() {
	let world = World::new();
	let query = Query {
		holders: words(&["5A"]),
		samples: Span { least: Some(11), most: None },
		..text("exome")
	};
	assert_eq!(found(&world, &query), [1]);
}

#[test]
fn counts_every_value_over_all_hits() {
	let world = World::new();
	let query = Query { limit: Some(1), ..Query::default() };
	let answer = world.searcher.search(&query).expect("the query is right");
	assert_eq!((answer.hits.len(), answer.total), (1, 3));
	let values = |field: &str| -> Vec<(String, u64)> {
		let facet = answer.facets.iter().find(|facet| facet.field == field);
		let Facet { values, more, .. } = facet.expect("there is such a facet");
		assert_eq!(*more, 0);
		values.iter().map(|value| (value.value.clone(), value.count)).collect()
	};
	let pairs = |list: &[(&str, u64)]| -> Vec<(String, u64)> {
		list.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
	};
	assert_eq!(values("permissions"), pairs(&[("DUO:0000006", 2), ("DUO:0000007", 1)]));
	assert_eq!(values("dataTypes"), pairs(&[("text/x-vcf", 3), ("whole exome sequencing", 2)]));
	assert_eq!(values("referenceBuilds"), pairs(&[("GRCh37", 2), ("GRCh38", 1)]));
	assert_eq!(values("holders"), pairs(&[("5A", 2), ("5B", 1)]));
	let holders = answer.facets.iter().find(|facet| facet.field == "holders").expect("there is");
	assert_eq!(holders.values[0].label.as_deref(), Some("Laboratory A"));
}

#[test]
fn pages_show_everything_once_in_order() {
	let world = World::with((0..25).map(|data| Record { samples: data % 4, ..identity(data) }));
	for order in [Order::Newest, Order::Samples, Order::Records] {
		let mut query = Query { order, limit: Some(4), ..Query::default() };
		let mut seen = Vec::new();
		for page in 0..7 {
			let answer = world.searcher.search(&query).expect("the query is right");
			assert_eq!(answer.total, 25);
			assert_eq!(answer.next.is_some(), page < 6);
			seen.extend(answer.hits.iter().map(|hit| (hit.record.samples, hit.record.data)));
			query.after = answer.next;
		}
		let mut wanted: Vec<(u32, u32)> = (0..25).map(|data| (data % 4, data)).collect();
		match order {
			Order::Samples => wanted.sort_unstable_by(|a, b| b.cmp(a)),
			_ => wanted.reverse(),
		}
		assert_eq!(seen, wanted, "{order:?}");
	}
}

#[test]
fn what_is_put_again_is_replaced() {
	let mut world = World::new();
	assert_eq!(found(&world, &term("HP:0000001", true)), [1, 0]);
	world.write(|batch| {
		batch.put(&Record { attributes: Vec::new(), modifiers: Vec::new(), ..identity(1) })
	});
	assert_eq!(found(&world, &Query::default()), [2, 1, 0]);
	assert_eq!(found(&world, &text("sequencing")), [0]);
	assert_eq!(found(&world, &term("HP:0000001", true)), [0]);
	let conditions = Query { with_modifiers: words(&["DUO:0000021"]), ..Query::default() };
	assert_eq!(found(&world, &conditions), [0]);
}

#[test]
fn the_end_of_a_publication_counts_before_anybody_records_it() {
	let mut world = World::new();
	let offer = Some(Offer { publication: 1, until: 11 });
	world.write(|batch| batch.put(&Record { offer, ..identity(0) }));
	assert_eq!(found(&world, &Query::default()), [2, 1, 0]);
	world.write(|batch| batch.at(&BlockRef { number: 11, hash: "0x11".into() }));
	assert_eq!(found(&world, &Query::default()), [2, 1]);
	world.write(|batch| batch.put(&Record { offer: None, ..identity(1) }));
	assert_eq!(found(&world, &Query::default()), [2]);
	assert_eq!(found(&world, &Query { unpublished: true, ..Query::default() }), [2, 1, 0]);
}

#[test]
fn data_are_found_by_the_new_name_of_their_holder() {
	let mut world = World::new();
	let renamed = Holder { account: "5A".into(), name: "Institute".into(), country: "DE".into() };
	world.write(|batch| batch.holder(&renamed));
	assert_eq!(found(&world, &text("institute")), [1, 0]);
	assert_eq!(found(&world, &text("Laboratory A")), [0; 0]);
}

#[test]
fn an_index_survives_a_restart_but_not_another_chain_or_vocabulary() {
	let world = World::new();
	let path = world.folder.path().join("search.sqlite");
	let open = |genesis: &str, vocabularies| {
		let index = Index::open(&path, genesis, vocabularies).expect("the folder is there");
		index.block().expect("the index is readable")
	};
	let known = BlockRef { number: 10, hash: "0x10".into() };
	assert_eq!(open("0x00", vec![ontology()]), Some(known.clone()));
	assert_eq!(open("0x00", vec![ontology()]), Some(known));
	assert_eq!(open("0x00", Vec::new()), None);
	assert_eq!(open("0x01", Vec::new()), None);
	let asked = world.searcher.search(&Query::default());
	assert!(matches!(asked, Err(SearchError::NotReady)), "{asked:?}");
}

#[test]
fn a_failed_write_changes_nothing() {
	let mut world = World::new();
	let failed: Result<(), panshi_search::IndexError> = world.index.write(|batch| {
		batch.put(&identity(7))?;
		Err(serde_json::from_str::<u8>("x").expect_err("it is no number").into())
	});
	assert!(failed.is_err());
	assert_eq!(found(&world, &Query::default()), [2, 1, 0]);
}

#[test]
fn fails_on_what_is_too_long() {
	let world = World::new();
	let long = vec![String::new(); MAX_LIST + 1];
	for (query, wanted) in [
		(text(&"x".repeat(257)), "the text has more"),
		(Query { genes: long.clone(), ..Query::default() }, "`genes` has more"),
		(Query { with_modifiers: long, ..Query::default() }, "`withModifiers` has more"),
		(Query { limit: Some(0), ..Query::default() }, "a page has 1 to 100"),
		(Query { limit: Some(101), ..Query::default() }, "a page has 1 to 100"),
		(Query { after: Some("x".into()), ..Query::default() }, "`after` is not"),
	] {
		let error = world.searcher.search(&query).expect_err("it is too long").to_string();
		assert!(error.contains(wanted), "{error}");
	}
}

#[test]
fn a_reader_sees_a_write_as_a_whole() {
	let mut world = World::new();
	let searcher: Searcher = world.searcher.clone();
	world.write(|batch| {
		batch.put(&Record {
			modifiers: vec![Modifier { term: "DUO:0000021".into(), value: None }],
			attributes: vec![Attribute { term: "HP:0001250".into(), value: String::new() }],
			..identity(9)
		})?;
		batch.at(&BlockRef { number: 12, hash: "0x12".into() })?;
		let answer = searcher.search(&Query::default()).expect("the query is right");
		assert_eq!((answer.total, answer.block.number), (3, 10));
		Ok(())
	});
	let answer = world.searcher.search(&Query::default()).expect("the query is right");
	assert_eq!((answer.total, answer.block.number), (4, 12));
}

/// The Human Phenotype Ontology as it is released.
#[test]
fn a_broad_term_of_the_real_vocabulary_finds_narrower_ones() {
	let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/hp.obo.gz");
	let hpo = Ontology::open(&file).expect("it is in this repository");
	assert_eq!(hpo.version(), "hp/releases/2025-01-16");
	assert!(hpo.names().count() > 18_000);
	let folder = tempfile::tempdir().expect("a temporary folder");
	let path = folder.path().join("search.sqlite");
	let mut index = Index::open(&path, "0x00", vec![hpo]).expect("the folder is there");
	let about = |data, term: &str| Record {
		attributes: vec![Attribute { term: term.into(), value: String::new() }],
		..identity(data)
	};
	index
		.write(|batch| {
			batch.put(&about(0, "HP:0002069"))?; // Bilateral tonic-clonic seizure
			batch.put(&about(1, "HP:0001627"))?; // Abnormal heart morphology
			batch.at(&BlockRef { number: 1, hash: "0x01".into() })
		})
		.expect("the index takes it");
	let searcher = Searcher::new(&path);
	let count = |query: &Query| searcher.count(query).expect("the query is right").1;
	for (broad, wanted) in [("HP:0001250", 1), ("HP:0000707", 1), ("HP:0000118", 2)] {
		assert_eq!(count(&term(broad, true)), wanted, "{broad}");
		assert_eq!(count(&term(broad, false)), 0, "{broad}");
	}
	assert_eq!(count(&text("tonic-clonic")), 1);
}

#[test]
fn any_text_is_a_search() {
	use proptest::test_runner::{Config, TestRunner};
	let world = World::new();
	let mut runner = TestRunner::new(Config { cases: 512, ..Config::default() });
	let done = runner.run(&".{0,60}", |written| {
		let asked = world.searcher.search(&text(&written));
		let too_long = matches!(asked, Err(SearchError::TextTooLong { .. }));
		proptest::prop_assert!(asked.is_ok() || too_long, "{:?}", asked);
		Ok(())
	});
	assert_eq!(done, Ok(()));
}
