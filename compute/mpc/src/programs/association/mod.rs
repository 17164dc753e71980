//! Joint association: which variants are commoner among cases than among controls, over the people
//! of all holders.
//!
//! Each holder inputs, for every variant, how many of its cases and controls have zero, one and two
//! copies. The counts are added under the protocol, the Armitage trend test is computed as a
//! fraction, and only the variants that the [`Selection`] names come out: their indices to all
//! parties, their pooled counts to the receiver, who computes the statistics from them
//! ([`Statistics`]). No count of a single holder, and nothing of any other variant, is opened.

mod limit;
mod parameters;
pub mod plain;
mod run;
mod spending;
mod statistics;
#[cfg(test)]
mod tests;
mod top;
mod trend;

pub use parameters::{Parameters, Ratio, Selection, MAX_MINIMUM_CELL, MAX_PEOPLE, MAX_RESULTS};
pub use run::run;
pub(super) use spending::tally;
pub use statistics::Statistics;

use super::{receive, Packet, ProgramError};
use crate::Mpc;
use codec::{Decode, Encode, MaxEncodedLen};

/// People by genotype at one variant: those with zero, one and two copies of the alternate allele.
/// Who has no complete diploid genotype there is in none.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq)]
pub struct GenotypeCounts {
	/// Among the cases.
	pub cases: [u32; 3],
	/// Among the controls.
	pub controls: [u32; 3],
}

impl GenotypeCounts {
	/// The six counts, cases first.
	pub fn cells(&self) -> [u32; 6] {
		let ([r0, r1, r2], [s0, s1, s2]) = (self.cases, self.controls);
		[r0, r1, r2, s0, s1, s2]
	}

	/// Number of people.
	pub fn people(&self) -> u64 {
		self.cells().into_iter().map(u64::from).sum()
	}
}

/// What all parties learn.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Opened {
	/// Indices of the variants that are delivered, ascending; at most [`MAX_RESULTS`].
	pub delivered: Vec<u32>,
}

/// A variant that was selected.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq)]
pub struct Finding {
	/// Index of the variant in the order of the inputs.
	pub variant: u32,
	/// Counts over the people of all holders.
	pub pooled: GenotypeCounts,
}

/// What the receiver learns.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Output {
	/// The variants, by index. Where there are as many as the limit, more may have passed.
	pub findings: Vec<Finding>,
}

/// The output that the `packets` of all parties make, in the order of the parties.
pub fn read<M: Mpc>(
	parameters: &Parameters,
	packets: &[Packet<Opened>],
) -> Result<Output, ProgramError> {
	let (opened, values) = receive::<M, _>(packets)?;
	let known = opened.delivered.iter().all(|variant| *variant < parameters.variants);
	let ascending = opened.delivered.windows(2).all(|pair| pair[0] < pair[1]);
	if !known || !ascending || values.len() != 6 * opened.delivered.len() {
		return Err(ProgramError::Packets);
	}
	let finding = |(variant, cells): (&u32, &[i128])| {
		let mut counts = [0; 6];
		for (count, cell) in counts.iter_mut().zip(cells) {
			*count = u32::try_from(*cell).map_err(|_| ProgramError::Packets)?;
		}
		let [r0, r1, r2, s0, s1, s2] = counts;
		let pooled = GenotypeCounts { cases: [r0, r1, r2], controls: [s0, s1, s2] };
		Ok(Finding { variant: *variant, pooled })
	};
	let findings = opened.delivered.iter().zip(values.chunks_exact(6)).map(finding);
	let findings = findings.collect::<Result<_, ProgramError>>()?;
	Ok(Output { findings })
}
