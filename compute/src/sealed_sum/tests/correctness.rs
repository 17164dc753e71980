//! The opened sum is the plain sum; the bytes do not change by accident.

use super::*;
use panshi_primitives::sealed_sum::LANES_PER_CHUNK;
use proptest::prelude::*;
use sp_crypto_hashing::blake2_256;

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn opens_to_the_plain_sum(
		seed: u64,
		holders in 2usize..8,
		lanes in prop_oneof![2u32..40, Just(LANES_PER_CHUNK), LANES_PER_CHUNK + 1..LANES_PER_CHUNK + 9],
		order in any::<prop::sample::Index>(),
	) {
		let setup = Setup::new(seed, holders, lanes);
		let mut rng = ChaCha20Rng::seed_from_u64(seed ^ 1);
		let length = usize::try_from(lanes).expect("it is small") - 1;
		let vectors: Vec<_> = (0..holders).map(|_| random_vector(&mut rng, length)).collect();
		let mut arrival: Vec<_> = (0..holders).collect();
		arrival.rotate_left(order.index(holders));
		arrival.swap(0, holders - 1);
		let (sum, checks) = setup.run(&vectors, &arrival);
		prop_assert!(checks.iter().all(|check| *check == 0));
		prop_assert_eq!(setup.open(&sum), Ok(plain_sum(&vectors)));
	}
}

#[test]
fn keeps_its_bytes() {
	let setup = Setup::new(1, 3, LANES_PER_CHUNK + 2);
	let vector: Vec<u64> = (0..u64::from(LANES_PER_CHUNK) + 1).collect();
	let digest = |index| {
		let mut bytes = Vec::new();
		for chunk in setup.share(index, &vector) {
			bytes.extend_from_slice(&chunk.lanes);
			bytes.extend_from_slice(&chunk.check.to_le_bytes());
		}
		hex::encode(blake2_256(&bytes))
	};
	assert_eq!(
		[digest(0), digest(1), digest(2)],
		[
			"f538c472e0ccb767c0fdbd776ab2f74462116e4189f5a6b40c7fc3a587130958",
			"ffa19d6de08b377a28fc3552dd5aac0c0c0d345fba0c8755dab118c632914010",
			"f637d81098fd6af0de3a53b84c7aacc5864ddb84231892dc4419cdfa7d4dfc32",
		]
	);
}

/// The numbers come from a program of its own, written from docs/protocols/sealed-sum.md with
/// nothing but SHA-256 and integers.
#[test]
fn matches_an_independent_implementation() {
	let secrets = [1, 2, 3].map(|byte| EphemeralSecret::from_bytes([byte; 32]));
	let setup = Setup {
		context: SumContext { job_digest: Hash::repeat_byte(7), lanes: 3 },
		keys: secrets.iter().map(EphemeralSecret::public).collect(),
		secrets: secrets.to_vec(),
		consumer: ResultKeyPair::from_bytes([4; 32]),
	};
	let wanted: [([u64; 3], u64); 3] = [
		([0xfd4258ddc1fdc225, 0x2359073837760369, 0xf63d70909799284d], 0x3c4df86f76e60739),
		([0x6e3b656841512903, 0x5457c14e084f399e, 0x800c12bc1fb2d6ea], 0x957c17ea1b424103),
		([0x779a22bbc4cda554, 0x0c38c88d08aaadef, 0x2e7ae2476d77affe], 0x2e35efa66dd7b7c4),
	];
	for (index, vector) in [[1, 2], [30, 40], [500, 600]].iter().enumerate() {
		let (lanes, check) = wanted[index];
		let lanes = lanes.iter().flat_map(|lane| lane.to_le_bytes()).collect();
		assert_eq!(setup.share(index, vector), [Chunk { lanes, check }]);
	}
}

#[test]
fn masks_of_another_job_are_others() {
	let mut setup = Setup::new(2, 3, 10);
	let vector = [0; 9];
	let first = setup.share(0, &vector);
	setup.context.job_digest = Hash::repeat_byte(8);
	let second = setup.share(0, &vector);
	assert_ne!(first[0].check, second[0].check);
	assert!(first[0].lanes.chunks(8).zip(second[0].lanes.chunks(8)).all(|(a, b)| a != b));
}

#[test]
fn keys_survive_storage() {
	let setup = Setup::new(3, 2, 5);
	let secret = EphemeralSecret::from_bytes(*setup.secrets[0].to_bytes());
	assert_eq!(secret.public(), setup.keys[0]);
	let pair = ResultKeyPair::from_bytes(*setup.consumer.to_bytes());
	assert_eq!(pair.public(), setup.consumer.public());
}

#[test]
fn secrets_do_not_print() {
	let setup = Setup::new(3, 2, 5);
	assert_eq!(format!("{:?}", setup.secrets[0]), "EphemeralSecret(…)");
	let secret = hex::encode(*setup.consumer.to_bytes());
	assert!(!format!("{:?}", setup.consumer).contains(&secret));
}
