//! The field of 2^12 elements, as polynomials modulo x^12 + x^6 + x^4 + x + 1.

const MODULUS: u16 = 0x1053;
const BITS: u32 = 12;

/// Product of two elements. Used for public constants only.
pub(super) fn multiply(a: u16, b: u16) -> u16 {
	(0..BITS).rev().fold(0, |sum, bit| {
		let doubled = sum << 1;
		let reduced = if doubled >> BITS & 1 == 1 { doubled ^ MODULUS } else { doubled };
		if b >> bit & 1 == 1 {
			reduced ^ a
		} else {
			reduced
		}
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_modulus_is_primitive() {
		// x has order 4095, so that its powers are all elements but zero and each has an inverse.
		let order = (1..=4_095).scan(1, |power, exponent| {
			*power = multiply(*power, 2);
			Some((exponent, *power))
		});
		let ones: Vec<u16> = order.filter(|(_, power)| *power == 1).map(|(e, _)| e).collect();
		assert_eq!(ones, [4_095]);
	}
}
