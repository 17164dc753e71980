//! Every answer of the beacon follows the framework, and none speaks of variants.

mod common;

use boon::{Compiler, SchemaIndex, Schemas};
use common::{identity, World};
use panshi_search::{
	beacon::{About, Beacon, Method, Request, Response},
	Clause, Index, Record, Searcher, Template,
};
use serde_json::{json, Value};
use std::path::Path;

struct Framework {
	schemas: Schemas,
	compiler: Compiler,
}

impl Framework {
	fn new() -> Self {
		let mut compiler = Compiler::new();
		compiler.enable_format_assertions();
		Framework { schemas: Schemas::new(), compiler }
	}

	fn check(&mut self, schema: &str, body: &Value) {
		let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/beacon/framework/responses");
		let file = folder.join(format!("{schema}.json"));
		let file = file.to_str().expect("the path is text");
		let schema: SchemaIndex =
			self.compiler.compile(file, &mut self.schemas).expect("the schema is one");
		if let Err(error) = self.schemas.validate(body, schema) {
			panic!("{error:#}\n{body:#}");
		}
	}
}

fn about() -> About {
	About {
		id: "org.panshi.dev".into(),
		name: "Data on offer".into(),
		organization: "Consortium".into(),
		url: "https://beacon.example".into(),
		is_production: false,
	}
}

fn beacon(world: &World) -> Beacon {
	Beacon::new(about(), world.searcher.clone())
}

/// A world with a template under which data may be used.
fn market() -> World {
	let mut world = World::new();
	let clause = Clause { title: "Use".into(), wording: "0x01".into(), parameter: "none".into() };
	world.write(|batch| {
		batch.template(&Template {
			template: 4,
			name: "Joint allele counts".into(),
			version: 2,
			least_holders: 3,
			clauses: vec![clause],
			requires: Vec::new(),
		})
	});
	world
}

fn get(beacon: &Beacon, address: &str) -> Response {
	let (path, query) = address.split_once('?').unwrap_or((address, ""));
	beacon.answer(&Request { method: Method::Get, path, query, body: b"" })
}

fn post(beacon: &Beacon, query: &Value) -> Response {
	let body = json!({ "meta": { "apiVersion": "v2.0.0" }, "query": query }).to_string();
	let request =
		Request { method: Method::Post, path: "/datasets", query: "", body: body.as_bytes() };
	beacon.answer(&request)
}

#[test]
fn answers_about_itself_follow_the_framework() {
	let (world, mut framework) = (market(), Framework::new());
	let beacon = beacon(&world);
	for (path, schema) in [
		("/", "beaconInfoResponse"),
		("/info", "beaconInfoResponse"),
		("/configuration", "beaconConfigurationResponse"),
		("/map", "beaconMapResponse"),
		("/entry_types", "beaconEntryTypesResponse"),
		("/filtering_terms", "beaconFilteringTermsResponse"),
		("/service-info", "ga4gh-service-info-1-0-0-schema"),
	] {
		let answer = get(&beacon, path);
		assert_eq!(answer.status, 200, "{path}");
		framework.check(schema, &answer.body);
	}
}

/// A check that cannot fail would be none.
#[test]
fn the_schemas_refuse_what_is_no_answer() {
	let (world, mut framework) = (market(), Framework::new());
	let mut body = get(&beacon(&world), "/datasets?requestedGranularity=count").body;
	body["responseSummary"]["numTotalResults"] = json!("three");
	let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
		framework.check("beaconCountResponse", &body);
	}));
	assert!(checked.is_err());
}

