//! Tests of the whole strength.

mod against_ideal;

use super::Replicated;
use crate::transport::memory::Memory;
use crate::{Error, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// Runs one program for each of three parties over the ends of a mesh.
pub(super) fn run_over<T: Transport, R: Send>(
	ends: Vec<T>,
	seed: u64,
	program: impl Fn(&mut Replicated<T>) -> Result<R, Error> + Sync,
) -> Vec<Result<R, Error>> {
	let party = |(me, end): (u64, T)| {
		let mut rng = ChaCha20Rng::seed_from_u64(seed.wrapping_mul(3).wrapping_add(me));
		let mut party = Replicated::new(end, [7; 32], &mut rng)?;
		program(&mut party)
	};
	let party = &party;
	std::thread::scope(|scope| {
		let threads: Vec<_> = (0..).zip(ends).map(|end| scope.spawn(move || party(end))).collect();
		threads.into_iter().map(|thread| thread.join().unwrap()).collect()
	})
}

/// Runs one program for each of three honest parties.
pub(super) fn run<R: Send>(
	seed: u64,
	program: impl Fn(&mut Replicated<Memory>) -> Result<R, Error> + Sync,
) -> Vec<R> {
	let results = run_over(Memory::mesh(3).unwrap(), seed, program);
	results.into_iter().map(Result::unwrap).collect()
}
