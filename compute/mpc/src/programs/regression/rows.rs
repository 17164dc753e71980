//! The rows of all holders on shares.
//!
//! How many a holder has is not told: it fills up with rows of weight zero to as many as the
//! parameters announce. A row is multiplied by its weight before anything is computed, the constant
//! with it, so that it adds nothing to any sum, whatever its holder put in.

use super::{
	super::{
		common::{check_ranges, share_all, sum},
		ProgramError,
	},
	parameters::Plan,
	Parameters, Row, COVARIATE_BITS, COVARIATE_WHOLE,
};
use crate::Mpc;

/// Rows that are worked on at once.
pub(super) const BLOCK: usize = 1_024;

/// A block of rows.
pub(super) struct Block<S> {
	/// One for a case.
	pub(super) outcomes: Vec<S>,
	/// One for a person, zero for what fills up.
	pub(super) weights: Vec<S>,
	/// The covariates of each row, the constant first; all are zero where the weight is.
	pub(super) rows: Vec<Vec<S>>,
	/// The same by covariate.
	pub(super) columns: Vec<Vec<S>>,
	/// Products of two columns, (0, 0), (1, 0), (1, 1), (2, 0) and so on.
	pub(super) products: Vec<Vec<S>>,
}

/// Shares everybody's rows.
pub(super) fn share<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	rows: &[Row],
) -> Result<Vec<Block<M::Share>>, ProgramError> {
	let announced = check_own(mpc, parameters, rows)?;
	let length = |rows: &u32| usize::try_from(*rows).unwrap_or(usize::MAX);
	let lengths: Vec<_> = parameters.rows.iter().map(length).collect();
	let bits = share_bits(mpc, &lengths, announced, rows)?;
	// Covariates are shared lifted above zero.
	let side = 1i128 << (COVARIATE_BITS + COVARIATE_WHOLE);
	let mut mine: Vec<_> =
		rows.iter().flat_map(|row| &row.covariates).map(|x| i128::from(*x) + side).collect();
	let width = plan.size - 1;
	mine.resize(announced * width, side);
	let lengths: Vec<_> = lengths.iter().map(|rows| rows * width).collect();
	let covariates = share_all(mpc, &mine, &lengths)?;
	check_ranges(mpc, &covariates, &mine, COVARIATE_BITS + COVARIATE_WHOLE + 1)?;
	let side = mpc.public(side);
	let covariates: Vec<_> =
		covariates.into_iter().flatten().map(|x| mpc.subtract(&x, &side)).collect();
	let mut blocks = Vec::new();
	for (bits, covariates) in bits.chunks(BLOCK).zip(covariates.chunks(BLOCK * width)) {
		blocks.push(block(mpc, width, bits, covariates)?);
	}
	Ok(blocks)
}

/// Outcome and weight of everybody's rows; each is proved to be a bit.
fn share_bits<M: Mpc>(
	mpc: &mut M,
	lengths: &[usize],
	announced: usize,
	rows: &[Row],
) -> Result<Vec<[M::Share; 2]>, ProgramError> {
	let mut mine: Vec<_> = rows.iter().flat_map(|row| [i128::from(row.outcome), 1]).collect();
	mine.resize(2 * announced, 0);
	let lengths: Vec<_> = lengths.iter().map(|rows| 2 * rows).collect();
	let lists = share_all(mpc, &mine, &lengths)?;
	check_ranges(mpc, &lists, &mine, 1)?;
	Ok(lists.iter().flat_map(|list| list.as_chunks::<2>().0).cloned().collect())
}

/// Checks this party's rows, and gives how many the parameters announce of it.
fn check_own<M: Mpc>(
	mpc: &M,
	parameters: &Parameters,
	rows: &[Row],
) -> Result<usize, ProgramError> {
	let announced = parameters.rows.get(mpc.me().index()).copied().unwrap_or_default();
	let announced = usize::try_from(announced).unwrap_or(usize::MAX);
	if rows.len() > announced {
		return Err(ProgramError::InputLength { got: rows.len(), announced });
	}
	let side = 1i32 << (COVARIATE_BITS + COVARIATE_WHOLE);
	let inside = |x: &i16| (-side..side).contains(&i32::from(*x));
	let fits = |row: &Row| {
		row.covariates.len() == usize::from(parameters.covariates)
			&& row.covariates.iter().all(inside)
	};
	match rows.iter().position(|row| !fits(row)) {
		Some(index) => Err(ProgramError::InputRange { index }),
		None => Ok(announced),
	}
}

/// The rows of `width` covariates with these outcomes and weights.
fn block<M: Mpc>(
	mpc: &mut M,
	width: usize,
	bits: &[[M::Share; 2]],
	covariates: &[M::Share],
) -> Result<Block<M::Share>, ProgramError> {
	let (outcomes, weights): (Vec<_>, Vec<_>) =
		bits.iter().map(|[outcome, weight]| (outcome.clone(), weight.clone())).unzip();
	let column = |place| covariates.iter().skip(place).step_by(width).cloned();
	let (mut left, mut right) = (outcomes, weights.clone());
	for place in 0..width {
		left.extend(column(place));
		right.extend(weights.iter().cloned());
	}
	let weighted = mpc.multiply(&left, &right)?;
	let (outcomes, covariates) = weighted.split_at(bits.len());
	let constant = weights.iter().map(|weight| mpc.scale(weight, 1 << COVARIATE_BITS)).collect();
	let others = covariates.chunks(bits.len()).map(<[_]>::to_vec);
	let columns: Vec<Vec<_>> = [constant].into_iter().chain(others).collect();
	let row = |place: usize| columns.iter().map(|column| column[place].clone()).collect();
	let rows = (0..bits.len()).map(row).collect();
	let products = products(mpc, &columns)?;
	Ok(Block { outcomes: outcomes.to_vec(), weights, rows, columns, products })
}

/// Products of two columns. A bit is its own square: those with the constant need no multiplication.
fn products<M: Mpc>(
	mpc: &mut M,
	columns: &[Vec<M::Share>],
) -> Result<Vec<Vec<M::Share>>, ProgramError> {
	let pairs = (0..columns.len()).flat_map(|i| (0..=i).map(move |j| (i, j)));
	let (mut left, mut right) = (Vec::new(), Vec::new());
	for (i, j) in pairs.clone().filter(|(_, j)| *j > 0) {
		left.extend(columns[i].iter().cloned());
		right.extend(columns[j].iter().cloned());
	}
	let multiplied = mpc.multiply(&left, &right)?;
	let length = columns.first().map_or(1, Vec::len).max(1);
	let mut multiplied = multiplied.chunks(length);
	let product = |(i, j): (usize, usize)| match j {
		0 => columns[i].iter().map(|x| mpc.scale(x, 1 << COVARIATE_BITS)).collect(),
		_ => multiplied.next().unwrap_or_default().to_vec(),
	};
	Ok(pairs.map(product).collect())
}

/// Number of cases.
pub(super) fn cases<M: Mpc>(mpc: &M, blocks: &[Block<M::Share>]) -> M::Share {
	sum(mpc, blocks.iter().flat_map(|block| &block.outcomes))
}

/// Number of people.
pub(super) fn people<M: Mpc>(mpc: &M, blocks: &[Block<M::Share>]) -> M::Share {
	sum(mpc, blocks.iter().flat_map(|block| &block.weights))
}
