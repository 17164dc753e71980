//! Running a program with what this holder brings to it.

use crate::{engine::Progress, protocols::rng::SeedRng};
use codec::Encode;
use panshi_mpc::{
	programs::{
		association, evidence, millionaires, order, regression, Packet, ProgramError,
		Progress as Done,
	},
	transport::noise::NoiseTransport,
	Authenticated, Lattice, Mpc, Parties, PartyId, Replicated, Traffic, Transport, TransportError,
};
use panshi_primitives::job::Strength;
use zeroize::Zeroizing;

/// Parameters of a program with what this holder brings to it.
pub(in crate::protocols::joint) enum HolderInput {
	Association(association::Parameters, Vec<association::GenotypeCounts>),
	Evidence(evidence::Parameters, Vec<evidence::VariantCounts>),
	Order(order::Parameters, Vec<u64>),
	NoisedHistogram(order::Parameters, Vec<u64>, NoiseShare),
	Regression(regression::Parameters, Vec<regression::Row>),
	Millionaires(millionaires::Parameters, u64),
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
	/// packet. It is secret until it is sealed.
	pub(in crate::protocols::joint) fn run(
		&self,
		strength: Strength,
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
	) -> Result<Zeroizing<Vec<u8>>, ProgramError> {
		progress.show("computing", 0, 0);
		let mut show = |step: Done| progress.show("computing", step.done, step.total);
		let packet = match self {
			HolderInput::Association(rules, counts) => {
				association::run(mpc, rules, counts, &mut show)?.encode()
			},
			HolderInput::Evidence(rules, counts) => {
				evidence::run(mpc, rules, counts, &mut show)?.encode()
			},
			HolderInput::Order(rules, values) => {
				order::run(mpc, rules, values, &mut show)?.encode()
			},
			HolderInput::NoisedHistogram(rules, values, noise) => {
				let noise = order::Noise { bits: noise.bits, mine: &noise.mine };
				order::run_noised(mpc, rules, values, noise, &mut show)?.encode()
			},
			HolderInput::Regression(rules, rows) => {
				regression::run(mpc, rules, rows, &mut show)?.encode()
			},
			HolderInput::Millionaires(rules, wealth) => {
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
