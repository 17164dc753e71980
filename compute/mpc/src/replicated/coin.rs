//! Coins that no party knows before all have sent what the coin decides about.

use super::prss::Stream;
use super::Replicated;
use crate::{Error, Transport};

impl<T: Transport> Replicated<T> {
	/// Waits until both others have come to the same step.
	pub(super) fn barrier(&mut self) -> Result<(), Error> {
		let at = *self.steps.finalize().as_bytes();
		let theirs = self.channel.exchange(&at, &at)?;
		if theirs == [at; 2] {
			Ok(())
		} else {
			Err(Error::CheckFailed("the order of steps"))
		}
	}

	/// A public random seed.
	///
	/// The seed is made of three parts that were fixed when the keys were, one of which the
	/// cheating party does not know. Nobody opens its parts before it knows from both others that
	/// they received everything that came before, so what the seed decides about is fixed by then.
	/// Each part is known to two parties and is compared: a cheating party cannot give different
	/// seeds to the two honest ones.
	pub(super) fn coin(&mut self) -> Result<[u8; 32], Error> {
		self.barrier()?;
		let draw = |stream: &mut Stream| {
			let mut part = [0; 32];
			part[..16].copy_from_slice(&stream.number().to_le_bytes());
			part[16..].copy_from_slice(&stream.number().to_le_bytes());
			part
		};
		let own = draw(self.streams.coins.own());
		let next = draw(self.streams.coins.next());
		let [missing, again] = self.channel.exchange(&next, &own)?;
		if missing != again {
			return Err(Error::CheckFailed("a coin"));
		}
		let mut parts = [own, next, missing];
		parts.rotate_right(self.channel.me().index());
		let mut hasher = blake3::Hasher::new_derive_key("panshi/mpc/replicated/coin");
		parts.iter().for_each(|part| {
			hasher.update(part);
		});
		Ok(*hasher.finalize().as_bytes())
	}

	/// A public stream of random numbers, from a coin.
	pub(super) fn challenges(&mut self) -> Result<Stream, Error> {
		Ok(Stream::new(&self.coin()?, "challenges"))
	}
}
