//! Whether a row weighs so much in a model that the model tells of this row.
//!
//! The leverage of a row x among rows X is x (XᵀX)^-1 xᵀ (D. C. Hoaglin and R. E. Welsch, The
//! American Statistician 32 (1978) 17): one for a row that is alone in some direction, and 1 / n for
//! one of n equal ones that are. It is taken among the rows with the same outcome. Where a covariate
//! has two values it is one over the number of people in that cell of the fourfold table, which a
//! model would otherwise tell exactly.

use super::{
	super::common::{signed_bits, sum, Shares},
	parameters::Plan,
	rows::Block,
	run::{shift_to, single},
	solve::{inverse, product, symmetric, Matrix, FRACTION, INVERSE_WHOLE},
	COVARIATE_BITS, COVARIATE_WHOLE,
};
use crate::{Error, Mpc};

/// An inverse counts as accurate if its product with the matrix differs from one by no more than two
/// to the power of minus this; so much more leverage is let pass.
const ACCURACY: u32 = 10;
/// Sums of squares are divided by two to the power of this, so that the eigenvalues of the matrix
/// are as small as those of the second derivatives.
const QUARTER: u32 = 2;

/// One if every row has a leverage of at most one over the minimum cell among the cases or the
/// others, whichever it belongs to, and the covariates vary enough among both to tell.
pub(super) fn is_spread<M: Mpc>(
	mpc: &mut M,
	minimum_cell: u32,
	plan: &Plan,
	blocks: &[Block<M::Share>],
) -> Result<M::Share, Error> {
	let (others, cases) = squares(mpc, plan, blocks)?;
	let (others, mut against) = inverted(mpc, plan, &others)?;
	let (cases, bad) = inverted(mpc, plan, &cases)?;
	against.extend(bad);
	let unit = 1i128 << (2 * COVARIATE_BITS + FRACTION + QUARTER + plan.row_bits);
	let limit = mpc.public((unit + (unit >> ACCURACY)) / i128::from(minimum_cell));
	for block in blocks {
		let leverages = leverages(mpc, block, (&others, &cases))?;
		let room: Vec<_> = leverages.iter().map(|own| mpc.subtract(&limit, own)).collect();
		// At most eight numbers of which one is 1 and the others are below 8, and their products.
		let width = 2 * COVARIATE_BITS + 12 + FRACTION + INVERSE_WHOLE + 2;
		let heavy = mpc.negative(&room, width)?;
		against.push(sum(mpc, &heavy));
	}
	let against = sum(mpc, &against);
	// At most one a row, and two for each entry of two matrices.
	let most = u128::from(plan.rows) + 4 * 64;
	single(mpc.zero(&[against], signed_bits(most))?)
}

/// XᵀX over the others and over the cases, as triangles.
fn squares<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	blocks: &[Block<M::Share>],
) -> Result<(Shares<M>, Shares<M>), Error> {
	let mut others = vec![mpc.public(0); plan.size * (plan.size + 1) / 2];
	let mut cases = others.clone();
	for block in blocks {
		let pairs = block.products.iter().map(|product| (&product[..], &block.outcomes[..]));
		let found = mpc.inner_products(&pairs.collect::<Vec<_>>())?;
		for (place, found) in found.iter().enumerate() {
			let all = sum(mpc, &block.products[place]);
			cases[place] = mpc.add(&cases[place], found);
			others[place] = mpc.add(&others[place], &mpc.subtract(&all, found));
		}
	}
	Ok((others, cases))
}

/// The inverse of XᵀX divided by two to the power of [`QUARTER`] and `row_bits`, as a triangle in
/// which the two entries beside the diagonal are one, and for each entry of what should be the unit
/// matrix, two bits whether it is off, up or down.
fn inverted<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	squares: &[M::Share],
) -> Result<(Shares<M>, Shares<M>), Error> {
	let greatest = u128::from(plan.rows) << (2 * (COVARIATE_BITS + COVARIATE_WHOLE));
	let behind = 2 * COVARIATE_BITS + QUARTER + plan.row_bits;
	let squares = shift_to(mpc, squares, signed_bits(greatest), behind)?;
	let matrix = symmetric(&squares, plan.size);
	let inverse = inverse(mpc, &matrix, &mut || ())?;
	let product = product(mpc, &matrix, &inverse, 2 * FRACTION + 3)?;
	let off = off_one(mpc, &product)?;
	let entry = |i: usize, j: usize| match i == j {
		true => inverse[i][i].clone(),
		false => mpc.add(&inverse[i][j], &inverse[j][i]),
	};
	let triangle = (0..plan.size).flat_map(|i| (0..=i).map(move |j| (i, j)));
	Ok((triangle.map(|(i, j)| entry(i, j)).collect(), off))
}

fn off_one<M: Mpc>(mpc: &mut M, product: &Matrix<M::Share>) -> Result<Shares<M>, Error> {
	let one = mpc.public(1 << FRACTION);
	let most = mpc.public(1 << (FRACTION - ACCURACY));
	let mut room = Vec::new();
	for (i, row) in product.iter().enumerate() {
		for (j, entry) in row.iter().enumerate() {
			let off = if i == j { mpc.subtract(entry, &one) } else { entry.clone() };
			room.extend([mpc.subtract(&most, &off), mpc.add(&most, &off)]);
		}
	}
	mpc.negative(&room, FRACTION + 4)
}

/// The leverage of each row by the inverse for the others, or for the cases if it is one.
fn leverages<M: Mpc>(
	mpc: &mut M,
	block: &Block<M::Share>,
	(others, cases): (&[M::Share], &[M::Share]),
) -> Result<Shares<M>, Error> {
	let of = |row: usize| block.products.iter().map(move |products| products[row].clone());
	let rows: Vec<Vec<_>> = (0..block.outcomes.len()).map(|row| of(row).collect()).collect();
	let pairs = rows.iter().flat_map(|row| [(&row[..], others), (&row[..], cases)]);
	let found = mpc.inner_products(&pairs.collect::<Vec<_>>())?;
	let found = found.as_chunks::<2>().0;
	let further: Vec<_> = found.iter().map(|[other, case]| mpc.subtract(case, other)).collect();
	let further = mpc.multiply(&further, &block.outcomes)?;
	Ok(found.iter().zip(&further).map(|([other, _], more)| mpc.add(other, more)).collect())
}
