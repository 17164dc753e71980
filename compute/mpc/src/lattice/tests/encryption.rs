//! Encryption, response and decryption.

use crate::authenticated::field::Fp;
use crate::authenticated::prg::Prg;
use crate::lattice::cipher::{PublicKey, Scheme, SecretKey};
use crate::lattice::params::{Params, PRIMES};
use crate::lattice::ring::{Element, Ring};
use rand_core::RngCore;

fn uniform(ring: &Ring, rng: &mut Prg) -> Element {
	let mut element = ring.zero();
	for (limb, prime) in element.limbs.iter_mut().zip(PRIMES) {
		limb.iter_mut().for_each(|value| *value = rng.next_u64() % prime);
	}
	element.slots.iter_mut().for_each(|value| *value = Fp::random(rng));
	element
}

fn keys(scheme: &Scheme, rng: &mut Prg) -> (PublicKey, SecretKey) {
	let a = uniform(&scheme.ring, rng);
	let secret = scheme.secret(rng);
	let mut b = scheme.masked_secret(&a, &secret.secret, &secret.error);
	scheme.ring.forward(&mut b);
	(PublicKey { a, b }, secret)
}

fn check(params: Params) {
	let (scheme, mut rng) = (Scheme::new(Ring::new(params)), Prg::from_seed([1; 32]));
	let (key, secret) = keys(&scheme, &mut rng);
	let mut random = || (0..params.size()).map(|_| Fp::random(&mut rng)).collect::<Vec<_>>();
	let (message, factor, mask) = (random(), random(), random());
	let opening = scheme.opening(scheme.coefficients(message.clone()), &mut rng);
	let ciphertext = scheme.doubled(scheme.encrypt(&key, &opening));
	let plaintext = scheme.plaintext(factor.clone());
	let response = scheme.respond(&key, &ciphertext, &plaintext, &mask, &mut rng);
	let read = scheme.decrypt(&secret, &response);
	// Drowned, and still far from the modulus: 2^57, a carry and the roundings.
	let noise = scheme.noise(&secret, &response).iter().map(|noise| noise.abs()).max().unwrap();
	assert!(noise > 1 << 56 && noise <= (1 << 57) + 2 + (params.size() as i64 / 2), "{noise}");
	for place in 0..params.size() {
		let expected = message[place] * factor[place] * Fp::new(2) + mask[place];
		assert!(read[place] == expected, "{place}");
	}
}

#[test]
fn reads_product_and_mask() {
	check(Params::INSECURE_FOR_TESTS);
}

#[test]
fn reads_product_and_mask_at_full_size() {
	check(Params::SECURE);
}
