//! A histogram with noise of which every party brings a share, so that nobody ever holds the exact
//! numbers.
//!
//! How many people have a number is not told, either: a party that has fewer than the parameters
//! announce fills up with values that count nowhere. So one person more or less changes one bin by
//! one, and nothing else that anybody sees; docs/protocols/noise.md says what follows.

use super::{
	super::{
		common::{check_ranges, dry_run, fitting, not, share_all},
		receive,
		rounding::round,
		Packet, ProgramError, Progress,
	},
	announced, check_values,
	histogram::{count, HIDDEN},
	parameters::{Plan, MAX_EDGES},
	share, Parameters, Question,
};
use crate::Mpc;

/// Noise of one party for each bin.
#[derive(Clone, Copy)]
pub struct Noise<'a> {
	/// Everybody's noise lies from -2^(`bits` - 1) to below 2^(`bits` - 1); at least one.
	pub bits: u32,
	/// This party's, as many numbers as there are bins.
	pub mine: &'a [i128],
}

impl Parameters {
	/// As [`Parameters::check`], for a histogram with noise.
	pub fn check_noised(&self, parties: usize) -> Result<(), ProgramError> {
		edges(self)?;
		Plan::new(&dry_run(parties)?, self).map(drop)
	}
}

/// The edges of the histogram that is asked for. Other questions have none.
fn edges(parameters: &Parameters) -> Result<&[u64], ProgramError> {
	let most = u64::try_from(MAX_EDGES).unwrap_or(u64::MAX);
	match &parameters.question {
		Question::Histogram { edges } => Ok(edges),
		_ => Err(ProgramError::Parameter { what: "number of edges", got: 0, least: 1, most }),
	}
}

/// Counts the values of all parties, at most as many of each as the parameters announce, and adds
/// the noise of all.
///
/// With a minimum cell of two or more a bin is kept back when its *noised* number is below it, which
/// costs no privacy beside the noise. No other bin has to go with it, because no total is known.
///
/// # Security
///
/// A party's noise is proved to be within its bits, as its values are. That it was drawn as agreed
/// cannot be seen: who brings none, or tells the receiver, counts as one who colludes, and who
/// brings another number moves a bin by at most 2^(bits - 1).
pub fn run_noised<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	values: &[u64],
	noise: Noise<'_>,
	progress: &mut dyn FnMut(Progress),
) -> Result<Packet<()>, ProgramError> {
	let (plan, edges) = plan(mpc, parameters)?;
	let bounds = Bounds::new(mpc, parameters, noise.bits)?;
	let mine = filled(mpc, parameters, values)?;
	let shared = share(mpc, parameters, &plan, &mine)?;
	let mut bins = count(mpc, &plan, &edges, &shared, progress)?;
	// In the last one is who has no number.
	bins.truncate(edges.len());
	add_noise(mpc, &mut bins, noise)?;
	let answer = disclose(mpc, parameters, &bounds, &bins)?;
	Ok(Packet { opened: (), shares: mpc.deliver(&answer)? })
}

/// The plan with room for the value that counts nowhere, two to the power of the bits, and all edges
/// with that one.
pub(super) fn plan<M: Mpc>(
	mpc: &M,
	parameters: &Parameters,
) -> Result<(Plan, Vec<u64>), ProgramError> {
	let asked = edges(parameters)?;
	let plan = Plan::new(mpc, parameters)?;
	let beyond = 1 << plan.bits;
	let edges = asked.iter().map(|edge| (*edge).min(beyond)).chain([beyond]).collect();
	let plan = Plan { bits: plan.bits + 1, ..plan };
	fitting(mpc, "a value", Some(1 << plan.bits))?;
	Ok((plan, edges))
}

/// Between which numbers a bin with noise lies.
struct Bounds {
	least: i128,
	most: i128,
	/// Bits of a difference to the minimum cell.
	bits: u32,
}

