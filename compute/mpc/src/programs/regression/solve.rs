//! The inverse of a small positive matrix on shares.

use super::fixed::shift_down;
use crate::{Error, Mpc};

/// Bits behind the point of matrix entries.
pub(super) const FRACTION: u32 = 26;
/// Steps of the iteration.
pub(super) const STEPS: u32 = 20;
/// The first guess is two to the power of minus this.
const FIRST: u32 = 7;
/// Bits before the point of an inverse's entry: each step at most doubles the first guess.
pub(super) const INVERSE_WHOLE: u32 = STEPS - FIRST;

/// A square matrix by rows.
pub(super) type Matrix<S> = Vec<Vec<S>>;

/// The symmetric matrix with these entries, (0, 0), (1, 0), (1, 1), (2, 0) and so on.
pub(super) fn symmetric<S: Clone>(triangle: &[S], size: usize) -> Matrix<S> {
	let entry = |i: usize, j: usize| {
		let (i, j) = (i.max(j), i.min(j));
		triangle[i * (i + 1) / 2 + j].clone()
	};
	(0..size).map(|i| (0..size).map(|j| entry(i, j)).collect()).collect()
}

/// The inverse of a symmetric matrix whose eigenvalues lie between 0 and 128, with [`FRACTION`] bits
/// behind the point, as accurate as they allow where the eigenvalues are above 2^-9.
///
/// Z <- Z (2 - H Z), the iteration of G. Schulz (Z. angew. Math. Mech. 13 (1933) 57), from
/// Z = 2^-7: it needs no division, and 1 - H Z squares in every step, beginning below one.
pub(super) fn inverse<M: Mpc>(
	mpc: &mut M,
	matrix: &Matrix<M::Share>,
	progress: &mut dyn FnMut(),
) -> Result<Matrix<M::Share>, Error> {
	let mut inverse = identity(mpc, matrix.len(), 1 << (FRACTION - FIRST));
	for _ in 0..STEPS {
		// H Z has eigenvalues up to one, and a rounding error below that.
		let product = product(mpc, matrix, &inverse, 2 * FRACTION + 3)?;
		let two = identity(mpc, matrix.len(), 2 << FRACTION);
		let rest: Matrix<_> = two
			.iter()
			.zip(&product)
			.map(|(two, row)| two.iter().zip(row).map(|(a, b)| mpc.subtract(a, b)).collect())
			.collect();
		inverse = self::product(mpc, &inverse, &rest, 2 * FRACTION + INVERSE_WHOLE + 3)?;
		progress();
	}
	Ok(inverse)
}

/// `value` on the diagonal.
fn identity<M: Mpc>(mpc: &M, size: usize, value: i128) -> Matrix<M::Share> {
	let entry = |(row, column)| mpc.public(if row == column { value } else { 0 });
	(0..size).map(|row| (0..size).map(|column| entry((row, column))).collect()).collect()
}

/// The product of two matrices, whose entries before rounding have at most `width` bits.
pub(super) fn product<M: Mpc>(
	mpc: &mut M,
	left: &Matrix<M::Share>,
	right: &Matrix<M::Share>,
	width: u32,
) -> Result<Matrix<M::Share>, Error> {
	let size = left.len();
	let column = |place: usize| right.iter().map(|row| row[place].clone()).collect::<Vec<_>>();
	let columns: Vec<_> = (0..size).map(column).collect();
	let pairs: Vec<_> =
		left.iter().flat_map(|row| columns.iter().map(|c| (&row[..], &c[..]))).collect();
	let entries = mpc.inner_products(&pairs)?;
	let entries = shift_down(mpc, &entries, width, FRACTION)?;
	Ok(entries.chunks(size).map(<[_]>::to_vec).collect())
}

#[cfg(test)]
mod tests {
	use super::{super::super::common::tests::dealer, *};

	#[test]
	fn inverts() {
		let mut mpc = dealer(vec![vec![]; 2]);
		let unit = f64::from(1u32 << FRACTION);
		for (a, b, c) in [(0.25, 0.0, 0.25), (16.0, 1.0, 0.1), (0.2, -0.19, 0.2), (0.004, 0.0, 1.0)]
		{
			let fixed = |x: f64| (x * unit) as i128;
			let matrix = vec![vec![fixed(a), fixed(b)], vec![fixed(b), fixed(c)]];
			let found = inverse(&mut mpc, &matrix, &mut || ()).expect("it runs");
			let determinant = a * c - b * b;
			let wanted = [c, -b, -b, a].map(|entry| entry / determinant);
			for (found, wanted) in found.concat().into_iter().zip(wanted) {
				let error = (found as f64 / unit - wanted).abs();
				assert!(error < 1e-4 * wanted.abs().max(1.0), "{found} {wanted}");
			}
		}
	}
}
