//! Proofs hold for what they were made for and nothing else.

use crate::authenticated::field::Fp;
use crate::authenticated::prg::Prg;
use crate::lattice::cipher::{Ciphertext, Opening, PublicKey, Scheme, SecretKey};
use crate::lattice::params::{Params, MASK_ERROR};
use crate::lattice::proof::{self, Proof};
use crate::lattice::ring::Ring;
use crate::lattice::setup::{self, Announced};

struct Case {
	scheme: Scheme,
	key: PublicKey,
	secret: SecretKey,
	openings: Vec<Opening>,
	ciphertexts: Vec<Ciphertext>,
	context: blake3::Hasher,
	rng: Prg,
}

fn case(seed: u8) -> Case {
	let mut rng = Prg::from_seed([seed; 32]);
	let scheme = Scheme::new(Ring::new(Params::INSECURE_FOR_TESTS));
	let a = setup::common(&scheme.ring, &mut rng);
	let secret = scheme.secret(&mut rng);
	let mut b = scheme.masked_secret(&a, &secret.secret, &secret.error);
	scheme.ring.forward(&mut b);
	let key = PublicKey { a, b };
	let message = |rng: &mut Prg| (0..32).map(|_| Fp::random(rng)).collect::<Vec<_>>();
	let openings: Vec<_> = (0..3)
		.map(|_| {
			let message = message(&mut rng);
			scheme.opening(message, &mut rng)
		})
		.collect();
	let ciphertexts = openings.iter().map(|opening| scheme.encrypt(&key, opening)).collect();
	Case { scheme, key, secret, openings, ciphertexts, context: bound(1), rng }
}

fn bound(to: u8) -> blake3::Hasher {
	let mut context = blake3::Hasher::new();
	context.update(&[to]);
	context
}

impl Case {
	fn prove(&mut self) -> Proof {
		let Self { scheme, key, openings, ciphertexts, context, rng, .. } = self;
		proof::prove(scheme, key, openings, ciphertexts, context, rng)
	}

	fn holds(&self, proof: &Proof) -> bool {
		proof::verify(&self.scheme, &self.key, &self.ciphertexts, &self.context, proof)
	}
}

#[test]
fn holds_for_what_is_true() {
	for seed in 0..20 {
		let mut case = case(seed);
		let proof = case.prove();
		assert!(case.holds(&proof));
		// And survives the wire.
		let rows = proof.rows.iter().map(|row| proof::decode_row(&proof::encode_row(row), 32));
		let rows = rows.collect::<Option<_>>().unwrap();
		assert!(case.holds(&Proof { challenge: proof.challenge, rows }));
	}
}

#[test]
fn refuses_another_plaintext() {
	for seed in 0..50 {
		let mut case = case(seed);
		let place = usize::from(seed) % 32;
		case.openings[1].message[place] += Fp::ONE;
		let proof = case.prove();
		assert!(!case.holds(&proof));
	}
}

#[test]
fn refuses_noise_beyond_the_bound() {
	for seed in 0..50 {
		let mut case = case(seed);
		// Noise that the prover knows, far outside what is proven: its answers leave their box, and
		// answers cut to the box fit no first message.
		case.openings[0].errors[0][3] = 1 << 30;
		case.ciphertexts[0] = case.scheme.encrypt(&case.key, &case.openings[0]);
		let mut proof = case.prove();
		for row in &mut proof.rows {
			row.errors[0].iter_mut().for_each(|error| *error = (*error).clamp(-1 << 29, 1 << 29));
		}
		assert!(!case.holds(&proof));
	}
}

#[test]
fn refuses_answers_outside_the_box() {
	let mut case = case(1);
	let proof = case.prove();
	let mut bytes = proof::encode_row(&proof.rows[0]);
	assert!(proof::decode_row(&bytes, 32).is_some());
	bytes[..4].copy_from_slice(&(1i32 << 26).to_le_bytes());
	assert!(proof::decode_row(&bytes, 32).is_none());
	assert!(proof::within(&[(1 << MASK_ERROR) - 20], MASK_ERROR, 21).is_none());
	assert!(proof::within(&[(1 << MASK_ERROR) - 22], MASK_ERROR, 21).is_some());
}

#[test]
fn refuses_another_session_prover_or_number() {
	let mut case = case(1);
	let proof = case.prove();
	case.context = bound(2);
	assert!(!case.holds(&proof));
}

#[test]
fn refuses_another_key_or_order() {
	let mut first = case(1);
	let proof = first.prove();
	let key = std::mem::replace(&mut first.key, case(2).key);
	assert!(!first.holds(&proof));
	first.key = key;
	first.ciphertexts.swap(0, 1);
	assert!(!first.holds(&proof));
}

#[test]
fn refuses_an_altered_proof() {
	let mut case = case(1);
	let mut proof = case.prove();
	proof.challenge[0] ^= 1;
	assert!(!case.holds(&proof));
	proof.challenge[0] ^= 1;
	for row in 0..proof.rows.len() {
		proof.rows[row].message[5] += Fp::ONE;
		assert!(!case.holds(&proof));
		proof.rows[row].message[5] -= Fp::ONE;
		proof.rows[row].randomness[5] += 1;
		assert!(!case.holds(&proof));
		proof.rows[row].randomness[5] -= 1;
	}
	assert!(case.holds(&proof));
	proof.rows.pop();
	assert!(!case.holds(&proof));
}

/// A set-up whose MAC key polynomial and key error the caller may spoil.
fn set_up(spoil: impl Fn(&mut Vec<Fp>, &mut Vec<i32>, &mut Vec<i32>)) -> bool {
	let mut case = case(3);
	let mut message = setup::constant(&case.scheme.ring, Fp::new(77));
	let (mut secret, mut error) = (case.secret.secret.clone(), case.secret.error.clone());
	spoil(&mut message, &mut secret, &mut error);
	let mut b = case.scheme.masked_secret(&case.key.a, &secret, &error);
	case.scheme.ring.forward(&mut b);
	let key = PublicKey { a: case.key.a.clone(), b };
	let opening = case.scheme.opening(message, &mut case.rng);
	let announced = Announced { mac: case.scheme.encrypt(&key, &opening), key };
	let rng = &mut case.rng;
	let proof = setup::prove(&case.scheme, &announced, &case.secret, &opening, &case.context, rng);
	assert!(!setup::verify(&case.scheme, &announced, &bound(9), &proof));
	setup::verify(&case.scheme, &announced, &case.context, &proof)
}

#[test]
fn accepts_an_honest_set_up() {
	assert!(set_up(|_, _, _| ()));
}

#[test]
fn refuses_a_mac_key_that_differs_from_slot_to_slot() {
	assert!(!set_up(|message, _, _| message[1] = Fp::ONE));
	assert!(!set_up(|message, _, _| message[31] = Fp::new(5)));
}

#[test]
fn refuses_a_key_that_is_not_the_proven_one() {
	assert!(!set_up(|_, secret, _| secret[0] += 1));
	assert!(!set_up(|_, _, error| error[0] += 1 << 20));
}
