//! The online phase on material of a dealer.

mod cheating;
mod crooked;
mod distances;
mod killed;
mod leaks;
mod names;
mod needs;
mod programs;
pub(crate) mod ranges;
mod seats;
mod store;

use crate::authenticated::dealer::Dealer;
use crate::authenticated::Authenticated;
use crate::wire::Wire;
use crate::Transport;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

pub(crate) type Party = Authenticated<Wire, Dealer>;

/// A party over a wire, with material of the dealer of this seed.
pub(crate) fn party(wire: Wire, seed: u64) -> Party {
	let parties = wire.parties();
	let mut rng = ChaCha20Rng::seed_from_u64(seed * 8 + parties.me().index() as u64);
	Authenticated::new(wire, [7; 32], Dealer::new(parties, seed), &mut rng).unwrap()
}
