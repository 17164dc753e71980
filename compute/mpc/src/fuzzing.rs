//! What fuzz targets need of the inside: decoders, and material without preprocessing.
//!
//! # Security
//!
//! None: it is there with the feature `fuzzing` alone, which no program has.

use crate::authenticated::field::Fp;
use crate::authenticated::prg::Prg;
use crate::{Error, Link, MacKey, Mask, Parties, PartyId, Preprocessing, Share, Transport, Triple};

pub use crate::authenticated::store;
pub use crate::lattice::fuzzing::lattice;
pub use crate::transport::noise::{frames, greeting};

/// Random numbers in the place of everything, to a party whose peers send anything.
pub struct Dealt {
	me: PartyId,
	rng: Prg,
}

impl Dealt {
	/// For one of these parties.
	pub fn new(parties: Parties) -> Self {
		Self { me: parties.me(), rng: Prg::from_seed([1; 32]) }
	}

	fn share(&mut self) -> Share {
		Share { value: Fp::random(&mut self.rng), mac: Fp::random(&mut self.rng) }
	}
}

impl Preprocessing for Dealt {
	fn start<T: Transport>(&mut self, _: &mut Link<T>) -> Result<(), Error> {
		Ok(())
	}

	fn key(&self) -> Result<MacKey, Error> {
		Ok(MacKey::new(Fp::ONE, self.me))
	}

	fn triples<T: Transport>(
		&mut self,
		_: &mut Link<T>,
		count: usize,
	) -> Result<Vec<Triple>, Error> {
		let triple = |_| Triple { a: self.share(), b: self.share(), c: self.share() };
		Ok((0..count).map(triple).collect())
	}

	fn bits<T: Transport>(&mut self, _: &mut Link<T>, count: usize) -> Result<Vec<Share>, Error> {
		Ok((0..count).map(|_| self.share()).collect())
	}

	fn masks<T: Transport>(
		&mut self,
		_: &mut Link<T>,
		_: PartyId,
		count: usize,
	) -> Result<Vec<Mask>, Error> {
		Ok((0..count).map(|_| Mask { share: self.share(), value: Fp::ONE }).collect())
	}
}
