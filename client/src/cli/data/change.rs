//! What moves a data identity from one status to the next.

use crate::cli::session::Session;
use clap::Args;
use panshi_client::chain::calls::data_registry;
use panshi_primitives::{
	consortium::{ComputeNodeId, ReasonCode},
	data::DataId,
};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the data identity.
	data: DataId,
}

pub(super) async fn withdraw(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("data identity {} is withdrawn for good", opts.data);
	session.submit_and_report(data_registry::withdraw(opts.data), &done).await
}

pub(super) async fn resume(opts: ReasonOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("the suspension of data identity {} has ended", opts.data);
	session.submit_and_report(data_registry::resume(opts.data, opts.reason), &done).await
}

#[derive(Args, Debug)]
pub(crate) struct ReasonOpts {
	/// Number of the data identity.
	data: DataId,
	/// Why, by the market's list of codes.
	#[arg(long)]
	reason: ReasonCode,
}

pub(super) async fn suspend(opts: ReasonOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = format!("data identity {} is suspended", opts.data);
	session.submit_and_report(data_registry::suspend(opts.data, opts.reason), &done).await
}

#[derive(Args, Debug)]
pub(crate) struct AssignOpts {
	/// Number of the data identity.
	data: DataId,
	/// Number of the compute node.
	#[arg(long, required_unless_present = "none")]
	node: Option<ComputeNodeId>,
	/// No compute node serves the data any more.
	#[arg(long, conflicts_with = "node")]
	none: bool,
}

pub(super) async fn assign(opts: AssignOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let done = match opts.node {
		Some(node) => format!("compute node {node} serves data identity {}", opts.data),
		None => format!("no compute node serves data identity {}", opts.data),
	};
	session.submit_and_report(data_registry::assign_node(opts.data, opts.node), &done).await
}
