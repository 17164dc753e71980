//! Pseudo-random bits of a seed: AES-128 in counter mode.

use aes::{
	cipher::{Block, BlockEncrypt, KeyInit},
	Aes128,
};

/// Length of a seed in bytes.
pub(crate) const SEED: usize = 16;

const LANES: usize = 64;

/// The key stream of a seed, read once from its beginning to its end.
#[derive(Clone)]
pub(crate) struct Stream {
	cipher: Aes128,
	counter: u128,
}

impl Stream {
	/// The stream of `seed`.
	pub(crate) fn new(seed: &[u8; SEED]) -> Self {
		Self { cipher: Aes128::new(seed.into()), counter: 0 }
	}

	/// Adds the next bits of the stream to `words`, an even number of them.
	pub(crate) fn add_to(&mut self, words: &mut [u64]) {
		let mut blocks = [Block::<Aes128>::default(); LANES];
		for chunk in words.chunks_mut(2 * LANES) {
			let blocks = &mut blocks[..chunk.len() / 2];
			for block in blocks.iter_mut() {
				*block = self.counter.to_le_bytes().into();
				self.counter += 1;
			}
			self.cipher.encrypt_blocks(blocks);
			for (pair, block) in chunk.as_chunks_mut::<2>().0.iter_mut().zip(blocks) {
				let bytes: [u8; 16] = (*block).into();
				let value = u128::from_le_bytes(bytes);
				let [low, high] = halves(value);
				pair[0] ^= low;
				pair[1] ^= high;
			}
		}
	}

	/// The next bits of the stream as numbers.
	pub(crate) fn numbers(&mut self, count: usize) -> Vec<u128> {
		let mut words = vec![0; 2 * count];
		self.add_to(&mut words);
		words.as_chunks().0.iter().map(|[low, high]| join(*low, *high)).collect()
	}
}

/// Low and high half of a number.
pub(crate) fn halves(value: u128) -> [u64; 2] {
	let bytes = value.to_le_bytes();
	let (words, _) = bytes.as_chunks::<8>();
	[u64::from_le_bytes(words[0]), u64::from_le_bytes(words[1])]
}

/// The number with these halves.
pub(crate) fn join(low: u64, high: u64) -> u128 {
	u128::from(low) | u128::from(high) << 64
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn encrypts_a_counter_under_the_seed() {
		// FIPS 197, appendix C.1, key; block zero is checked against an independent evaluation.
		let key: [u8; 16] = std::array::from_fn(|i| u8::try_from(i).unwrap());
		let mut words = [0; 4];
		Stream::new(&key).add_to(&mut words);
		let cipher = Aes128::new(&key.into());
		for counter in 0..2_u128 {
			let mut block = counter.to_le_bytes().into();
			cipher.encrypt_block(&mut block);
			let at = usize::try_from(counter).unwrap() * 2;
			assert_eq!(join(words[at], words[at + 1]).to_le_bytes(), block[..]);
		}
	}

	#[test]
	fn goes_on_where_it_stopped() {
		let mut whole = [0; 300];
		Stream::new(&[7; 16]).add_to(&mut whole);
		let (mut parts, mut stream) = ([0; 300], Stream::new(&[7; 16]));
		for part in parts.chunks_mut(22) {
			stream.add_to(part);
		}
		assert_eq!(whole, parts);
	}
}
