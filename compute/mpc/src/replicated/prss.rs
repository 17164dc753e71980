//! Numbers that parties share without a message: pseudorandom secret sharing.

use super::ring::{Parts, WORD};
use aes::cipher::{KeyIvInit, StreamCipher};
use zeroize::Zeroize;

/// Key of one part: the two parties that hold the part know it, the third does not.
pub(super) type PartKey = [u8; 32];

/// Bytes drawn from a cipher at once.
const BLOCK: usize = 4096;

/// A stream of pseudorandom numbers: AES-128 in counter mode under a key of its own.
pub(super) struct Stream {
	cipher: ctr::Ctr64LE<aes::Aes128>,
}

impl Stream {
	/// The stream of a key for one purpose; streams of different purposes have independent keys.
	pub(super) fn new(key: &[u8; 32], purpose: &str) -> Self {
		let mut material = blake3::derive_key(&format!("panshi/mpc/replicated/{purpose}"), key);
		let (aes_key, rest) = material.split_at(16);
		let cipher = ctr::Ctr64LE::new(aes_key.into(), rest.into());
		material.zeroize();
		Self { cipher }
	}

	/// The next `count` numbers, handed over in order.
	pub(super) fn each(&mut self, count: usize, mut take: impl FnMut(usize, u128)) {
		let mut block = [0; BLOCK];
		for start in (0..count).step_by(BLOCK / WORD) {
			let block = &mut block[..(count - start).min(BLOCK / WORD) * WORD];
			block.fill(0);
			self.cipher.apply_keystream(block);
			let numbers = super::ring::from_bytes(block).enumerate();
			numbers.for_each(|(place, number)| take(start + place, number));
		}
		block.zeroize();
	}

	/// The next `count` numbers.
	pub(super) fn numbers(&mut self, count: usize) -> Vec<u128> {
		let mut numbers = Vec::with_capacity(count);
		self.each(count, |_, number| numbers.push(number));
		numbers
	}

	/// The next number.
	pub(super) fn number(&mut self) -> u128 {
		let mut number = 0;
		self.each(1, |_, drawn| number = drawn);
		number
	}
}

/// The streams of one purpose under the keys of this party's two parts.
///
/// Both holders of a part draw the same numbers from its stream, as long as all parties do the same
/// steps (Cramer, Damgård and Ishai, TCC 2005, section 3, for three parties).
pub(super) struct Streams {
	own: Stream,
	next: Stream,
}

impl Streams {
	pub(super) fn new(own: &PartKey, next: &PartKey, purpose: &str) -> Self {
		Self { own: Stream::new(own, purpose), next: Stream::new(next, purpose) }
	}

	/// Shares of uniform numbers that nobody knows; as parts of a sum or of an exclusive or.
	pub(super) fn shares<P: Parts>(&mut self, count: usize) -> Vec<P> {
		let mut shares = Vec::with_capacity(count);
		self.own.each(count, |_, number| shares.push(P::of(number, 0)));
		self.next.each(count, |place, number| shares[place] = P::of(shares[place].own(), number));
		shares
	}

	/// Adds to each value this party's term of a sharing of zero: the terms of all three add up to
	/// zero, and two of them look uniform to the third party.
	pub(super) fn mask_sum(&mut self, values: &mut [u128]) {
		self.own.each(values.len(), |place, number| {
			values[place] = values[place].wrapping_add(number);
		});
		self.next.each(values.len(), |place, number| {
			values[place] = values[place].wrapping_sub(number);
		});
	}

	/// As [`mask_sum`](Self::mask_sum), for the exclusive or.
	pub(super) fn mask_xor(&mut self, values: &mut [u128]) {
		self.own.each(values.len(), |place, number| values[place] ^= number);
		self.next.each(values.len(), |place, number| values[place] ^= number);
	}

	/// Numbers that this party shares with the previous one.
	pub(super) fn own(&mut self) -> &mut Stream {
		&mut self.own
	}

	/// Numbers that this party shares with the next one.
	pub(super) fn next(&mut self) -> &mut Stream {
		&mut self.next
	}
}

#[cfg(test)]
mod tests {
	use super::super::ring::Share;
	use super::*;

	fn parties(purpose: &str) -> [Streams; 3] {
		let key = |i: usize| [u8::try_from(i % 3).unwrap(); 32];
		[0, 1, 2].map(|i| Streams::new(&key(i), &key(i + 1), purpose))
	}

	#[test]
	fn holders_of_a_part_draw_the_same() {
		let [mut a, mut b, mut c] =
			parties("test").map(|mut streams| streams.shares::<Share>(1000));
		for ((a, b), c) in a.drain(..).zip(b.drain(..)).zip(c.drain(..)) {
			assert_eq!((a.next, b.next, c.next), (b.own, c.own, a.own));
		}
	}

	#[test]
	fn masks_cancel() {
		let sum = |values: [Vec<u128>; 3], add: fn(u128, u128) -> u128| {
			(0..600).map(|i| values.iter().map(|v| v[i]).fold(0, add)).any(|total| total != 0)
		};
		let masks = parties("sum").map(|mut streams| {
			let mut values = vec![0; 600];
			streams.mask_sum(&mut values);
			values
		});
		assert!(!sum(masks, u128::wrapping_add));
		let masks = parties("xor").map(|mut streams| {
			let mut values = vec![0; 600];
			streams.mask_xor(&mut values);
			values
		});
		assert!(!sum(masks, |a, b| a ^ b));
	}

	#[test]
	fn purposes_are_independent() {
		let [mut a, ..] = parties("one");
		let [mut b, ..] = parties("two");
		assert_ne!(a.own().number(), b.own().number());
	}

	#[test]
	fn a_long_draw_is_many_short_ones() {
		let (mut a, mut b) = (Stream::new(&[7; 32], "test"), Stream::new(&[7; 32], "test"));
		let singles: Vec<_> = (0..700).map(|_| b.number()).collect();
		assert_eq!(a.numbers(700), singles);
	}
}
