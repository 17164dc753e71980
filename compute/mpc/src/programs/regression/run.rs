//! A regression at one party.

use super::{
	super::{
		common::{signed_bits, sum, Shares},
		Packet, ProgramError, Progress,
	},
	fixed::{clamp, shift_down},
	influence::is_spread,
	parameters::Plan,
	rows::{cases, people, share, Block},
	sigmoid::{logistic, RESULT_BITS},
	solve::{inverse, symmetric, Matrix, FRACTION, INVERSE_WHOLE, STEPS},
	Parameters, Row, COEFFICIENT_BITS, COVARIATE_BITS, MAX_COEFFICIENT,
};
use crate::{Error, Mpc};

/// Bits behind the point of a probability.
const PROBABILITY: u32 = 20;
/// No step is greater: far from the solution Newton's method may overshoot.
const MAX_STEP: i128 = 4 << COEFFICIENT_BITS;
/// A step no greater than this ends the search, had it gone on.
const SMALL_STEP: i128 = 1 << (COEFFICIENT_BITS - 10);

/// Fits the model to the rows of all holders; `rows` are this holder's, at most as many as the
/// parameters announce.
pub fn run<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	rows: &[Row],
	progress: &mut dyn FnMut(Progress),
) -> Result<Packet<()>, ProgramError> {
	let plan = Plan::new(mpc, parameters)?;
	let blocks = share(mpc, parameters, &plan, rows)?;
	let units = u64::try_from(blocks.len()).unwrap_or(u64::MAX) + u64::from(STEPS);
	let mut now = Progress { done: 0, total: units * u64::from(parameters.iterations) };
	let mut report = || {
		now.done += 1;
		progress(now);
	};
	let mut coefficients = vec![mpc.public(0); plan.size];
	let (mut variances, mut step) = (coefficients.clone(), coefficients.clone());
	for _ in 0..parameters.iterations {
		let (gradient, hessian) = derivatives(mpc, &plan, &blocks, &coefficients, &mut report)?;
		let inverse = inverse(mpc, &hessian, &mut report)?;
		step = newton_step(mpc, &inverse, &gradient)?;
		let moved: Vec<_> = coefficients.iter().zip(&step).map(|(c, s)| mpc.add(c, s)).collect();
		let side = i128::from(MAX_COEFFICIENT) << COEFFICIENT_BITS;
		coefficients = clamp(mpc, &moved, COEFFICIENT_BITS + 6, side)?;
		variances = inverse.iter().enumerate().map(|(i, row)| row[i].clone()).collect();
	}
	let allowed = allowed(mpc, parameters, &plan, &blocks)?;
	let converged = converged(mpc, &step)?;
	let values = [coefficients, variances, vec![converged]].concat();
	let mut values = mpc.multiply(&values, &vec![allowed.clone(); 2 * plan.size + 1])?;
	values.insert(2 * plan.size, allowed);
	Ok(Packet { opened: (), shares: mpc.deliver(&values)? })
}

/// The gradient and the negated Hessian of the log-likelihood at `coefficients`, divided by two to
/// the power of `row_bits`, with [`FRACTION`] bits behind the point.
fn derivatives<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	blocks: &[Block<M::Share>],
	coefficients: &[M::Share],
	report: &mut dyn FnMut(),
) -> Result<(Shares<M>, Matrix<M::Share>), Error> {
	let mut first = vec![mpc.public(0); plan.size];
	let mut second = vec![mpc.public(0); plan.size * (plan.size + 1) / 2];
	for block in blocks {
		let (residuals, weights) = residuals(mpc, block, coefficients)?;
		let gradient = block.columns.iter().map(|column| (&column[..], &residuals[..]));
		let hessian = block.products.iter().map(|product| (&product[..], &weights[..]));
		let sums = mpc.inner_products(&gradient.chain(hessian).collect::<Vec<_>>())?;
		for (total, sum) in first.iter_mut().chain(&mut second).zip(&sums) {
			*total = mpc.add(total, sum);
		}
		report();
	}
	let behind = COVARIATE_BITS + PROBABILITY + plan.row_bits;
	let gradient = shift_to(mpc, &first, plan.gradient, behind)?;
	let behind = 2 * COVARIATE_BITS + 2 * PROBABILITY + plan.row_bits;
	let triangle = shift_to(mpc, &second, plan.hessian, behind)?;
	Ok((gradient, symmetric(&triangle, plan.size)))
}

