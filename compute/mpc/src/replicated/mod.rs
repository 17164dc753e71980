//! Three parties, of whom one may cheat: replicated shares.
//!
//! A secret is a sum of three parts modulo 2^128; each party holds two of them, so each part is
//! known to two parties (Araki et al., *High-Throughput Semi-Honest Secure Three-Party
//! Computation*, CCS 2016). Products and AND gates cost one element or bit each and are made as if
//! everybody were honest; what is made waits in a list of bounded size until it is checked in one
//! go (`products`, `gates`). No output leaves before the list is empty.
//!
//! Every message that a cheating party alters adds an error that it knows to a product, or makes an
//! opening inconsistent, and nothing else: see docs/protocols/replicated.md for the argument and
//! for the exact probabilities.

mod binary;
mod channel;
mod circuit;
mod coin;
mod convert;
mod field;
mod gates;
mod mpc;
mod open;
mod packet;
mod products;
mod prss;
mod ranges;
mod ring;

use crate::{Error, PartyId, Transport};
use channel::Channel;
use gates::Gates;
use products::Products;
use prss::{PartKey, Streams};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroize;

pub use ring::Share;

/// Bits of a secret, its sign included. Errors above them do not reach an output; an error below
/// stays hidden with probability at most 2^-43 (see `products`).
const CAPACITY: u32 = 86;

/// A computation of three parties, of whom at most one cheats.
///
/// # Security
///
/// Malicious with abort, statistically 2^-43 for each check of products, for one cheating party of
/// three. Two that work together learn everything. A wrong opening or a failed check names nobody:
/// two parties then say different things and the third cannot know who lies.
pub struct Replicated<T: Transport> {
	channel: Channel<T>,
	streams: AllStreams,
	products: Products,
	gates: Gates,
	/// Every step so far; parties compare it before each coin.
	steps: blake3::Hasher,
	stopped: bool,
}

/// One stream for each purpose.
struct AllStreams {
	/// Sharings of zero.
	zeros: Streams,
	/// Shares of random numbers.
	numbers: Streams,
	/// Keys of tags.
	tags: Streams,
	/// Parts of coins.
	coins: Streams,
	/// Masks of inputs.
	inputs: Streams,
}

impl AllStreams {
	fn new(own: &PartKey, next: &PartKey) -> Self {
		let streams = |purpose| Streams::new(own, next, purpose);
		Self {
			zeros: streams("zeros"),
			numbers: streams("numbers"),
			tags: streams("tags"),
			coins: streams("coins"),
			inputs: streams("inputs"),
		}
	}
}

impl<T: Transport> Replicated<T> {
	/// Joins the other two parties of a session. `session` is the same for all three and for no
	/// other computation; it goes into every key.
	pub fn new(
		transport: T,
		session: [u8; 32],
		rng: &mut (impl CryptoRng + RngCore),
	) -> Result<Self, Error> {
		let mut channel = Channel::new(transport)?;
		let [mut own, mut next] = part_keys(&mut channel, &session, rng)?;
		let streams = AllStreams::new(&own, &next);
		own.zeroize();
		next.zeroize();
		let mut steps = blake3::Hasher::new_derive_key("panshi/mpc/replicated/steps");
		steps.update(&session);
		let (products, gates) = (Products::default(), Gates::default());
		let mut party = Self { channel, streams, products, gates, steps, stopped: false };
		party.barrier()?;
		Ok(party)
	}

	/// Runs a step; after an error no step runs any more.
	fn step<R>(
		&mut self,
		name: &'static str,
		counts: &[usize],
		step: impl FnOnce(&mut Self) -> Result<R, Error>,
	) -> Result<R, Error> {
		if self.stopped {
			return Err(Error::Stopped);
		}
		self.steps.update(&name.len().to_le_bytes()).update(name.as_bytes());
		counts.iter().for_each(|count| {
			self.steps.update(&count.to_le_bytes());
		});
		let result = step(self);
		self.stopped = result.is_err();
		result
	}

	/// Finishes every deferred check.
	fn verify(&mut self) -> Result<(), Error> {
		self.verify_gates()?;
		self.verify_products()
	}
}

/// The keys of this party's two parts. The two holders of a part both contribute, so that the key
/// is fresh if one of them is honest and has a good generator; the third party sees neither half.
fn part_keys<T: Transport>(
	channel: &mut Channel<T>,
	session: &[u8; 32],
	rng: &mut (impl CryptoRng + RngCore),
) -> Result<[PartKey; 2], Error> {
	let mut mine = [[0; 32]; 2];
	mine.iter_mut().for_each(|half| rng.fill_bytes(half));
	let mut theirs = channel.exchange(&mine[0], &mine[1])?;
	let key = |holder: PartyId, first: &[u8; 32], second: &[u8; 32]| {
		let mut hasher = blake3::Hasher::new_derive_key("panshi/mpc/replicated/part key");
		hasher.update(session).update(&[holder.0]).update(first).update(second);
		*hasher.finalize().as_bytes()
	};
	let own = key(channel.me(), &theirs[0], &mine[0]);
	let next = key(channel.next(), &mine[1], &theirs[1]);
	mine.zeroize();
	theirs.zeroize();
	Ok([own, next])
}

#[cfg(test)]
mod tests;
