// SPDX-License-Identifier: GPL-3.0-only

//! What the node tells Prometheus of the market, beside what every Substrate node tells of itself.
//!
//! Counters follow the events of finalized blocks from the node's start on, and gauges the state at
//! the last of them. A block whose state is gone already, or that was made by a runtime which this
//! program does not know, is counted as missed, and nothing else of it.

use polkadot_sdk::*;

mod events;
mod jobs;
mod worker;

use crate::{
	service::{application, Client, Handles},
	worker_notes::Notes,
};
use codec::Decode;
use events::Events;
use futures::StreamExt;
use jobs::Jobs;
use panshi_runtime::{Hash, RuntimeEvent};
use sc_client_api::{Backend, BlockchainEvents, StorageKey, StorageProvider};
use sc_service::{error::Result, Configuration, TaskManager};
use sp_io::hashing::twox_128;
use substrate_prometheus_endpoint::{register, Counter, Gauge, PrometheusError, Registry, U64};
use worker::Worker;

/// Everything that the node counts of the market.
struct Metrics {
	events: Events,
	jobs: Jobs,
	worker: Worker,
	finalized: Gauge<U64>,
	missed: Counter<U64>,
}

impl Metrics {
	fn register(registry: &Registry) -> std::result::Result<Self, PrometheusError> {
		let finalized = Gauge::new("panshi_finalized_block", "Last finalized block looked at")?;
		let missed = Counter::new(
			"panshi_missed_blocks_total",
			"Finalized blocks whose events could not be read",
		)?;
		Ok(Metrics {
			events: Events::register(registry)?,
			jobs: Jobs::register(registry)?,
			worker: Worker::register(registry)?,
			finalized: register(finalized, registry)?,
			missed: register(missed, registry)?,
		})
	}

	/// Counts what happened in the block `hash`.
	fn count(&self, client: &Client, hash: Hash) {
		match events_of(client, hash) {
			Some(events) => events.iter().for_each(|event| {
				self.events.count(event);
				self.jobs.count(event);
			}),
			None => self.missed.inc(),
		}
	}
}

/// The events of the block `hash`, if its state is there and this program knows them all.
fn events_of(client: &Client, hash: Hash) -> Option<Vec<RuntimeEvent>> {
	type Record = frame_system::EventRecord<RuntimeEvent, Hash>;
	let key = StorageKey([twox_128(b"System"), twox_128(b"Events")].concat());
	let Some(bytes) = client.storage(hash, &key).ok()? else { return Some(Vec::new()) };
	let records = Vec::<Record>::decode(&mut bytes.0.as_slice()).ok()?;
	Some(records.into_iter().map(|record| record.event).collect())
}

/// Starts counting, where the node has metrics at all.
pub(crate) fn start(
	config: &Configuration,
	node: &Handles,
	task_manager: &TaskManager,
) -> Result<()> {
	let Some(registry) = config.prometheus_registry() else { return Ok(()) };
	let mut metrics = Metrics::register(registry).map_err(application)?;
	let storage = node.backend.offchain_storage().ok_or("the database has no offchain storage")?;
	let notes = Notes(storage);
	let client = node.client.clone();
	let mut blocks = client.finality_notification_stream();
	let counting = async move {
		while let Some(block) = blocks.next().await {
			// Those between the one before and this one became final with it.
			block.tree_route.iter().for_each(|hash| metrics.count(&client, *hash));
			metrics.count(&client, block.hash);
			metrics.jobs.look(&client, block.hash, block.header.number);
			metrics.worker.look(&notes);
			metrics.finalized.set(block.header.number.into());
		}
	};
	task_manager.spawn_handle().spawn_blocking("market-metrics", None, counting);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use substrate_prometheus_endpoint::prometheus::{Encoder, TextEncoder};

	/// What Prometheus reads from `registry`.
	pub(super) fn scraped(registry: &Registry) -> String {
		let mut text = Vec::new();
		TextEncoder::new().encode(&registry.gather(), &mut text).expect("memory takes it");
		String::from_utf8(text).expect("text")
	}

	#[test]
	fn every_metric_has_a_name_of_its_own() {
		let registry = Registry::new();
		Metrics::register(&registry).expect("the names differ");
		assert!(Metrics::register(&registry).is_err(), "they are taken");
	}
}
