//! Oblivious key-value store: a table that holds a value for each of its keys and shows nothing of
//! the keys when the values are random.
//!
//! A garbled cuckoo table with three hash functions and dense columns (Garimella, Pinkas, Rosulek,
//! Trieu and Yanai, *Oblivious Key-Value Stores and Amplification for Private Set Intersection*,
//! CRYPTO 2021; Raghuraman and Rindal, *Blazing Fast PSI from Improved OKVS and Subfield
//! VOLE*, CCS 2022). The value of a key is the exclusive or of three slots of the sparse
//! part and of the dense slots that a random word of 64 bits picks.
//!
//! The number of slots depends on the agreed bound alone. docs/protocols/psi.md has the bound on the
//! probability that a set of keys cannot be encoded; it is below 2^-40, and the caller then draws
//! another seed.

#[cfg(test)]
mod bound;
mod encode;
mod solve;
mod store;

pub(crate) use store::Store;

use crate::{
	bits::{LinearMap, Xor},
	Element,
};

/// Slots of the dense part.
pub(crate) const DENSE: usize = 64;

/// Lists from this length on have 1.3 sparse slots an element.
const LARGE: usize = 8_192;

/// How large a table is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Shape {
	sparse: u32,
}

impl Shape {
	/// Table for at most `bound` keys.
	pub(crate) fn new(bound: u32) -> Self {
		let large = usize::try_from(bound).is_ok_and(|bound| bound >= LARGE);
		let sparse =
			if large { bound + bound.div_ceil(10) * 3 } else { bound + bound * 3 / 5 + 512 };
		Self { sparse }
	}

	/// Slots of the sparse part.
	pub(crate) fn sparse(&self) -> usize {
		usize::try_from(self.sparse).unwrap_or(usize::MAX)
	}

	/// Slots of both parts; the dense ones come last.
	pub(crate) fn slots(&self) -> usize {
		self.sparse() + DENSE
	}
}

/// Where a key looks, and the value that its holder stores for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Probe {
	/// Three different slots of the sparse part.
	pub(crate) slots: [u32; 3],
	/// Which dense slots.
	pub(crate) dense: u64,
	/// A pseudo-random value of the element.
	pub(crate) value: u128,
}

/// `word` scaled to a number below `limit`.
fn below(word: u64, limit: u32) -> u32 {
	let product = u128::from(word) * u128::from(limit);
	u32::try_from(product >> 64).unwrap_or_default()
}

impl Probe {
	/// The probe of `element` under the keyed hash of a table: H1 of Pinkas, Rosulek, Trieu and
	/// Yanai, EUROCRYPT 2020, together with the hash functions of the table, so that who picks the
	/// seed of the table picks the values with it.
	pub(crate) fn new(key: &[u8; 32], shape: Shape, element: &Element) -> Self {
		let mut bytes = [0; 64];
		let mut hasher = blake3::Hasher::new_keyed(key);
		hasher.update(&element.0).finalize_xof().fill(&mut bytes);
		let (words, _) = bytes.as_chunks::<8>();
		let word = |index: usize| u64::from_le_bytes(words[index]);
		let first = below(word(0), shape.sparse);
		let mut second = below(word(1), shape.sparse - 1);
		second += u32::from(second >= first);
		let (least, greatest) = (first.min(second), first.max(second));
		let mut third = below(word(2), shape.sparse - 2);
		third += u32::from(third >= least);
		third += u32::from(third >= greatest);
		let value = u128::from(word(4)) | u128::from(word(5)) << 64;
		Self { slots: [first, second, third], dense: word(3), value }
	}

	/// The three sparse slots as indices.
	#[inline]
	pub(crate) fn indices(&self) -> [usize; 3] {
		self.slots.map(|slot| usize::try_from(slot).unwrap_or(usize::MAX))
	}
}

/// A table that is ready to be looked up.
pub(crate) struct Table<'t, R: Xor> {
	sparse: &'t [R],
	dense: LinearMap<R>,
}

impl<'t, R: Xor> Table<'t, R> {
	/// A table with all its slots.
	pub(crate) fn new(shape: Shape, slots: &'t [R]) -> Self {
		let (sparse, dense) = slots[..shape.slots()].split_at(shape.sparse());
		Self { sparse, dense: LinearMap::new(dense) }
	}

