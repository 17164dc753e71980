//! A store under a seed of its own.

use super::{encode::encode, Probe, Shape};
use crate::{Element, Error};
use rand_core::{CryptoRng, RngCore};

/// Seeds that are tried before giving up; one is enough but with probability 2^-40.
const SEEDS: usize = 3;

/// A table with what its maker knows of it.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Store {
	/// Picks the hash functions.
	pub(crate) seed: [u8; 32],
	/// Probes of the elements, in order.
	pub(crate) probes: Vec<Probe>,
	/// The table.
	pub(crate) slots: Vec<u128>,
}

impl Store {
	/// Stores `value` of each element (its index and its probe). `key` makes the key of the hash
	/// functions out of the seed.
	pub(crate) fn new(
		shape: Shape,
		elements: &[Element],
		key: impl Fn(&[u8; 32]) -> [u8; 32],
		value: impl Fn(usize, &Probe) -> u128,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		for _ in 0..SEEDS {
			let mut seed = [0; 32];
			rng.fill_bytes(&mut seed);
			let key = key(&seed);
			let probes: Vec<Probe> =
				elements.iter().map(|element| Probe::new(&key, shape, element)).collect();
			if let Some(slots) = encode(shape, &probes, &value, rng) {
				return Ok(Self { seed, probes, slots });
			}
		}
		Err(Error::Encoding)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;
	use std::cell::Cell;

	/// 128 keys in 150 slots have a core that the dense part takes only now and then.
	#[test]
	fn draws_another_seed_when_one_fails_and_gives_up_in_the_end() {
		let elements: Vec<Element> = (0..128).map(|byte| Element([byte; 32])).collect();
		let mut rng = ChaCha20Rng::seed_from_u64(1);
		let mut tries = [0; 5];
		let mut gave_up = 0;
		for _ in 0..200 {
			let count = Cell::new(0);
			let key = |seed: &[u8; 32]| {
				count.set(count.get() + 1);
				*seed
			};
			let shape = Shape { sparse: 150 };
			match Store::new(shape, &elements, key, |_, probe| probe.value, &mut rng) {
				Ok(store) => {
					let table = super::super::Table::new(shape, &store.slots);
					assert!(store.probes.iter().all(|probe| table.decode(probe) == probe.value));
					tries[count.get()] += 1;
				},
				Err(error) => {
					assert_eq!((error, count.get()), (Error::Encoding, SEEDS));
					gave_up += 1;
				},
			}
		}
		assert!(tries[1] > 0 && tries[2] > 0 && tries[3] > 0 && gave_up > 0, "{tries:?} {gave_up}");
	}
}
