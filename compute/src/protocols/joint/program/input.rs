//! Running a program with what this holder brings to it.

use crate::{
	engine::Progress,
	protocols::{
		joint::{
			blame::Stop,
			overlap::OverlapInput,
			prepared::{Circle, Leased, Prepared},
		},
		rng::SeedRng,
	},
};
use codec::Encode;
use panshi_mpc::{
	agree,
	programs::{
		association, evidence, millionaires, order, regression, spending, Packet, ProgramError,
		Progress as Done,
	},
	transport::noise::NoiseTransport,
	Authenticated, Lattice, Link, Mpc, Need, Parties, PartyId, Replicated, Traffic, Transport,
	TransportError,
};
use panshi_primitives::{job::Strength, offchain::TaskStep};
use zeroize::Zeroizing;

/// What this holder brings to a program.
pub(in crate::protocols::joint) enum HolderInput {
	/// To one that is computed on shares.
	Shared(SharedInput),
	/// To an overlap.
	Overlap(OverlapInput),
}

/// Parameters of a program on shares with what this holder brings to it.
pub(in crate::protocols::joint) enum SharedInput {
	Association(association::Parameters, Vec<association::GenotypeCounts>),
	Evidence(evidence::Parameters, Vec<evidence::VariantCounts>),
	Order(order::Parameters, Vec<u64>),
	NoisedHistogram(order::Parameters, Vec<u64>, NoiseShare),
	Regression(regression::Parameters, Vec<regression::Row>),
	Millionaires(millionaires::Parameters, u64),
}

impl From<SharedInput> for HolderInput {
	fn from(input: SharedInput) -> Self {
		HolderInput::Shared(input)
	}
}

/// This holder's noise.
pub(in crate::protocols::joint) struct NoiseShare {
	/// Bits that everybody's fits into.
	pub(super) bits: u32,
	/// A number for each bin.
	pub(super) mine: Zeroizing<Vec<i128>>,
}

impl HolderInput {
	/// Runs the program over `channels`, in the session with the given name, and gives this party's
	/// packet. It is secret until it is sealed. Where all parties but one may cheat, material that
	/// was made ahead of time is used if all parties have the same.
	pub(in crate::protocols::joint) fn run(
		&self,
		(strength, kept): (Strength, Option<(&Prepared, &Circle)>),
		(channels, session): (&mut NoiseTransport, [u8; 32]),
		rng: &mut SeedRng,
		progress: &Progress,
	) -> Result<Zeroizing<Vec<u8>>, Stop> {
		match self {
			HolderInput::Shared(input) => {
				Ok(input.run((strength, kept), (channels, session), rng, progress)?)
			},
			HolderInput::Overlap(overlap) => overlap.run(channels, session.into(), rng, progress),
		}
	}

	/// Bytes of the packet of `party`; none where all packets have one length.
	pub(in crate::protocols::joint) fn packet_length(&self, party: PartyId) -> Option<usize> {
		match self {
			HolderInput::Shared(_) => None,
			HolderInput::Overlap(overlap) => Some(overlap.packet_length(party)),
		}
	}
}

impl SharedInput {
	fn run(
		&self,
		(strength, kept): (Strength, Option<(&Prepared, &Circle)>),
		(channels, session): (&mut NoiseTransport, [u8; 32]),
		rng: &mut SeedRng,
		progress: &Progress,
	) -> Result<Zeroizing<Vec<u8>>, ProgramError> {
		let channels = Borrowed(channels);
		progress.show(TaskStep::Preparing, 0, 0);
		match strength {
			Strength::HonestMajority => {
				self.compute(&mut Replicated::new(channels, session, rng)?, progress)
			},
			Strength::AllButOne => {
				let need = self.need(channels.parties())?;
				let mut link = Link::new(channels, session, rng);
				let found = match kept {
					Some((prepared, circle)) => prepared.agree(circle, &mut link, &need)?,
					None => agree(&mut link, &[]).map(|_| None)?,
				};
				let Need { triples, bits, masks } = need;
				let made = if found.is_some() { "ahead of time" } else { "now" };
				tracing::info!(triples, bits, masks, made, "a joint computation needs material");
				match found {
					Some(leased) => {
						// Nobody else uses the store until this is over.
						let Leased { store, lease: _lease } = leased;
						self.compute(&mut Authenticated::over(link, store)?, progress)
					},
					None => self.compute(&mut Authenticated::over(link, Lattice::new())?, progress),
				}
			},
		}
	}

