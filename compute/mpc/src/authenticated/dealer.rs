//! Material by a trusted dealer, for tests of the online phase.

use crate::authenticated::field::Fp;
use crate::authenticated::link::Link;
use crate::authenticated::material::{Mask, Preprocessing, Triple};
use crate::authenticated::prg::Prg;
use crate::authenticated::share::{MacKey, Share};
use crate::{Error, Parties, PartyId, Transport};
use rand_core::RngCore;

/// What every party knows of all: each computes the shares of everybody and keeps its own.
pub(crate) struct Dealer {
	parties: Parties,
	keys: Vec<Fp>,
	rng: Prg,
}

impl Dealer {
	/// The dealer of this seed as one party sees it.
	pub(crate) fn new(parties: Parties, seed: u64) -> Self {
		let mut bytes = [0; 32];
		bytes[..8].copy_from_slice(&seed.to_le_bytes());
		let mut rng = Prg::from_seed(bytes);
		let keys = parties.all().map(|_| Fp::random(&mut rng)).collect();
		Self { parties, keys, rng }
	}

	fn split(&mut self, value: Fp) -> Fp {
		let me = self.parties.me().index();
		let mut summands: Vec<_> =
			(1..self.keys.len()).map(|_| Fp::random(&mut self.rng)).collect();
		summands.push(value - summands.iter().copied().sum());
		summands[me]
	}

	/// A share of a value.
	pub(crate) fn deal(&mut self, value: Fp) -> Share {
		let key: Fp = self.keys.iter().copied().sum();
		Share { value: self.split(value), mac: self.split(key * value) }
	}
}

impl Preprocessing for Dealer {
	fn start<T: Transport>(&mut self, _: &mut Link<T>) -> Result<(), Error> {
		Ok(())
	}

	fn key(&self) -> Result<MacKey, Error> {
		let me = self.parties.me();
		Ok(MacKey::new(self.keys[me.index()], me))
	}

	fn triples<T: Transport>(
		&mut self,
		_: &mut Link<T>,
		count: usize,
	) -> Result<Vec<Triple>, Error> {
		let triple = |_| {
			let (a, b) = (Fp::random(&mut self.rng), Fp::random(&mut self.rng));
			Triple { a: self.deal(a), b: self.deal(b), c: self.deal(a * b) }
		};
		Ok((0..count).map(triple).collect())
	}

	fn bits<T: Transport>(&mut self, _: &mut Link<T>, count: usize) -> Result<Vec<Share>, Error> {
		let bit = |_| {
			let bit = Fp::new(u128::from(self.rng.next_u32() & 1));
			self.deal(bit)
		};
		Ok((0..count).map(bit).collect())
	}

	fn masks<T: Transport>(
		&mut self,
		_: &mut Link<T>,
		owner: PartyId,
		count: usize,
	) -> Result<Vec<Mask>, Error> {
		let mine = owner == self.parties.me();
		let mask = |_| {
			let value = Fp::random(&mut self.rng);
			Mask { share: self.deal(value), value: if mine { value } else { Fp::ZERO } }
		};
		Ok((0..count).map(mask).collect())
	}
}
