//! What becomes of deadlines while nobody can send a transaction.

use crate::{Config, HaltedSince, Jobs, OpenJobs, Pallet};
use frame_support::migrations::MigrationStatusHandler;
use panshi_primitives::job::JobId;

/// A migration of many blocks keeps all transactions out. When it is done, every job in progress has
/// as many blocks more, so that nobody pays for a silence that was not its own.
///
/// While one has failed and waits to be mended, the count goes on.
impl<T: Config> MigrationStatusHandler for Pallet<T> {
	/// An upgrade is noticed before its block has a number: the present one is of the last block that
	/// took transactions.
	fn started() {
		HaltedSince::<T>::put(Self::now());
	}

	/// At most [`Config::MaxOpenJobs`] jobs, in a block that takes no transactions.
	fn completed() {
		let Some(since) = HaltedSince::<T>::take() else { return };
		let blocks = Self::now().saturating_sub(since);
		let open: alloc::vec::Vec<JobId> = OpenJobs::<T>::iter_keys().collect();
		for id in open {
			Jobs::<T>::mutate(id, |job| {
				if let Some(job) = job {
					job.stage.postpone(blocks);
				}
			});
		}
	}
}
