//! The consumer's side: the one-time result key, and opening the sum.

use super::{
	masks::{usize_from, MaskKey, Scratch, Weights},
	OpenError, SumContext,
};
use panshi_primitives::{
	sealed_sum::{chunk_count, lanes_in_chunk, LANES_PER_CHUNK},
	ChannelKey,
};
use rand_core::{CryptoRng, RngCore};
use std::{fmt, num::NonZero, thread};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

/// Fewer chunks are not worth a thread of their own.
const LEAST_CHUNKS: usize = 8;

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
	pub fn open<C: AsRef<[u8]> + Sync>(
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
		let opening = Opening { masks, weights: Weights::of(context), lanes: context.lanes };
		let mut vector = vec![0; usize_from(context.lanes)];
		let weighted = opening.open_all(sum, &mut vector)?;
		let check = vector.pop().ok_or(OpenError::CheckLane)?;
		if weighted != check {
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

/// What a sum is opened with.
struct Opening {
	masks: Vec<MaskKey>,
	weights: Weights,
	lanes: u32,
}

impl Opening {
	/// Opens all chunks into `vector`, as many at a time as there are processors, and gives the
	/// weighted sum of all lanes but the last.
	fn open_all<C: AsRef<[u8]> + Sync>(
		&self,
		sum: &[C],
		vector: &mut [u64],
	) -> Result<u64, OpenError> {
		let processors = thread::available_parallelism().map_or(1, NonZero::get);
		let threads = processors.min(sum.len() / LEAST_CHUNKS).max(1);
		if threads == 1 {
			return self.open_some(0, sum, vector);
		}
		let share = sum.len().div_ceil(threads);
		let lanes = share.saturating_mul(usize_from(LANES_PER_CHUNK));
		let parts = (0u32..).step_by(share).zip(sum.chunks(share)).zip(vector.chunks_mut(lanes));
		let open = |((first, sum), lanes)| self.open_some(first, sum, lanes);
		thread::scope(|scope| {
			let threads: Vec<_> = parts.map(|part| scope.spawn(move || open(part))).collect();
			let mut all = Ok(0u64);
			for thread in threads {
				let part = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
				// Of several errors the first counts.
				all = all.and_then(|all| Ok(all.wrapping_add(part?)));
			}
			all
		})
	}

	/// Opens some chunks, of which the first has the index `first`.
	fn open_some<C: AsRef<[u8]>>(
		&self,
		first: u32,
		sum: &[C],
		mut lanes: &mut [u64],
	) -> Result<u64, OpenError> {
		let (mut scratch, mut weighted) = (Scratch::default(), 0u64);
		for (index, chunk) in (first..).zip(sum) {
			let count = usize_from(lanes_in_chunk(self.lanes, index));
			let (opened, rest) = lanes.split_at_mut(count);
			self.open_chunk(index, chunk.as_ref(), opened, &mut scratch)?;
			let is_last = index + 1 == chunk_count(self.lanes);
			let weighed = &opened[..count - usize::from(is_last)];
			weighted = weighted.wrapping_add(self.weights.sum(index, weighed, &mut scratch));
			lanes = rest;
		}
		Ok(weighted)
	}

	fn open_chunk(
		&self,
		index: u32,
		chunk: &[u8],
		opened: &mut [u64],
		scratch: &mut Scratch,
	) -> Result<(), OpenError> {
		let wanted = opened.len() * 8;
		if chunk.len() != wanted {
			let (chunk, given) = (usize_from(index), chunk.len());
			return Err(OpenError::ChunkLength { chunk, given, wanted });
		}
		for (lane, bytes) in opened.iter_mut().zip(chunk.as_chunks().0) {
			*lane = u64::from_le_bytes(*bytes);
		}
		for mask in &self.masks {
			mask.apply(index, opened, false, scratch);
		}
		Ok(())
	}
}
