//! Asks a node over JSON-RPC on several connections at a time, and counts how long each answer takes.

use super::LoadNode;
use anyhow::{ensure, Context, Result};
use futures::future::try_join_all;
use jsonrpsee::{
	core::{client::ClientT, params::ArrayParams},
	http_client::HttpClient,
};
use panshi_client::keys;
use rand_chacha::ChaCha12Rng;
use rand_core::{RngCore, SeedableRng};
use serde_json::{json, Value};
use std::time::{Duration, Instant};

/// What is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Question {
	/// `panshi_searchData`, of many kinds.
	Search,
	/// `panshi_auditTrail`, of many kinds.
	Trail,
}

/// How long the answers took to questions of one kind, in ascending order.
#[derive(Clone, Debug)]
pub struct Measured {
	/// The kind.
	pub kind: &'static str,
	/// The times.
	pub times: Vec<Duration>,
}

/// Asks `count` questions on each of `connections`, each after the answer to the one before; kinds
/// take turns. All kinds together come first.
pub async fn ask(
	node: &LoadNode,
	question: Question,
	connections: u64,
	count: usize,
) -> Result<Vec<Measured>> {
	let sizes = Sizes::of(node).await?;
	let kinds = match question {
		Question::Search => SEARCHES,
		Question::Trail => TRAILS,
	};
	let sizes = &sizes;
	let work = (0..connections).map(|connection| async move {
		let client = node.client()?;
		let mut rng = ChaCha12Rng::seed_from_u64(connection);
		let mut times = Vec::with_capacity(count);
		for turn in 0..count {
			let kind = (turn + usize::try_from(connection)?) % kinds.len();
			let parameters = (kinds[kind].1)(&mut rng, sizes);
			times.push((kind, one(&client, question, parameters).await?));
		}
		anyhow::Ok(times)
	});
	let times = try_join_all(work).await?.concat();
	let of = |kind: &'static str, wanted: &dyn Fn(usize) -> bool| {
		let times = times.iter().filter(|(kind, _)| wanted(*kind)).map(|(_, time)| *time);
		let mut times: Vec<Duration> = times.collect();
		times.sort_unstable();
		Measured { kind, times }
	};
	let mut measured = vec![of("all", &|_| true)];
	measured.extend(kinds.iter().enumerate().map(|(i, (kind, _))| of(kind, &|kind| kind == i)));
	Ok(measured)
}

/// Asks one question. An answer without anything in it would say nothing about the time it takes.
async fn one(client: &HttpClient, question: Question, parameters: Vec<Value>) -> Result<Duration> {
	let (method, list) = match question {
		Question::Search => ("panshi_searchData", "hits"),
		Question::Trail => ("panshi_auditTrail", "entries"),
	};
	let mut all = ArrayParams::new();
	parameters.iter().try_for_each(|parameter| all.insert(parameter))?;
	let started = Instant::now();
	let answer: Value = client.request(method, all).await?;
	let time = started.elapsed();
	let found = answer["value"][list].as_array().context("a list")?;
	ensure!(!found.is_empty(), "nothing is found by {method} {parameters:?}");
	Ok(time)
}

/// How much there is to ask about.
struct Sizes {
	identities: u64,
	/// The latest block in which a holder's data changed.
	blocks: u64,
	holders: Vec<String>,
}

impl Sizes {
	async fn of(node: &LoadNode) -> Result<Self> {
		let client = node.client()?;
		let holder = |i: u32| Ok(keys::account(&format!("//Lab{i}"))?.to_string());
		let holders: Vec<String> = (1..=7).map(holder).collect::<Result<_>>()?;
		let mut all = ArrayParams::new();
		all.insert(json!({ "unpublished": true, "limit": 1 }))?;
		let found: Value = client.request("panshi_searchData", all).await?;
		let identities = found["value"]["total"].as_u64().context("a number of hits")?;
		let first = &found["value"]["hits"][0]["identity"]["registeredAt"];
		// The newest one was registered at the end of the first part of the blocks.
		let blocks = first.as_u64().context("a block")?;
		ensure!(identities > 0, "there are no data to ask about");
		Ok(Sizes { identities, blocks, holders })
	}
}

/// A kind of question, and how one is made.
type Kind = (&'static str, fn(&mut ChaCha12Rng, &Sizes) -> Vec<Value>);

fn below(rng: &mut ChaCha12Rng, end: u64) -> u64 {
	rng.next_u64() % end.max(1)
}

fn pick<'a>(rng: &mut ChaCha12Rng, words: &'a [String]) -> &'a str {
	let place = below(rng, u64::try_from(words.len()).unwrap_or(1));
	&words[usize::try_from(place).unwrap_or_default()]
}

/// A search that also finds what is not on offer, as all data of the state are.
fn search(mut query: Value) -> Vec<Value> {
	query["unpublished"] = json!(true);
	vec![query]
}

const SEARCHES: &[Kind] = &[
	("everything", |_, _| search(json!({}))),
	("everything, most people first", |_, _| search(json!({ "order": "samples" }))),
	("everything, a page of 100", |_, _| search(json!({ "limit": 100 }))),
	("a later page", |rng, sizes| {
		let after = 1 + below(rng, sizes.identities.saturating_sub(1));
		search(json!({ "after": format!("0:{after}") }))
	}),
	("a common word", |_, _| search(json!({ "text": "exome" }))),
	("two common words", |_, _| search(json!({ "text": "exome vcf" }))),
	("a permission", |_, _| search(json!({ "permissions": ["DUO:0000006"] }))),
	("HP:0001250 with descendants", |_, _| search(json!({ "terms": [{ "term": "HP:0001250" }] }))),
	("HP:0000118, any phenotype", |_, _| search(json!({ "terms": [{ "term": "HP:0000118" }] }))),
	("without a condition", |_, _| search(json!({ "withoutModifiers": ["DUO:0000046"] }))),
	("a holder", |rng, sizes| search(json!({ "holders": [pick(rng, &sizes.holders)] }))),
	("at least 9,000 people", |_, _| search(json!({ "samples": { "least": 9_000 } }))),
	("text, permissions, build, type, size", |_, _| {
		search(json!({
			"text": "vcf", "permissions": ["DUO:0000006", "DUO:0000042"],
			"referenceBuilds": ["GRCh38"], "dataTypes": ["whole exome sequencing"],
			"samples": { "least": 1_000 },
		}))
	}),
];

fn member(rng: &mut ChaCha12Rng, sizes: &Sizes) -> Value {
	json!({ "member": pick(rng, &sizes.holders) })
}

const TRAILS: &[Kind] = &[
	("a data identity", |rng, sizes| vec![json!({ "data": below(rng, sizes.identities) })]),
	("a member, the first page", |rng, sizes| vec![member(rng, sizes)]),
	("a member, 100 from some block on", |rng, sizes| {
		let from = below(rng, sizes.blocks);
		vec![member(rng, sizes), json!({ "from": from, "limit": 100 })]
	}),
	("a member, after some event", |rng, sizes| {
		let after = json!({ "block": below(rng, sizes.blocks), "event": below(rng, 500) });
		vec![member(rng, sizes), json!({ "after": after })]
	}),
	("a member, one kind of event", |rng, sizes| {
		let from = below(rng, sizes.blocks / 2);
		vec![member(rng, sizes), json!({ "from": from, "events": ["DataRegistry.Registered"] })]
	}),
];
