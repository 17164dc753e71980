//! Tests of the whole strength.

mod against_ideal;
mod cheating;
mod ranges;
mod tampering;
mod transcripts;

use super::Replicated;
use crate::faults::in_threads;
use crate::transport::faulty::Faulty;
use crate::transport::memory::Memory;
use crate::{Error, Parties, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::cell::Cell;

pub(super) const SESSION: [u8; 32] = [7; 32];

/// Runs one program for each of three parties over the ends of a mesh.
pub(super) fn run_over<T: Transport, R: Send>(
	ends: Vec<T>,
	session: [u8; 32],
	seed: u64,
	program: impl Fn(&mut Replicated<T>) -> Result<R, Error> + Sync,
) -> Vec<Result<R, Error>> {
	in_threads(ends, |end| {
		let mut rng = rng(seed, end.parties());
		program(&mut Replicated::new(end, session, &mut rng)?)
	})
}

/// Each party's own.
pub(super) fn rng(seed: u64, parties: Parties) -> ChaCha20Rng {
	let me = u64::from(parties.me().0);
	ChaCha20Rng::seed_from_u64(seed.wrapping_mul(3).wrapping_add(me))
}

/// Runs one program for each of three honest parties.
pub(super) fn run<R: Send>(
	seed: u64,
	program: impl Fn(&mut Replicated<Faulty<Memory>>) -> Result<R, Error> + Sync,
) -> Vec<R> {
	let results = run_over(honest(), SESSION, seed, program);
	results.into_iter().map(Result::unwrap).collect()
}

/// Channels of three honest parties.
pub(super) fn honest() -> Vec<Faulty<Memory>> {
	Faulty::mesh(3, None)
}

/// An error that a party adds to one term of its own, so that what it holds and what it sends agree.
#[derive(Clone, Copy)]
pub(super) struct Tamper {
	/// Which of its lists of terms.
	list: u64,
	/// Which term, counted round.
	place: usize,
	error: u128,
}

thread_local! {
	/// Each party has a thread of its own.
	static TAMPER: Cell<(u64, Option<Tamper>)> = const { Cell::new((0, None)) };
}

/// Adds the error of this thread's party, if it is due.
pub(super) fn tamper(terms: &mut [u128], add: fn(u128, u128) -> u128) {
	TAMPER.with(|state| {
		let (list, tamper) = state.get();
		state.set((list + 1, tamper));
		if let Some(tamper) = tamper.filter(|tamper| tamper.list == list && !terms.is_empty()) {
			let place = tamper.place % terms.len();
			terms[place] = add(terms[place], tamper.error);
		}
	});
}

/// As [`tamper`], for a list that nothing else is made of.
pub(super) fn tampered(mut terms: Vec<u128>, add: fn(u128, u128) -> u128) -> Vec<u128> {
	tamper(&mut terms, add);
	terms
}
