//! The chain node: versions, clock, peers; and the account on its chain.

use super::finding::Finding;
use panshi_client::{
	chain::{Chain, ChainError, NodeReport},
	words,
};
use panshi_primitives::AccountId;
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds that the clocks of the chain's collators and of this machine may differ by.
const TOLERANCE: u64 = 10_000;
/// Milliseconds after which the chain should have finalized another block.
const STALE: u64 = 120_000;

/// Checks the node at the other end, and `account` on its chain.
pub(super) async fn check(
	chain: &Chain,
	account: Option<&AccountId>,
) -> Result<Vec<Finding>, ChainError> {
	let node = chain.node().await?;
	let head = chain.head().await?;
	let now = SystemTime::now().duration_since(UNIX_EPOCH).map(|time| time.as_millis());
	let now = now.ok().and_then(|now| u64::try_from(now).ok()).unwrap_or_default();
	let mut findings = vec![
		Finding::ok("chain", format!("\"{}\", final up to block {}", node.chain, head.number())),
		versions(&node, env!("CARGO_PKG_VERSION")),
		synced(&node),
		clock(&node, head.time().await?, now),
	];
	if let Some(account) = account {
		findings.push(match head.member(account).await {
			Ok(member) => Finding::ok(
				"member",
				format!("{}: {}", words::text(&member.name), words::roles(member.roles)),
			),
			Err(_) => Finding::fail(
				"member",
				format!("{account} is no member of the consortium"),
				"Ask a member to propose it (panshi member admit), or name the member whose staff you are with --for.",
			),
		});
		let free = head.money(account).await?.free;
		findings.push(match free {
			0 => Finding::fail("money", "the account is empty", "Have somebody send it money."),
			_ => Finding::ok("money", format!("{} free", words::amount(free))),
		});
	}
	Ok(findings)
}

/// Whether node and client belong together. The calls of the client were compared with the chain's
/// when it connected.
fn versions(node: &NodeReport, client: &str) -> Finding {
	let release = |version: &str| version.split(['-', '+']).next().map(str::to_owned);
	let found = format!(
		"client {client}, node {}, runtime {}, transactions {}; every call of this client is as the chain declares it",
		node.version, node.spec_version, node.transaction_version
	);
	match release(&node.version) == release(client) {
		true => Finding::ok("versions", found),
		false => Finding::warn("versions", found, "Update the older of node and client."),
	}
}

fn synced(node: &NodeReport) -> Finding {
	let peers = format!("{} peers", node.peers);
	if node.is_syncing {
		let found = format!("the node is still fetching blocks from {peers}");
		return Finding::warn("sync", found, "Wait: what it shows is old.");
	}
	if node.should_have_peers && node.peers == 0 {
		let next = "See its --bootnodes, --reserved-nodes and the firewall.";
		return Finding::fail("sync", "the node has no peers", next);
	}
	Finding::ok("sync", peers)
}

/// Compares the time of the last final block with this machine's clock, both in milliseconds.
fn clock(node: &NodeReport, chain: u64, here: u64) -> Finding {
	if node.is_development {
		return Finding::ok("clock", "not compared: a development chain makes its own time");
	}
	if chain > here.saturating_add(TOLERANCE) {
		let found = format!(
			"the last final block is of {}, and here it is {}",
			words::time(chain),
			words::time(here)
		);
		return Finding::fail("clock", found, "Set the clock of this machine (NTP).");
	}
	let age = here.saturating_sub(chain);
	let found = format!("the last final block is {} s old", age / 1_000);
	match age > STALE {
		true => {
			let next =
				"See whether the collators run (panshi_finalized_block), and the clock here.";
			Finding::fail("clock", found, next)
		},
		false => Finding::ok("clock", found),
	}
}

#[cfg(test)]
mod tests {
	use super::{super::Level, *};

	fn node() -> NodeReport {
		NodeReport {
			chain: "A consortium".to_owned(),
			is_development: false,
			version: "0.1.0-abc".to_owned(),
			spec_version: 1,
			transaction_version: 1,
			peers: 3,
			should_have_peers: true,
			is_syncing: false,
		}
	}

	#[test]
	fn a_clock_is_late_early_or_right() {
		let level = |chain, here| clock(&node(), chain, here).level;
		let now = 1_796_052_245_000;
		assert_eq!(level(now - 30_000, now), Level::Ok);
		assert_eq!(level(now + 9_000, now), Level::Ok);
		assert_eq!(level(now + 11_000, now), Level::Fail);
		assert_eq!(level(now - 121_000, now), Level::Fail);
		let dev = NodeReport { is_development: true, ..node() };
		assert_eq!(clock(&dev, 0, now).level, Level::Ok);
	}

	#[test]
	fn a_node_without_peers_is_no_use_where_it_should_have_some() {
		assert_eq!(synced(&node()).level, Level::Ok);
		assert_eq!(synced(&NodeReport { peers: 0, ..node() }).level, Level::Fail);
		let alone = NodeReport { peers: 0, should_have_peers: false, ..node() };
		assert_eq!(synced(&alone).level, Level::Ok);
		assert_eq!(synced(&NodeReport { is_syncing: true, ..node() }).level, Level::Warn);
	}

	#[test]
	fn releases_are_compared_without_the_commit() {
		assert_eq!(versions(&node(), "0.1.0").level, Level::Ok);
		assert_eq!(versions(&node(), "0.2.0").level, Level::Warn);
	}
}
