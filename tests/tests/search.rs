//! Data that are published are found, with a proof; what is withdrawn is not; exports tell the same.

use anyhow::{ensure, Context, Result};
use panshi_client::{
	chain::{calls::data_registry, Chain, Snapshot},
	words,
};
use panshi_search::{Answer, Query, Searcher};
use panshi_stories::{
	hand::Terminal,
	network::Network,
	story::{sample_descriptor, Market, OpenMarket, Organisation, PRICE},
	wait::{until, until_so, within},
};
use serde_json::{json, Value};
use std::path::{Path, PathBuf};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
};

/// Sends a request to the loopback interface, and returns the status and the body.
async fn http(port: u16, method: &str, path: &str, body: &str) -> Result<(u16, Value)> {
	let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
	let request = format!(
		"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
		 Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
		body.len()
	);
	stream.write_all(request.as_bytes()).await?;
	let mut answer = String::new();
	stream.read_to_string(&mut answer).await?;
	let (head, body) = answer.split_once("\r\n\r\n").context("the answer has a head")?;
	let status = head.split_whitespace().nth(1).context("the head has a status")?.parse()?;
	let body = if body.is_empty() { Value::Null } else { serde_json::from_str(body)? };
	Ok((status, body))
}

/// Finds the file of the index below `folder`.
fn index_file(folder: &Path) -> Option<PathBuf> {
	let chains = std::fs::read_dir(folder.join("chain/chains")).ok()?;
	let mut files = chains.filter_map(|chain| Some(chain.ok()?.path().join("search.sqlite")));
	files.find(|file| file.is_file())
}

/// What the index finds once it shows `block` or a later one.
async fn found_at(open: &OpenMarket, searcher: &Searcher, block: u32) -> Result<Answer> {
	let mut blocks = open.cast.chain.finalized().await?;
	for _ in 0..200 {
		match searcher.search(&Query::default()) {
			Ok(answer) if answer.block.number >= block => return Ok(answer),
			_ => drop(blocks.next().await?),
		}
	}
	anyhow::bail!("the index does not get to block {block}")
}

/// What the chain has under `key` at the block with this hash.
async fn stored(network: &Network, key: &str, hash: &str) -> Result<Vec<u8>> {
	let question = json!({
		"jsonrpc": "2.0", "id": 1, "method": "state_getStorage", "params": [key, hash],
	});
	let (_, answer) = http(network.rpc_port(), "POST", "/", &question.to_string()).await?;
	let value = answer["result"].as_str().context("there is something")?;
	Ok(hex::decode(value.trim_start_matches("0x"))?)
}

async fn count(network: &Network, filters: &Value) -> Result<(u64, Value)> {
	let query = json!({
		"meta": { "apiVersion": "v2.0.0" },
		"query": { "requestedGranularity": "count", "filters": filters },
	});
	let (status, answer) =
		http(network.beacon_port(), "POST", "/datasets", &query.to_string()).await?;
	ensure!(status == 200, "{answer}");
	let total = answer["responseSummary"]["numTotalResults"].as_u64().context("a count")?;
	Ok((total, answer))
}

#[tokio::test]
async fn what_is_published_is_found_and_proved_until_it_is_withdrawn() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let mut open = OpenMarket::start(folder.path(), &Market::default()).await?;
		let file = index_file(folder.path()).context("the node has made an index")?;
		let searcher = Searcher::new(&file);
		let head = open.cast.chain.head().await?;

		let answer = found_at(&open, &searcher, head.number()).await?;
		ensure!(answer.total == 3, "{answer:?}");
		hits_are_what_the_chain_says(&open, &answer, &head).await?;
		json_rpc_finds_the_same(&open.network, &answer).await?;
		the_beacon_counts_and_hands_over(&open.network).await?;

		// After a power cut it goes on, or begins again where the chain has lost its last blocks.
		open.network.kill_chain()?;
		open.network.restart_chain().await?;
		let url = open.network.url();
		open.cast.reconnect(&url).await?;
		let lab = &open.cast.laboratories[0];
		let data = lab.data.context("it is registered")?;
		let chain = &open.cast.chain;
		chain.submit(&lab.organisation.signer, data_registry::withdraw(data)).await?;
		let head = chain.head().await?;
		let answer = found_at(&open, &searcher, head.number()).await?;
		ensure!(answer.total == 2, "{answer:?}");
		let (total, _) = count(&open.network, &json!([])).await?;
		ensure!(total == 2, "{total}");
		exports_tell_the_same(folder.path(), &open, answer.total)
	})
	.await
}

async fn hits_are_what_the_chain_says(
	open: &OpenMarket,
	answer: &Answer,
	head: &Snapshot,
) -> Result<()> {
	for hit in &answer.hits {
		let record = &hit.record;
		let identity = head.identity(record.data).await?;
		ensure!(record.fingerprint == words::hash(&identity.descriptor.fingerprint), "{record:?}");
		ensure!(record.holder == identity.holder.to_string(), "{record:?}");
		let prices = hit.prices.as_ref().context("an authorization is in force")?;
		ensure!(prices.least == PRICE.to_string(), "{prices:?}");
		let bytes = stored(&open.network, &record.storage_key, &answer.block.hash).await?;
		ensure!(bytes == codec::Encode::encode(&identity), "the key leads to the identity");
	}
	Ok(())
}