#[test]
fn tells_whether_and_how_many_and_hands_over_to_the_agreement() {
	let (world, mut framework) = (market(), Framework::new());
	let beacon = beacon(&world);
	let boolean = get(&beacon, "/datasets?filters=HP:0000001");
	framework.check("beaconBooleanResponse", &boolean.body);
	assert_eq!(boolean.body["responseSummary"], json!({ "exists": true }));
	assert_eq!(boolean.body["info"]["finalizedBlock"]["number"], 10);

	let count = get(&beacon, "/datasets?filters=HP:0000001&requestedGranularity=record");
	framework.check("beaconCountResponse", &count.body);
	assert_eq!(count.body["responseSummary"], json!({ "exists": true, "numTotalResults": 2 }));
	assert_eq!(count.body["meta"]["returnedGranularity"], "count");
	let handover = &count.body["beaconHandovers"][0];
	assert_eq!(handover["url"], "https://beacon.example/templates/4");
	let template = get(&beacon, "/templates/4");
	assert_eq!(template.body["response"]["template"]["name"], "Joint allele counts");
	assert_eq!(get(&beacon, "/templates").body["response"]["templates"][0]["template"], 4);

	let none = get(&beacon, "/datasets?filters=HP:7777777");
	framework.check("beaconBooleanResponse", &none.body);
	assert_eq!(none.body["responseSummary"], json!({ "exists": false }));
	assert_eq!(none.body["beaconHandovers"], json!([]));
}

#[test]
fn one_data_set_is_asked_for_by_its_number() {
	let (world, mut framework) = (market(), Framework::new());
	let beacon = beacon(&world);
	let exists = |address: &str, framework: &mut Framework| {
		let answer = get(&beacon, address);
		assert_eq!(answer.status, 200, "{}", answer.body);
		framework.check("beaconBooleanResponse", &answer.body);
		answer.body["responseSummary"]["exists"].as_bool().expect("yes or no")
	};
	assert!(exists("/datasets/1", &mut framework));
	assert!(exists("/datasets/1?filters=HP:0002069", &mut framework));
	assert!(!exists("/datasets/2?filters=HP:0002069", &mut framework));
	assert!(!exists("/datasets/3", &mut framework), "there is none");
	let count = get(&beacon, "/datasets/1?requestedGranularity=count");
	framework.check("beaconCountResponse", &count.body);
	assert_eq!(count.body["responseSummary"], json!({ "exists": true, "numTotalResults": 1 }));
}

#[test]
fn data_that_are_not_on_offer_are_not_there() {
	let hidden = Record { offer: None, ..identity(0) };
	let answer = get(&beacon(&World::with([hidden])), "/datasets/0");
	assert_eq!(answer.body["responseSummary"], json!({ "exists": false }));
}

#[test]
fn filters_are_joined_by_and() {
	let world = market();
	let beacon = beacon(&world);
	let count = |filters: Value| {
		let query = json!({ "requestedGranularity": "count", "filters": filters });
		let answer = post(&beacon, &query);
		assert_eq!(answer.status, 200, "{}", answer.body);
		answer.body["responseSummary"]["numTotalResults"].as_u64().expect("a count")
	};
	assert_eq!(count(json!([])), 3);
	assert_eq!(count(json!([{ "id": "DUO:0000006" }])), 2);
	assert_eq!(count(json!([{ "id": "DUO:0000006" }, { "id": "DUO:0000022" }])), 1);
	assert_eq!(count(json!([{ "id": "DUO:0000006" }, { "id": "DUO:0000007" }])), 0);
	assert_eq!(count(json!([{ "id": "HP:0001250", "includeDescendantTerms": false }])), 1);
	assert_eq!(count(json!([{ "id": "HGNC:1100" }])), 1);
	for (field, operator, value, wanted) in [
		("samples", ">=", "11", 2),
		("samples", ">", "11", 1),
		("samples", "<", "11", 1),
		("samples", "<=", "11", 2),
		("records", "=", "2000", 1),
		("records", "<", "0", 0),
		("referenceBuild", "=", "GRCh38", 1),
		("dataType", "=", "whole exome sequencing", 2),
		("gene", "=", "BRCA1", 1),
		("holder", "=", "5A", 2),
	] {
		let filter = json!([{ "id": field, "operator": operator, "value": value }]);
		assert_eq!(count(filter), wanted, "{field} {operator} {value}");
	}
	let between = json!([
		{ "id": "samples", "operator": ">", "value": 7 },
		{ "id": "samples", "operator": "<", "value": 90 },
	]);
	assert_eq!(count(between), 1);
}

