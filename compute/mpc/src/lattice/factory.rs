//! Material made on demand.

use crate::authenticated::root::Roots;
use crate::authenticated::{Link, MacKey, Mask, Preprocessing, Share, Triple};
use crate::lattice::params::{Params, MOST};
use crate::lattice::party::Party;
use crate::lattice::{bits, masks, triples};
use crate::{Error, PartyId, Transport};
use zeroize::Zeroize;

/// Preprocessing by lattice encryption, made whenever it runs out.
///
/// Material is made a ciphertext at a time: 16,384 items, or 16 times that when much is asked for.
/// What is made and not used is lost at the end; a [`Store`](crate::Store) keeps it.
///
/// # Security
///
/// Against any number of cheating parties but one, if ring-LWE with these parameters is hard, and if
/// the encryption is *linear-only* (Bitansky, Chiesa, Ishai, Ostrovsky and Paneth, TCC 2013) or at
/// least enhanced-CPA secure (Overdrive, EUROCRYPT 2018, section 3.1): who answers with an ill-formed
/// ciphertext and sees whether the computation stops learns nothing useful of the key. That is an
/// assumption of LowGear, not a theorem on ring-LWE.
pub struct Lattice {
	params: Params,
	roots: Roots,
	party: Option<Party>,
	triples: Vec<Triple>,
	bits: Vec<Share>,
	masks: Vec<Vec<Mask>>,
	/// The response that a cheating party makes with another factor.
	#[cfg(test)]
	pub(crate) crooked: Option<u32>,
}

impl Default for Lattice {
	fn default() -> Self {
		Self::new()
	}
}

impl Drop for Lattice {
	fn drop(&mut self) {
		self.triples.zeroize();
		self.bits.zeroize();
		self.masks.zeroize();
	}
}

impl Lattice {
	/// With parameters of 128 bits of security.
	pub fn new() -> Self {
		Self::with(Params::SECURE)
	}

	/// **Insecure** parameters, for tests.
	#[cfg(test)]
	pub(crate) fn insecure_for_tests() -> Self {
		Self::with(Params::INSECURE_FOR_TESTS)
	}

	pub(super) fn with(params: Params) -> Self {
		Self {
			params,
			roots: Roots::new(),
			party: None,
			triples: Vec::new(),
			bits: Vec::new(),
			masks: Vec::new(),
			#[cfg(test)]
			crooked: None,
		}
	}

	/// Batches that are made at once for so many missing items.
	fn batches(&self, missing: usize) -> usize {
		missing.div_ceil(self.params.size()).clamp(1, MOST)
	}
}

impl Preprocessing for Lattice {
	fn start<T: Transport>(&mut self, link: &mut Link<T>) -> Result<(), Error> {
		self.masks = vec![Vec::new(); link.parties().count()];
		let party = Party::set_up(link, self.params)?;
		#[cfg(test)]
		party.scheme.crooked.set(self.crooked);
		self.party = Some(party);
		Ok(())
	}

	fn key(&self) -> Result<MacKey, Error> {
		Ok(self.party.as_ref().ok_or(Error::Stopped)?.key())
	}

	fn triples<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		count: usize,
	) -> Result<Vec<Triple>, Error> {
		while self.triples.len() < count {
			let batches = self.batches(count - self.triples.len());
			let party = self.party.as_mut().ok_or(Error::Stopped)?;
			self.triples.extend(triples::make(party, link, batches)?);
		}
		Ok(self.triples.split_off(self.triples.len() - count))
	}

	fn bits<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		count: usize,
	) -> Result<Vec<Share>, Error> {
		while self.bits.len() < count {
			let batches = self.batches(count - self.bits.len());
			let party = self.party.as_mut().ok_or(Error::Stopped)?;
			self.bits.extend(bits::make(party, link, &self.roots, batches)?);
		}
		Ok(self.bits.split_off(self.bits.len() - count))
	}

	fn masks<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		owner: PartyId,
		count: usize,
	) -> Result<Vec<Mask>, Error> {
		let masks = self.masks.get_mut(owner.index()).ok_or(Error::Stopped)?;
		while masks.len() < count {
			let party = self.party.as_mut().ok_or(Error::Stopped)?;
			masks.extend(self::masks::make(party, link, owner)?);
		}
		Ok(masks.split_off(masks.len() - count))
	}
}
