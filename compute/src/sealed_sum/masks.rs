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

/// Numbers of a key stream that are made at once.
const PIECE: usize = 512;

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

	/// Gives each lane the number of chunk `chunk` in its place: the key stream with the chunk's index
	/// as nonce, made in pieces that stay in the processor's cache.
	fn each(&self, chunk: u32, lanes: &mut [u64], take: impl Fn(&mut u64, u64)) {
		let mut nonce = [0; 12];
		nonce[..4].copy_from_slice(&chunk.to_le_bytes());
		let mut cipher = ChaCha20::new(&self.0.into(), &nonce.into());
		let mut stream = Zeroizing::new([0; PIECE * 8]);
		for lanes in lanes.chunks_mut(PIECE) {
			let stream = &mut stream[..lanes.len() * 8];
			stream.fill(0);
			cipher.apply_keystream(stream);
			for (lane, bytes) in lanes.iter_mut().zip(stream.as_chunks().0) {
				take(lane, u64::from_le_bytes(*bytes));
			}
		}
	}

	/// Adds the mask of chunk `chunk` to `lanes`, or subtracts it, lane by lane modulo 2^64.
	pub(super) fn apply(&self, chunk: u32, lanes: &mut [u64], adds: bool) {
		if adds {
			self.each(chunk, lanes, |lane, mask| *lane = lane.wrapping_add(mask));
		} else {
			self.each(chunk, lanes, |lane, mask| *lane = lane.wrapping_sub(mask));
		}
	}

	/// The first `count` numbers of chunk `chunk`.
	#[cfg(test)]
	pub(super) fn numbers(&self, chunk: u32, count: usize) -> Vec<u64> {
		let mut numbers = vec![0; count];
		self.apply(chunk, &mut numbers, true);
		numbers
	}
}

/// Pairwise mask, and whether this holder adds or subtracts it.
pub(super) struct SignedMask {
	/// The key that both holders have.
	pub(super) key: MaskKey,
	/// The holder with the smaller index adds it.
	pub(super) adds: bool,
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
		let mut weighted = Zeroizing::new(lanes.to_vec());
		key.each(chunk, &mut weighted, |lane, weight| *lane = lane.wrapping_mul(weight | 1));
		check = weighted.iter().fold(check, |check, lane| check.wrapping_add(*lane));
		rest = after;
	}
	check
}

/// `n` as a length; at most 2^19 here.
pub(super) fn usize_from(n: u32) -> usize {
	usize::try_from(n).expect("usize has at least 32 bits on every platform that is supported")
}
