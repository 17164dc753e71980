//! Opened values that still have to be checked against their MACs.

use crate::authenticated::field::Fp;
use crate::authenticated::link::{decode, Link};
use crate::authenticated::share::{MacKey, Share};
use crate::{Error, Transport};

/// Openings that may wait for their check.
const MOST: usize = 1 << 19;

/// Opened values and the summands of their MACs.
#[derive(Default)]
pub(crate) struct Checks {
	opened: Vec<(Fp, Fp)>,
}

impl Checks {
	/// Opens values whose check is deferred (ESORICS 2013, figure 1, partial opening).
	pub(crate) fn open<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		shares: &[Share],
	) -> Result<Vec<Fp>, Error> {
		let mine: Vec<_> = shares.iter().map(|share| share.value).collect();
		let values = link.sums(&mine)?;
		shares.iter().zip(&values).for_each(|(share, value)| self.expect(share, *value));
		Ok(values)
	}

	/// Notes that a share must be of this value, without opening it.
	pub(crate) fn expect(&mut self, share: &Share, value: Fp) {
		self.opened.push((value, share.mac));
	}

	/// Whether nothing waits.
	pub(crate) fn is_empty(&self) -> bool {
		self.opened.is_empty()
	}

	/// Whether so much waits that it should be checked now, which bounds memory.
	pub(crate) fn is_full(&self) -> bool {
		self.opened.len() >= MOST
	}

	/// Checks all openings so far (ESORICS 2013, figure 2, MACCheck): a random combination of them,
	/// by coins that are tossed after they were opened, must agree with its MAC.
	///
	/// # Security
	///
	/// If the check fails, or a party leaves in its midst, the residues may have told the others the
	/// MAC key: it must never be used again.
	pub(crate) fn finish<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		key: &MacKey,
	) -> Result<(), Error> {
		if self.opened.is_empty() {
			return Ok(());
		}
		let mut coins = link.coins()?;
		let (mut value, mut mac) = (Fp::ZERO, Fp::ZERO);
		for (opened, summand) in self.opened.drain(..) {
			let coin = Fp::random(&mut coins);
			value += coin * opened;
			mac += coin * summand;
		}
		let residue = mac - key.summand * value;
		let residues = link.simultaneously(&residue.to_bytes())?;
		let mut sum = Fp::ZERO;
		for (party, residue) in link.parties().all().zip(&residues) {
			sum += decode(residue, party, "residue of a MAC")?[0];
		}
		(sum == Fp::ZERO).then_some(()).ok_or(Error::CheckFailed("the MACs"))
	}
}