	/// What the computation spends, at most, where all parties but one may cheat.
	fn need(&self, parties: Parties) -> Result<Need, ProgramError> {
		let tally = match self {
			SharedInput::Association(rules, _) => spending::association(rules, parties),
			SharedInput::Evidence(rules, _) => spending::evidence(rules, parties),
			SharedInput::Order(rules, _) => spending::order(rules, parties),
			SharedInput::NoisedHistogram(rules, _, noise) => {
				spending::noised_histogram(rules, noise.bits, parties)
			},
			SharedInput::Regression(rules, _) => spending::regression(rules, parties),
			SharedInput::Millionaires(rules, _) => spending::millionaires(rules, parties),
		};
		Ok(tally?.need())
	}

	/// Shows how far the program is. The greatest chi-squares are searched for once all are there,
	/// and that may end at any of its units, by what the data are.
	fn show(&self, Done { done, total }: Done, progress: &Progress) {
		let variants = match self {
			SharedInput::Association(rules, _)
				if matches!(rules.selection, association::Selection::Top { .. }) =>
			{
				rules.variants.into()
			},
			_ => total,
		};
		match (done.checked_sub(variants), total.checked_sub(variants)) {
			(Some(done), Some(total @ 1..)) => progress.show(TaskStep::Searching, done, total),
			_ => progress.show(TaskStep::Computing, done, variants),
		}
	}

	fn compute<M: Mpc>(
		&self,
		mpc: &mut M,
		progress: &Progress,
	) -> Result<Zeroizing<Vec<u8>>, ProgramError> {
		progress.show(TaskStep::Computing, 0, 0);
		self.run_on(mpc, &mut |done| self.show(done, progress))
	}

