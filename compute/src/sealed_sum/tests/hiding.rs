//! Given the sum, the chain's view does not depend on any one holder's vector.

use super::{
	super::masks::{MaskKey, Scratch, Weights},
	*,
};

/// Adds `mask` to `lanes`, or subtracts it, lane by lane modulo 2^64.
fn apply(lanes: &mut [u64], mask: &[u64], adds: bool) {
	for (lane, mask) in lanes.iter_mut().zip(mask) {
		*lane = if adds { lane.wrapping_add(*mask) } else { lane.wrapping_sub(*mask) };
	}
}

/// Every mask of a job of three holders, chosen freely instead of expanded from keys.
#[derive(Clone)]
struct Masks {
	pair: [[Vec<u64>; 3]; 3],
	consumer: [Vec<u64>; 3],
}

impl Masks {
	fn random(rng: &mut impl RngCore, lanes: usize) -> Self {
		Masks {
			pair: std::array::from_fn(|_| std::array::from_fn(|_| random_vector(rng, lanes))),
			consumer: std::array::from_fn(|_| random_vector(rng, lanes)),
		}
	}

	/// The lanes that each holder puts on chain.
	fn view(&self, vectors: &[Vec<u64>; 3]) -> [Vec<u64>; 3] {
		std::array::from_fn(|i| {
			let mut lanes = vectors[i].clone();
			for j in (0..3).filter(|j| *j != i) {
				apply(&mut lanes, &self.pair[i.min(j)][i.max(j)], i < j);
			}
			apply(&mut lanes, &self.consumer[i], true);
			lanes
		})
	}
}

fn with_check(context: &SumContext, mut vector: Vec<u64>) -> Vec<u64> {
	vector.push(Weights::of(context).sum(0, &vector, &mut Scratch::default()));
	vector
}

/// For every choice of masks and every move of `d` between two holders there is one other choice
/// of masks, equally likely, under which the chain and the consumer see the very same. So the view
/// has the same distribution for all inputs of the same sum (with true random masks; ChaCha20's
/// cannot be told from those).
#[test]
fn another_input_of_the_same_sum_has_the_same_view_under_other_masks() {
	let context = SumContext { job_digest: Hash::repeat_byte(9), lanes: 33 };
	let mut rng = ChaCha20Rng::seed_from_u64(9);
	for (from, to) in [(0, 1), (0, 2), (1, 2), (2, 0)] {
		let plain: [Vec<u64>; 3] = std::array::from_fn(|_| random_vector(&mut rng, 32));
		let moved = random_vector(&mut rng, 32);
		let mut other = plain.clone();
		apply(&mut other[from], &moved, false);
		apply(&mut other[to], &moved, true);

		let masks = Masks::random(&mut rng, 33);
		let mut other_masks = masks.clone();
		let difference = with_check(&context, moved);
		let pair = &mut other_masks.pair[from.min(to)][from.max(to)];
		apply(pair, &difference, from < to);

		let plain = plain.map(|vector| with_check(&context, vector));
		let other = other.map(|vector| with_check(&context, vector));
		assert_ne!(plain, other);
		assert_eq!(masks.view(&plain), other_masks.view(&other));
	}
}

/// The numbers that the consumer takes off the share of `holder`.
fn consumer_mask(setup: &Setup, holder: usize) -> Vec<u64> {
	let secret = x25519_dalek::StaticSecret::from(*setup.consumer.to_bytes());
	let key = &setup.keys[holder];
	MaskKey::consumer(&setup.context.job_digest, &secret, key, key, &setup.consumer.public())
		.expect("the keys are sound")
		.numbers(0, 4)
}

/// Pearson's statistic of how unevenly `counts` fall into their 256 classes.
fn chi_square(counts: &[u32; 256]) -> f64 {
	let expected = f64::from(counts.iter().sum::<u32>()) / 256.0;
	counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}

/// The bytes of a holder's share in many jobs are even, and as even with one input as with
/// another of the same sum. 255 degrees of freedom: above 377 once in a million.
#[test]
fn shares_look_random_whatever_the_input() {
	let inputs = [[vec![0u64; 3], vec![44; 3]], [vec![44; 3], vec![0u64; 3]]];
	for vectors in inputs {
		let mut bytes = [0u32; 256];
		let mut without_consumer_mask = [0u32; 256];
		for seed in 0..1_500 {
			let setup = Setup::new(seed, 2, 4);
			let share = setup.share(0, &vectors[0]);
			// What is left when the consumer takes its own mask off one share.
			let mut alone = share[0].lanes.clone();
			let mask = consumer_mask(&setup, 0);
			for (byte, mask) in alone.as_chunks_mut::<8>().0.iter_mut().zip(mask) {
				*byte = u64::from_le_bytes(*byte).wrapping_sub(mask).to_le_bytes();
			}
			for byte in &share[0].lanes {
				bytes[usize::from(*byte)] += 1;
			}
			for byte in alone {
				without_consumer_mask[usize::from(byte)] += 1;
			}
		}
		assert!(chi_square(&bytes) < 377.0);
		assert!(chi_square(&without_consumer_mask) < 377.0);
	}
}

/// Over many jobs with the same sum, the share of a holder says nothing about which of two
/// inputs it had: the counts of every byte value under the two agree.
#[test]
fn shares_do_not_tell_two_inputs_apart() {
	let mut counts = [[0u32; 256]; 2];
	for seed in 0..3_000 {
		let setup = Setup::new(seed, 3, 3);
		let which = usize::from(seed % 2 == 0);
		for byte in &setup.share(1, &[[0, 0], [7, 900]][which])[0].lanes {
			counts[which][usize::from(*byte)] += 1;
		}
	}
	let [first, second] = counts;
	let distance: f64 = first
		.iter()
		.zip(&second)
		.map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2) / f64::from(a + b))
		.sum();
	assert!(distance < 377.0, "{distance}");
}
