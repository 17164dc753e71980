//! What a run spends at most.

use super::{limit, parameters::Plan, top, Parameters, Selection};
use crate::programs::ProgramError;
use crate::{Parties, Tally};

/// A count in which a run spends the most that it can, whatever the counts of the holders are.
///
/// A run goes on by what it opened. Above a threshold the last variant that may come out is the last
/// of all; the search for the top finds its threshold with its last probe, and then ties.
pub(in crate::programs) fn tally(
	parameters: &Parameters,
	parties: Parties,
) -> Result<Tally, ProgramError> {
	let plan = Plan::new(&Tally::new(parties), parameters)?;
	Ok(match parameters.selection {
		Selection::Above { limit, .. } => limit::tally(parties, parameters.variants, limit)?,
		Selection::Top { count } => Tally::opening(parties, top::longest_search(&plan, count), 0),
	})
}
