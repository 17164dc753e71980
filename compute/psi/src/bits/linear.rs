//! Linear maps over the field of two elements, evaluated a byte of the argument at a time.

use super::Xor;
use zeroize::Zeroize;

/// The map that takes bit i of its argument to `basis[i]`.
///
/// # Security
///
/// The tables are read at places that depend on the argument, which the timing of the own caches
/// may show to another program on the same machine.
pub(crate) struct LinearMap<R: Xor>(Vec<[R; 256]>);

impl<R: Xor> Drop for LinearMap<R> {
	fn drop(&mut self) {
		self.0.zeroize();
	}
}

impl<R: Xor> LinearMap<R> {
	/// Tables of the map; the basis has a multiple of eight elements.
	pub(crate) fn new(basis: &[R]) -> Self {
		Self(basis.as_chunks().0.iter().map(Self::table).collect())
	}

	fn table(basis: &[R; 8]) -> [R; 256] {
		let mut table = [R::default(); 256];
		for index in 1..256_usize {
			let lowest = index & (index - 1);
			let bit = usize::try_from(index.trailing_zeros()).unwrap_or_default();
			table[index] = table[lowest];
			table[index].add(&basis[bit]);
		}
		table
	}

	/// Adds the image of `bytes` to `sum`.
	#[inline]
	pub(crate) fn add_to(&self, sum: &mut R, bytes: &[u8]) {
		for (table, byte) in self.0.iter().zip(bytes) {
			sum.add(&table[usize::from(*byte)]);
		}
	}

	/// The image of `bytes`.
	#[cfg(test)]
	pub(crate) fn apply(&self, bytes: &[u8]) -> R {
		let mut sum = R::default();
		self.add_to(&mut sum, bytes);
		sum
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn adds_the_basis_of_the_bits_that_are_set() {
		let basis: Vec<u128> = (0..16).map(|i| 1 << (3 * i)).collect();
		let map = LinearMap::new(&basis);
		for argument in 0..=u16::MAX {
			let want = (0..16).filter(|i| argument >> i & 1 == 1).fold(0, |s, i| s ^ basis[i]);
			assert_eq!(map.apply(&argument.to_le_bytes()), want);
		}
	}
}
