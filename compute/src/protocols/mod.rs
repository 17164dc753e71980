//! What a compute node computes with others, or answers by itself: the engine's port
//! [`Protocols`], by the code name of the algorithm.
//!
//! - `joint`: programs of multi-party computation among the nodes of a job.
//! - [`results`]: what the consumer reads from the opened packets.

mod joint;
pub mod results;
mod rng;

pub use joint::{Joint, Patience};

use crate::{
	daemon::NodeConfig,
	engine::{Progress, Protocols, Request, Task, TaskError},
	keystore::NodeKeys,
};
use panshi_primitives::job::{AbortReason, RefusalReason};
use std::io;

/// All that a compute node runs beside sealed sums.
pub struct NodeProtocols {
	/// None where other nodes have no way to reach this one.
	joint: Option<Joint>,
}

impl NodeProtocols {
	/// Listens for other compute nodes, if the configuration says where.
	pub fn start(config: &NodeConfig, keys: &NodeKeys) -> io::Result<Self> {
		let listen = |address| Joint::listen(address, keys, Patience::default());
		Ok(NodeProtocols { joint: config.peers_listen.map(listen).transpose()? })
	}
}

impl From<Joint> for NodeProtocols {
	fn from(joint: Joint) -> Self {
		NodeProtocols { joint: Some(joint) }
	}
}

impl Protocols for NodeProtocols {
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		let code = request.algorithm.code.as_slice();
		match &self.joint {
			_ if !joint::runs(code) => Err(RefusalReason::UnknownAlgorithm),
			Some(joint) => joint.check(request),
			None => {
				tracing::warn!("a joint job is refused: set peers_listen in [node] to take part");
				Err(RefusalReason::HolderPolicy)
			},
		}
	}

	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		match (&self.joint, task.strength()) {
			(Some(joint), Some(strength)) => joint.run(task, strength, progress),
			_ => Err(TaskError::Aborted(AbortReason::Unfit)),
		}
	}
}
