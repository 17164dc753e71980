//! Which programs there are, what each needs of a holder, and running one under a strength.

mod association;
mod evidence;
mod input;
mod millionaires;
mod noised;
mod order;
mod overlap;
mod regression;
mod tables;
#[cfg(test)]
mod tests;

pub(super) use input::HolderInput;

use input::SharedInput;
use noised::NoisedHistogram;
use overlap::Overlap;

use crate::{
	association::Phenotypes,
	engine::{Request, Task, TaskError},
	questions::{
		AssociationQuestion, EvidenceQuestion, MillionairesQuestion, OrderQuestion, OverlapError,
		OverlapQuestion, QuestionError, RegressionQuestion,
	},
	tables::Tables,
	variants::DataSource,
};
use panshi_mpc::{programs::ProgramError, Parties, PartyId, Tally};
use panshi_primitives::{
	agreement::Disclosed,
	genomics::VariantList,
	job::{
		OutputShape, RefusalReason, Strength, ASSOCIATION, EVIDENCE, MILLIONAIRES,
		NOISED_HISTOGRAM, ORDER, OVERLAP, OVERLAP_SIZE, REGRESSION,
	},
};
use std::sync::atomic::AtomicBool;
use thiserror::Error;

/// Most bytes of a sealed packet beside its numbers, under either strength.
const PACKET_FRAME: u64 = 256;
/// Most bytes of a number in a packet: two words of 16 bytes.
const PACKET_NUMBER: u64 = 2 * 16;

/// Code names of the programs that compute nodes run together.
const CODES: [&[u8]; 8] = [
	ASSOCIATION,
	EVIDENCE,
	ORDER,
	NOISED_HISTOGRAM,
	REGRESSION,
	MILLIONAIRES,
	OVERLAP,
	OVERLAP_SIZE,
];

/// Whether `code` names a program that compute nodes run together.
pub(in crate::protocols) fn runs(code: &[u8]) -> bool {
	CODES.contains(&code)
}

/// Whether `code` names an overlap of lists, which is not computed on shares.
pub(super) fn compares_lists(code: &[u8]) -> bool {
	[OVERLAP, OVERLAP_SIZE].contains(&code)
}

/// Who computes, and how many of them may cheat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Round {
	parties: usize,
	strength: Strength,
}

impl Round {
	/// Fails where all but one may cheat and a run of `program` is longer than its masks hide. It
	/// goes through the program, which may take seconds.
	fn admits(self, program: &dyn Program) -> Result<(), ProgramError> {
		match (self.strength, Parties::new(PartyId(0), self.parties)) {
			(Strength::AllButOne, Some(parties)) => program.spending(parties).map(drop),
			_ => Ok(()),
		}
	}
}

