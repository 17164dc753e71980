//! The noise budget and the security table.

use super::{super::owner::hide, *};
use crate::ranking::{
	keys,
	pack::{place, Packer},
	params::{bfv, ring, BLOCK, CIPHERTEXT_LEVEL, DEGREE, FLOOD_BITS, MODULI, PLAINTEXT, ROWS},
	product::{multiply, Block},
	wire::Reader,
};
use fhe::bfv::{Ciphertext, Encoding, SecretKey};
use fhe_math::rq::{Poly, Representation};
use fhe_traits::{FheDecoder, FheDecrypter};
use rand_chacha_09::{rand_core::SeedableRng as _, ChaCha20Rng as LibraryRng};

/// A packed answer to a patient before it is hidden, with what opens it and the expected scores.
struct Packed {
	secret: SecretKey,
	answer: Ciphertext,
	zero: [Poly; 2],
	expected: Vec<u64>,
}

fn encrypt(secret: &SecretKey, numbers: &[u64], rng: &mut LibraryRng) -> [Poly; 2] {
	use fhe_traits::{FheEncoder, FheEncrypter};
	let encoding = Encoding::poly_at_level(CIPHERTEXT_LEVEL);
	let plain = fhe::bfv::Plaintext::try_encode(numbers, encoding, bfv()).unwrap();
	let sealed: Ciphertext = secret.try_encrypt(&plain, rng).unwrap();
	[sealed[0].clone(), sealed[1].clone()]
}

/// The first pack of the real table, for a patient who has the heaviest weights everywhere that
/// still give scores below the plaintext modulus: the most noise that a query can cause.
fn packed() -> Packed {
	let world = world();
	let mut rng = LibraryRng::seed_from_u64(3);
	let secret = SecretKey::random(bfv(), &mut rng);
	let weights: Vec<u64> =
		world.catalogue().terms().iter().map(|(_, weight)| u64::from(*weight)).collect();
	let block = |numbers: &[u64], rng: &mut _| Block::new(encrypt(&secret, numbers, rng)).unwrap();
	let blocks: Vec<Block> = weights.chunks(BLOCK).map(|b| block(b, &mut rng)).collect();
	let mut bytes = Vec::new();
	keys::write(&secret, &mut rng, &mut bytes).unwrap();
	let packer = Packer::new(keys::read(&mut Reader::new(&bytes)).unwrap()).unwrap();
	let groups = &world.owner.database().groups[..BLOCK];
	let products = groups.iter().map(|cells| multiply(cells, &blocks).unwrap()).collect();
	let answer = packer.pack(products).unwrap();
	let zero = encrypt(&secret, &[0], &mut rng);
	let diseases = world.catalogue().diseases();
	let mut expected = vec![0; DEGREE];
	for (disease, entry) in diseases.iter().enumerate().take(DEGREE) {
		expected[place(disease / ROWS, disease % ROWS)] = u64::from(entry.total);
	}
	Packed { secret, answer, zero, expected }
}

impl Packed {
	fn scores(&self, sealed: &Ciphertext) -> Vec<u64> {
		let plain = self.secret.try_decrypt(sealed).unwrap();
		Vec::try_decode(&plain, Encoding::poly_at_level(CIPHERTEXT_LEVEL)).unwrap()
	}

	fn hidden(&self, flood_bits: u32) -> Vec<u64> {
		let mut answer = self.answer.clone();
		let mut rng = LibraryRng::seed_from_u64(4);
		hide(&mut answer, &self.zero, flood_bits, &mut rng).unwrap();
		self.scores(&answer)
	}

	/// How many bits the largest noise before flooding has: the answer is multiplied by powers of
	/// two until it no longer decrypts to the multiple.
	fn noise_bits(&self) -> u32 {
		let modulus: f64 = MODULI[..2].iter().map(|q| (*q as f64).log2()).sum();
		let limit = modulus - (2.0 * PLAINTEXT as f64).log2();
		let mut sealed = self.answer.clone();
		let mut expected = self.expected.clone();
		for doubled in 0.. {
			if self.scores(&sealed) != expected {
				// The last multiple that decrypted was 2^(doubled - 1).
				return (limit + 1.0).floor() as u32 - doubled + 1;
			}
			sealed = &sealed + &sealed;
			expected.iter_mut().for_each(|score| *score = *score * 2 % PLAINTEXT);
		}
		unreachable!("the noise doubles each time")
	}
}

#[test]
fn the_noise_leaves_room_for_the_flood() {
	let packed = packed();
	assert_eq!(packed.scores(&packed.answer), packed.expected);
	let bits = packed.noise_bits();
	assert!(bits <= params::NOISE_BITS, "{bits} bits of noise");
	assert_eq!(packed.hidden(FLOOD_BITS), packed.expected);
	// The flood is what limits: with two bits more scores are lost.
	assert_ne!(packed.hidden(FLOOD_BITS + 2), packed.expected);
}

#[test]
fn hiding_changes_the_whole_ciphertext() {
	let packed = packed();
	let mut hidden = packed.answer.clone();
	hide(&mut hidden, &packed.zero, FLOOD_BITS, &mut LibraryRng::seed_from_u64(4)).unwrap();
	let coefficients = |poly: &Poly| {
		let mut poly = poly.clone();
		poly.change_representation(Representation::PowerBasis);
		poly.coefficients().iter().copied().collect::<Vec<u64>>()
	};
	for index in 0..2 {
		let (before, after) = (coefficients(&packed.answer[index]), coefficients(&hidden[index]));
		let same = before.iter().zip(&after).filter(|(a, b)| a == b).count();
		assert_eq!(same, 0);
	}
}

#[test]
fn parameters_are_within_the_security_standard() {
	// HomomorphicEncryption.org, table 1: N = 8,192, classical, 192 bits of security, ternary
	// secret (the strictest row): at most 152 bits.
	let bits: f64 = MODULI.iter().map(|q| (*q as f64).log2()).sum();
	assert!(bits <= 152.0, "{bits}");
	assert_eq!(ring(0).moduli(), MODULI);
	assert!(MODULI.iter().all(|q| q % (2 * DEGREE as u64) == 1));
	// Two noises differ by one bit more than either has, the flood is as wide on both sides.
	let distance = 2f64.powi((params::NOISE_BITS + 1) as i32 - (FLOOD_BITS + 1) as i32);
	assert!(distance * (2 * DEGREE) as f64 <= 2f64.powi(-40));
}
