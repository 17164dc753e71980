//! The compute node beside the data: its files, its keys on the chain, its health.

use super::{finding::Finding, http, keys::check_secret};
use panshi_client::{
	chain::{ChainError, Snapshot},
	words,
};
use panshi_compute::{
	daemon::{Config, NodeConfig},
	keystore,
};
use panshi_primitives::{
	consortium::{ComputeNode, ComputeNodeId},
	AccountId, BlockNumber,
};
use serde_json::Value;
use std::path::Path;

/// Blocks of silence after which a compute node has missed heartbeats: it sends one every 50.
const SILENCE: BlockNumber = 150;

/// Checks the compute node with the configuration `path`, on the chain as it is at `head`, for its
/// owner `account`.
pub(super) async fn check(
	path: &Path,
	head: Option<&Snapshot>,
	account: Option<&AccountId>,
) -> Result<Vec<Finding>, ChainError> {
	let node = match Config::read(path) {
		Ok(config) => config.node,
		Err(error) => {
			let next = "Correct it; panshi-compute check-config says what is wrong.";
			return Ok(vec![Finding::fail("compute configuration", error.to_string(), next)]);
		},
	};
	let mut findings = vec![Finding::ok("compute configuration", path.display().to_string())];
	findings.push(check_secret("keystore", &node.keystore));
	findings.extend(node.passphrase_file.iter().map(|path| check_secret("passphrase", path)));
	findings.push(state_folder(&node));
	if let Some(head) = head {
		findings.extend(registration(&node, head, account).await?);
	}
	findings.push(health(&node).await);
	Ok(findings)
}

fn state_folder(node: &NodeConfig) -> Finding {
	let shown = node.state_dir.display();
	match std::fs::metadata(&node.state_dir) {
		Ok(folder) if folder.is_dir() => Finding::ok("state folder", shown.to_string()),
		Ok(_) => Finding::fail("state folder", format!("{shown} is no folder"), "Remove the file."),
		Err(error) => Finding::warn(
			"state folder",
			format!("{shown}: {error}"),
			"The first start makes it. If this node has run before, restore it from its backup.",
		),
	}
}

/// Whether the keys in the keystore are those on the chain.
async fn registration(
	node: &NodeConfig,
	head: &Snapshot,
	account: Option<&AccountId>,
) -> Result<Vec<Finding>, ChainError> {
	let keys = match keystore::read_public(&node.keystore) {
		Ok(keys) => keys,
		Err(error) => {
			let next = "Restore the keystore from its backup, or make a new one.";
			return Ok(vec![Finding::fail("compute keys", error.to_string(), next)]);
		},
	};
	let Some(id) = head.compute_node_by_key(&keys.signing).await? else {
		let found = format!("no compute node has the key {}", words::bytes(&keys.signing));
		let next = "Register it: panshi member node-register; or, after a rotation, node-update.";
		return Ok(vec![Finding::fail("compute keys", found, next)]);
	};
	let registered = head.compute_node(id).await?;
	let mut findings = vec![on_chain(id, &registered, &keys.channel, account)];
	findings.push(alive(&registered, head.number()));
	if registered.bond == 0 {
		let next = format!("Add to it: panshi member node-bond {id} \"100 PAN\"");
		findings.push(Finding::warn("bond", "nothing is left of the bond", next));
	}
	Ok(findings)
}

fn on_chain(
	id: ComputeNodeId,
	node: &ComputeNode,
	channel: &[u8; 32],
	account: Option<&AccountId>,
) -> Finding {
	let update = format!("Register the keys that it has: panshi member node-update {id}");
	if node.info.channel_key != *channel {
		let found = format!("compute node {id} is registered with another channel key");
		return Finding::fail("compute keys", found, update);
	}
	if account.is_some_and(|account| *account != node.owner) {
		let found = format!("compute node {id} belongs to {}, another member", node.owner);
		return Finding::fail("compute keys", found, "Name its owner with --as or --for.");
	}
	Finding::ok("compute keys", format!("registered as compute node {id}"))
}

