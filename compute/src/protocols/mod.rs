//! What this node computes with others or answers by itself: the engine's port
//! [`Protocols`], by the algorithm's code.

mod query;

pub use query::Queries;

use crate::{
	engine::{Progress, Protocols, Request, Task, TaskError},
	variants::DataConfig,
};
use panshi_primitives::job::{AbortReason, RefusalReason};
use std::sync::Arc;

/// All protocols of this node.
#[derive(Debug)]
pub struct AllProtocols {
	queries: Arc<Queries>,
}

impl AllProtocols {
	/// The protocols over these data.
	pub fn new(data: &[DataConfig]) -> Self {
		let queries = Arc::new(Queries::new(data));
		queries.warm();
		AllProtocols { queries }
	}

	/// What runs the algorithm with this code.
	fn of(&self, code: &[u8]) -> Option<&dyn Protocols> {
		Queries::answers(code).then_some(&*self.queries as &dyn Protocols)
	}
}

impl Protocols for AllProtocols {
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		let protocol = self.of(&request.algorithm.code);
		protocol.ok_or(RefusalReason::UnknownAlgorithm)?.check(request)
	}

	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		let protocol = self.of(&task.algorithm.code);
		protocol.ok_or(TaskError::Aborted(AbortReason::Unfit))?.run(task, progress)
	}
}
