//! Keys of masks and the numbers they expand to.

use super::{
	keystream::{KeyStream, STEP},
	SumContext,
};
use hkdf::Hkdf;
use panshi_primitives::{ChannelKey, Hash};
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

	/// The first `count` numbers of chunk `chunk`, little-endian, in pieces that stay in the
	/// processor's cache, each with the place of its first: the key stream with the chunk's index as
	/// nonce.
	fn pieces(
		&self,
		(chunk, count): (u32, usize),
		scratch: &mut Scratch,
		mut take: impl FnMut(usize, &[[u8; 8]]),
	) {
		let mut stream = KeyStream::new(&self.0, chunk);
		for start in (0..count).step_by(PIECE) {
			let wanted = (count - start).min(PIECE) * 8;
			let bytes = &mut scratch.0[..wanted.next_multiple_of(STEP)];
			stream.fill(bytes);
			take(start, bytes[..wanted].as_chunks().0);
		}
	}

	/// Adds the mask of chunk `chunk` to `lanes`, or subtracts it, lane by lane modulo 2^64.
	pub(super) fn apply(&self, chunk: u32, lanes: &mut [u64], adds: bool, scratch: &mut Scratch) {
		let count = lanes.len();
		self.pieces((chunk, count), scratch, |start, numbers| {
			let lanes = lanes[start..].iter_mut().zip(numbers);
			if adds {
				lanes.for_each(|(lane, n)| *lane = lane.wrapping_add(u64::from_le_bytes(*n)));
			} else {
				lanes.for_each(|(lane, n)| *lane = lane.wrapping_sub(u64::from_le_bytes(*n)));
			}
		});
	}

	/// The first `count` numbers of chunk `chunk`.
	#[cfg(test)]
	pub(super) fn numbers(&self, chunk: u32, count: usize) -> Vec<u64> {
		let mut numbers = vec![0; count];
		self.apply(chunk, &mut numbers, true, &mut Scratch::default());
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

/// Room for a piece of a key stream, forgotten at the end.
pub(super) struct Scratch(Zeroizing<[u8; PIECE * 8]>);

impl Default for Scratch {
	fn default() -> Self {
		Scratch(Zeroizing::new([0; PIECE * 8]))
	}
}

/// The public weights of a job: odd numbers that follow from it.
pub(super) struct Weights(MaskKey);

impl Weights {
	/// Those of a job.
	pub(super) fn of(context: &SumContext) -> Self {
		Weights(MaskKey::weights(&context.job_digest))
	}

	/// What the lanes of chunk `chunk` add to the weighted check lane: each lane times its weight.
	pub(super) fn sum(&self, chunk: u32, lanes: &[u64], scratch: &mut Scratch) -> u64 {
		let mut sum = 0u64;
		self.0.pieces((chunk, lanes.len()), scratch, |start, numbers| {
			let weighted = lanes[start..].iter().zip(numbers);
			let weighted = weighted.map(|(lane, n)| lane.wrapping_mul(u64::from_le_bytes(*n) | 1));
			sum = weighted.fold(sum, u64::wrapping_add);
		});
		sum
	}
}

/// `n` as a length; at most 2^19 here.
pub(super) fn usize_from(n: u32) -> usize {
	usize::try_from(n).expect("usize has at least 32 bits on every platform that is supported")
}
