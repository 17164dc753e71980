//! Whatever is sent to a method, it answers or refuses with a stable code, and never panics.

use super::Panshi;
use crate::{
	api::PanshiRpcServer,
	reader::fake::{hash_of, FakeChain},
	types::{DataQuery, DataSearch, Found, SearchError, WorkerNotes},
};
use jsonrpsee::RpcModule;
use panshi_primitives::offchain::{ProgressReport, TaskProgress, TaskStep};
use polkadot_sdk::sc_rpc_api::DenyUnsafe;
use proptest::{collection, prelude::*, sample::Index};
use serde_json::{json, Value};
use std::sync::{
	atomic::{AtomicUsize, Ordering},
	Arc,
};
use tokio::runtime::Runtime;

/// Codes of JSON-RPC: parameters that fit no method, and a method that is closed to strangers.
const OF_JSON_RPC: [i64; 2] = [-32602, -32601];
/// Codes of ours but for the first, which says that the node failed.
const OURS: std::ops::Range<i64> = 20_001..20_010;
const ACCOUNT: &str = "5FHqtKk8joZeY68c3HgifLtG1qUDriu2mrmRVHa22gt6Axdm";

/// An index that finds the first data identity, and counts what it is asked to do.
#[derive(Default)]
struct FakeIndex {
	rebuilt: AtomicUsize,
}

impl DataSearch for FakeIndex {
	fn search(&self, query: &DataQuery) -> Result<Found, SearchError> {
		match &query.after {
			Some(after) => Err(SearchError::Query(format!("no page begins at {after}"))),
			None => Ok(Found {
				block: (hash_of(3), 3),
				data: vec![0],
				total: 1,
				facets: Vec::new(),
				next: None,
			}),
		}
	}

	fn rebuild(&self) {
		self.rebuilt.fetch_add(1, Ordering::SeqCst);
	}
}

/// Notes of a worker that last heard of two computations.
struct FakeNotes;

impl WorkerNotes for FakeNotes {
	fn progress(&self) -> Option<ProgressReport> {
		let task = |job| TaskProgress {
			job,
			node: 4,
			step: TaskStep::ReadingData,
			done: 0,
			total: 0,
			seconds_left: None,
		};
		let computing = TaskProgress {
			step: TaskStep::Computing,
			done: 12_000,
			total: 28_500,
			seconds_left: Some(20),
			..task(7)
		};
		Some(ProgressReport { at: 11, tasks: vec![task(3), computing] })
	}
}

fn module(index: Arc<FakeIndex>, deny: DenyUnsafe) -> RpcModule<Panshi> {
	let chain = Arc::new(FakeChain::default());
	chain.finalized.store(9, Ordering::SeqCst);
	let methods = Panshi::over(chain, Some(index), Arc::new(FakeNotes));
	let methods = methods.expect("the index of trails opens").methods;
	let mut module = methods.into_rpc();
	module.extensions_mut().insert(deny);
	module
}

/// Every method with parameters that it takes.
fn methods() -> Vec<(&'static str, Value)> {
	let hash = format!("{:?}", hash_of(3));
	let search = json!({
		"text": "exome", "permissions": ["DUO:0000006"], "terms": [{ "term": "HP:0001250" }],
		"genes": ["BRCA1"], "holders": [ACCOUNT], "records": { "least": 1, "most": 9 },
		"price": { "least": "1" }, "unpublished": true, "order": "samples", "limit": 3,
		"after": "0:2",
	});
	let trail = json!({ "from": 1, "to": 9, "events": ["ComputeJobs.Settled"], "limit": 5,
		"after": { "block": 2, "event": 3 } });
	let page = json!({ "limit": 2, "before": 9 });
	let agreements = json!({ "states": ["active"], "kind": "publication", "role": "holder" });
	let jobs = json!({ "stages": ["settled"], "agreement": 3, "party": "consumer" });
	vec![
		("panshi_dataIdentity", json!([0, hash])),
		("panshi_searchData", json!([search])),
		("panshi_rebuildSearchIndex", json!([])),
		("panshi_agreement", json!([3, "best"])),
		("panshi_agreementsOf", json!([ACCOUNT, agreements, page, "finalized"])),
		("panshi_awaitingSignature", json!([ACCOUNT, page, null])),
		("panshi_job", json!([0, null])),
		("panshi_jobsOf", json!([ACCOUNT, jobs, page, null])),
		("panshi_progress", json!([7])),
		("panshi_auditTrail", json!([{ "member": ACCOUNT }, trail])),
		("panshi_proof", json!([{ "agreement": 3 }, hash])),
		("panshi_subscribeAuditTrail", json!([{ "job": 0 }])),
		("panshi_unsubscribeAuditTrail", json!([7])),
	]
}

