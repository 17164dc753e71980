//! The extended binary Golay code.

/// Bits of a word.
pub(super) const LENGTH: usize = 24;

/// x^11 + x^10 + x^6 + x^5 + x^4 + x^2 + 1, which generates the cyclic code of length 23.
const GENERATOR: u32 = 0b1100_0111_0101;

/// The word of a value of twelve bits: its multiple of the generator, and the parity.
pub(super) fn encode(value: u16) -> u32 {
	let word =
		(0..12).filter(|bit| value >> bit & 1 == 1).fold(0, |word, bit| word ^ GENERATOR << bit);
	word | (word.count_ones() % 2) << 23
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn has_the_weights_of_the_golay_code() {
		let mut weights = [0; LENGTH + 1];
		for value in 0..1 << 12 {
			weights[usize::try_from(encode(value).count_ones()).unwrap()] += 1;
		}
		let found: Vec<_> = weights.iter().enumerate().filter(|(_, count)| **count > 0).collect();
		assert_eq!(found, [(0, &1), (8, &759), (12, &2_576), (16, &759), (24, &1)]);
	}
}
