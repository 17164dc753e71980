// SPDX-License-Identifier: GPL-3.0-only

//! The offchain worker: its steps with the compute nodes beside this node.
//!
//! The worker runs inside the runtime and keeps count in the node's offchain storage. Two workers
//! that run at the same time may lose a count.

use crate::worker_notes::Notes;
use panshi_primitives::offchain::{StepCount, TaskProgress};
use panshi_rpc::types::WorkerNotes;
use polkadot_sdk::*;
use sp_core::offchain::OffchainStorage;
use std::collections::BTreeMap;
use substrate_prometheus_endpoint::{
	register, CounterVec, GaugeVec, Opts, PrometheusError, Registry, U64,
};

/// What tells one computation from another.
const OF_A_TASK: [&str; 3] = ["job", "node", "step"];

/// Metrics of the offchain worker.
pub(super) struct Worker {
	steps: CounterVec<U64>,
	messages: CounterVec<U64>,
	last_answer: GaugeVec<U64>,
	done: GaugeVec<U64>,
	total: GaugeVec<U64>,
	seconds_left: GaugeVec<U64>,
	/// What was shown before, by endpoint.
	seen: BTreeMap<Vec<u8>, StepCount>,
}

impl Worker {
	pub(super) fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let steps = CounterVec::new(
			Opts::new("panshi_offchain_steps_total", "Steps with a compute node, by outcome"),
			&["endpoint", "outcome"],
		)?;
		let messages = CounterVec::new(
			Opts::new("panshi_offchain_messages_total", "Messages that a compute node gave"),
			&["endpoint"],
		)?;
		let last_answer = GaugeVec::new(
			Opts::new("panshi_offchain_last_answer_block", "Block of the last step it answered"),
			&["endpoint"],
		)?;
		let of_tasks = |name, help| GaugeVec::new(Opts::new(name, help), &OF_A_TASK);
		let done = of_tasks("panshi_offchain_task_done", "Units of a computation's step done")?;
		let total = of_tasks("panshi_offchain_task_total", "Units of that step in all")?;
		let seconds_left =
			of_tasks("panshi_offchain_task_seconds_left", "Seconds that the step will yet take")?;
		Ok(Worker {
			done: register(done, registry)?,
			total: register(total, registry)?,
			seconds_left: register(seconds_left, registry)?,
			steps: register(steps, registry)?,
			messages: register(messages, registry)?,
			last_answer: register(last_answer, registry)?,
			seen: BTreeMap::new(),
		})
	}

	/// Looks at what the worker has counted and noted.
	pub(super) fn look(&mut self, notes: &Notes<impl OffchainStorage + 'static>) {
		notes.step_counts().into_iter().for_each(|count| self.show(count));
		let tasks = notes.progress().map(|report| report.tasks).unwrap_or_default();
		self.show_tasks(&tasks);
	}

	/// Shows how far computations are; those that are over are not shown any more.
	fn show_tasks(&self, tasks: &[TaskProgress]) {
		[&self.done, &self.total, &self.seconds_left].iter().for_each(|gauges| gauges.reset());
		for TaskProgress { job, node, step, done, total, seconds_left } in tasks {
			let labels = [&*job.to_string(), &*node.to_string(), step.name()];
			self.done.with_label_values(&labels).set(*done);
			self.total.with_label_values(&labels).set(*total);
			if let Some(seconds) = seconds_left {
				self.seconds_left.with_label_values(&labels).set(u64::from(*seconds));
			}
		}
	}

	fn show(&mut self, count: StepCount) {
		let endpoint = String::from_utf8_lossy(&count.endpoint).into_owned();
		let seen = self.seen.get(&count.endpoint);
		let more = |now: u64, before: fn(&StepCount) -> u64| {
			now.saturating_sub(seen.map(before).unwrap_or_default())
		};
		for (outcome, steps) in [
			("answered", more(count.answered, |seen| seen.answered)),
			("failed", more(count.failed, |seen| seen.failed)),
		] {
			self.steps.with_label_values(&[&endpoint, outcome]).inc_by(steps);
		}
		let messages = more(count.messages, |seen| seen.messages);
		self.messages.with_label_values(&[&endpoint]).inc_by(messages);
		self.last_answer.with_label_values(&[&endpoint]).set(count.last_answered.into());
		self.seen.insert(count.endpoint.clone(), count);
	}
}

#[cfg(test)]
mod tests {
	use super::{super::tests::scraped, *};
	use codec::Encode;
	use panshi_primitives::offchain::{ProgressReport, TaskStep, PROGRESS_KEY, STEP_COUNTS_KEY};
	use sp_core::offchain::{storage::InMemOffchainStorage, STORAGE_PREFIX};

	#[test]
	fn counts_are_those_of_the_worker() {
		let registry = Registry::new();
		let mut worker = Worker::register(&registry).expect("the names are free");
		let mut storage = InMemOffchainStorage::default();
		worker.look(&Notes(storage.clone()));
		for (answered, failed) in [(1, 0), (3, 2), (3, 2)] {
			let endpoint = b"http://127.0.0.1:8090".to_vec();
			let messages = 2 * answered;
			let count = StepCount { endpoint, answered, failed, messages, last_answered: 9 };
			storage.set(STORAGE_PREFIX, STEP_COUNTS_KEY, &vec![count].encode());
			worker.look(&Notes(storage.clone()));
		}
		let text = scraped(&registry);
		for (line, value) in [
			(r#"steps_total{endpoint="http://127.0.0.1:8090",outcome="answered"}"#, 3),
			(r#"steps_total{endpoint="http://127.0.0.1:8090",outcome="failed"}"#, 2),
			(r#"messages_total{endpoint="http://127.0.0.1:8090"}"#, 6),
			(r#"last_answer_block{endpoint="http://127.0.0.1:8090"}"#, 9),
		] {
			assert!(text.contains(&format!("panshi_offchain_{line} {value}\n")), "{line}: {text}");
		}
	}

	#[test]
	fn computations_are_shown_as_long_as_they_go_on() {
		let registry = Registry::new();
		let mut worker = Worker::register(&registry).expect("the names are free");
		let mut storage = InMemOffchainStorage::default();
		let (step, seconds_left) = (TaskStep::Computing, Some(20));
		let task = TaskProgress { job: 7, node: 2, step, done: 12, total: 28, seconds_left };
		let reading = TaskProgress { step: TaskStep::ReadingData, seconds_left: None, ..task };
		let labels = |step| format!(r#"{{job="7",node="2",step="{step}"}}"#);
		for (tasks, wanted, gone) in [
			(vec![task], Some("computing"), "reading data"),
			(vec![reading], Some("reading data"), "computing"),
			(vec![], None, "reading data"),
		] {
			let report = ProgressReport { at: 3, tasks };
			storage.set(STORAGE_PREFIX, PROGRESS_KEY, &report.encode());
			worker.look(&Notes(storage.clone()));
			let text = scraped(&registry);
			let line = |metric, step, value: u32| {
				format!("panshi_offchain_task_{metric}{} {value}\n", labels(step))
			};
			if let Some(step) = wanted {
				assert!(text.contains(&line("done", step, 12)), "{text}");
				assert!(text.contains(&line("total", step, 28)), "{text}");
				let left = text.contains(&line("seconds_left", step, 20));
				assert_eq!(left, step == "computing", "{text}");
			}
			assert!(!text.contains(&labels(gone)), "{text}");
		}
	}
}