/// JSON of any shape, with words and numbers that the methods know among it.
fn anything() -> impl Strategy<Value = Value> {
	let known = prop::sample::select(vec![
		json!(ACCOUNT),
		json!("finalized"),
		json!(format!("{:?}", hash_of(3))),
		json!("0x"),
		json!("DUO:0000007 MONDO:"),
		json!({ "job": 4_294_967_295u32 }),
		json!({ "algorithm": format!("{:?}", hash_of(1)) }),
		json!({ "limit": 0 }),
		json!("x".repeat(300)),
		json!(vec!["x"; 40]),
	]);
	let leaf = prop_oneof![
		Just(Value::Null),
		any::<bool>().prop_map(Value::from),
		any::<i64>().prop_map(Value::from),
		any::<u64>().prop_map(Value::from),
		any::<f64>().prop_map(Value::from),
		any::<String>().prop_map(Value::from),
		known,
	];
	leaf.prop_recursive(6, 48, 6, |inner| {
		prop_oneof![
			collection::vec(inner.clone(), 0..6).prop_map(Value::from),
			collection::btree_map("[a-zA-Z]{0,12}", inner, 0..6)
				.prop_map(|fields| Value::Object(fields.into_iter().collect())),
		]
	})
}

/// What is done to parameters that a method takes.
#[derive(Clone, Debug)]
enum Change {
	/// Something else stands in a place.
	Replace(Vec<Index>, Value),
	/// Something stands beside what is there.
	Add(Vec<Index>, Value),
	/// Something is missing.
	Remove(Vec<Index>),
	/// Nothing is left of them.
	All(Value),
}

fn change() -> impl Strategy<Value = Change> {
	let way = || collection::vec(any::<Index>(), 1..5);
	prop_oneof![
		(way(), anything()).prop_map(|(way, value)| Change::Replace(way, value)),
		(way(), anything()).prop_map(|(way, value)| Change::Add(way, value)),
		way().prop_map(Change::Remove),
		anything().prop_map(Change::All),
	]
}

/// The value that is reached from `value` by `way`, as far as that leads.
fn place<'a>(value: &'a mut Value, way: &[Index]) -> &'a mut Value {
	let Some((step, rest)) = way.split_first() else { return value };
	let count = match value {
		Value::Array(items) => items.len(),
		Value::Object(fields) => fields.len(),
		_ => 0,
	};
	if count == 0 {
		return value;
	}
	let child = match value {
		Value::Array(items) => items.get_mut(step.index(count)),
		Value::Object(fields) => fields.values_mut().nth(step.index(count)),
		_ => None,
	};
	place(child.expect("it is within"), rest)
}

impl Change {
	fn make(self, mut parameters: Value) -> Value {
		match self {
			Change::Replace(way, value) => *place(&mut parameters, &way) = value,
			Change::Add(way, value) => match place(&mut parameters, &way) {
				Value::Array(items) => items.push(value),
				Value::Object(fields) => drop(fields.insert("more".to_owned(), value)),
				other => *other = json!([other.clone(), value]),
			},
			Change::Remove(way) => match place(&mut parameters, &way[..way.len() - 1]) {
				Value::Array(items) => drop(items.pop()),
				Value::Object(fields) => {
					let name = fields.keys().next().cloned();
					drop(name.and_then(|name| fields.remove(&name)));
				},
				other => *other = Value::Null,
			},
			Change::All(value) => return value,
		}
		parameters
	}
}

