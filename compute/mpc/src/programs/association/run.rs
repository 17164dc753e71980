//! An association run at one party.

use super::{
	super::{
		common::{check_ranges, not, share_all, sum},
		rounding::round,
		Packet, ProgramError, Progress,
	},
	limit::open_first,
	parameters::Plan,
	top,
	trend::{fractions, small_cells, Pooled},
	GenotypeCounts, Opened, Parameters, Ratio, Selection,
};
use crate::Mpc;

/// Variants that are worked on at once. It bounds memory and makes rounds few enough.
pub(super) const BLOCK: usize = 2_048;
/// Bits of a number between minus seven and seven.
const COUNT_OF_CELLS: u32 = 4;

/// Finds the variants that `parameters` select; `counts` are this holder's, in the common order.
pub fn run<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	counts: &[GenotypeCounts],
	progress: &mut dyn FnMut(Progress),
) -> Result<Packet<Opened>, ProgramError> {
	let plan = Plan::new(mpc, parameters)?;
	check_own(mpc, parameters, counts)?;
	let found = match parameters.selection {
		Selection::Above { threshold, limit } => {
			above(mpc, parameters, &plan, (threshold, limit), counts, progress)?
		},
		Selection::Top { count } => top::run(mpc, parameters, &plan, count, counts, progress)?,
	};
	let (delivered, cells): (Vec<_>, Vec<_>) = found.into_iter().unzip();
	let cells = round(mpc, &cells.concat(), parameters.rounding, 0..=plan.people.into())?;
	let shares = mpc.deliver(&cells)?;
	Ok(Packet { opened: Opened { delivered }, shares })
}

/// The variants that come out, with their pooled counts.
pub(super) type Found<S> = Vec<(u32, [S; 6])>;

fn check_own<M: Mpc>(
	mpc: &M,
	parameters: &Parameters,
	counts: &[GenotypeCounts],
) -> Result<(), ProgramError> {
	let announced = usize::try_from(parameters.variants).unwrap_or(usize::MAX);
	if counts.len() != announced {
		return Err(ProgramError::InputLength { got: counts.len(), announced });
	}
	let people = parameters.people.get(mpc.me().index()).copied().unwrap_or_default();
	match counts.iter().position(|counts| counts.people() > u64::from(people)) {
		Some(index) => Err(ProgramError::InputRange { index }),
		None => Ok(()),
	}
}

fn above<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	(threshold, limit): (Ratio, u32),
	counts: &[GenotypeCounts],
	progress: &mut dyn FnMut(Progress),
) -> Result<Found<M::Share>, ProgramError> {
	let total = parameters.variants.into();
	let limit = usize::try_from(limit).unwrap_or(usize::MAX);
	let (mut first, mut found) = (0u32, Vec::new());
	for block in counts.chunks(BLOCK) {
		// When the limit is reached nothing comes out of the other variants: nobody looks at them.
		// Units are counted all the same, so that their number tells nothing.
		if found.len() < limit {
			let pooled = pool(mpc, parameters, plan, block)?;
			let passing = passing(mpc, parameters, plan, threshold, &pooled)?;
			let opened = open_first(mpc, &passing, limit - found.len())?;
			let variants = (first..).zip(pooled).zip(opened);
			found.extend(variants.filter(|(_, pass)| *pass == 1).map(|(variant, _)| variant));
		}
		first += u32::try_from(block.len()).unwrap_or(u32::MAX);
		progress(Progress { done: first.into(), total });
	}
	Ok(found)
}

/// One for each variant past the threshold that the disclosure rule lets out.
///
/// A quotient A / B is greater than n / d if n B - d A is negative; where the quotient does not
/// exist both are zero, and the variant does not pass.
fn passing<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	threshold: Ratio,
	pooled: &Pooled<M::Share>,
) -> Result<Vec<M::Share>, ProgramError> {
	let chi = fractions(mpc, pooled)?;
	let differences: Vec<_> = chi
		.denominators
		.iter()
		.zip(&chi.numerators)
		.map(|(denominator, numerator)| {
			let multiple = mpc.scale(denominator, threshold.numerator.into());
			mpc.subtract(&multiple, &mpc.scale(numerator, threshold.denominator.into()))
		})
		.collect();
	let greater = mpc.negative(&differences, plan.comparison)?;
	if parameters.minimum_cell < 2 {
		return Ok(greater);
	}
	let small = small_cells(mpc, plan, parameters.minimum_cell, pooled)?;
	let reasons_against: Vec<_> = small
		.iter()
		.zip(&greater)
		.map(|(small, greater)| mpc.add(small, &not(mpc, greater)))
		.collect();
	Ok(mpc.zero(&reasons_against, COUNT_OF_CELLS)?)
}

/// The sums of all holders' counts of a block of variants.
///
/// Every holder proves that its inputs are counts, of no more people than the parameters announce.
///
/// # Security
///
/// All bounds of a run follow from that, and it is what keeps values small enough for the masks under
/// which they are opened: a count of 2^62 would show the others' counts in its product with them.
pub(super) fn pool<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	block: &[GenotypeCounts],
) -> Result<Pooled<M::Share>, ProgramError> {
	let mut mine: Vec<_> = block.iter().flat_map(GenotypeCounts::cells).map(i128::from).collect();
	let mut lists = share_all(mpc, &mine, &vec![mine.len(); parameters.people.len()])?;
	let mut pooled = vec![mpc.public(0); mine.len()];
	for list in &lists {
		for (sum, count) in pooled.iter_mut().zip(list) {
			*sum = mpc.add(sum, count);
		}
	}
	for (list, people) in lists.iter_mut().zip(&parameters.people) {
		let most = mpc.public((*people).into());
		let rest = |cells: &[M::Share; 6]| mpc.subtract(&most, &sum(mpc, cells));
		let rests: Vec<_> = list.as_chunks::<6>().0.iter().map(rest).collect();
		list.extend(rests);
	}
	let people = parameters.people.get(mpc.me().index()).copied().unwrap_or_default();
	let rest = |counts: &GenotypeCounts| i128::from(people) - i128::from(counts.people());
	mine.extend(block.iter().map(rest));
	check_ranges(mpc, &lists, &mine, plan.input)?;
	Ok(pooled.as_chunks::<6>().0.to_vec())
}

/// For each variant one where the disclosure rule lets it out, if there is a rule.
pub(super) fn allowed<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	pooled: &Pooled<M::Share>,
) -> Result<Option<Vec<M::Share>>, ProgramError> {
	if parameters.minimum_cell < 2 {
		return Ok(None);
	}
	let small = small_cells(mpc, plan, parameters.minimum_cell, pooled)?;
	Ok(Some(mpc.zero(&small, COUNT_OF_CELLS)?))
}