impl Bounds {
	fn new<M: Mpc>(mpc: &M, parameters: &Parameters, bits: u32) -> Result<Self, ProgramError> {
		let side = 1u128.checked_shl(bits.saturating_sub(1)).unwrap_or(u128::MAX);
		let parties = u128::try_from(mpc.parties()).unwrap_or(u128::MAX);
		let noise = side.saturating_mul(parties);
		let people: u128 = parameters.values.iter().copied().map(u128::from).sum();
		let most = noise.saturating_add(people);
		let with_cell = most.saturating_add(parameters.minimum_cell.into());
		let bits = fitting(mpc, "a bin with noise", Some(with_cell))?;
		let within = |number: u128| i128::try_from(number).unwrap_or(i128::MAX);
		Ok(Bounds { least: -within(noise), most: within(most), bits })
	}
}

/// This party's values, and what counts nowhere up to as many as the parameters announce.
pub(super) fn filled<M: Mpc>(
	mpc: &M,
	parameters: &Parameters,
	values: &[u64],
) -> Result<Vec<i128>, ProgramError> {
	let announced = announced(mpc, parameters);
	if values.len() > announced {
		return Err(ProgramError::InputLength { got: values.len(), announced });
	}
	check_values(parameters, values)?;
	let mut mine: Vec<_> = values.iter().copied().map(i128::from).collect();
	mine.resize(announced, 1 << parameters.bits);
	Ok(mine)
}

fn add_noise<M: Mpc>(
	mpc: &mut M,
	bins: &mut [M::Share],
	noise: Noise<'_>,
) -> Result<(), ProgramError> {
	let side = 1i128 << noise.bits.saturating_sub(1);
	if noise.mine.len() != bins.len() {
		let (got, announced) = (noise.mine.len(), bins.len());
		return Err(ProgramError::InputLength { got, announced });
	}
	if let Some(index) = noise.mine.iter().position(|noise| !(-side..side).contains(noise)) {
		return Err(ProgramError::InputRange { index });
	}
	let mine: Vec<_> = noise.mine.iter().map(|noise| noise + side).collect();
	let lists = share_all(mpc, &mine, &vec![bins.len(); mpc.parties()])?;
	check_ranges(mpc, &lists, &mine, noise.bits)?;
	let side = mpc.public(side);
	for list in &lists {
		for (bin, noise) in bins.iter_mut().zip(list) {
			*bin = mpc.add(bin, &mpc.subtract(noise, &side));
		}
	}
	Ok(())
}

fn disclose<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	bounds: &Bounds,
	bins: &[M::Share],
) -> Result<Vec<M::Share>, ProgramError> {
	let rounded = round(mpc, bins, parameters.rounding, bounds.least..=bounds.most)?;
	if parameters.minimum_cell < 2 {
		return Ok(rounded);
	}
	let least = mpc.public(parameters.minimum_cell.into());
	let beyond: Vec<_> = bins.iter().map(|bin| mpc.subtract(bin, &least)).collect();
	let below = mpc.negative(&beyond, bounds.bits)?;
	let shown: Vec<_> = below.iter().map(|below| not(mpc, below)).collect();
	let hidden = mpc.public(HIDDEN);
	let above: Vec<_> = rounded.iter().map(|bin| mpc.subtract(bin, &hidden)).collect();
	let products = mpc.multiply(&above, &shown)?;
	Ok(products.iter().map(|product| mpc.add(product, &hidden)).collect())
}

/// The bins that the `packets` of all parties make, in the order of the parties: numbers with noise,
/// which may be negative, and none where the disclosure rule keeps one back.
pub fn read_noised<M: Mpc>(
	parameters: &Parameters,
	packets: &[Packet<()>],
) -> Result<Vec<Option<i64>>, ProgramError> {
	let ((), answer) = receive::<M, _>(packets)?;
	if answer.len() != parameters.question.answers() {
		return Err(ProgramError::Packets);
	}
	let hides = parameters.minimum_cell >= 2;
	let bin = |value: i128| {
		let number = || i64::try_from(value).map_err(|_| ProgramError::Packets);
		(!hides || value != HIDDEN).then(number).transpose()
	};
	answer.into_iter().map(bin).collect()
}