fn answer(runtime: &Runtime, module: &RpcModule<Panshi>, method: &str, params: &Value) -> Value {
	let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
	let answered = runtime.block_on(module.raw_json_request(&request.to_string(), 1));
	let (answer, _) = answered.expect("the request is one of JSON-RPC");
	serde_json::from_str(&answer).expect("the answer is JSON")
}

/// The code of a refusal; none, if there is an answer.
fn code(answer: &Value) -> Option<i64> {
	assert_ne!(answer.get("result").is_some(), answer.get("error").is_some(), "{answer}");
	answer.get("error").map(|error| error["code"].as_i64().expect("a code"))
}

#[test]
fn parameters_that_fit_are_understood() {
	let runtime = Runtime::new().expect("threads");
	let module = module(Arc::default(), DenyUnsafe::No);
	for (method, params) in methods() {
		let answer = answer(&runtime, &module, method, &params);
		assert_ne!(code(&answer), Some(-32602), "{method} {params}: {answer}");
	}
	let registered: Vec<&str> = module.method_names().collect();
	let known: Vec<&str> = methods().into_iter().map(|(method, _)| method).collect();
	assert!(registered.iter().all(|method| known.contains(method)), "{registered:?}");
}

#[test]
fn progress_is_told_of_one_job_or_of_all() {
	let runtime = Runtime::new().expect("threads");
	let module = module(Arc::default(), DenyUnsafe::Yes);
	let told = |params: Value| {
		let answer = answer(&runtime, &module, "panshi_progress", &params);
		assert_eq!(answer["result"]["block"]["number"], json!(9), "{answer}");
		answer["result"]["value"].clone()
	};
	let reading = json!({ "job": 3, "node": 4, "step": "readingData", "done": 0, "total": 0,
		"secondsLeft": null });
	let computing = json!({ "job": 7, "node": 4, "step": "computing", "done": 12_000,
		"total": 28_500, "secondsLeft": 20 });
	assert_eq!(told(json!([])), json!({ "at": 11, "tasks": [reading, computing] }));
	assert_eq!(told(json!([7])), json!({ "at": 11, "tasks": [computing] }));
	assert_eq!(told(json!([8])), json!({ "at": 11, "tasks": [] }));
}

#[test]
fn the_index_is_rebuilt_only_where_unsafe_methods_are_open() {
	let runtime = Runtime::new().expect("threads");
	for (deny, wanted) in [(DenyUnsafe::Yes, 0), (DenyUnsafe::No, 1)] {
		let index = Arc::new(FakeIndex::default());
		let module = module(index.clone(), deny);
		let answer = answer(&runtime, &module, "panshi_rebuildSearchIndex", &json!([]));
		assert_eq!(index.rebuilt.load(Ordering::SeqCst), wanted, "{answer}");
		assert_eq!(code(&answer).is_none(), wanted == 1, "{answer}");
	}
	let chain = Arc::new(FakeChain::default());
	let index = Some(Arc::new(FakeIndex::default()) as Arc<dyn DataSearch>);
	let methods = Panshi::over(chain, index, Arc::new(FakeNotes)).expect("it opens");
	let bare = methods.methods.into_rpc();
	let refused = answer(&runtime, &bare, "panshi_rebuildSearchIndex", &json!([]));
	assert_eq!(code(&refused), Some(-32601), "where nobody says that it is safe: {refused}");
}

#[test]
fn any_parameters_get_an_answer_or_a_stable_code() {
	let runtime = Runtime::new().expect("threads");
	let module = module(Arc::default(), DenyUnsafe::Yes);
	let methods = methods();
	let case = (any::<Index>(), collection::vec(change(), 0..4));
	let config = ProptestConfig { cases: 4_096, failure_persistence: None, ..Default::default() };
	proptest!(config, |((which, changes) in case)| {
		let (method, params) = methods[which.index(methods.len())].clone();
		let params = changes.into_iter().fold(params, |params, change| change.make(params));
		let answer = answer(&runtime, &module, method, &params);
		if let Some(code) = code(&answer) {
			let stable = OF_JSON_RPC.contains(&code) || OURS.contains(&code);
			prop_assert!(stable, "{method} {params}: {answer}");
		}
	});
}
