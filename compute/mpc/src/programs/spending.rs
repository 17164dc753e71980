//! What a run spends at most where all parties but one may cheat, whatever the holders bring.
//!
//! Each program runs over a [`Tally`], which counts and computes nothing. It fails as the run would
//! if that compared more values than masks hide, so that nobody begins what cannot end.

use super::{
	association::{self, GenotypeCounts},
	evidence::{self, VariantCounts},
	millionaires,
	order::{self, Noise},
	regression::{self, Row},
	ProgramError,
};
use crate::{Parties, Tally};

/// Of a joint association.
pub fn association(
	parameters: &association::Parameters,
	parties: Parties,
) -> Result<Tally, ProgramError> {
	let mut tally = association::tally(parameters, parties)?;
	let counts = nothing::<GenotypeCounts>(parameters.variants);
	association::run(&mut tally, parameters, &counts, &mut |_| ())?;
	Ok(tally)
}

/// Of evidence on variants.
pub fn evidence(
	parameters: &evidence::Parameters,
	parties: Parties,
) -> Result<Tally, ProgramError> {
	parameters.check(parties.count())?;
	let mut tally = Tally::new(parties);
	let counts = nothing::<VariantCounts>(parameters.variants);
	evidence::run(&mut tally, parameters, &counts, &mut |_| ())?;
	Ok(tally)
}

/// Of an order statistic.
pub fn order(parameters: &order::Parameters, parties: Parties) -> Result<Tally, ProgramError> {
	parameters.check(parties.count())?;
	let mut tally = Tally::new(parties);
	let values = nothing::<u64>(own(&parameters.values, parties));
	order::run(&mut tally, parameters, &values, &mut |_| ())?;
	Ok(tally)
}

/// Of a histogram with noise of so many bits.
pub fn noised_histogram(
	parameters: &order::Parameters,
	bits: u32,
	parties: Parties,
) -> Result<Tally, ProgramError> {
	parameters.check_noised(parties.count())?;
	let mut tally = Tally::new(parties);
	let mine = vec![0; parameters.question.answers()];
	let noise = Noise { bits, mine: &mine };
	order::run_noised(&mut tally, parameters, &[], noise, &mut |_| ())?;
	Ok(tally)
}

/// Of a regression.
pub fn regression(
	parameters: &regression::Parameters,
	parties: Parties,
) -> Result<Tally, ProgramError> {
	parameters.check(parties.count())?;
	let mut tally = Tally::new(parties);
	let covariates = vec![0; usize::from(parameters.covariates)];
	let row = Row { outcome: false, covariates };
	let rows = vec![row; length(own(&parameters.rows, parties))];
	regression::run(&mut tally, parameters, &rows, &mut |_| ())?;
	Ok(tally)
}

/// Of the millionaires' comparison.
pub fn millionaires(
	parameters: &millionaires::Parameters,
	parties: Parties,
) -> Result<Tally, ProgramError> {
	let mut tally = Tally::new(parties);
	millionaires::run(&mut tally, parameters, 0, &mut |_| ())?;
	Ok(tally)
}

/// What a holder announces that is this party.
fn own(announced: &[u32], parties: Parties) -> u32 {
	announced.get(parties.me().index()).copied().unwrap_or_default()
}

fn length(count: u32) -> usize {
	usize::try_from(count).unwrap_or(usize::MAX)
}

/// So many inputs that say nothing.
fn nothing<T: Clone + Default>(count: u32) -> Vec<T> {
	vec![T::default(); length(count)]
}
