//! Tests of the sealed sum: vectors, algebra, cheating parties and what a view gives away.

mod cheating;
mod correctness;
mod hiding;

use super::*;
use panshi_primitives::{
	sealed_sum::{add_lanes, chunk_count, lanes_in_chunk},
	ChannelKey,
};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

/// Holders and a consumer of one job with keys from a seed.
struct Setup {
	context: SumContext,
	secrets: Vec<EphemeralSecret>,
	keys: Vec<ChannelKey>,
	consumer: ResultKeyPair,
}

impl Setup {
	fn new(seed: u64, holders: usize, lanes: u32) -> Self {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let secrets: Vec<_> = (0..holders).map(|_| EphemeralSecret::generate(&mut rng)).collect();
		let keys = secrets.iter().map(EphemeralSecret::public).collect();
		let consumer = ResultKeyPair::generate(&mut rng);
		Setup {
			context: SumContext { job_digest: Hash::repeat_byte(7), lanes },
			secrets,
			keys,
			consumer,
		}
	}

	fn holder(&self, index: usize) -> Result<Holder, SealError> {
		let result_key = self.consumer.public();
		Holder::new(self.context, index, &self.secrets[index], &self.keys, &result_key)
	}

	/// The share of the holder at `index`.
	fn share(&self, index: usize, vector: &[u64]) -> Vec<Chunk> {
		let holder = self.holder(index).expect("the keys are sound");
		holder.seal(vector.to_vec()).expect("the vector has the right length").collect()
	}

	/// What the chain keeps of `shares`: the summed chunks, and the sum of each one's check lanes.
	fn add(&self, shares: &[Vec<Chunk>]) -> (Vec<Vec<u8>>, Vec<u64>) {
		(0..chunk_count(self.context.lanes))
			.zip(0..)
			.map(|(index, at): (u32, usize)| {
				let lanes = lanes_in_chunk(self.context.lanes, index);
				let mut sum = vec![0; usize::try_from(lanes).expect("it is small") * 8];
				let mut check = 0u64;
				for share in shares {
					assert!(add_lanes(&mut sum, &share[at].lanes));
					check = check.wrapping_add(share[at].check);
				}
				(sum, check)
			})
			.unzip()
	}

	fn open(&self, sum: &[Vec<u8>]) -> Result<Vec<u64>, OpenError> {
		self.consumer.open(&self.context, &self.keys, sum)
	}

	/// Seals and adds `vectors`, one a holder, in the given order of arrival.
	fn run(&self, vectors: &[Vec<u64>], order: &[usize]) -> (Vec<Vec<u8>>, Vec<u64>) {
		let shares: Vec<_> = order.iter().map(|i| self.share(*i, &vectors[*i])).collect();
		self.add(&shares)
	}
}

fn plain_sum(vectors: &[Vec<u64>]) -> Vec<u64> {
	let mut sum = vec![0u64; vectors[0].len()];
	for vector in vectors {
		for (sum, lane) in sum.iter_mut().zip(vector) {
			*sum = sum.wrapping_add(*lane);
		}
	}
	sum
}

fn random_vector(rng: &mut impl RngCore, lanes: usize) -> Vec<u64> {
	(0..lanes).map(|_| rng.next_u64()).collect()
}
