//! A holder's side: keys, masks, shares.

use super::{
	masks::{usize_from, weighted_check, MaskKey, SignedMask},
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
		// Room for the check lane from the start: a vector that grows leaves a copy behind.
		let mut vector = Zeroizing::new(Vec::with_capacity(wanted + 1));
		vector.extend_from_slice(&given);
		vector.push(weighted_check(&self.context, &given));
		let mut start = 0;
		Ok((0..chunk_count(lanes)).map(move |index| {
			let end = start + usize_from(lanes_in_chunk(lanes, index));
			let chunk = self.seal_chunk(index, &vector[start..end]);
			start = end;
			chunk
		}))
	}

	fn seal_chunk(&self, index: u32, lanes: &[u64]) -> Chunk {
		// One number more than there are lanes: the last is the check lane, which takes pairwise
		// masks only.
		let mut masked = Zeroizing::new([lanes, &[0]].concat());
		for pair in &self.pairs {
			pair.key.apply(index, &mut masked, pair.adds);
		}
		let (masked, check) = masked.split_at_mut(lanes.len());
		self.consumer.apply(index, masked, true);
		let mut bytes = Vec::with_capacity(masked.len() * 8);
		masked.iter().for_each(|lane| bytes.extend_from_slice(&lane.to_le_bytes()));
		Chunk { lanes: bytes, check: check[0] }
	}
}
