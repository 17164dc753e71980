//! A holder's side: keys, masks, shares.

use super::{
	masks::{usize_from, MaskKey, Scratch, SignedMask, Weights},
	SealError, SumContext,
};
use panshi_noise::NoiseSeed;
use panshi_primitives::{
	sealed_sum::{chunk_count, lanes_in_chunk},
	ChannelKey, Hash,
};
use rand_core::{CryptoRng, RngCore};
use std::fmt;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

const NOISE: &[u8] = b"panshi/noise/sealed-sum";
const JOINT_NOISE: &[u8] = b"panshi/noise/joint";

/// Secret half of the key that a holder makes for one job.
#[derive(Clone)]
pub struct EphemeralSecret(StaticSecret);

impl EphemeralSecret {
	/// Makes a fresh one.
	pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
		EphemeralSecret(StaticSecret::random_from_rng(rng))
	}

	/// The secret with these bytes, as [`EphemeralSecret::to_bytes`] gave them.
	pub fn from_bytes(bytes: [u8; 32]) -> Self {
		EphemeralSecret(StaticSecret::from(bytes))
	}

	/// Its bytes, to be stored encrypted.
	pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
		Zeroizing::new(self.0.to_bytes())
	}

	/// The secret, to agree on keys with others.
	pub(crate) fn agree(&self) -> &StaticSecret {
		&self.0
	}

	/// The public half, which the acceptance carries.
	pub fn public(&self) -> ChannelKey {
		PublicKey::from(&self.0).to_bytes()
	}

	/// The seed of this holder's noise in the sum of the job with digest `job`. It follows from the secret, so
	/// that a share that is computed again has the same noise.
	pub fn noise_seed(&self, job: &Hash) -> NoiseSeed {
		NoiseSeed::derive(self.0.as_bytes(), job.as_fixed_bytes(), NOISE)
	}

	/// The seed of this holder's noise where the job with digest `job` is computed together.
	pub fn joint_noise_seed(&self, job: &Hash) -> NoiseSeed {
		NoiseSeed::derive(self.0.as_bytes(), job.as_fixed_bytes(), JOINT_NOISE)
	}
}

impl fmt::Debug for EphemeralSecret {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("EphemeralSecret(…)")
	}
}

/// A chunk of a share: what goes on chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chunk {
	/// Masked lanes, eight little-endian bytes each.
	pub lanes: Vec<u8>,
	/// Check lane: pairwise masks only.
	pub check: u64,
}

/// A holder that knows all masks of a job.
pub struct Holder {
	context: SumContext,
	pairs: Vec<SignedMask>,
	consumer: MaskKey,
}

impl fmt::Debug for Holder {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Holder").field("context", &self.context).finish_non_exhaustive()
	}
}

impl Holder {
	/// Agrees on the masks of the job `context` as the holder at `index` with `secret`. `keys` are
	/// the keys of all holders in the order of the job's participants (Bonawitz et al., figure 4,
	/// round 1, without the secret sharing).
	pub fn new(
		context: SumContext,
		index: usize,
		secret: &EphemeralSecret,
		keys: &[ChannelKey],
		result_key: &ChannelKey,
	) -> Result<Self, SealError> {
		if keys.len() < 2 {
			return Err(SealError::TooFewHolders);
		}
		let own = *keys.get(index).ok_or(SealError::NoSuchHolder { index, holders: keys.len() })?;
		if own != secret.public() {
			return Err(SealError::KeyMismatch { index });
		}
		for (second, key) in keys.iter().enumerate() {
			if let Some(first) = keys[..second].iter().position(|k| k == key) {
				return Err(SealError::RepeatedKey { first, second });
			}
		}
		let job = &context.job_digest;
		let pairs = keys
			.iter()
			.enumerate()
			.filter(|(holder, _)| *holder != index)
			.map(|(holder, other)| {
				let key = MaskKey::pair(job, &secret.0, &own, other)
					.ok_or(SealError::UnusableKey { holder })?;
				Ok(SignedMask { key, adds: index < holder })
			})
			.collect::<Result<_, SealError>>()?;
		let consumer = MaskKey::consumer(job, &secret.0, result_key, &own, result_key)
			.ok_or(SealError::UnusableResultKey)?;
		Ok(Holder { context, pairs, consumer })
	}

	/// Seals `vector`, which has one number for each lane of the job but the last, the weighted
	/// check lane. Consumes the holder: two vectors under the same masks would reveal their
	/// difference.
	pub fn seal(self, vector: Vec<u64>) -> Result<impl Iterator<Item = Chunk>, SealError> {
		let lanes = self.context.lanes;
		let wanted = usize_from(lanes).saturating_sub(1);
		if vector.len() != wanted || wanted == 0 {
			return Err(SealError::LaneCount { given: vector.len(), wanted });
		}
		let given = Zeroizing::new(vector);
		let weights = Weights::of(&self.context);
		// One more than lanes: the check lane of the chunk.
		let mut masked = Zeroizing::new(vec![0; usize_from(lanes_in_chunk(lanes, 0)) + 1]);
		let mut scratch = Scratch::default();
		let (mut start, mut check) = (0, 0u64);
		Ok((0..chunk_count(lanes)).map(move |index| {
			let count = usize_from(lanes_in_chunk(lanes, index));
			let own = &given[start..given.len().min(start + count)];
			start += own.len();
			check = check.wrapping_add(weights.sum(index, own, &mut scratch));
			let masked = &mut masked[..=count];
			masked.fill(0);
			masked[..own.len()].copy_from_slice(own);
			if own.len() < count {
				// The last lane of all.
				masked[own.len()] = check;
			}
			self.mask(index, masked, &mut scratch)
		}))
	}

	/// Masks the lanes of a chunk and, after them, its check lane, which takes pairwise masks only.
	fn mask(&self, index: u32, lanes: &mut [u64], scratch: &mut Scratch) -> Chunk {
		for pair in &self.pairs {
			pair.key.apply(index, lanes, pair.adds, scratch);
		}
		let count = lanes.len() - 1;
		self.consumer.apply(index, &mut lanes[..count], true, scratch);
		let mut bytes = Vec::with_capacity(count * 8);
		lanes[..count].iter().for_each(|lane| bytes.extend_from_slice(&lane.to_le_bytes()));
		Chunk { lanes: bytes, check: lanes[count] }
	}
}
