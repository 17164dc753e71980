//! Parameters of the encryption and its proofs, and what follows from them.
//!
//! A ciphertext modulus is `q = p q'` with `q' = q_0 ... q_4` of five 60-bit primes. The plaintext
//! space is `Z_p[X]/(X^N + 1)` and a plaintext is scaled by exactly `q'` (BFV with a plaintext
//! modulus that divides the ciphertext modulus), so products of plaintexts reduce modulo `p` without
//! an error, and modulo `q'` only the noise is left.
//!
//! - **Hardness**: ternary secrets, `N = 2^14`, `log2 q = 427 <= 438`: at least 128 bits against
//!   classical attacks by the table of the Homomorphic Encryption Standard (Albrecht et al. 2018,
//!   table 1). Errors are centred binomial with 21 + 21 coins: deviation 3.24, at most 21.
//! - **Proofs**: a ciphertext's proof has `rows` repetitions with monomials as challenges, each with
//!   soundness error `1 / 2N`: together `2^-135`. The set-up's proof has 128 repetitions with one
//!   bit each.
//! - **Noise and drowning**: [`Bounds`], checked by tests.

/// `q_0 ... q_4`: the largest primes below `2^60` that are 1 modulo `2^15`.
pub(crate) const PRIMES: [u64; LIMBS] = [
	0x0fff_ffff_fffe_8001,
	0x0fff_ffff_fffd_8001,
	0x0fff_ffff_fffc_0001,
	0x0fff_ffff_fff2_8001,
	0x0fff_ffff_ffe3_8001,
];
/// Primes beside the plaintext's.
pub(crate) const LIMBS: usize = 5;
/// Largest size of an error's coefficient.
pub(crate) const ERROR: i64 = 21;
/// A response's noise is drowned in `2^DROWNING q_1 q_2 q_3 q_4`.
pub(crate) const DROWNING: u32 = 58;
/// Most ciphertexts that one proof covers.
pub(crate) const MOST: usize = 16;
/// Coefficients that mask a ternary secret in a ciphertext's proof are below `2^26` in size.
pub(crate) const MASK_TERNARY: u32 = 26;
/// Coefficients that mask an error in a ciphertext's proof are below `2^31` in size.
pub(crate) const MASK_ERROR: u32 = 31;
/// The same in the set-up's proof.
pub(crate) const SETUP_MASK_TERNARY: u32 = 25;
/// The same in the set-up's proof.
pub(crate) const SETUP_MASK_ERROR: u32 = 30;

/// Sizes of one choice of parameters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Params {
	/// `log2 N`.
	pub(crate) log: u32,
	/// Repetitions in the proof of ciphertexts.
	pub(crate) rows: usize,
	/// Repetitions in the proof of the set-up.
	pub(crate) setup_rows: usize,
}

impl Params {
	/// 128 bits of security.
	pub(crate) const SECURE: Self = Self { log: 14, rows: 9, setup_rows: 128 };

	/// **Insecure**: sizes for tests that run thousands of times.
	#[cfg(any(test, feature = "fuzzing"))]
	pub(crate) const INSECURE_FOR_TESTS: Self = Self { log: 5, rows: 5, setup_rows: 24 };

	/// `N`.
	pub(crate) fn size(&self) -> usize {
		1 << self.log
	}
}

/// Bounds on noise as exponents of two, for a key owner that cheats as far as its proofs allow.
///
/// Each is rounded up; a sum of two terms below `2^k` is below `2^(k+1)`.
#[cfg(test)]
pub(crate) struct Bounds {
	/// Extracted secret key: a difference of two responses.
	pub(crate) secret: u32,
	/// Extracted error of the public key.
	pub(crate) key_error: u32,
	/// Extracted randomness of twice a ciphertext: `N` times a difference of two responses, since
	/// `2 / (X^i - X^j)` has coefficients in {-1, 0, 1} (Benhamouda, Camenisch, Krenn, Lyubashevsky
	/// and Neven, ASIACRYPT 2014, lemma 3.1; TopGear, SAC 2019, section 3).
	pub(crate) randomness: u32,
	/// Extracted errors of twice a ciphertext.
	pub(crate) errors: u32,
	/// Noise of twice a ciphertext: `-e v + e_0 + s e_1`.
	pub(crate) ciphertext: u32,
	/// Noise of a response: the above times a plaintext below `p / 2`, and `-e u`.
	pub(crate) response: u32,
	/// Size of what drowns it.
	pub(crate) drowning: u32,
}