/// `values` of `width` bits, `behind` of them behind the point, with [`FRACTION`] behind it.
pub(super) fn shift_to<M: Mpc>(
	mpc: &mut M,
	values: &[M::Share],
	width: u32,
	behind: u32,
) -> Result<Vec<M::Share>, Error> {
	match behind.checked_sub(FRACTION) {
		Some(shift) => shift_down(mpc, values, width, shift),
		None => Ok(values.iter().map(|v| mpc.scale(v, 1 << (FRACTION - behind))).collect()),
	}
}

/// Outcome less probability p, and p (1 - p), of each row, with 20 and 40 bits behind the point. What
/// they are where the weight is zero does not matter: columns and products are zero there.
fn residuals<M: Mpc>(
	mpc: &mut M,
	block: &Block<M::Share>,
	coefficients: &[M::Share],
) -> Result<(Shares<M>, Shares<M>), Error> {
	let pairs: Vec<_> = block.rows.iter().map(|row| (&row[..], coefficients)).collect();
	let arguments = mpc.inner_products(&pairs)?;
	let shift = RESULT_BITS - PROBABILITY;
	let half = mpc.public(1 << (shift - 1));
	let probabilities: Vec<_> =
		logistic(mpc, &arguments)?.iter().map(|p| mpc.add(p, &half)).collect();
	let probabilities = shift_down(mpc, &probabilities, RESULT_BITS + 2, shift)?;
	let one = mpc.public(1 << PROBABILITY);
	let rests: Vec<_> = probabilities.iter().map(|p| mpc.subtract(&one, p)).collect();
	let weights = mpc.multiply(&probabilities, &rests)?;
	let residual = |(outcome, p): (&M::Share, &M::Share)| {
		mpc.subtract(&mpc.scale(outcome, 1 << PROBABILITY), p)
	};
	Ok((block.outcomes.iter().zip(&probabilities).map(residual).collect(), weights))
}

/// The inverse times the gradient, with the bits of a coefficient.
fn newton_step<M: Mpc>(
	mpc: &mut M,
	inverse: &Matrix<M::Share>,
	gradient: &[M::Share],
) -> Result<Vec<M::Share>, Error> {
	let pairs: Vec<_> = inverse.iter().map(|row| (&row[..], gradient)).collect();
	let products = mpc.inner_products(&pairs)?;
	// Eight terms of a gradient below 8 and an inverse.
	let whole = INVERSE_WHOLE + 3 + 3 + 2;
	let steps = shift_down(mpc, &products, 2 * FRACTION + whole, 2 * FRACTION - COEFFICIENT_BITS)?;
	clamp(mpc, &steps, COEFFICIENT_BITS + whole, MAX_STEP)
}

/// One if all of `step` is small.
fn converged<M: Mpc>(mpc: &mut M, step: &[M::Share]) -> Result<M::Share, Error> {
	let most = mpc.public(SMALL_STEP);
	let room: Vec<_> =
		step.iter().flat_map(|s| [mpc.subtract(&most, s), mpc.add(&most, s)]).collect();
	let large = mpc.negative(&room, COEFFICIENT_BITS + 4)?;
	let number = sum(mpc, &large);
	single(mpc.zero(&[number], 6)?)
}

/// One if there are cases and others enough, and people for all coefficients, and no row weighs too
/// much among them.
fn allowed<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	blocks: &[Block<M::Share>],
) -> Result<M::Share, Error> {
	let minimum = i128::from(parameters.minimum_cell);
	let (cases, people) = (cases(mpc, blocks), people(mpc, blocks));
	let others = mpc.subtract(&people, &cases);
	let (least, needed) = (mpc.public(minimum), mpc.public(plan.needed.into()));
	let room = [
		mpc.subtract(&cases, &least),
		mpc.subtract(&others, &least),
		mpc.subtract(&people, &needed),
	];
	let few = mpc.negative(&room, plan.count_bits())?;
	let number = sum(mpc, &few);
	let most = u128::try_from(few.len()).unwrap_or(u128::MAX);
	let enough = mpc.zero(&[number], signed_bits(most))?;
	if parameters.minimum_cell < 2 {
		return single(enough);
	}
	let spread = is_spread(mpc, parameters.minimum_cell, plan, blocks)?;
	single(mpc.multiply(&enough, &[spread])?)
}

pub(super) fn single<S>(shares: Vec<S>) -> Result<S, Error> {
	let count = shares.len();
	let wrong = Error::Lengths { what: "one result", left: count, right: 1 };
	shares.into_iter().next().ok_or(wrong)
}
