//! Which programs there are, what each needs of a holder, and running one under a strength.

use crate::{
	association::{count_genotypes, AssociationError, Phenotypes},
	engine::{Progress, Request, Task, TaskError},
	protocols::rng::SeedRng,
	questions::AssociationQuestion,
	variants::{DataSource, Stoppable, VariantsError},
};
use codec::Encode;
use panshi_mpc::{
	programs::{
		association::{self, GenotypeCounts, Selection},
		ProgramError,
	},
	transport::noise::NoiseTransport,
	Authenticated, Lattice, Mpc, Parties, PartyId, Replicated, Traffic, Transport, TransportError,
};
use panshi_primitives::job::{AbortReason, OutputShape, RefusalReason, Strength, ASSOCIATION};
use std::sync::atomic::AtomicBool;

/// Most bytes of a sealed packet beside its numbers, under either strength.
const PACKET_FRAME: u64 = 256;
/// Most bytes of a variant in a packet: its index, and six numbers of two words of 16 bytes each.
const PACKET_VARIANT: u64 = 4 + 6 * 2 * 16;

/// Whether `code` names a program that compute nodes run together.
pub(in crate::protocols) fn runs(code: &[u8]) -> bool {
	code == ASSOCIATION
}

/// A program with its public parameters.
#[derive(Debug)]
pub(super) enum Program {
	/// [`ASSOCIATION`].
	Association(AssociationQuestion),
}

impl Program {
	/// The program that `code` names, if `bytes` are parameters of it with `items` items.
	pub(super) fn read(code: &[u8], bytes: &[u8], items: u32) -> Option<Self> {
		if code != ASSOCIATION {
			return None;
		}
		let question = AssociationQuestion::read(bytes)
			.inspect_err(|error| tracing::warn!(%error, "the parameters are no question"))
			.ok()?;
		(question.items() == items).then_some(Program::Association(question))
	}

	/// Whether a run would succeed, as far as this node can tell by itself.
	pub(super) fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		let Program::Association(question) = self;
		if let Err(error) = question.parameters.check(request.parties) {
			tracing::warn!(%error, "the parameters of an association do not fit");
			return Err(RefusalReason::BadParameters);
		}
		let data = request.data;
		if (question.list.rule, question.list.build) != (data.rule, data.reference_build) {
			return Err(RefusalReason::RuleMismatch);
		}
		if !fits(&question.parameters, request) {
			tracing::warn!("an association may give more bytes than its algorithm admits");
			return Err(RefusalReason::BadParameters);
		}
		let Some(source) = request.source else { return Ok(()) };
		let table = phenotypes(source).ok_or(RefusalReason::DataMissing)?;
		let samples = usize::try_from(data.sample_count).unwrap_or(usize::MAX);
		let most = u32::try_from(table.people().min(samples)).unwrap_or(u32::MAX);
		match question.parameters.people.get(request.index) {
			Some(announced) if *announced >= most => Ok(()),
			_ => {
				tracing::warn!(most, "an association announces fewer people than are here");
				Err(RefusalReason::BadParameters)
			},
		}
	}

	/// What this holder brings, from data that have the registered fingerprint.
	pub(super) fn input(&self, task: &Task, stop: &AtomicBool) -> Result<HolderInput, TaskError> {
		let Program::Association(question) = self;
		let table = phenotypes(&task.source).ok_or(TaskError::Aborted(AbortReason::Interrupted))?;
		let mut source = Stoppable::new(task.source.open()?, stop);
		let cohort = match count_genotypes(&question.list, &table, &mut source) {
			Ok(cohort) => cohort,
			Err(AssociationError::Data(VariantsError::Cancelled)) => {
				return Err(TaskError::Stopped)
			},
			Err(AssociationError::Data(error)) => return Err(error.into()),
			Err(_) => return Err(TaskError::Aborted(AbortReason::Unfit)),
		};
		// Counted and hashed in one pass: nothing of other data leaves.
		if cohort.summary.fingerprint != task.wanted {
			return Err(TaskError::DataChanged);
		}
		Ok(HolderInput { rules: question.parameters.clone(), counts: cohort.counts })
	}
}

/// Whether the packets of all parties fit into what the algorithm admits.
fn fits(rules: &association::Parameters, request: &Request<'_>) -> bool {
	let OutputShape::Bytes { most } = request.algorithm.output else { return false };
	let (Selection::Above { limit: variants, .. } | Selection::Top { count: variants }) =
		rules.selection;
	let packet = PACKET_FRAME + PACKET_VARIANT * u64::from(variants.min(rules.variants));
	let parties = u64::try_from(request.parties).unwrap_or(u64::MAX);
	packet.saturating_mul(parties) <= u64::from(most)
}

/// The table that the configuration names for the data.
fn phenotypes(source: &DataSource) -> Option<Phenotypes> {
	let config = source.config();
	let Some(path) = &config.phenotypes else {
		let source = &config.name;
		tracing::warn!(source, "the data have no phenotypes in the configuration");
		return None;
	};
	Phenotypes::open(path)
		.inspect_err(|error| {
			let source = &config.name;
			tracing::error!(source, %error, "the table of phenotypes cannot be used");
		})
		.ok()
}

/// A program with what this holder brings to it.
pub(super) struct HolderInput {
	rules: association::Parameters,
	counts: Vec<GenotypeCounts>,
}

impl HolderInput {
	/// Runs the program over `channels`, in the session with the given name, and gives this party's
	/// packet. It is secret until it is sealed.
	pub(super) fn run(
		&self,
		strength: Strength,
		(channels, session): (&mut NoiseTransport, [u8; 32]),
		rng: &mut SeedRng,
		progress: &Progress,
	) -> Result<zeroize::Zeroizing<Vec<u8>>, ProgramError> {
		let channels = Borrowed(channels);
		progress.show("preparing", 0, 0);
		match strength {
			Strength::HonestMajority => {
				self.run_on(&mut Replicated::new(channels, session, rng)?, progress)
			},
			Strength::AllButOne => {
				let preprocessing = Lattice::new();
				let mut mpc = Authenticated::new(channels, session, preprocessing, rng)?;
				self.run_on(&mut mpc, progress)
			},
		}
	}

	fn run_on<M: Mpc>(
		&self,
		mpc: &mut M,
		progress: &Progress,
	) -> Result<zeroize::Zeroizing<Vec<u8>>, ProgramError> {
		progress.show("computing", 0, self.rules.variants.into());
		let mut show = |step: panshi_mpc::programs::Progress| {
			progress.show("computing", step.done, step.total);
		};
		let packet = association::run(mpc, &self.rules, &self.counts, &mut show)?;
		Ok(packet.encode().into())
	}
}

/// Channels that outlive the computation: the packets go over them afterwards.
struct Borrowed<'a>(&'a mut NoiseTransport);

impl Transport for Borrowed<'_> {
	fn parties(&self) -> Parties {
		self.0.parties()
	}

	fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError> {
		self.0.send(to, message)
	}

	fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, TransportError> {
		self.0.receive(from, length)
	}

	fn traffic(&self) -> Traffic {
		self.0.traffic()
	}
}
