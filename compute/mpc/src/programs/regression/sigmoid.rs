//! The logistic function on shares.

use super::{
	super::common::{not, signed_bits, sum, Shares},
	fixed::weighted,
	sigmoid_table::PIECES,
	COEFFICIENT_BITS, COVARIATE_BITS,
};
use crate::{Error, Mpc};

/// Bits behind the point of the argument.
pub(super) const ARGUMENT_BITS: u32 = COVARIATE_BITS + COEFFICIENT_BITS;
/// The argument's magnitude is below two to this power: eight covariates of at most 8 with
/// coefficients of at most 16.
const ARGUMENT_WHOLE: u32 = 10;
/// Bits behind the point of the result.
pub(super) const RESULT_BITS: u32 = 40;
/// Half the width of what the pieces cover.
const SIDE: i128 = 8;
/// Bits of the place within a piece.
const PLACE: usize = 10;
/// A piece is a quarter wide.
const PIECE: usize = 28;

/// A probability for each argument, with [`RESULT_BITS`] bits behind the point.
///
/// The argument is taken apart into bits once. Those from 1/4 to 8 name the piece, the ten below
/// say where in it, and the others whether it is beyond the pieces, where the result is zero or one:
/// eight is where the logistic function is 0.0003 off either.
///
/// The error is below 2^-12 at the seam and below 2^-14 elsewhere.
pub(super) fn logistic<M: Mpc>(
	mpc: &mut M,
	arguments: &[M::Share],
) -> Result<Vec<M::Share>, Error> {
	// Lifted, the pieces begin at 2^(WHOLE + 1); the least bit that counts is rounded to.
	let lift = (1i128 << (ARGUMENT_WHOLE + 1)) + SIDE;
	let half = 1i128 << (PIECE - PLACE - 1);
	let offset = mpc.public((lift << ARGUMENT_BITS) + half);
	let lifted: Vec<_> = arguments.iter().map(|value| mpc.add(value, &offset)).collect();
	let bits = mpc.bits(&lifted, ARGUMENT_BITS + ARGUMENT_WHOLE + 2)?;
	let (inside, above) = ends(mpc, &bits)?;
	let high = one_hot(mpc, &bits, PIECE + 3, Some(&inside))?;
	let low = one_hot(mpc, &bits, PIECE, None)?;
	let coefficients = coefficients(mpc, &high, &low)?;
	let places: Vec<_> =
		bits.iter().map(|bits| weighted(mpc, &bits[PIECE - PLACE..PIECE])).collect();
	let squares = mpc.multiply(&places, &places)?;
	let powers: Vec<_> = places.into_iter().zip(squares).map(|(t, square)| [t, square]).collect();
	let pairs: Vec<_> =
		coefficients.iter().zip(&powers).map(|(c, powers)| (&c[1..], &powers[..])).collect();
	let curved = mpc.inner_products(&pairs)?;
	let mut results = Vec::with_capacity(curved.len());
	for ((curved, [constant, ..]), above) in curved.iter().zip(&coefficients).zip(&above) {
		let one = mpc.scale(above, 1 << RESULT_BITS);
		results.push(mpc.add(&mpc.add(curved, constant), &one));
	}
	Ok(results)
}

/// Whether each argument lies on a piece, and whether it lies above all.
fn ends<M: Mpc>(mpc: &mut M, bits: &[Vec<M::Share>]) -> Result<(Shares<M>, Shares<M>), Error> {
	// Above the six bits of a piece: seven bits that are zero inside, then one that is set from
	// the first piece on.
	let over: Vec<_> = bits.iter().map(|bits| sum(mpc, &bits[PIECE + 6..PIECE + 13])).collect();
	let reached: Vec<_> = bits.iter().map(|bits| bits[PIECE + 13].clone()).collect();
	let within = mpc.zero(&over, signed_bits(7))?;
	let inside = mpc.multiply(&reached, &within)?;
	let above = reached.iter().zip(&inside).map(|(r, inside)| mpc.subtract(r, inside)).collect();
	Ok((inside, above))
}

