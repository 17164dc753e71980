//! The hot loop: the table times the encrypted vector.
//!
//! A block of terms is a polynomial x(X) = Σ x_j X^j with j below [`BLOCK`]. The row i of a group
//! becomes Σ X^(i·BLOCK − j) over the terms j that the disease has, so that the coefficient of
//! X^(i·BLOCK) in the product of the two is the inner product of row and vector (the coefficient
//! encoding of Huang et al., "Cheetah", USENIX Security 2022, section 3.1). All other coefficients
//! are refuse, which packing removes.
//!
//! Two ways to multiply are mixed. Where a cell of the table has many ones, its polynomial is
//! transformed (NTT) and multiplied point by point; where it has few, the ciphertext's
//! coefficients are added up in shifted places. Terms are in the order of their frequency, so
//! most cells are of the second kind.

use super::{
	database::Cell,
	params::{bfv, ring, BLOCK, CIPHERTEXT_LEVEL, DEGREE, MODULI},
	QueryError,
};
use fhe::bfv::Ciphertext;
use fhe_math::{
	rq::{traits::TryConvertFrom, Poly, Representation},
	zq::Modulus,
};

/// Moduli of a ciphertext.
const LIMBS: usize = MODULI.len() - CIPHERTEXT_LEVEL;
/// Coefficients of a polynomial over all its moduli.
const WIDTH: usize = LIMBS * DEGREE;
/// From this many ones on, a cell is transformed: a transform modulo two primes with its products
/// takes about 2·(13/2 butterflies + 2 products) a coefficient, a one four additions that the
/// compiler vectorises. The result does not depend on it.
const DENSE: usize = 40;
/// Most ones that are added up before the sums are reduced: 2^14 numbers below 2^48 fit 63 bits.
const MAX_SPARSE: usize = 1 << 14;

/// A ciphertext of a query in both forms, already divided by [`BLOCK`] modulo the ciphertext's
/// modulus, since packing multiplies by it.
pub(super) struct Block {
	/// Of each of the two polynomials the coefficients, modulus by modulus.
	plain: [Vec<i64>; 2],
	/// The same transformed.
	transformed: [Vec<u64>; 2],
}

impl Block {
	/// Prepares a ciphertext of two polynomials.
	pub(super) fn new(polys: [Poly; 2]) -> Result<Self, QueryError> {
		let mut block = Self { plain: Default::default(), transformed: Default::default() };
		for (index, mut poly) in polys.into_iter().enumerate() {
			poly.change_representation(Representation::PowerBasis);
			let mut coefficients: Vec<u64> = poly.coefficients().iter().copied().collect();
			for (limb, modulus) in moduli().iter().enumerate() {
				let inverse = modulus.inv(BLOCK as u64).ok_or(QueryError::Unusable)?;
				modulus.scalar_mul_vec(&mut coefficients[limb * DEGREE..][..DEGREE], inverse);
			}
			block.plain[index] = coefficients.iter().map(|c| *c as i64).collect();
			let mut poly = plain_poly(coefficients)?;
			poly.change_representation(Representation::Ntt);
			block.transformed[index] = poly.coefficients().iter().copied().collect();
		}
		Ok(block)
	}
}

/// The product of a group of diseases with the query.
pub(super) fn multiply(cells: &[Cell], blocks: &[Block]) -> Result<Ciphertext, QueryError> {
	let mut dense = [vec![0u128; WIDTH], vec![0u128; WIDTH]];
	let mut sparse = [vec![0i64; WIDTH], vec![0i64; WIDTH]];
	let mut waiting = 0;
	for cell in cells {
		let block = blocks.get(cell.block).ok_or(QueryError::Unusable)?;
		if cell.ones.len() >= DENSE || waiting + cell.ones.len() > MAX_SPARSE {
			let table = transformed(cell)?;
			for (sum, query) in dense.iter_mut().zip(&block.transformed) {
				multiply_add(sum, query, &table);
			}
			continue;
		}
		waiting += cell.ones.len();
		for one in &cell.ones {
			for (sum, query) in sparse.iter_mut().zip(&block.plain) {
				add_shifted(sum, query, place(*one));
			}
		}
	}
	let [dense0, dense1] = dense;
	let [sparse0, sparse1] = sparse;
	let polys = vec![finish(&dense0, &sparse0)?, finish(&dense1, &sparse1)?];
	Ciphertext::new(polys, bfv()).map_err(|_| QueryError::Unusable)
}

