// SPDX-License-Identifier: GPL-3.0-only

//! The offchain worker: its steps with the compute nodes beside this node.
//!
//! The worker runs inside the runtime and keeps count in the node's offchain storage. Two workers
//! that run at the same time may lose a count.

use codec::Decode;
use panshi_primitives::offchain::{StepCount, STEP_COUNTS_KEY};
use polkadot_sdk::*;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use std::collections::BTreeMap;
use substrate_prometheus_endpoint::{
	register, CounterVec, GaugeVec, Opts, PrometheusError, Registry, U64,
};

/// Metrics of the offchain worker.
pub(super) struct Worker {
	steps: CounterVec<U64>,
	messages: CounterVec<U64>,
	last_answer: GaugeVec<U64>,
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
		Ok(Worker {
			steps: register(steps, registry)?,
			messages: register(messages, registry)?,
			last_answer: register(last_answer, registry)?,
			seen: BTreeMap::new(),
		})
	}

	/// Looks at what the worker has counted.
	pub(super) fn look(&mut self, storage: &impl OffchainStorage) {
		let counts = storage.get(STORAGE_PREFIX, STEP_COUNTS_KEY);
		let counts = counts.and_then(|bytes| Vec::<StepCount>::decode(&mut &bytes[..]).ok());
		counts.into_iter().flatten().for_each(|count| self.show(count));
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
	use sp_core::offchain::storage::InMemOffchainStorage;

	#[test]
	fn counts_are_those_of_the_worker() {
		let registry = Registry::new();
		let mut worker = Worker::register(&registry).expect("the names are free");
		let mut storage = InMemOffchainStorage::default();
		worker.look(&storage);
		for (answered, failed) in [(1, 0), (3, 2), (3, 2)] {
			let endpoint = b"http://127.0.0.1:8090".to_vec();
			let messages = 2 * answered;
			let count = StepCount { endpoint, answered, failed, messages, last_answered: 9 };
			storage.set(STORAGE_PREFIX, STEP_COUNTS_KEY, &vec![count].encode());
			worker.look(&storage);
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
}
