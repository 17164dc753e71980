//! One cheating or careless party for each check.

use super::*;

fn vectors() -> Vec<Vec<u64>> {
	vec![vec![1, 2, 3], vec![10, 20, 30], vec![100, 200, 300]]
}

#[test]
fn the_check_lanes_expose_a_wrong_pairwise_mask() {
	let setup = Setup::new(4, 3, 4);
	let mut shares: Vec<_> =
		vectors().iter().enumerate().map(|(i, vector)| setup.share(i, vector)).collect();
	// Holder 1 was told another key of holder 2.
	let mut misled = Setup::new(4, 3, 4);
	misled.keys[2] = Setup::new(5, 3, 4).keys[2];
	shares[1] = misled.share(1, &vectors()[1]);
	let (_, checks) = setup.add(&shares);
	assert_ne!(checks, [0]);
}

#[test]
fn the_weighted_check_lane_exposes_a_wrong_lane() {
	let setup = Setup::new(4, 3, 4);
	let (sum, _) = setup.run(&vectors(), &[0, 1, 2]);
	for byte in 0..sum[0].len() {
		let mut broken = sum.clone();
		broken[0][byte] ^= 1;
		assert_eq!(setup.open(&broken), Err(OpenError::CheckLane));
	}
}

#[test]
fn the_weighted_check_lane_exposes_a_missing_share() {
	let setup = Setup::new(4, 3, 4);
	let (sum, _) = setup.run(&vectors(), &[0, 2]);
	assert_eq!(setup.open(&sum), Err(OpenError::CheckLane));
}

/// What a slip or a cheat does to a share on its way: `kind` says what, `at` where.
fn spoil(mut share: Vec<Chunk>, (kind, at): (u32, usize), others: &[Vec<Chunk>]) -> Vec<Chunk> {
	let lanes = &mut share[0].lanes;
	let (bits, count) = (8 * lanes.len(), lanes.len() / 8);
	match kind {
		0 => lanes[at % bits / 8] ^= 1 << (at % 8),
		1 => share[0].check ^= 1 << (at % 64),
		// Lanes in another order.
		2 => lanes.rotate_left(8 * (1 + at % (count - 1))),
		3 => lanes[8 * (at % count)..][..8].copy_from_slice(&at.to_le_bytes()),
		// Another holder's, one of another job, or none.
		_ => return others[at % others.len()].clone(),
	}
	share
}

#[test]
fn no_spoiled_share_makes_a_wrong_sum() {
	let (setup, vectors) = (Setup::new(4, 3, 4), vectors());
	let shares: Vec<_> = (0..3).map(|i| setup.share(i, &vectors[i])).collect();
	let mut elsewhere = Setup::new(4, 3, 4);
	elsewhere.context.job_digest = Hash::repeat_byte(8);
	let foreign: Vec<_> = (0..3).map(|i| elsewhere.share(i, &vectors[i])).collect();
	let nothing = vec![Chunk { lanes: vec![0; 32], check: 0 }];
	let mut rng = ChaCha20Rng::seed_from_u64(12);
	let mut stopped = 0;
	for run in 0..10_000 {
		let cheater = run % 3;
		let mut others = shares.clone();
		let own = others.remove(cheater);
		others.extend([foreign[cheater].clone(), nothing.clone()]);
		let (kind, at) = (rng.next_u32() % 5, rng.next_u32() as usize);
		let mut spoiled = shares.clone();
		spoiled[cheater] = spoil(own, (kind, at), &others);
		let (sum, checks) = setup.add(&spoiled);
		// What the chain and the consumer look at.
		match setup.open(&sum).ok().filter(|_| checks == [0]) {
			Some(opened) => assert_eq!(opened, plain_sum(&vectors), "run {run}: {kind} at {at}"),
			None => stopped += 1,
		}
	}
	assert!(stopped > 9_990, "{stopped}");
}

#[test]
fn only_the_result_key_opens() {
	let mut setup = Setup::new(4, 3, 4);
	let (sum, _) = setup.run(&vectors(), &[0, 1, 2]);
	setup.consumer = Setup::new(5, 3, 4).consumer;
	assert_eq!(setup.open(&sum), Err(OpenError::CheckLane));
}

#[test]
fn refuses_keys_of_small_order() {
	let mut setup = Setup::new(6, 3, 4);
	setup.keys[2] = [0; 32];
	assert_eq!(setup.holder(0).err(), Some(SealError::UnusableKey { holder: 2 }));
	let chunks = [vec![0; 32]];
	assert_eq!(setup.open(&chunks), Err(OpenError::UnusableKey { holder: 2 }));
	let sound = Setup::new(6, 3, 4);
	let mut one = [0; 32];
	one[0] = 1;
	let holder = Holder::new(sound.context, 0, &sound.secrets[0], &sound.keys, &one);
	assert_eq!(holder.err(), Some(SealError::UnusableResultKey));
}

#[test]
fn refuses_a_copied_key_and_names_who_copied() {
	let mut setup = Setup::new(6, 3, 4);
	setup.keys[2] = setup.keys[1];
	assert_eq!(setup.holder(0).err(), Some(SealError::RepeatedKey { first: 1, second: 2 }));
}

#[test]
fn refuses_a_place_that_is_not_its_own() {
	let mut setup = Setup::new(6, 3, 4);
	setup.keys[0] = Setup::new(7, 3, 4).keys[0];
	assert_eq!(setup.holder(0).err(), Some(SealError::KeyMismatch { index: 0 }));
	let key = setup.consumer.public();
	let holder = Holder::new(setup.context, 3, &setup.secrets[0], &setup.keys, &key);
	assert_eq!(holder.err(), Some(SealError::NoSuchHolder { index: 3, holders: 3 }));
}

#[test]
fn refuses_to_be_alone() {
	assert_eq!(Setup::new(6, 1, 4).holder(0).err(), Some(SealError::TooFewHolders));
}

#[test]
fn refuses_a_vector_of_another_length() {
	let setup = Setup::new(6, 2, 4);
	let holder = setup.holder(0).expect("the keys are sound");
	let refused = holder.seal(vec![1, 2, 3, 4]).err();
	assert_eq!(refused, Some(SealError::LaneCount { given: 4, wanted: 3 }));
}

#[test]
fn refuses_a_sum_of_another_shape() {
	let setup = Setup::new(6, 2, 4);
	assert_eq!(setup.open(&[]), Err(OpenError::ChunkCount { given: 0, wanted: 1 }));
	assert_eq!(
		setup.open(&[vec![0; 31]]),
		Err(OpenError::ChunkLength { chunk: 0, given: 31, wanted: 32 })
	);
}
