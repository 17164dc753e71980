//! The data sources of this node, and which of them a job means.

use super::store::{Store, StoreError};
use crate::{
	fingerprint::Summary,
	variants::{DataConfig, DataSource},
};
use panshi_primitives::{data::DataId, BlockNumber, Hash};
use std::{collections::BTreeMap, sync::Arc};

/// Blocks between two attempts to read a source that failed.
const RETRY_AFTER: BlockNumber = 5;

/// A data source and what is known of its content.
struct Entry {
	config: DataConfig,
	scan: Scan,
}

/// How far the reading of a source has come.
enum Scan {
	/// It has to be read, as soon as there is time.
	Due,
	/// It could not be read; it is tried again from this block on.
	Failed { retry_at: BlockNumber },
	/// It had this content when it was last read.
	Known { source: Arc<DataSource>, summary: Summary },
}

/// Which source a job means.
pub(super) enum Match {
	/// This one.
	Found(Arc<DataSource>),
	/// That cannot be said before all sources have been read.
	NotYet,
	/// One that has other content now.
	Changed,
	/// None of them.
	Missing,
}

/// All data sources.
pub(super) struct Sources {
	entries: Vec<Entry>,
	/// Every fingerprint that each source has had, also before a restart.
	history: BTreeMap<String, Vec<Hash>>,
}

impl Sources {
	pub(super) fn new(configs: Vec<DataConfig>, store: &Store) -> Result<Self, StoreError> {
		let entries = configs.into_iter().map(|config| Entry { config, scan: Scan::Due }).collect();
		Ok(Sources { entries, history: store.load_fingerprints()? })
	}

	/// The sources that have to be read.
	pub(super) fn due(&self, now: BlockNumber) -> impl Iterator<Item = &DataConfig> {
		let is_due = move |scan: &Scan| match scan {
			Scan::Due => true,
			Scan::Failed { retry_at } => *retry_at <= now,
			Scan::Known { .. } => false,
		};
		self.entries.iter().filter(move |entry| is_due(&entry.scan)).map(|entry| &entry.config)
	}

	/// Records the content of `source`.
	pub(super) fn learn(
		&mut self,
		source: Arc<DataSource>,
		summary: Summary,
		store: &Store,
	) -> Result<(), StoreError> {
		let name = source.config().name.clone();
		let known = self.history.entry(name.clone()).or_default();
		if !known.contains(&summary.fingerprint) {
			known.push(summary.fingerprint);
			store.save_fingerprints(&self.history)?;
		}
		self.set(&name, Scan::Known { source, summary });
		Ok(())
	}

	/// Records that the source `name` could not be read.
	pub(super) fn fail(&mut self, name: &str, now: BlockNumber) {
		self.set(name, Scan::Failed { retry_at: now.saturating_add(RETRY_AFTER) });
	}

	/// Has all sources read again.
	pub(super) fn read_again(&mut self) {
		for entry in &mut self.entries {
			entry.scan = Scan::Due;
		}
	}

	fn set(&mut self, name: &str, scan: Scan) {
		if let Some(entry) = self.entries.iter_mut().find(|entry| entry.config.name == name) {
			entry.scan = scan;
		}
	}

	/// The source with the content `wanted`, which the chain knows as `data`.
	pub(super) fn find(&self, data: DataId, wanted: &Hash) -> Match {
		let mut all_read = true;
		for entry in &self.entries {
			match &entry.scan {
				Scan::Known { source, summary } if summary.fingerprint == *wanted => {
					return Match::Found(source.clone())
				},
				Scan::Known { .. } => {},
				Scan::Due | Scan::Failed { .. } => all_read = false,
			}
		}
		let had_it = |entry: &Entry| {
			let known = self.history.get(&entry.config.name);
			entry.config.id == Some(data) || known.is_some_and(|all| all.contains(wanted))
		};
		match all_read {
			false => Match::NotYet,
			true if self.entries.iter().any(had_it) => Match::Changed,
			true => Match::Missing,
		}
	}

	/// The source `name`, if it could be read.
	pub(super) fn by_name(&self, name: &str) -> Option<Arc<DataSource>> {
		self.entries.iter().find(|entry| entry.config.name == name).and_then(|entry| {
			match &entry.scan {
				Scan::Known { source, .. } => Some(source.clone()),
				Scan::Due | Scan::Failed { .. } => None,
			}
		})
	}

	/// Names of the sources that have been read, each with its content.
	pub(super) fn known(&self) -> impl Iterator<Item = (&str, Summary)> {
		self.entries.iter().filter_map(|entry| match &entry.scan {
			Scan::Known { summary, .. } => Some((entry.config.name.as_str(), *summary)),
			Scan::Due | Scan::Failed { .. } => None,
		})
	}

	/// Number of sources.
	pub(super) fn len(&self) -> usize {
		self.entries.len()
	}
}
