//! How far computations are.

use panshi_primitives::offchain::ProgressReport;

/// What the offchain worker of a node notes of the compute nodes beside it.
///
/// It is no part of the chain's state: each node has its own, and nothing proves it.
pub trait WorkerNotes: Send + Sync + 'static {
	/// How far computations are; none if the worker has not asked any compute node since the node
	/// started.
	fn progress(&self) -> Option<ProgressReport>;
}
