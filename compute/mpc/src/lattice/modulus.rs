//! Arithmetic modulo a prime of 60 bits. Everything takes the same time for all values.

/// A prime just below `2^60`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Modulus {
	pub(crate) prime: u64,
	/// `floor(2^120 / prime)`.
	ratio: u64,
}

/// A factor with its Shoup quotient `floor(2^64 factor / prime)`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Factor {
	pub(crate) value: u64,
	quotient: u64,
}

/// Subtracts `limit` once if the value has reached it.
#[inline(always)]
pub(crate) fn once(value: u64, limit: u64) -> u64 {
	let reduced = value.wrapping_sub(limit);
	value.min(reduced)
}

impl Modulus {
	/// Arithmetic modulo this prime.
	pub(crate) fn new(prime: u64) -> Self {
		Self { prime, ratio: ((1u128 << 120) / u128::from(prime)) as u64 }
	}

	#[inline(always)]
	pub(crate) fn add(&self, a: u64, b: u64) -> u64 {
		once(a + b, self.prime)
	}

	#[inline(always)]
	pub(crate) fn subtract(&self, a: u64, b: u64) -> u64 {
		once(a + self.prime - b, self.prime)
	}

	/// A product (Barrett 1986): the estimate of the quotient is at most two too small.
	#[inline(always)]
	pub(crate) fn multiply(&self, a: u64, b: u64) -> u64 {
		let product = u128::from(a) * u128::from(b);
		self.reduce(product)
	}

	/// A number below `2^120`.
	#[inline(always)]
	pub(crate) fn reduce(&self, number: u128) -> u64 {
		let estimate = ((((number >> 58) as u64) as u128 * u128::from(self.ratio)) >> 62) as u64;
		let rest = (number as u64).wrapping_sub(estimate.wrapping_mul(self.prime));
		once(once(rest, 2 * self.prime), self.prime)
	}

	/// A number of any size.
	#[inline(always)]
	pub(crate) fn reduce_wide(&self, number: u128) -> u64 {
		let high = self.reduce(number >> 64);
		// 2^64 modulo the prime: the prime is just below 2^60.
		let radix = (1u128 << 64) - 16 * u128::from(self.prime);
		self.reduce(u128::from(high) * radix + u128::from(number as u64))
	}

	/// A signed number smaller in size than the prime.
	#[inline(always)]
	pub(crate) fn signed(&self, value: i64) -> u64 {
		let sign = (value >> 63) as u64;
		(value as u64).wrapping_add(sign & self.prime)
	}

	/// A factor for many products.
	pub(crate) fn factor(&self, value: u64) -> Factor {
		Factor { value, quotient: ((u128::from(value) << 64) / u128::from(self.prime)) as u64 }
	}

	/// A product below twice the prime, for any `a` (Shoup; Harvey 2014, section 2).
	#[inline(always)]
	pub(crate) fn scale_lazily(&self, a: u64, factor: Factor) -> u64 {
		let estimate = ((u128::from(a) * u128::from(factor.quotient)) >> 64) as u64;
		a.wrapping_mul(factor.value).wrapping_sub(estimate.wrapping_mul(self.prime))
	}

	/// A product.
	#[inline(always)]
	pub(crate) fn scale(&self, a: u64, factor: Factor) -> u64 {
		once(self.scale_lazily(a, factor), self.prime)
	}

	/// A power.
	pub(crate) fn power(&self, base: u64, mut exponent: u64) -> u64 {
		let (mut base, mut result) = (base, 1);
		while exponent > 0 {
			if exponent & 1 == 1 {
				result = self.multiply(result, base);
			}
			base = self.multiply(base, base);
			exponent >>= 1;
		}
		result
	}

	/// An inverse.
	pub(crate) fn invert(&self, value: u64) -> u64 {
		self.power(value, self.prime - 2)
	}

	/// An element of order `2^log`.
	pub(crate) fn root(&self, log: u32) -> u64 {
		let odd = (self.prime - 1) >> log;
		let mut candidate = 2;
		loop {
			let root = self.power(candidate, odd);
			if self.power(root, 1 << (log - 1)) == self.prime - 1 {
				return root;
			}
			candidate += 1;
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::lattice::params::PRIMES;
	use proptest::prelude::*;

	proptest! {
		#[test]
		fn agrees_with_division(a: u128, b: u64, limb in 0..PRIMES.len()) {
			let modulus = Modulus::new(PRIMES[limb]);
			let prime = u128::from(modulus.prime);
			prop_assert_eq!(u128::from(modulus.reduce_wide(a)), a % prime);
			let (x, y) = ((a % prime) as u64, b % modulus.prime);
			let product = (u128::from(x) * u128::from(y) % prime) as u64;
			prop_assert_eq!(modulus.multiply(x, y), product);
			prop_assert_eq!(modulus.scale(x, modulus.factor(y)), product);
			prop_assert_eq!(u128::from(modulus.add(x, y)), (u128::from(x) + u128::from(y)) % prime);
			prop_assert_eq!(modulus.add(modulus.subtract(x, y), y), x);
		}

		#[test]
		fn takes_signed_numbers(value in -(1i64 << 59)..1 << 59, limb in 0..PRIMES.len()) {
			let modulus = Modulus::new(PRIMES[limb]);
			let expected = i128::from(value).rem_euclid(i128::from(modulus.prime));
			prop_assert_eq!(i128::from(modulus.signed(value)), expected);
		}
	}

	#[test]
	fn inverts() {
		let modulus = Modulus::new(PRIMES[0]);
		assert_eq!(modulus.multiply(12345, modulus.invert(12345)), 1);
	}
}