/// Why a program cannot run with its parameters.
#[derive(Debug, Error)]
pub(super) enum ParametersError {
	/// A program on shares.
	#[error(transparent)]
	Program(#[from] ProgramError),
	/// An overlap.
	#[error(transparent)]
	Overlap(#[from] OverlapError),
	/// The algorithm tells a size alone.
	#[error("the algorithm tells how many people there are, and the parameters ask who they are")]
	SizeOnly,
}

/// A program with its public parameters.
pub(super) trait Program {
	/// Number of items that the job states.
	fn items(&self) -> u32;

	/// Most bytes of what the packet of the party at this index has to hold.
	fn content(&self, party: u8) -> u64;

	/// Pooled numbers of fewer people do not come out; none where no number does.
	fn minimum_cell(&self) -> Option<u32>;

	/// What numbers of people that come out are multiples of; none where no such number does.
	fn rounding(&self) -> Option<u32> {
		Some(1)
	}

	/// Most variants that something comes out of.
	fn told(&self) -> u32 {
		self.list().map_or(0, |list| u32::try_from(list.variants.len()).unwrap_or(u32::MAX))
	}

	/// Checks the parameters, and that no value of such a run outgrows its bounds. It answers at once.
	fn check(&self, round: Round) -> Result<(), ParametersError>;

	/// What a run spends where all parties but one may cheat. Fails if it is longer than its masks hide.
	fn spending(&self, parties: Parties) -> Result<Tally, ProgramError> {
		Ok(Tally::new(parties))
	}

	/// The variants that it is about, if it is about any.
	fn list(&self) -> Option<&VariantList>;

	/// Whether what `source` holds fits what the parameters say of this holder, who is the one at
	/// `index` and has registered `samples` people.
	fn fits(&self, source: &DataSource, index: usize, samples: usize) -> Result<(), RefusalReason>;

	/// What this holder brings, from data that have the registered fingerprint.
	fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError>;
}

/// The program that `code` names, if `bytes` are parameters of it with `items` items.
pub(super) fn read(code: &[u8], bytes: &[u8], items: u32) -> Option<Box<dyn Program>> {
	fn boxed<P: Program + 'static>(
		read: Result<P, QuestionError>,
	) -> Result<Box<dyn Program>, QuestionError> {
		read.map(|program| Box::new(program) as Box<_>)
	}
	let read = match code {
		ASSOCIATION => boxed(AssociationQuestion::read(bytes)),
		EVIDENCE => boxed(EvidenceQuestion::read(bytes)),
		ORDER => boxed(OrderQuestion::read(bytes)),
		NOISED_HISTOGRAM => boxed(OrderQuestion::read(bytes).map(NoisedHistogram)),
		REGRESSION => boxed(RegressionQuestion::read(bytes)),
		MILLIONAIRES => boxed(MillionairesQuestion::read(bytes)),
		OVERLAP | OVERLAP_SIZE => {
			let size_only = code == OVERLAP_SIZE;
			boxed(OverlapQuestion::read(bytes).map(|question| Overlap { question, size_only }))
		},
		_ => return None,
	};
	let read = read.inspect_err(|error| tracing::warn!(%error, "the parameters are no question"));
	read.ok().filter(|program| program.items() == items)
}

/// Whether a run would succeed, as far as this node can tell by itself. Its holder lets no numbers
/// of fewer than `least` people out.
pub(super) fn check(
	program: &dyn Program,
	request: &Request<'_>,
	strength: Strength,
	least: u32,
) -> Result<(), RefusalReason> {
	let round = Round { parties: request.parties, strength };
	if let Err(error) = program.check(round) {
		tracing::warn!(%error, "the parameters of a joint computation do not fit");
		return Err(RefusalReason::BadParameters);
	}
	let data = request.data;
	if program
		.list()
		.is_some_and(|list| (list.rule, list.build) != (data.rule, data.reference_build))
	{
		return Err(RefusalReason::RuleMismatch);
	}
	if !packets_fit(program, request) {
		tracing::warn!("a result may have more bytes than its algorithm admits");
		return Err(RefusalReason::BadParameters);
	}
	if let Some(given) = program.minimum_cell().filter(|given| (*given).max(1) < least) {
		tracing::warn!(
			given,
			least,
			"a joint computation has a smaller minimum cell than [policy]"
		);
		return Err(RefusalReason::HolderPolicy);
	}
	let disclosed = Disclosed {
		minimum_cell: program.minimum_cell(),
		items: program.told(),
		rounding: program.rounding(),
	};
	if let Err(why) = request.disclosure.check(&disclosed) {
		tracing::warn!(?why, "a joint computation lets out more than the agreement");
		return Err(RefusalReason::DisclosureRule);
	}
	let Some(source) = request.source else { return Ok(()) };
	let samples = usize::try_from(data.sample_count).unwrap_or(usize::MAX);
	program.fits(source, request.index, samples)?;
	round.admits(program).map_err(|error| {
		tracing::warn!(%error, "a joint computation is too long");
		RefusalReason::BadParameters
	})
}

/// Whether the packets of all parties fit into what the algorithm admits.
fn packets_fit(program: &dyn Program, request: &Request<'_>) -> bool {
	let OutputShape::Bytes { most } = request.algorithm.output else { return false };
	let parties = (0..=u8::MAX).take(request.parties);
	let packets = parties.map(|party| PACKET_FRAME.saturating_add(program.content(party)));
	packets.fold(0, u64::saturating_add) <= u64::from(most)
}

/// Who is a case among the people of `source`, by its configuration: in a table of its own, or else
/// in `tables`, which are those of the data.
fn phenotypes(source: &DataSource, tables: &Tables) -> Option<Phenotypes> {
	let config = source.config();
	match (&config.phenotypes, &tables.people) {
		(Some(path), _) => Phenotypes::open(path)
			.inspect_err(|error| {
				let source = &config.name;
				tracing::error!(source, %error, "the table of phenotypes cannot be used");
			})
			.ok(),
		(None, Some(people)) => {
			let case = tables::column(people, "case", source)?;
			Some(Phenotypes::of(people, case))
		},
		(None, None) => {
			let source = &config.name;
			tracing::warn!(
				source,
				"the data have neither phenotypes nor people in the configuration"
			);
			None
		},
	}
}

/// Work, memory and messages grow with a bound that holders fill up to, not with what they have, so
/// that it may be so many times as great.
const MOST_TIMES: usize = 4;
/// A bound of so many people is never too great.
const ALWAYS_FINE: usize = 1_024;

/// Whether `bounds`, up to which holders fill up, are for the holder at `index` at least its `here`
/// people, and not far more; it has registered `samples`.
///
/// That tells no more of how many are here than the lower bound alone, which tells it to whoever tries
/// bounds; where they are all of the data, it is in the data identity.
fn bounds(bounds: &[u32], index: usize, here: usize, samples: usize) -> Result<(), RefusalReason> {
	announces(bounds, index, here)?;
	let most = here.max(samples).saturating_mul(MOST_TIMES).max(ALWAYS_FINE);
	let bound = bounds.get(index).and_then(|bound| usize::try_from(*bound).ok());
	match bound.is_some_and(|bound| bound <= most) {
		true => Ok(()),
		false => {
			tracing::warn!(
				bound,
				most,
				"a joint computation announces far more people than are here"
			);
			Err(RefusalReason::BadParameters)
		},
	}
}

/// Whether the parameters announce at least `most` people for the holder at `index`.
fn announces(people: &[u32], index: usize, most: usize) -> Result<(), RefusalReason> {
	let most = u32::try_from(most).unwrap_or(u32::MAX);
	match people.get(index) {
		Some(announced) if *announced >= most => Ok(()),
		_ => {
			tracing::warn!(most, "a joint computation announces fewer people than are here");
			Err(RefusalReason::BadParameters)
		},
	}
}
