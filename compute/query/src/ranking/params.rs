//! Parameters of BFV, and why they are safe and sufficient.
//!
//! | | value |
//! |---|---|
//! | degree N | 8,192 |
//! | moduli q0, q1 of ciphertexts, p of key switching | 48 bits each |
//! | plaintext modulus t | 1,032,193 |
//! | secret and noise | centred binomial, variance 10 |
//!
//! **Security.** The largest modulus under which anything is encrypted is q0·q1·p, 144 bits. The
//! table of the Homomorphic Encryption Standard (Albrecht et al., 2018, table 1) allows 218 bits
//! at N = 8,192 for 128 bits of security against classical attacks, and 152 for 192 bits, with a
//! ternary secret, the weakest one it lists; the one here has the distribution of the noise.
//!
//! **Range.** Scores are sums of weights below t. [`super::RankingDatabase`] refuses a disease
//! whose weights do not fit (the heaviest of the 2025 release has about 750,000).
//!
//! **Noise.** A score decrypts if the noise stays below q0·q1/2t = 2^75.02. Before flooding it is
//! below 2^[`NOISE_BITS`], which the tests measure for the heaviest query there is, one that asks
//! for every term at once: each of 8 levels of packing adds the noise of key switching, and each
//! doubles what came before. The product adds less: at most 32 diseases × their terms × fresh
//! noise, centred.
//!
//! **Flooding.** The owner adds a number between minus and plus 2^[`FLOOD_BITS`], uniform, to each
//! coefficient. The noise of two answers with the same scores differs by at most 2^20, so one
//! coefficient tells them apart with an advantage of at most 2^20 / 2^75, and the 2·8,192 of an
//! answer with at most 2^-41. Flooding, and a fresh encryption of zero, come after the packing, so
//! that all that follows is public. The flood is half of what may be added; of the other half,
//! cutting coefficients for transport takes 2^-4.6 (one standard deviation).

use fhe::bfv::{BfvParameters, BfvParametersBuilder};
use fhe_math::rq::Context;
use std::sync::{Arc, OnceLock};

/// Coefficients of a polynomial.
pub const DEGREE: usize = 8_192;
/// Ciphertext moduli and, last, the one for key switching: the largest primes below 2^48 that are
/// one modulo 2·[`DEGREE`].
pub const MODULI: [u64; 3] = [0xffff_ffff_c001, 0xffff_fffd_8001, 0xffff_fffa_0001];
/// Plaintext modulus.
pub const PLAINTEXT: u64 = 1_032_193;
/// Variance of secret and noise.
pub const VARIANCE: usize = 10;
/// Terms in a query ciphertext; a product serves [`ROWS`] diseases.
pub const BLOCK: usize = 256;
/// Diseases in one product.
pub const ROWS: usize = DEGREE / BLOCK;
/// Levels of packing: [`BLOCK`] products become one ciphertext.
pub const LEVELS: u32 = BLOCK.ilog2();
/// Bits of the noise before flooding.
pub const NOISE_BITS: u32 = 19;
/// The flood is uniform between minus and plus two to this.
pub const FLOOD_BITS: u32 = 74;

/// Level of ciphertexts: without the modulus of key switching.
pub(super) const CIPHERTEXT_LEVEL: usize = 1;
/// Level of the keys.
pub(super) const KEY_LEVEL: usize = 0;
/// Level of answers: the first modulus alone.
pub(super) const ANSWER_LEVEL: usize = 2;

/// The parameters, made once.
pub(super) fn bfv() -> &'static Arc<BfvParameters> {
	static PARAMETERS: OnceLock<Arc<BfvParameters>> = OnceLock::new();
	PARAMETERS.get_or_init(|| {
		BfvParametersBuilder::new()
			.set_degree(DEGREE)
			.set_plaintext_modulus(PLAINTEXT)
			.set_moduli(&MODULI)
			.set_variance(VARIANCE)
			.build_arc()
			.expect("the parameters are constants that every test builds")
	})
}

/// The ring at `level`.
pub(super) fn ring(level: usize) -> &'static Arc<Context> {
	bfv().context_at_level(level).expect("there are three levels")
}
