//! Running a program with what this holder brings to it.

use crate::{
	engine::Progress,
	protocols::{
		joint::prepared::{Circle, Leased, Prepared},
		rng::SeedRng,
	},
};
use codec::Encode;
use panshi_mpc::{
	agree,
	programs::{
		association, evidence, millionaires, order, regression, Packet, ProgramError,
		Progress as Done,
	},
	transport::noise::NoiseTransport,
	Authenticated, Lattice, Link, Mpc, Need, Parties, PartyId, Replicated, Tally, Traffic,
	Transport, TransportError,
};
use panshi_primitives::job::Strength;
use zeroize::Zeroizing;

/// Parameters of a program with what this holder brings to it.
pub(in crate::protocols::joint) enum HolderInput {
	Association(association::Parameters, Vec<association::GenotypeCounts>),
	Evidence(evidence::Parameters, Vec<evidence::VariantCounts>),
	Order(order::Parameters, Vec<u64>),
	Regression(regression::Parameters, Vec<regression::Row>),
	Millionaires(millionaires::Parameters, u64),
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
		let mut tally = match self {
			HolderInput::Association(rules, _) => association::tally(rules, parties)?,
			_ => Tally::new(parties),
		};
		self.run_on(&mut tally, &Progress::default())?;
		Ok(tally.need())
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
