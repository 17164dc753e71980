//! The rows of all holders on shares.

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
	/// The covariates of each row, the constant first.
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
	check_own(mpc, parameters, rows)?;
	let length = |rows: &u32| usize::try_from(*rows).unwrap_or(usize::MAX);
	let lengths: Vec<_> = parameters.rows.iter().map(length).collect();
	let mine: Vec<_> = rows.iter().map(|row| i128::from(row.outcome)).collect();
	let outcomes = share_all(mpc, &mine, &lengths)?;
	check_ranges(mpc, &outcomes, &mine, 1)?;
	// Covariates are shared lifted above zero.
	let side = 1i128 << (COVARIATE_BITS + COVARIATE_WHOLE);
	let mine: Vec<_> =
		rows.iter().flat_map(|row| &row.covariates).map(|x| i128::from(*x) + side).collect();
	let width = plan.size - 1;
	let lengths: Vec<_> = lengths.iter().map(|rows| rows * width).collect();
	let covariates = share_all(mpc, &mine, &lengths)?;
	check_ranges(mpc, &covariates, &mine, COVARIATE_BITS + COVARIATE_WHOLE + 1)?;
	let (side, constant) = (mpc.public(side), mpc.public(1 << COVARIATE_BITS));
	let covariates: Vec<_> =
		covariates.into_iter().flatten().map(|x| mpc.subtract(&x, &side)).collect();
	let with_constant = |row: &[M::Share]| [std::slice::from_ref(&constant), row].concat();
	let rows: Vec<_> = covariates.chunks(width).map(with_constant).collect();
	let outcomes = outcomes.concat();
	let mut blocks = Vec::new();
	for (outcomes, rows) in outcomes.chunks(BLOCK).zip(rows.chunks(BLOCK)) {
		blocks.push(block(mpc, plan.size, outcomes, rows)?);
	}
	Ok(blocks)
}

fn check_own<M: Mpc>(mpc: &M, parameters: &Parameters, rows: &[Row]) -> Result<(), ProgramError> {
	let announced = parameters.rows.get(mpc.me().index()).copied().unwrap_or_default();
	let announced = usize::try_from(announced).unwrap_or(usize::MAX);
	if rows.len() != announced {
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
		None => Ok(()),
	}
}

fn block<M: Mpc>(
	mpc: &mut M,
	size: usize,
	outcomes: &[M::Share],
	rows: &[Vec<M::Share>],
) -> Result<Block<M::Share>, ProgramError> {
	let column = |place: usize| rows.iter().map(|row| row[place].clone()).collect::<Vec<_>>();
	let columns: Vec<_> = (0..size).map(column).collect();
	let (mut left, mut right) = (Vec::new(), Vec::new());
	for (i, j) in (0..size).flat_map(|i| (0..=i).map(move |j| (i, j))) {
		left.extend(columns[i].iter().cloned());
		right.extend(columns[j].iter().cloned());
	}
	let products = mpc.multiply(&left, &right)?;
	let products = products.chunks(rows.len()).map(<[_]>::to_vec).collect();
	Ok(Block { outcomes: outcomes.to_vec(), rows: rows.to_vec(), columns, products })
}

/// Number of cases.
pub(super) fn cases<M: Mpc>(mpc: &M, blocks: &[Block<M::Share>]) -> M::Share {
	sum(mpc, blocks.iter().flat_map(|block| &block.outcomes))
}