/// One for the number that the three bits from `from` make and zero for the seven others, times
/// `root` if there is one.
fn one_hot<M: Mpc>(
	mpc: &mut M,
	bits: &[Vec<M::Share>],
	from: usize,
	root: Option<&[M::Share]>,
) -> Result<Vec<Vec<M::Share>>, Error> {
	let mut found: Vec<Vec<M::Share>> = match root {
		Some(root) => root.iter().map(|root| vec![root.clone()]).collect(),
		None => {
			let top = bits.iter().map(|bits| &bits[from + 2]);
			top.map(|bit| vec![not(mpc, bit), bit.clone()]).collect()
		},
	};
	let left = if root.is_some() { 3 } else { 2 };
	for place in (from..from + left).rev() {
		let (mut entries, mut factors) = (Vec::new(), Vec::new());
		for (found, bits) in found.iter().zip(bits) {
			entries.extend(found.iter().cloned());
			factors.extend(vec![bits[place].clone(); found.len()]);
		}
		let ones = mpc.multiply(&entries, &factors)?;
		let width = found.first().map_or(1, Vec::len);
		for (found, ones) in found.iter_mut().zip(ones.chunks(width)) {
			let split =
				|(entry, one): (&M::Share, &M::Share)| [mpc.subtract(entry, one), one.clone()];
			*found = found.iter().zip(ones).flat_map(split).collect();
		}
	}
	Ok(found)
}

/// The coefficients of each argument's piece, which `high` and `low` name by eights and ones.
fn coefficients<M: Mpc>(
	mpc: &mut M,
	high: &[Vec<M::Share>],
	low: &[Vec<M::Share>],
) -> Result<Vec<[M::Share; 3]>, Error> {
	let row = |low: &[M::Share], eight: usize, degree: usize| {
		let pieces = &PIECES[8 * eight..8 * eight + 8];
		let terms = low.iter().zip(pieces);
		terms.fold(mpc.public(0), |sum, (bit, piece)| mpc.add(&sum, &mpc.scale(bit, piece[degree])))
	};
	let rows: Vec<Vec<_>> = low
		.iter()
		.flat_map(|low| (0..3).map(move |degree| (low, degree)))
		.map(|(low, degree)| (0..8).map(|eight| row(low, eight, degree)).collect())
		.collect();
	let thrice = high.iter().flat_map(|high| [high, high, high]);
	let pairs: Vec<_> = thrice.zip(&rows).map(|(high, row)| (&high[..], &row[..])).collect();
	Ok(mpc.inner_products(&pairs)?.as_chunks::<3>().0.to_vec())
}

#[cfg(test)]
mod tests {
	use super::{super::super::common::tests::dealer, *};

	#[test]
	fn follows_the_logistic_function() {
		let mut mpc = dealer(vec![vec![]; 2]);
		let unit = (1i64 << ARGUMENT_BITS) as f64;
		let wide = [-1023.9, -100.0, -8.001, 8.001, 16.5, 100.0, 1023.9];
		let all: Vec<_> = (-8000..8000).map(|x| f64::from(x) / 1000.0).chain(wide).collect();
		let fixed: Vec<_> = all.iter().map(|x| (x * unit) as i128).collect();
		let found = logistic(&mut mpc, &fixed).expect("it runs");
		for (x, found) in all.iter().zip(found) {
			let wanted = 1.0 / (1.0 + (-x).exp());
			let error = found as f64 / (RESULT_BITS as f64).exp2() - wanted;
			let most = if x.abs() < 7.99 { 2f64.powi(-14) } else { 2f64.powi(-11) };
			assert!(error.abs() < most, "{x}: {error}");
			assert!((0..=1 << RESULT_BITS).contains(&found), "{x}");
		}
	}
}