async fn json_rpc_finds_the_same(network: &Network, answer: &Answer) -> Result<()> {
	let query = json!({ "referenceBuilds": ["GRCh37"], "limit": 2 });
	let question =
		json!({ "jsonrpc": "2.0", "id": 1, "method": "panshi_searchData", "params": [query] });
	let (_, found) = http(network.rpc_port(), "POST", "/", &question.to_string()).await?;
	let value = &found["result"]["value"];
	ensure!(
		value["total"] == answer.total && found["result"]["block"]["finalized"] == true,
		"{found}"
	);
	let hits = value["hits"].as_array().context("a page of hits")?;
	ensure!(hits.len() == 2 && value["next"].is_string(), "{found}");
	ensure!(hits[0]["data"] == answer.hits[0].record.data, "{found}");
	ensure!(hits[0]["proof"].is_object() && hits[0]["identity"].is_object(), "{found}");
	Ok(())
}

async fn the_beacon_counts_and_hands_over(network: &Network) -> Result<()> {
	let build = json!([{ "id": "referenceBuild", "operator": "=", "value": "GRCh37" }]);
	let (total, answer) = count(network, &build).await?;
	ensure!(total == 3, "{answer}");
	let url = answer["beaconHandovers"][0]["url"].as_str().context("a template is open")?;
	let path = url.splitn(4, '/').nth(3).context("the address has a path")?;
	let (status, template) = http(network.beacon_port(), "GET", &format!("/{path}"), "").await?;
	ensure!(status == 200 && template["response"]["template"]["clauses"].is_array(), "{template}");
	let variant = "/g_variants?referenceName=22&start=18077542&alternateBases=A";
	let (status, refused) = http(network.beacon_port(), "GET", variant, "").await?;
	ensure!(status == 403 && refused.get("responseSummary").is_none(), "{refused}");
	let (status, _) = http(network.beacon_port(), "DELETE", "/datasets", "").await?;
	ensure!(status == 405, "{status}");
	let one = "/datasets/0?requestedGranularity=count";
	let (status, answer) = http(network.beacon_port(), "GET", one, "").await?;
	ensure!(status == 200 && answer["responseSummary"]["numTotalResults"] == 1, "{answer}");
	let long = " ".repeat(64 * 1_024 + 1);
	let (status, _) = http(network.beacon_port(), "POST", "/datasets", &long).await?;
	ensure!(status == 413, "a body over the limit: {status}");
	let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
	let (status, _) = http(network.beacon_port(), "POST", "/datasets", &deep).await?;
	ensure!(status == 400, "a body without end to its depth: {status}");
	Ok(())
}

fn exports_tell_the_same(folder: &Path, open: &OpenMarket, on_offer: u64) -> Result<()> {
	let terminal = Terminal::new(folder, &open.network.url());
	let catalogue: Value = serde_json::from_str(&terminal.anybody().reads("export catalogue")?)?;
	let datasets = catalogue["dcat:dataset"].as_array().context("data sets")?;
	ensure!(datasets.len() as u64 == on_offer, "{catalogue}");
	let agreement = format!("export agreement {}", open.authorization.agreement);
	let policy: Value = serde_json::from_str(&terminal.anybody().reads(&agreement)?)?;
	ensure!(policy["@type"] == "Agreement", "{policy}");
	ensure!(policy["permission"].as_array().map(Vec::len) == Some(3), "{policy}");
	let calls = terminal.anybody().reads("export calls --format csv")?;
	ensure!(calls.starts_with("job,agreement,consumer,"), "{calls}");
	Ok(())
}

/// What the index finds, once it does; it may have to be built first.
async fn found_over_rpc(network: &mut Network) -> Result<Value> {
	let question = json!({
		"jsonrpc": "2.0", "id": 1, "method": "panshi_searchData", "params": [{ "unpublished": true }],
	});
	until(async || {
		network.check()?;
		let (_, answer) = http(network.rpc_port(), "POST", "/", &question.to_string()).await?;
		let found = answer["result"]["value"]["total"] == 1;
		Ok(found.then(|| answer["result"].clone()))
	})
	.await
}

#[tokio::test]
async fn the_index_is_built_anew_while_the_node_runs() -> Result<()> {
	within(300, async {
		let folder = tempfile::tempdir()?;
		let mut network =
			Network::start_alone(folder.path(), 500, &["--rpc-methods=unsafe"]).await?;
		let chain = Chain::connect(&network.url()).await?;
		let lab = Organisation::new("laboratory", "//Lab1")?;
		chain.submit(&lab.signer, data_registry::register(sample_descriptor(1)?)).await?;
		let before = found_over_rpc(&mut network).await?;
		let rebuild =
			r#"{"jsonrpc":"2.0","id":1,"method":"panshi_rebuildSearchIndex","params":[]}"#;
		let (_, answer) = http(network.rpc_port(), "POST", "/", rebuild).await?;
		ensure!(answer.get("error").is_none() && answer["result"].is_null(), "{answer}");
		let built = "the index was built from block";
		let log = folder.path().join("chain.log");
		until_so(async || {
			network.check()?;
			Ok(std::fs::read_to_string(&log)?.matches(built).count() >= 2)
		})
		.await?;
		let after = found_over_rpc(&mut network).await?;
		ensure!(after["value"]["hits"] == before["value"]["hits"], "{before} and then {after}");
		Ok(())
	})
	.await
}
