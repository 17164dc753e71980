//! Reading that can be cut off.

use super::{VariantRecord, VariantSource, VariantsError};
use panshi_primitives::genomics::{NormalisationRule, ReferenceBuild};
use std::sync::atomic::{AtomicBool, Ordering};

/// A source whose reading ends, between two records, when a flag is set.
pub(crate) struct Stoppable<'a> {
	inner: Box<dyn VariantSource>,
	stop: &'a AtomicBool,
}

impl<'a> Stoppable<'a> {
	/// Reads `inner` until `stop` is set.
	pub(crate) fn new(inner: Box<dyn VariantSource>, stop: &'a AtomicBool) -> Self {
		Stoppable { inner, stop }
	}
}

impl VariantSource for Stoppable<'_> {
	fn build(&self) -> ReferenceBuild {
		self.inner.build()
	}

	fn rule(&self) -> NormalisationRule {
		self.inner.rule()
	}

	fn samples(&self) -> &[String] {
		self.inner.samples()
	}

	fn next_record(&mut self, record: &mut VariantRecord) -> Result<bool, VariantsError> {
		if self.stop.load(Ordering::Relaxed) {
			return Err(VariantsError::Cancelled);
		}
		self.inner.next_record(record)
	}

	fn skipped(&self) -> u64 {
		self.inner.skipped()
	}
}
