//! Why a program did not run to its end.

use crate::{Blame, Error, PartyId};

/// Why a program gave no output.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProgramError {
	/// The computation itself stopped.
	#[error(transparent)]
	Mpc(#[from] Error),
	/// A parameter is outside what the program admits.
	#[error("parameter {what} is {got}; the program admits {least} to {most}")]
	Parameter {
		/// Which.
		what: &'static str,
		/// What it is.
		got: u64,
		/// Least that is admitted.
		least: u64,
		/// Most that is admitted.
		most: u64,
	},
	/// The parameters describe another number of holders than take part.
	#[error("the parameters describe {described} holders; {present} take part")]
	Holders {
		/// Holders in the parameters.
		described: usize,
		/// Parties of the computation.
		present: usize,
	},
	/// This holder's input is longer or shorter than the parameters say.
	#[error("this holder's input has {got} entries where the parameters announce {announced}")]
	InputLength {
		/// Entries given.
		got: usize,
		/// Entries announced.
		announced: usize,
	},
	/// An entry of this holder's input is outside what the parameters announce.
	#[error("entry {index} of this holder's input is outside the announced range")]
	InputRange {
		/// Which entry.
		index: usize,
	},
	/// A holder shared a value outside the range that the parameters announce.
	#[error("{0} shared an input outside the announced range")]
	OutOfRange(PartyId),
	/// The disclosure rule forbids the question.
	#[error("the disclosure rule needs at least {needed} values on either side; there are {got}")]
	Disclosure {
		/// What the rule asks for.
		needed: u64,
		/// What there is.
		got: u64,
	},
	/// A frequency would tell numbers of people apart that the disclosure rule hides.
	#[error(
		"a frequency of {threshold} in a million among {least_alleles} alleles is about fewer people \
		 than a minimum cell of {minimum_cell}"
	)]
	FewAlleles {
		/// The rule.
		minimum_cell: u32,
		/// The frequency.
		threshold: u32,
		/// Alleles that must have been called.
		least_alleles: u32,
	},
	/// The packets do not belong together, or do not fit the parameters.
	#[error("the packets do not belong to one run under these parameters")]
	Packets,
}

impl ProgramError {
	/// Who stopped the program, as far as this party can tell.
	pub fn blame(&self) -> Blame {
		match self {
			Self::Mpc(error) => error.blame(),
			Self::OutOfRange(party) => Blame::Accused(*party),
			Self::Packets => Blame::Unknown,
			Self::Parameter { .. }
			| Self::Holders { .. }
			| Self::InputLength { .. }
			| Self::InputRange { .. }
			| Self::Disclosure { .. }
			| Self::FewAlleles { .. } => Blame::Nobody,
		}
	}
}
