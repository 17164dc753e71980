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
use panshi_primitives::job::Strength;
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
		progress.show("preparing", 0, 0);
		match strength {
			Strength::HonestMajority => {
				self.run_on(&mut Replicated::new(channels, session, rng)?, progress)
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
						self.run_on(&mut Authenticated::over(link, store)?, progress)
					},
					None => self.run_on(&mut Authenticated::over(link, Lattice::new())?, progress),
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

	fn run_on<M: Mpc>(
		&self,
		mpc: &mut M,
		progress: &Progress,
	) -> Result<Zeroizing<Vec<u8>>, ProgramError> {
		progress.show("computing", 0, 0);
		let mut show = |step: Done| progress.show("computing", step.done, step.total);
		let packet = match self {
			SharedInput::Association(rules, counts) => {
				association::run(mpc, rules, counts, &mut show)?.encode()
			},
			SharedInput::Evidence(rules, counts) => {
				evidence::run(mpc, rules, counts, &mut show)?.encode()
			},
			SharedInput::Order(rules, values) => {
				order::run(mpc, rules, values, &mut show)?.encode()
			},
			SharedInput::NoisedHistogram(rules, values, noise) => {
				let noise = order::Noise { bits: noise.bits, mine: &noise.mine };
				order::run_noised(mpc, rules, values, noise, &mut show)?.encode()
			},
			SharedInput::Regression(rules, rows) => {
				regression::run(mpc, rules, rows, &mut show)?.encode()
			},
			SharedInput::Millionaires(rules, wealth) => {
				let opened = millionaires::run(mpc, rules, *wealth, &mut show)?;
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
