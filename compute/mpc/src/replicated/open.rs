//! Opening: each party receives the part that it does not hold, from both who do.

use super::field::tag;
use super::ring::{Parts, Share};
use super::{Replicated, CAPACITY};
use crate::{Error, Transport};

impl<T: Transport> Replicated<T> {
	/// The parts that this party does not hold.
	///
	/// The previous party sends them, the next party sends a tag of them under a key that the
	/// previous one does not know (Wegman and Carter, JCSS 1981): `n` wrong parts pass with
	/// probability at most `n / 2^128`. The key is used once.
	pub(super) fn missing<P: Parts>(&mut self, shares: &[P]) -> Result<Vec<u128>, Error> {
		let key = self.streams.tags.own().number();
		let tag_of_next = tag(key, shares.iter().map(P::next));
		let channel = &mut self.channel;
		channel.send_numbers(channel.next(), shares.iter().map(P::own))?;
		channel.send_numbers(channel.previous(), [tag_of_next].into_iter())?;
		let received = channel.numbers(channel.previous(), shares.len())?;
		let theirs = channel.numbers(channel.next(), 1)?;
		let key = self.streams.tags.next().number();
		if theirs == [tag(key, received.iter().copied())] {
			Ok(received)
		} else {
			Err(Error::CheckFailed("an opening"))
		}
	}

	/// Opens values after all checks: all 128 bits, of which those above the capacity are noise.
	pub(super) fn open_words(&mut self, values: &[Share]) -> Result<Vec<u128>, Error> {
		self.verify()?;
		let mut values = self.with_noise(values);
		let missing = self.missing(&values)?;
		let open = values.iter().zip(missing);
		let open = open.map(|(share, part)| share.own.wrapping_add(share.next).wrapping_add(part));
		let open = open.collect();
		values.iter_mut().for_each(zeroize::Zeroize::zeroize);
		Ok(open)
	}

	/// Puts noise above the capacity: what a cheating party may have added there can depend on
	/// secrets (Cramer et al., SPDZ2k, CRYPTO 2018, section 3.3).
	fn with_noise(&mut self, values: &[Share]) -> Vec<Share> {
		let noise = self.streams.numbers.shares::<Share>(values.len());
		values
			.iter()
			.zip(noise)
			.map(|(value, noise)| value.plus(noise.times(1 << CAPACITY)))
			.collect()
	}
}

/// The number that the bits up to the capacity say.
pub(super) fn signed(word: u128) -> i128 {
	let above = u128::BITS - CAPACITY;
	(word << above).cast_signed() >> above
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn reads_numbers_below_noise() {
		for value in [0, 1, -1, (1 << 85) - 1, -(1i128 << 85)] {
			let noise = 0x2_9a5f_31c7u128 << CAPACITY;
			assert_eq!(signed(value.cast_unsigned().wrapping_add(noise)), value);
		}
	}
}
