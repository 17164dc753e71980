//! Packing: many ciphertexts with few useful coefficients become one.
//!
//! A product has its useful coefficients at the multiples of [`BLOCK`]. Two ciphertexts a and b
//! become one with twice as many, a + X^s·b + τ(a − X^s·b), where τ is the automorphism that
//! leaves the useful coefficients of a in place and turns the sign of those that X^s moved; what
//! τ turns and is not useful cancels (Chen, Dai, Kim and Song, "Efficient Homomorphic Conversion
//! Between (Ring) LWE Ciphertexts", ACNS 2021, algorithm 2). After all levels product r has its
//! coefficients at r modulo [`BLOCK`], multiplied by [`BLOCK`], and nothing else is left.

use super::{
	keys::{exponent, rotation},
	params::{ring, BLOCK, CIPHERTEXT_LEVEL, DEGREE, LEVELS},
	QueryError,
};
use fhe::bfv::{Ciphertext, EvaluationKey};
use fhe_math::rq::{traits::TryConvertFrom, Poly, Representation};

/// What packing needs besides the ciphertexts.
pub(super) struct Packer {
	keys: EvaluationKey,
	/// For each level the rotation of τ and X^s.
	levels: Vec<(usize, Poly)>,
}

impl Packer {
	/// With the keys of an asker.
	pub(super) fn new(keys: EvaluationKey) -> Result<Self, QueryError> {
		let levels = (1..=LEVELS).map(|level| Ok((rotation(level), monomial(level)?)));
		Ok(Self { keys, levels: levels.collect::<Result<_, QueryError>>()? })
	}

	/// Packs up to [`BLOCK`] products, in order.
	pub(super) fn pack(&self, products: Vec<Ciphertext>) -> Result<Ciphertext, QueryError> {
		self.merge(products, LEVELS as usize)?.ok_or(QueryError::Unusable)
	}

	/// Packs up to 2^`level` products. The first half of them are those with even places.
	fn merge(
		&self,
		mut products: Vec<Ciphertext>,
		level: usize,
	) -> Result<Option<Ciphertext>, QueryError> {
		let Some(below) = level.checked_sub(1) else { return Ok(products.pop()) };
		let odd = products.split_off(products.len().min(1 << below));
		let Some(even) = self.merge(products, below)? else { return Ok(None) };
		let (rotation, monomial) = self.levels.get(below).ok_or(QueryError::Unusable)?;
		let (sum, difference) = match self.merge(odd, below)? {
			None => (even.clone(), even),
			Some(mut odd) => {
				for poly in odd.iter_mut() {
					*poly *= monomial;
				}
				(&even + &odd, &even - &odd)
			},
		};
		let turned = self
			.keys
			.rotates_columns_by(&difference, *rotation)
			.map_err(|_| QueryError::Unusable)?;
		Ok(Some(&sum + &turned))
	}
}

/// Where the score of a row of product `index` stands once packed. Halves were split by their
/// lowest bit last, so places are the indices with their bits reversed.
pub(super) fn place(index: usize, row: usize) -> usize {
	row * BLOCK + (index.reverse_bits() >> (usize::BITS - LEVELS))
}

/// X^s of a level: N / (exponent − 1).
fn monomial(level: u32) -> Result<Poly, QueryError> {
	let mut coefficients = vec![0u64; DEGREE];
	coefficients[DEGREE / (exponent(level) - 1)] = 1;
	let ring = ring(CIPHERTEXT_LEVEL);
	let mut poly = Poly::try_convert_from(coefficients, ring, true, Representation::PowerBasis)
		.map_err(|_| QueryError::Unusable)?;
	poly.change_representation(Representation::Ntt);
	Ok(poly)
}
