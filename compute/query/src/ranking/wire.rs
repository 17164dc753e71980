//! Polynomials as bytes.
//!
//! A polynomial of a query is its coefficients, modulus by modulus, six little-endian bytes each.
//! One of an answer is the upper 32 of the 48 bits of each coefficient, four bytes: what is cut
//! off is far below the flood.

use super::{
	params::{ring, ANSWER_LEVEL, CIPHERTEXT_LEVEL, DEGREE, KEY_LEVEL, LEVELS, MODULI},
	AnswerError, Catalogue, QueryError,
};
use fhe_math::rq::{traits::TryConvertFrom, Poly, Representation};

/// Bytes of a coefficient of a query.
const COEFFICIENT: usize = 6;
/// Bytes of a coefficient of an answer.
const SHORT: usize = 4;
/// Bits cut off a coefficient of an answer.
const CUT: u32 = 16;
/// Bytes of a seed.
pub(super) const SEED: usize = 32;
/// Digits of a polynomial that is switched: one for each modulus of a ciphertext.
pub(super) const DIGITS: usize = MODULI.len() - CIPHERTEXT_LEVEL;

/// Bytes of a polynomial at `level`.
const fn poly_bytes(level: usize) -> usize {
	(MODULI.len() - level) * DEGREE * COEFFICIENT
}

/// Bytes of a fresh ciphertext: its seed and its first polynomial.
const CIPHERTEXT: usize = SEED + poly_bytes(CIPHERTEXT_LEVEL);
/// Bytes of the keys that packing takes.
const KEYS: usize = LEVELS as usize * (SEED + DIGITS * poly_bytes(KEY_LEVEL));

/// Bytes of the body of a query over `catalogue`: one ciphertext for each block of terms, one
/// of zero for re-randomisation, the keys.
pub fn query_bytes(catalogue: &Catalogue) -> usize {
	(catalogue.blocks() + 1) * CIPHERTEXT + KEYS
}

/// Bytes of the body of an answer over `catalogue`.
pub fn answer_bytes(catalogue: &Catalogue) -> usize {
	catalogue.packs() * 2 * DEGREE * SHORT
}

/// Appends the coefficients of `poly`.
pub(super) fn write(poly: &Poly, out: &mut Vec<u8>) {
	let mut poly = poly.clone();
	poly.change_representation(Representation::PowerBasis);
	for coefficient in poly.coefficients() {
		out.extend_from_slice(&coefficient.to_le_bytes()[..COEFFICIENT]);
	}
}

/// Reads what an asker sent.
pub(super) struct Reader<'b> {
	body: &'b [u8],
	/// Coefficients read so far.
	coefficients: usize,
}

impl<'b> Reader<'b> {
	/// Reads `body`, whose length was checked.
	pub(super) fn new(body: &'b [u8]) -> Self {
		Self { body, coefficients: 0 }
	}

	/// The next seed.
	pub(super) fn seed(&mut self) -> Result<[u8; SEED], QueryError> {
		let (seed, rest) = self.body.split_first_chunk().ok_or(QueryError::Unusable)?;
		self.body = rest;
		Ok(*seed)
	}

	/// The next polynomial, at `level`, by its coefficients.
	pub(super) fn poly(&mut self, level: usize) -> Result<Poly, QueryError> {
		let bytes = self.body.split_off(..poly_bytes(level)).ok_or(QueryError::Unusable)?;
		let mut coefficients = Vec::with_capacity((MODULI.len() - level) * DEGREE);
		for (place, bytes) in bytes.as_chunks::<COEFFICIENT>().0.iter().enumerate() {
			let mut number = [0; 8];
			number[..COEFFICIENT].copy_from_slice(bytes);
			let number = u64::from_le_bytes(number);
			if number >= MODULI[place / DEGREE] {
				return Err(QueryError::Range { coefficient: self.coefficients + place });
			}
			coefficients.push(number);
		}
		self.coefficients += coefficients.len();
		Poly::try_convert_from(coefficients, ring(level), true, Representation::PowerBasis)
			.map_err(|_| QueryError::Unusable)
	}
}

/// Appends the upper bits of the coefficients of `poly`, which is at the level of answers.
pub(super) fn write_short(poly: &Poly, out: &mut Vec<u8>) {
	let mut poly = poly.clone();
	poly.change_representation(Representation::PowerBasis);
	for coefficient in poly.coefficients() {
		out.extend_from_slice(&(coefficient >> CUT).to_le_bytes()[..SHORT]);
	}
}

/// The polynomial that `bytes` stand for, with the middle of what was cut off.
pub(super) fn read_short(bytes: &[u8]) -> Result<Poly, AnswerError> {
	let (chunks, _) = bytes.as_chunks::<SHORT>();
	let whole = |chunk: &[u8; SHORT]| {
		let upper = u64::from(u32::from_le_bytes(*chunk)) << CUT;
		(upper | 1 << (CUT - 1)).min(MODULI[0] - 1)
	};
	let coefficients: Vec<u64> = chunks.iter().map(whole).collect();
	let ring = ring(ANSWER_LEVEL);
	let mut poly = Poly::try_convert_from(coefficients, ring, true, Representation::PowerBasis)
		.map_err(|_| AnswerError::Unusable)?;
	poly.change_representation(Representation::Ntt);
	Ok(poly)
}
