//! What the tests of all protocols begin with.

use crate::{Cohort, Element, Learns, Party, Session};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

pub(crate) fn rng(seed: u64) -> ChaCha20Rng {
	ChaCha20Rng::seed_from_u64(seed)
}

/// A session in which party 0 sends and party 1 receives, with the bounds of both in this order.
pub(crate) fn session([sender_bound, receiver_bound]: [u32; 2], learns: Learns) -> Session {
	Session {
		id: [1; 32],
		scheme: [2; 32],
		sender: Party(0),
		receiver: Party(1),
		sender_bound,
		receiver_bound,
		learns,
	}
}

/// An element for each byte.
pub(crate) fn cohort(bytes: &[u8]) -> Cohort {
	Cohort::new(bytes.iter().map(|byte| Element([*byte; 32])).collect()).unwrap()
}
