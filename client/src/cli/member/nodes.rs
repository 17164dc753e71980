//! Compute nodes of members.

use crate::cli::{
	parse,
	session::{details, Session},
};
use clap::Args;
use panshi_client::{
	chain::calls::consortium::{self, PALLET},
	words,
};
use panshi_primitives::{
	consortium::{ComputeNode, ComputeNodeId, ComputeNodeInfo},
	AccountId, Balance, BlockNumber,
};
use serde::Serialize;
use serde_json::json;

/// What a compute node announces, as `panshi-compute keys show` prints it.
#[derive(Args, Debug)]
pub(crate) struct Info {
	/// Ed25519 key that signs acceptances and shares, in hexadecimal.
	#[arg(long, value_parser = parse::key)]
	signing_key: [u8; 32],
	/// X25519 key of its channels, in hexadecimal.
	#[arg(long, value_parser = parse::key)]
	channel_key: [u8; 32],
	/// Where its peers reach it, such as https://compute.example:8443.
	#[arg(long)]
	endpoint: String,
}

impl TryFrom<&Info> for ComputeNodeInfo {
	type Error = anyhow::Error;

	fn try_from(info: &Info) -> anyhow::Result<Self> {
		let endpoint = parse::text("the endpoint", &info.endpoint)?;
		let Info { signing_key, channel_key, .. } = *info;
		Ok(ComputeNodeInfo { signing_key, channel_key, endpoint })
	}
}

#[derive(Args, Debug)]
pub(crate) struct RegisterOpts {
	#[command(flatten)]
	info: Info,
}

pub(super) async fn register(opts: RegisterOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let chain = session.chain().await?;
	let call = consortium::register_node((&opts.info).try_into()?);
	let submitted = session.submit(&chain, call).await?;
	let node: ComputeNodeId = submitted.value(PALLET, "NodeRegistered", "node")?;
	let bond: Balance = submitted.value(PALLET, "NodeRegistered", "bond")?;
	let bond = words::amount(bond);
	let done = format!(
		"compute node {node} is registered, {bond} on hold. Next: panshi data assign-node DATA --node {node}"
	);
	session.report(&submitted, &done, details([("node", json!(node)), ("bond", json!(bond))]))
}

#[derive(Args, Debug)]
pub(crate) struct UpdateOpts {
	/// Number of the compute node.
	node: ComputeNodeId,
	#[command(flatten)]
	info: Info,
}

pub(super) async fn update(opts: UpdateOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let call = consortium::update_node(opts.node, (&opts.info).try_into()?);
	session.submit_and_report(call, &format!("compute node {} is changed", opts.node)).await
}

#[derive(Args, Debug)]
pub(crate) struct BondOpts {
	/// Number of the compute node.
	node: ComputeNodeId,
	/// What to add, such as "10 PAN".
	#[arg(long, value_parser = parse::amount)]
	amount: Balance,
}

pub(super) async fn bond(opts: BondOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let call = consortium::top_up_bond(opts.node, opts.amount);
	let done =
		format!("{} added to the bond of compute node {}", words::amount(opts.amount), opts.node);
	session.submit_and_report(call, &done).await
}

#[derive(Args, Debug)]
pub(crate) struct RetireOpts {
	/// Number of the compute node.
	node: ComputeNodeId,
}

pub(super) async fn retire(opts: RetireOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let call = consortium::retire_node(opts.node);
	session.submit_and_report(call, &format!("compute node {} is retired", opts.node)).await
}

#[derive(Args, Debug)]
pub(crate) struct ShowOpts {
	/// Number of the compute node; all without it.
	node: Option<ComputeNodeId>,
	/// Only those of this member.
	#[arg(long, value_parser = parse::account, conflicts_with = "node")]
	of: Option<AccountId>,
}

#[derive(Serialize)]
struct NodeView {
	node: ComputeNodeId,
	owner: String,
	signing_key: String,
	channel_key: String,
	endpoint: String,
	bond: String,
	open_jobs: u32,
	last_seen: BlockNumber,
}

impl NodeView {
	fn new(id: ComputeNodeId, node: &ComputeNode) -> Self {
		NodeView {
			node: id,
			owner: node.owner.to_string(),
			signing_key: words::bytes(&node.info.signing_key),
			channel_key: words::bytes(&node.info.channel_key),
			endpoint: words::text(&node.info.endpoint),
			bond: words::amount(node.bond),
			open_jobs: node.open_jobs,
			last_seen: node.last_seen,
		}
	}
}

pub(super) async fn show(opts: ShowOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let names = session.names(&head).await?;
	if let Some(id) = opts.node {
		let node = head.compute_node(id).await?;
		let view = NodeView::new(id, &node);
		let lines = [
			("node", id.to_string()),
			("owner", format!("{} ({})", names.of(&node.owner), node.owner)),
			("signing key", view.signing_key.clone()),
			("channel key", view.channel_key.clone()),
			("endpoint", view.endpoint.clone()),
			("bond", view.bond.clone()),
			("open jobs", view.open_jobs.to_string()),
			("last seen", format!("block {}", view.last_seen)),
		];
		return session.output.record(&view, &lines);
	}
	let nodes = head.compute_nodes().await?;
	let wanted =
		nodes.iter().filter(|(_, node)| opts.of.as_ref().is_none_or(|of| *of == node.owner));
	let views: Vec<NodeView> = wanted.map(|(id, node)| NodeView::new(*id, node)).collect();
	session.output.list(
		&views,
		&["node", "owner", "endpoint", "bond", "open jobs", "last seen"],
		|view| {
			vec![
				view.node.to_string(),
				names.within(&view.owner),
				view.endpoint.clone(),
				view.bond.clone(),
				view.open_jobs.to_string(),
				format!("block {}", view.last_seen),
			]
		},
	)
}
