//! What steps spend.

use crate::authenticated::field::Fp;
use crate::authenticated::link::Link;
use crate::authenticated::share::{MacKey, Share};
use crate::{Error, PartyId, Transport};
use zeroize::Zeroize;

/// Shares of random `a` and `b`, and of `c = a b`.
#[derive(Clone, Copy, Debug, Zeroize)]
pub struct Triple {
	pub(crate) a: Share,
	pub(crate) b: Share,
	pub(crate) c: Share,
}

/// A share of a random number that its owner knows, under which the owner inputs a value.
#[derive(Clone, Copy, Debug, Zeroize)]
pub struct Mask {
	pub(crate) share: Share,
	/// Zero for everybody but the owner.
	pub(crate) value: Fp,
}

/// A source of shared random material. Each item is given out once.
///
/// All parties ask for the same items in the same order.
pub trait Preprocessing: Send {
	/// Prepares for a session, before anything else is asked for.
	fn start<T: Transport>(&mut self, link: &mut Link<T>) -> Result<(), Error>;

	/// This party's summand of the MAC key; fails before the start.
	fn key(&self) -> Result<MacKey, Error>;

	/// Notes that a check begins: should it not pass, the MAC key may be known to the others and
	/// nothing under it may be used any more, not even after a crash.
	fn expose_key(&mut self) -> Result<(), Error> {
		Ok(())
	}

	/// Notes that the check has passed.
	fn clear_key(&mut self) -> Result<(), Error> {
		Ok(())
	}

	/// Multiplication triples.
	fn triples<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		count: usize,
	) -> Result<Vec<Triple>, Error>;

	/// Uniform bits that nobody knows.
	fn bits<T: Transport>(&mut self, link: &mut Link<T>, count: usize)
		-> Result<Vec<Share>, Error>;

	/// Masks for inputs of `owner`.
	fn masks<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		owner: PartyId,
		count: usize,
	) -> Result<Vec<Mask>, Error>;
}