	/// What the table holds for a key; something random for keys that it was not made of.
	#[inline]
	pub(crate) fn decode(&self, probe: &Probe) -> R {
		let mut sum = R::default();
		self.dense.add_to(&mut sum, &probe.dense.to_le_bytes());
		for index in probe.indices() {
			sum.add(&self.sparse[index]);
		}
		sum
	}
}

#[cfg(test)]
mod tests {
	use super::{encode::encode, *};
	use rand_chacha::ChaCha20Rng;
	use rand_core::{RngCore, SeedableRng};

	fn probes(shape: Shape, count: usize, rng: &mut impl RngCore) -> Vec<Probe> {
		let mut key = [0; 32];
		rng.fill_bytes(&mut key);
		let element = |index: usize| {
			let mut bytes = [0; 32];
			bytes[..8].copy_from_slice(&index.to_le_bytes());
			Element(bytes)
		};
		(0..count).map(|index| Probe::new(&key, shape, &element(index))).collect()
	}

	#[test]
	fn holds_what_was_stored() {
		let mut rng = ChaCha20Rng::seed_from_u64(1);
		for (bound, count) in [(1, 1), (1, 0), (24, 24), (600, 599), (8_192, 8_192), (20_000, 3)] {
			let shape = Shape::new(bound);
			let probes = probes(shape, count, &mut rng);
			let slots = encode(shape, &probes, |_, probe| probe.value, &mut rng).unwrap();
			assert_eq!(slots.len(), shape.slots());
			let table = Table::new(shape, &slots);
			assert!(probes.iter().all(|probe| table.decode(probe) == probe.value));
		}
	}

	#[test]
	fn looks_at_three_different_slots() {
		let mut rng = ChaCha20Rng::seed_from_u64(2);
		let shape = Shape { sparse: 4 };
		let mut seen = [0; 4];
		for probe in probes(shape, 4_000, &mut rng) {
			let [a, b, c] = probe.slots;
			assert!(a != b && b != c && a != c && a.max(b).max(c) < 4);
			probe.indices().iter().for_each(|index| seen[*index] += 1);
		}
		assert!(seen.iter().all(|count| (2_850..3_150).contains(count)), "{seen:?}");
	}

	/// The law of failures at 2^-40 cannot be seen in an experiment; that no set fails at the real
	/// size, and that sets at the threshold of about 1.22 slots an element do, can.
	#[test]
	fn fails_at_the_threshold_and_not_at_the_size_in_use() {
		let mut rng = ChaCha20Rng::seed_from_u64(3);
		let mut failures = |shape: Shape, count: usize, runs: usize| {
			let mut run =
				|| encode(shape, &probes(shape, count, &mut rng), |_, p| p.value, &mut rng);
			(0..runs).filter(|_| run().is_none()).count()
		};
		assert_eq!(failures(Shape::new(64), 64, 2_000), 0);
		assert_eq!(failures(Shape::new(1_000), 1_000, 300), 0);
		assert_eq!(failures(Shape::new(8_192), 8_192, 60), 0);
		assert_eq!(failures(Shape { sparse: 9_600 }, 8_192, 10), 10, "1.17 slots an element");
	}

	/// Values are random, so the table is: each bit of it is set half of the time, whatever the keys.
	#[test]
	fn shows_nothing_of_the_keys() {
		let mut rng = ChaCha20Rng::seed_from_u64(4);
		let shape = Shape::new(64);
		for count in [0, 64] {
			let mut ones = vec![0_u32; shape.slots()];
			for _ in 0..400 {
				let probes = probes(shape, count, &mut rng);
				let slots = encode(shape, &probes, |_, probe| probe.value, &mut rng).unwrap();
				for (sum, slot) in ones.iter_mut().zip(&slots) {
					*sum += slot.count_ones();
				}
			}
			// 51,200 bits a slot: five standard deviations are 566.
			assert!(ones.iter().all(|sum| sum.abs_diff(25_600) < 566), "{count} keys");
		}
	}
}