	fn run_on<M: Mpc>(
		&self,
		mpc: &mut M,
		show: &mut dyn FnMut(Done),
	) -> Result<Zeroizing<Vec<u8>>, ProgramError> {
		let packet = match self {
			SharedInput::Association(rules, counts) => {
				association::run(mpc, rules, counts, show)?.encode()
			},
			SharedInput::Evidence(rules, counts) => {
				evidence::run(mpc, rules, counts, show)?.encode()
			},
			SharedInput::Order(rules, values) => order::run(mpc, rules, values, show)?.encode(),
			SharedInput::NoisedHistogram(rules, values, noise) => {
				let noise = order::Noise { bits: noise.bits, mine: &noise.mine };
				order::run_noised(mpc, rules, values, noise, show)?.encode()
			},
			SharedInput::Regression(rules, rows) => {
				regression::run(mpc, rules, rows, show)?.encode()
			},
			SharedInput::Millionaires(rules, wealth) => {
				let opened = millionaires::run(mpc, rules, *wealth, show)?;
				Packet { opened, shares: Vec::new() }.encode()
			},
		};
		Ok(packet.into())
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

#[cfg(test)]
mod tests {
	use super::*;
	use association::GenotypeCounts;
	use panshi_mpc::Ideal;

	/// The steps that `input` shows in a run with one other holder who brings zeros.
	fn steps(input: &SharedInput) -> Vec<(TaskStep, u64, u64)> {
		let parties = Parties::new(PartyId(0), 2).expect("two parties");
		let mut mpc = Ideal::new(parties, vec![vec![], vec![0; 6 * VARIANTS]], 7);
		let (progress, mut seen) = (Progress::default(), Vec::new());
		let mut show = |done| {
			input.show(done, &progress);
			let step = progress.step();
			seen.push((step.kind, step.done, step.total));
		};
		input.run_on(&mut mpc, &mut show).expect("it runs");
		seen
	}

	/// Of those the ones whose units everybody may see.
	fn public(steps: &[(TaskStep, u64, u64)]) -> Vec<(TaskStep, u64, u64)> {
		steps.iter().copied().filter(|(kind, ..)| kind.has_public_units()).collect()
	}

	/// More than are worked on at once.
	const VARIANTS: usize = 2_100;

	/// Of these cases at the first variant, and those at all others.
	fn association(
		selection: association::Selection,
		[first, others]: [[u32; 3]; 2],
	) -> SharedInput {
		let parameters = association::Parameters {
			variants: 2_100,
			people: vec![20, 20],
			selection,
			minimum_cell: 0,
			rounding: 0,
		};
		let counts = |cases| GenotypeCounts { cases, controls: [8, 1, 1] };
		let others = vec![counts(others); VARIANTS - 1];
		SharedInput::Association(parameters, [vec![counts(first)], others].concat())
	}

	const TIED: [[u32; 3]; 2] = [[2, 3, 5]; 2];
	const APART: [[u32; 3]; 2] = [[0, 0, 10], [8, 1, 1]];

	#[test]
	fn units_that_everybody_may_see_do_not_depend_on_the_data() {
		use association::{Ratio, Selection};
		let threshold = Ratio { numerator: 2, denominator: 1 };
		let selections = [Selection::Top { count: 1 }, Selection::Above { threshold, limit: 2 }];
		let mut pairs: Vec<[SharedInput; 2]> = selections
			.map(|selection| [TIED, APART].map(|cases| association(selection, cases)))
			.into();
		for question in
			[order::Question::Maximum, order::Question::Histogram { edges: vec![10, 20, 700] }]
		{
			let parameters = order::Parameters {
				bits: 10,
				values: vec![4, 4],
				question,
				minimum_cell: 0,
				rounding: 0,
			};
			pairs.push(
				[[1; 4], [3, 1_000, 19, 5]]
					.map(|values| SharedInput::Order(parameters.clone(), values.to_vec())),
			);
		}
		let evidence = evidence::Parameters {
			variants: 2,
			people: vec![20, 20],
			thresholds: evidence::Thresholds::GENERAL,
			minimum_cell: 0,
		};
		let carriers = |case_carriers| {
			let counts = evidence::VariantCounts {
				case_carriers,
				case_others: 10 - case_carriers,
				control_carriers: 0,
				control_others: 10,
				alternate_alleles: case_carriers,
				other_alleles: 40 - case_carriers,
				healthy_carriers: 0,
				meioses: case_carriers,
			};
			SharedInput::Evidence(evidence.clone(), vec![counts; 2])
		};
		pairs.push([0, 9].map(carriers));
		let regression = regression::Parameters {
			covariates: 1,
			rows: vec![8, 8],
			iterations: 4,
			minimum_cell: 0,
		};
		let rows = |step: i16| {
			let rows = (0..8i16)
				.map(|i| regression::Row { outcome: i % 3 == 0, covariates: vec![i * step] });
			SharedInput::Regression(regression.clone(), rows.collect())
		};
		pairs.push([0, 700].map(rows));
		let wealth =
			|wealth| SharedInput::Millionaires(millionaires::Parameters { bits: 20 }, wealth);
		pairs.push([0, 1_000_000].map(wealth));
		for pair in &pairs {
			let [one, other] = pair.each_ref().map(|input| public(&steps(input)));
			assert!(!one.is_empty());
			assert_eq!(one, other);
		}
	}

	#[test]
	fn a_search_depends_on_the_data_and_is_a_step_of_its_own() {
		let top = association::Selection::Top { count: 1 };
		let [tied, apart] = [TIED, APART].map(|cases| steps(&association(top, cases)));
		assert_ne!(tied.len(), apart.len(), "what strangers may not count");
		let (kind, done, total) = tied.last().copied().expect("it was shown");
		assert_eq!((kind, done <= total), (TaskStep::Searching, true));
	}
}