#[cfg(test)]
impl std::fmt::Display for Bounds {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		let Self { secret, key_error, randomness, errors, ciphertext, response, drowning } = self;
		write!(
			f,
			"secret {secret}, error {key_error}, randomness {randomness}, errors {errors}, "
		)?;
		write!(f, "ciphertext {ciphertext}, response {response}, drowning {drowning}")
	}
}

#[cfg(test)]
impl Bounds {
	pub(crate) fn of(params: &Params) -> Self {
		let secret = SETUP_MASK_TERNARY + 1;
		let key_error = SETUP_MASK_ERROR + 1;
		let randomness = params.log + MASK_TERNARY + 1;
		let errors = params.log + MASK_ERROR + 1;
		let products = (params.log + key_error + randomness).max(params.log + secret + errors);
		let ciphertext = products.max(errors) + 2;
		let response = (params.log + 126 + ciphertext).max(params.log + key_error) + 1;
		// The four primes lose less than 2^-12 of 240 bits.
		Self {
			secret,
			key_error,
			randomness,
			errors,
			ciphertext,
			response,
			drowning: 239 + DROWNING,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::authenticated::field::MODULUS;

	#[test]
	fn keep_the_modulus_within_the_standard() {
		let bits: f64 = PRIMES.iter().map(|prime| (*prime as f64).log2()).sum::<f64>()
			+ (MODULUS as f64).log2();
		assert!(bits <= 438.0, "{bits}");
		assert_eq!(Params::SECURE.size(), 16_384);
		assert!(PRIMES.iter().all(|prime| (prime - 1) % (2 << Params::SECURE.log) == 0));
	}

	/// Responses to each other party for a ciphertext's triples: `triples` asks for seven products.
	const RESPONSES: f64 = 7.0;

	#[test]
	fn drown_the_noise_of_all_responses() {
		let (params, bounds) = (Params::SECURE, Bounds::of(&Params::SECURE));
		// The distance of one coefficient is the bound over the drowning's size.
		assert_eq!(bounds.drowning - bounds.response, 68, "{bounds}");
		let distance = |triples: f64, peers: f64| {
			let coefficients = triples * RESPONSES * peers;
			assert_eq!(params.size(), 1 << 14, "as many triples as coefficients");
			coefficients.log2() - 68.0
		};
		let near = |found: f64, stated: f64| (found - stated).abs() < 0.05;
		assert!(near(distance(16_384.0, 1.0), -51.2));
		assert!(near(distance(1e8, 1.0), -38.6) && near(distance(1e8, 6.0), -36.0));
		let stated = "secret 26, error 31, randomness 41, errors 46, ciphertext 88, response 229, \
			drowning 297";
		assert_eq!(bounds.to_string(), stated, "docs/protocols/all-but-one.md states them");
	}

	#[test]
	fn leave_room_to_decrypt() {
		// After the switch to q_0 an honest key has noise 2^58 of drowning, one carry, a rounding,
		// and N / 2 from the rounding that meets the ternary secret.
		let noise = (1u64 << DROWNING) + 2 + (1 << (Params::SECURE.log - 1));
		assert!(noise < PRIMES[0] / 2);
		// Before it, the drowned noise is below q' / 2.
		let bits: f64 = PRIMES.iter().map(|prime| (*prime as f64).log2()).sum();
		assert!(f64::from(239 + DROWNING + 1) < bits - 1.0);
	}

	#[test]
	fn reach_the_soundness_of_proofs() {
		let params = Params::SECURE;
		assert!(params.rows as u32 * (params.log + 1) >= 128);
		assert!(params.setup_rows >= 128);
	}

	#[test]
	fn reject_seldom() {
		let expected = |coefficients: usize, bound: f64, mask: u32| {
			coefficients as f64 * bound / f64::from(mask).exp2()
		};
		let (params, most) = (Params::SECURE, MOST as f64);
		let row = params.rows * params.size();
		let rejects = expected(row, most, MASK_TERNARY)
			+ 2.0 * expected(row, most * ERROR as f64, MASK_ERROR);
		assert!(rejects < 0.15, "{rejects}");
		let row = params.setup_rows * params.size();
		let rejects = 2.0 * expected(row, 1.0, SETUP_MASK_TERNARY)
			+ 3.0 * expected(row, ERROR as f64, SETUP_MASK_ERROR);
		assert!(rejects < 0.3, "{rejects}");
	}
}
