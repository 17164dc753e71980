//! Opening the millionaires' comparison.

use super::{ResultError, SealedBytes};
use panshi_compute::{protocols::results, sealed_sum::ResultKeyPair};
use panshi_primitives::{data::DataId, job::MILLIONAIRES};
use serde::Serialize;

/// Who has most.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct MillionairesResult {
	/// Place of the richest among the job's participants, from zero.
	pub richest: u8,
	/// Its data identity.
	pub data: DataId,
}

impl SealedBytes {
	/// Opens the comparison.
	pub fn millionaires(&self, key: &ResultKeyPair) -> Result<MillionairesResult, ResultError> {
		self.strength_of(MILLIONAIRES)?;
		let output = self.output(results::millionaires(&self.packets(key)?))?;
		let participant = self.job.participants.get(usize::from(output.richest));
		let data = participant.map(|participant| participant.data).unwrap_or_default();
		Ok(MillionairesResult { richest: output.richest, data })
	}
}
