//! For random holders, lanes and orders of arrival, what is on chain is the plain sum.

use super::*;
use crate::{mock::*, Sums};
use frame_support::assert_ok;
use panshi_primitives::{
	job::JobStage,
	sealed_sum::{chunk_count, lanes_in_chunk, LANES_PER_CHUNK},
};
use rand::{seq::SliceRandom, Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

#[test]
fn the_chain_adds_what_was_submitted_in_any_order() {
	let mut rng = ChaCha8Rng::seed_from_u64(0x5eed);
	for _ in 0..12 {
		let holders = rng.gen_range(2..=7u32);
		let items = rng.gen_range(1..=2 * LANES_PER_CHUNK + 9);
		ExtBuilder::default().holders(holders).build_and_execute(|| {
			one_job(&mut rng, holders, items);
		});
	}
}

fn one_job(rng: &mut ChaCha8Rng, holders: u32, items: u32) {
	prepare();
	assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec(holders, items, 200)));
	accept_all(0);
	let lanes = items + 1;
	let vectors: Vec<Vec<u64>> =
		(0..holders).map(|_| (0..lanes).map(|_| rng.gen()).collect()).collect();
	let masks: Vec<Vec<u64>> = (0..chunk_count(lanes)).map(|_| masks(rng, holders)).collect();
	let mut arrivals: Vec<(u32, u32)> = (0..holders)
		.flat_map(|node| (0..chunk_count(lanes)).map(move |chunk| (node, chunk)))
		.collect();
	arrivals.shuffle(rng);
	for (node, chunk) in arrivals {
		assert!(!matches!(stage(0), JobStage::Released));
		let lanes = part(&vectors[node as usize], chunk);
		assert_ok!(submit(0, node, chunk, lanes, masks[chunk as usize][node as usize]));
	}
	assert_eq!(stage(0), JobStage::Released);
	let plain: Vec<u64> = (0..lanes as usize)
		.map(|lane| vectors.iter().fold(0u64, |sum, vector| sum.wrapping_add(vector[lane])))
		.collect();
	for chunk in 0..chunk_count(lanes) {
		let sum = Sums::<Test>::get(0, chunk).expect("every chunk came");
		assert_eq!(lanes_of(&sum), part(&plain, chunk));
	}
}

/// Check lanes that cancel: for each pair of holders one adds what the other one subtracts.
fn masks(rng: &mut ChaCha8Rng, holders: u32) -> Vec<u64> {
	let mut masks = vec![0u64; holders as usize];
	for one in 0..holders as usize {
		for other in 0..one {
			let mask: u64 = rng.gen();
			masks[one] = masks[one].wrapping_add(mask);
			masks[other] = masks[other].wrapping_sub(mask);
		}
	}
	masks
}

fn part(vector: &[u64], chunk: u32) -> &[u64] {
	let start = (chunk * LANES_PER_CHUNK) as usize;
	&vector[start..start + lanes_in_chunk(vector.len() as u32, chunk) as usize]
}