/// Where X^(row·BLOCK − column) stands, and whether it is negative: X^N = −1.
fn place((row, column): (u16, u16)) -> (usize, bool) {
	let (start, column) = (usize::from(row) * BLOCK, usize::from(column));
	match start.checked_sub(column) {
		Some(place) => (place, false),
		None => (DEGREE + start - column, true),
	}
}

/// The polynomial of a cell, transformed.
fn transformed(cell: &Cell) -> Result<Vec<u64>, QueryError> {
	let mut coefficients = vec![0i64; DEGREE];
	for one in &cell.ones {
		let (place, negative) = place(*one);
		coefficients[place] = if negative { -1 } else { 1 };
	}
	let representation = Representation::PowerBasis;
	let ring = ring(CIPHERTEXT_LEVEL);
	let mut poly = Poly::try_convert_from(coefficients.as_slice(), ring, true, representation)
		.map_err(|_| QueryError::Unusable)?;
	poly.change_representation(Representation::Ntt);
	Ok(poly.coefficients().iter().copied().collect())
}

/// Adds products of numbers below 2^48; 2^32 of them fit.
fn multiply_add(sum: &mut [u128], left: &[u64], right: &[u64]) {
	for ((sum, left), right) in sum.iter_mut().zip(left).zip(right) {
		*sum = sum.wrapping_add(u128::from(*left).wrapping_mul(u128::from(*right)));
	}
}

/// Adds `query` times plus or minus X^shift, for each modulus.
fn add_shifted(sum: &mut [i64], query: &[i64], (shift, negative): (usize, bool)) {
	for (sum, query) in sum.chunks_exact_mut(DEGREE).zip(query.chunks_exact(DEGREE)) {
		let (wrapped, straight) = sum.split_at_mut(shift);
		let (low, high) = query.split_at(DEGREE - shift);
		if negative {
			subtract(straight, low);
			add(wrapped, high);
		} else {
			add(straight, low);
			subtract(wrapped, high);
		}
	}
}

/// Adds numbers below 2^48, of which [`MAX_SPARSE`] fit. Wrapping, so that it is vectorised.
fn add(sum: &mut [i64], terms: &[i64]) {
	for (sum, term) in sum.iter_mut().zip(terms) {
		*sum = sum.wrapping_add(*term);
	}
}

/// Subtracts likewise.
fn subtract(sum: &mut [i64], terms: &[i64]) {
	for (sum, term) in sum.iter_mut().zip(terms) {
		*sum = sum.wrapping_sub(*term);
	}
}

/// Reduces both sums and adds them, transformed.
fn finish(dense: &[u128], sparse: &[i64]) -> Result<Poly, QueryError> {
	let mut points = Vec::with_capacity(WIDTH);
	let mut coefficients = Vec::with_capacity(WIDTH);
	let limbs = dense.chunks_exact(DEGREE).zip(sparse.chunks_exact(DEGREE));
	for (modulus, (dense, sparse)) in moduli().iter().zip(limbs) {
		points.extend(dense.iter().map(|sum| modulus.reduce_u128(*sum)));
		coefficients.extend(modulus.reduce_vec_i64(sparse));
	}
	let mut poly = plain_poly(coefficients)?;
	poly.change_representation(Representation::Ntt);
	let ring = ring(CIPHERTEXT_LEVEL);
	let dense = Poly::try_convert_from(points, ring, true, Representation::Ntt)
		.map_err(|_| QueryError::Unusable)?;
	poly += &dense;
	Ok(poly)
}

fn plain_poly(coefficients: Vec<u64>) -> Result<Poly, QueryError> {
	let ring = ring(CIPHERTEXT_LEVEL);
	Poly::try_convert_from(coefficients, ring, true, Representation::PowerBasis)
		.map_err(|_| QueryError::Unusable)
}

fn moduli() -> &'static [Modulus] {
	ring(CIPHERTEXT_LEVEL).moduli_operators()
}
