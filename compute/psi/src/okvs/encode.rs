//! Encoding: slots that only one key looks at are peeled off until few keys are left, which the dense
//! part takes; then the peeled keys are set in reverse.

use super::{solve::solve, Probe, Shape, DENSE};
use crate::bits::Stream;
use rand_core::{CryptoRng, RngCore};

/// Most keys that the dense part takes: 40 slots more than keys make their rows independent but
/// with probability 2^-40.
const CORE: usize = DENSE - 40;

/// For each slot, how many of the keys that are left look at it, and the exclusive or of their
/// indices, which is the index of the key when it is one.
struct Graph {
	degrees: Vec<u32>,
	keys: Vec<u32>,
}

impl Graph {
	fn new(shape: Shape, probes: &[Probe]) -> Self {
		let mut graph = Self { degrees: vec![0; shape.sparse()], keys: vec![0; shape.sparse()] };
		for (index, probe) in (0..).zip(probes) {
			for slot in probe.indices() {
				graph.degrees[slot] += 1;
				graph.keys[slot] ^= index;
			}
		}
		graph
	}

	/// Keys in the order in which they lose a slot of their own, each with that slot; and the keys
	/// that never get one (the 2-core).
	fn peel(mut self, probes: &[Probe]) -> (Vec<(usize, usize)>, Vec<usize>) {
		let mut order = Vec::with_capacity(probes.len());
		let mut peeled = vec![false; probes.len()];
		let mut queue: Vec<usize> =
			(0..self.degrees.len()).filter(|s| self.degrees[*s] == 1).collect();
		while let Some(slot) = queue.pop() {
			if self.degrees[slot] != 1 {
				continue;
			}
			let index = self.keys[slot];
			let key = usize::try_from(index).unwrap_or(usize::MAX);
			order.push((key, slot));
			peeled[key] = true;
			for other in probes[key].indices() {
				self.degrees[other] -= 1;
				self.keys[other] ^= index;
				if self.degrees[other] == 1 {
					queue.push(other);
				}
			}
		}
		let core = (0..probes.len()).filter(|key| !peeled[*key]).collect();
		(order, core)
	}
}

/// A uniformly random table of `shape` that holds `value` of each probe (its index and itself), or nothing when this set
/// cannot be encoded under its seed. The probes are of different elements.
pub(super) fn encode(
	shape: Shape,
	probes: &[Probe],
	value: impl Fn(usize, &Probe) -> u128,
	rng: &mut (impl RngCore + CryptoRng),
) -> Option<Vec<u128>> {
	let (order, core) = Graph::new(shape, probes).peel(probes);
	if core.len() > CORE {
		return None;
	}
	let mut seed = [0; 16];
	rng.fill_bytes(&mut seed);
	let mut slots = Stream::new(&seed).numbers(shape.slots());
	let sparse = |slots: &[u128], key: usize| {
		probes[key].indices().iter().fold(value(key, &probes[key]), |sum, slot| sum ^ slots[*slot])
	};
	let equations: Vec<(u64, u128)> =
		core.iter().map(|key| (probes[*key].dense, sparse(&slots, *key))).collect();
	solve(&equations, &mut slots[shape.sparse()..])?;
	let dense = crate::bits::LinearMap::new(&slots[shape.sparse()..]);
	for (key, slot) in order.into_iter().rev() {
		let mut sum = sparse(&slots, key) ^ slots[slot];
		dense.add_to(&mut sum, &probes[key].dense.to_le_bytes());
		slots[slot] = sum;
	}
	Some(slots)
}
