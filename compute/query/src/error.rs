//! What both kinds of queries can fail of.

use crate::messages::Call;
use thiserror::Error;

/// A message belongs to something else.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum CallError {
	/// Made for another job.
	#[error("the message belongs to another job")]
	OtherJob,
	/// Made for another epoch.
	#[error("the message is for epoch {given}, the database is in epoch {current}; ask again with the current one")]
	OtherEpoch {
		/// Epoch of the message.
		given: u32,
		/// Epoch of this side.
		current: u32,
	},
	/// Made for another database.
	#[error("the message is for another database than the one committed to on chain")]
	OtherDatabase,
}

impl CallError {
	/// Checks that a message belongs to `expected`.
	pub(crate) fn check(given: &Call, expected: &Call) -> Result<(), Self> {
		if given.job != expected.job {
			return Err(Self::OtherJob);
		}
		if given.epoch != expected.epoch {
			return Err(Self::OtherEpoch { given: given.epoch, current: expected.epoch });
		}
		if given.database != expected.database {
			return Err(Self::OtherDatabase);
		}
		Ok(())
	}
}
