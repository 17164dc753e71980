//! Keys of masks and the numbers they expand to.

use super::SumContext;
use chacha20::{
	cipher::{KeyIvInit, StreamCipher},
	ChaCha20,
};
use hkdf::Hkdf;
use panshi_primitives::{
	sealed_sum::{chunk_count, lanes_in_chunk},
	ChannelKey, Hash,
};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const PAIR: &[u8] = b"panshi/sealed-sum/pair";
const CONSUMER: &[u8] = b"panshi/sealed-sum/consumer";
const WEIGHTS: &[u8] = b"panshi/sealed-sum/weights";

/// Key of a mask: a ChaCha20 key (RFC 8439).
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct MaskKey([u8; 32]);

impl MaskKey {
	/// Key of the mask that the holders with keys `own` and `other` share. `None` if `other` is
	/// of small order.
	pub(super) fn pair(
		job: &Hash,
		secret: &StaticSecret,
		own: &ChannelKey,
		other: &ChannelKey,
	) -> Option<Self> {
		let (least, greatest) = if own < other { (own, other) } else { (other, own) };
		Self::agree(job, secret, other, &[PAIR, least, greatest])
	}

	/// Key of the mask between the holder with key `holder` and the consumer with key
	/// `result_key`; `secret` belongs to one of them and `other` is the other's key. `None` if
	/// `other` is of small order.
	pub(super) fn consumer(
		job: &Hash,
		secret: &StaticSecret,
		other: &ChannelKey,
		holder: &ChannelKey,
		result_key: &ChannelKey,
	) -> Option<Self> {
		Self::agree(job, secret, other, &[CONSUMER, holder, result_key])
	}

	/// Key of the public weights of a job.
	fn weights(job: &Hash) -> Self {
		Self::derive(None, job.as_bytes(), &[WEIGHTS])
	}

	fn agree(
		job: &Hash,
		secret: &StaticSecret,
		other: &ChannelKey,
		info: &[&[u8]],
	) -> Option<Self> {
		let shared = secret.diffie_hellman(&PublicKey::from(*other));
		// RFC 7748, section 6.1: a key of small order gives an all-zero secret.
		shared
			.was_contributory()
			.then(|| Self::derive(Some(job.as_bytes()), shared.as_bytes(), info))
	}

	/// HKDF-SHA256 (RFC 5869).
	fn derive(salt: Option<&[u8]>, input: &[u8], info: &[&[u8]]) -> Self {
		let mut key = MaskKey([0; 32]);
		Hkdf::<Sha256>::new(salt, input)
			.expand_multi_info(info, &mut key.0)
			.expect("32 bytes are fewer than HKDF-SHA256 can give");
		key
	}

	/// The first `count` numbers of chunk `chunk`: the key stream with the chunk's index as nonce.
	pub(super) fn numbers(&self, chunk: u32, count: usize) -> Zeroizing<Vec<u64>> {
		let mut nonce = [0; 12];
		nonce[..4].copy_from_slice(&chunk.to_le_bytes());
		let mut stream = Zeroizing::new(vec![0; count * 8]);
		ChaCha20::new(&self.0.into(), &nonce.into()).apply_keystream(&mut stream);
		Zeroizing::new(stream.as_chunks().0.iter().map(|b| u64::from_le_bytes(*b)).collect())
	}
}

/// Pairwise mask, and whether this holder adds or subtracts it.
pub(super) struct SignedMask {
	/// The key that both holders have.
	pub(super) key: MaskKey,
	/// The holder with the smaller index adds it.
	pub(super) adds: bool,
}

/// Adds `mask` to `lanes`, or subtracts it, lane by lane modulo 2^64.
pub(super) fn apply(lanes: &mut [u64], mask: &[u64], adds: bool) {
	for (lane, mask) in lanes.iter_mut().zip(mask) {
		*lane = if adds { lane.wrapping_add(*mask) } else { lane.wrapping_sub(*mask) };
	}
}

/// The weighted check lane of `vector`: the sum of its lanes, each times an odd public number that
/// follows from the job.
pub(super) fn weighted_check(context: &SumContext, vector: &[u64]) -> u64 {
	let key = MaskKey::weights(&context.job_digest);
	let mut rest = vector;
	let mut check = 0u64;
	for chunk in 0..chunk_count(context.lanes) {
		let count = rest.len().min(usize_from(lanes_in_chunk(context.lanes, chunk)));
		let (lanes, after) = rest.split_at(count);
		for (weight, lane) in key.numbers(chunk, count).iter().zip(lanes) {
			check = check.wrapping_add((weight | 1).wrapping_mul(*lane));
		}
		rest = after;
	}
	check
}

/// `n` as a length; at most 2^19 here.
pub(super) fn usize_from(n: u32) -> usize {
	usize::try_from(n).expect("usize has at least 32 bits on every platform that is supported")
}