fn alive(node: &ComputeNode, now: BlockNumber) -> Finding {
	let silent = now.saturating_sub(node.last_seen);
	let found = format!("last seen {silent} blocks ago");
	match silent > SILENCE {
		true => Finding::warn(
			"heartbeat",
			found,
			"See its log, and that the chain node beside it has its --compute-url.",
		),
		false => Finding::ok("heartbeat", found),
	}
}

/// What the compute node says of itself.
async fn health(node: &NodeConfig) -> Finding {
	let url = format!("http://{}/health", node.listen);
	let (status, body) = match http::get(node.listen, "/health").await {
		Ok(answer) => answer,
		Err(error) => {
			let next = "Start it: panshi-compute run --config FILE";
			return Finding::fail("compute node", format!("{url}: {error}"), next);
		},
	};
	match serde_json::from_str(&body) {
		Ok(body) => told(status, &body),
		Err(_) => Finding::fail(
			"compute node",
			format!("{url} answers with status {status}, not as a compute node does"),
			"Another program has its port: see `listen` in its configuration.",
		),
	}
}

fn told(status: u16, body: &Value) -> Finding {
	let is = |name: &str| body[name] == Value::Bool(true);
	let running = body["computations"].as_array().map_or(0, Vec::len);
	if !is("chain") {
		let next = "Start the chain node, and see `chain_rpc` in its configuration.";
		return Finding::fail("compute node", "it cannot reach its chain node", next);
	}
	if !is("state") {
		let next = "See whether the disk is full or the state folder is another user's.";
		return Finding::fail("compute node", "it cannot keep its state", next);
	}
	if status != 200 {
		return Finding::fail("compute node", format!("it answers {status}"), "See its log.");
	}
	match is("registered") {
		true => Finding::ok("compute node", format!("well; {running} computations in progress")),
		false => Finding::warn(
			"compute node",
			"well, but the keys with which it runs are not on the chain",
			"Register them, or start it again with the keystore that is registered.",
		),
	}
}

#[cfg(test)]
mod tests {
	use super::{super::Level, *};
	use serde_json::json;

	fn registered() -> ComputeNode {
		use panshi_primitives::consortium::ComputeNodeInfo;
		let endpoint = b"compute.example:8441".to_vec().try_into().expect("short");
		ComputeNode {
			owner: AccountId::new([1; 32]),
			info: ComputeNodeInfo { signing_key: [2; 32], channel_key: [3; 32], endpoint },
			bond: 1,
			open_jobs: 0,
			last_seen: 100,
		}
	}

	#[test]
	fn keys_are_the_owners_and_the_ones_on_the_chain() {
		let node = registered();
		let (owner, other) = (AccountId::new([1; 32]), AccountId::new([9; 32]));
		let level = |channel, account| on_chain(7, &node, channel, account).level;
		assert_eq!(level(&[3; 32], None), Level::Ok);
		assert_eq!(level(&[3; 32], Some(&owner)), Level::Ok);
		assert_eq!(level(&[4; 32], Some(&owner)), Level::Fail);
		assert_eq!(level(&[3; 32], Some(&other)), Level::Fail);
	}

	#[test]
	fn a_silent_node_is_told() {
		assert_eq!(alive(&registered(), 250).level, Level::Ok);
		assert_eq!(alive(&registered(), 251).level, Level::Warn);
	}

	#[test]
	fn what_a_compute_node_says_is_understood() {
		let body = |chain, state, registered| json!({ "chain": chain, "state": state, "registered": registered, "computations": [] });
		for (status, body, level) in [
			(200, body(true, true, true), Level::Ok),
			(200, body(true, true, false), Level::Warn),
			(503, body(false, true, false), Level::Fail),
			(503, body(true, false, true), Level::Fail),
			(500, body(true, true, true), Level::Fail),
			(200, json!([]), Level::Fail),
		] {
			assert_eq!(told(status, &body).level, level, "{status} {body}");
		}
	}
}