#[test]
fn never_answers_about_variants_or_people() {
	let (world, mut framework) = (market(), Framework::new());
	let beacon = beacon(&world);
	let mut refused = vec![
		post(&beacon, &json!({ "requestParameters": { "start": [1], "alternateBases": "A" } })),
		post(&beacon, &json!({ "requestParameters": { "anything": 1 } })),
	];
	for address in [
		"/g_variants",
		"/g_variants?start=1&referenceName=22&alternateBases=A&referenceBases=C",
		"/datasets/0/g_variants",
		"/datasets?geneId=BRCA1",
		"/datasets?filters=HP:0001250&start=1",
		"/individuals",
		"/individuals/1/g_variants",
		"/biosamples?filters=HP:0001250",
	] {
		refused.push(get(&beacon, address));
	}
	for answer in refused {
		assert_eq!(answer.status, 403, "{}", answer.body);
		framework.check("beaconErrorResponse", &answer.body);
		let why = answer.body["error"]["errorMessage"].as_str().expect("a reason");
		assert!(why.contains("https://beacon.example/templates"), "{why}");
		assert!(answer.body.get("responseSummary").is_none());
	}
	for path in ["/map", "/entry_types", "/configuration"] {
		let text = get(&beacon, path).body.to_string();
		assert!(!text.contains("g_variants") && !text.contains("individual"), "{text}");
	}
}

#[test]
fn refuses_what_it_does_not_understand() {
	let (world, mut framework) = (market(), Framework::new());
	let beacon = beacon(&world);
	for (address, status) in [
		("/cohorts", 404),
		("/templates/9", 404),
		("/templates/x", 404),
		("/datasets/x", 404),
		("/datasets/-1", 404),
		("/datasets?colour=red", 400),
		("/datasets?filters=brain", 400),
		("/datasets?requestedGranularity=all", 400),
		("/datasets?limit=-1", 400),
	] {
		let answer = get(&beacon, address);
		assert_eq!(answer.status, status, "{address}");
		framework.check("beaconErrorResponse", &answer.body);
	}
	let many: Vec<Value> = (0..33).map(|n| json!({ "id": format!("HP:{n:07}") })).collect();
	for query in [
		json!({ "filters": [{ "id": "colour", "operator": "=", "value": "red" }] }),
		json!({ "filters": [{ "id": "samples", "operator": "~", "value": "1" }] }),
		json!({ "filters": [{ "id": "holder", "operator": ">", "value": "1" }] }),
		json!({ "filters": "HP:0001250" }),
		json!({ "filters": many }),
	] {
		assert_eq!(post(&beacon, &query).status, 400, "{query}");
	}
	let request = Request { method: Method::Post, path: "/datasets", query: "", body: b"{" };
	assert_eq!(beacon.answer(&request).status, 400);
}

#[test]
fn an_index_that_is_being_built_says_so() {
	let folder = tempfile::tempdir().expect("a temporary folder");
	let path = folder.path().join("search.sqlite");
	Index::open(&path, "0x00", Vec::new()).expect("the folder is there");
	let answer = get(&Beacon::new(about(), Searcher::new(&path)), "/datasets");
	assert_eq!(answer.status, 503);
	Framework::new().check("beaconErrorResponse", &answer.body);
}

#[test]
fn filtering_terms_come_with_their_names_in_pages() {
	let world = World::with((0..3).map(identity).chain([Record {
		attributes: vec![panshi_search::Attribute {
			term: "HP:0001250".into(),
			value: String::new(),
		}],
		..identity(9)
	}]));
	let beacon = beacon(&world);
	let all = get(&beacon, "/filtering_terms").body;
	let terms = all["response"]["filteringTerms"].as_array().expect("a list");
	let seizure = terms.iter().find(|term| term["id"] == "HP:0001250").expect("it is in use");
	assert_eq!((&seizure["label"], &seizure["count"]), (&json!("Seizure"), &json!(1)));
	let ids = |skip: u32| -> Vec<Value> {
		let page = get(&beacon, &format!("/filtering_terms?limit=1&skip={skip}")).body;
		let terms = page["response"]["filteringTerms"].as_array().expect("a list").clone();
		terms.into_iter().filter(|term| term.get("count").is_some()).collect()
	};
	let pages: Vec<usize> = (0..4).map(|skip| ids(skip).len()).collect();
	assert_eq!(pages, [1, 1, 1, 0]);
}
