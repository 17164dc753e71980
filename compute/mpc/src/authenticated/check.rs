//! Opened values that still have to be checked against their MACs.

use crate::authenticated::field::Fp;
use crate::authenticated::link::{decode, Link};
use crate::authenticated::share::{MacKey, Share};
use crate::{Error, Transport};

/// Openings that wait for their check; more are checked at once, which bounds memory.
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
		key: &MacKey,
		shares: &[Share],
	) -> Result<Vec<Fp>, Error> {
		let mine: Vec<_> = shares.iter().map(|share| share.value).collect();
		let values = link.sums(&mine)?;
		for (share, value) in shares.iter().zip(&values) {
			self.expect(link, key, share, *value)?;
		}
		Ok(values)
	}

	/// Notes that a share must be of this value, without opening it.
	pub(crate) fn expect<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		key: &MacKey,
		share: &Share,
		value: Fp,
	) -> Result<(), Error> {
		self.opened.push((value, share.mac));
		if self.opened.len() >= MOST {
			self.finish(link, key)?;
		}
		Ok(())
	}

	/// Checks all openings so far (ESORICS 2013, figure 2, MACCheck): a random combination of them,
	/// by coins that are tossed after they were opened, must agree with its MAC.
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
