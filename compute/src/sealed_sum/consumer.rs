//! The consumer's side: the one-time result key, and opening the sum.

use super::{
	masks::{usize_from, weighted_check, MaskKey},
	OpenError, SumContext,
};
use panshi_primitives::{
	sealed_sum::{chunk_count, lanes_in_chunk},
	ChannelKey,
};
use rand_core::{CryptoRng, RngCore};
use std::fmt;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

/// The consumer's key pair for one job. Whoever has its secret half opens the result.
#[derive(Clone)]
pub struct ResultKeyPair(StaticSecret);

impl ResultKeyPair {
	/// Makes a fresh one. Never use it for a second job.
	pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
		ResultKeyPair(StaticSecret::random_from_rng(rng))
	}

	/// The pair whose secret half [`ResultKeyPair::to_bytes`] gave.
	pub fn from_bytes(bytes: [u8; 32]) -> Self {
		ResultKeyPair(StaticSecret::from(bytes))
	}

	/// The secret half, to be stored where nobody else reads it.
	pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
		Zeroizing::new(self.0.to_bytes())
	}

	/// The public half, which the job names as its `result_key`.
	pub fn public(&self) -> ChannelKey {
		PublicKey::from(&self.0).to_bytes()
	}

	/// The secret half, to agree on keys with holders.
	pub(crate) fn secret(&self) -> &StaticSecret {
		&self.0
	}

	/// Opens the sum of the job `context`: `keys` are the keys of all holders in the order of the
	/// job's participants, `sum` its chunks as the chain added them. Gives one number for each
	/// lane but the weighted check lane.
	pub fn open<C: AsRef<[u8]>>(
		&self,
		context: &SumContext,
		keys: &[ChannelKey],
		sum: &[C],
	) -> Result<Vec<u64>, OpenError> {
		let wanted = usize_from(chunk_count(context.lanes));
		if sum.len() != wanted || wanted == 0 {
			return Err(OpenError::ChunkCount { given: sum.len(), wanted });
		}
		let own = self.public();
		let masks = keys
			.iter()
			.enumerate()
			.map(|(holder, key)| {
				MaskKey::consumer(&context.job_digest, &self.0, key, key, &own)
					.ok_or(OpenError::UnusableKey { holder })
			})
			.collect::<Result<Vec<_>, _>>()?;
		let mut vector = Vec::with_capacity(usize_from(context.lanes));
		for (index, chunk) in (0u32..).zip(sum) {
			vector.extend(open_chunk(context.lanes, index, chunk.as_ref(), &masks)?);
		}
		let check = vector.pop().ok_or(OpenError::CheckLane)?;
		if weighted_check(context, &vector) != check {
			return Err(OpenError::CheckLane);
		}
		Ok(vector)
	}
}

impl fmt::Debug for ResultKeyPair {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_tuple("ResultKeyPair").field(&hex::encode(self.public())).finish()
	}
}

fn open_chunk(
	lanes: u32,
	index: u32,
	chunk: &[u8],
	masks: &[MaskKey],
) -> Result<Vec<u64>, OpenError> {
	let count = usize_from(lanes_in_chunk(lanes, index));
	if chunk.len() != count * 8 {
		return Err(OpenError::ChunkLength {
			chunk: usize_from(index),
			given: chunk.len(),
			wanted: count * 8,
		});
	}
	let mut opened: Vec<u64> =
		chunk.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect();
	for mask in masks {
		mask.apply(index, &mut opened, false);
	}
	Ok(opened)
}
