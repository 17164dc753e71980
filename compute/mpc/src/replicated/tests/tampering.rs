//! A party that adds errors to what it makes and stands by them: only the checks can tell.

use super::{honest, run_over, Tamper, SESSION, TAMPER};
use crate::faults::{program, OPENED};
use crate::replicated::Replicated;
use crate::{Error, Input, Mpc, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

/// What honest parties get when party `cheater` tampers, and how many lists of terms it made.
pub(super) fn run_tampered<R: Send>(
	cheater: PartyId,
	tamper: Option<Tamper>,
	seed: u64,
	program: impl Fn(&mut Replicated<super::Faulty<super::Memory>>) -> Result<R, Error> + Sync,
) -> (Vec<Result<R, Error>>, u64) {
	let results = run_over(honest(), SESSION, seed, |party| {
		let mine = tamper.filter(|_| party.me() == cheater);
		TAMPER.with(|state| state.set((0, mine)));
		let result = program(party);
		Ok((result, TAMPER.with(|state| state.get().0)))
	});
	let results: Vec<_> = results.into_iter().map(Result::unwrap).collect();
	let lists = results[0].1;
	let honest = (0..).map(PartyId).zip(results).filter(|(party, _)| *party != cheater);
	(honest.map(|(_, (result, _))| result).collect(), lists)
}

/// Whether an honest party stopped; what the others opened must be right.
fn stops(cheater: PartyId, tamper: Tamper, seed: u64) -> bool {
	let (results, _) = run_tampered(cheater, Some(tamper), seed, program);
	assert!(results.iter().flatten().all(|(opened, _)| *opened == OPENED));
	results.iter().any(Result::is_err)
}

#[test]
fn an_error_in_any_list_of_terms_is_found() {
	let (results, lists) = run_tampered(PartyId(0), None, 3, program);
	assert!(results.iter().all(Result::is_ok));
	assert!(lists > 20, "{lists}");
	for list in 0..lists {
		for cheater in (0..3).map(PartyId) {
			for error in [1, 1 << 17, 1 << 85] {
				let tamper = Tamper { list, place: 0, error };
				assert!(stops(cheater, tamper, list), "list {list} of {cheater}: {error}");
			}
		}
	}
}

#[test]
fn errors_at_random_places_are_found() {
	let (_, lists) = run_tampered(PartyId(0), None, 3, program);
	for seed in 0..3_000 {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let list = rng.next_u64() % lists;
		let place = rng.next_u64() as usize % 10_000;
		let error = 1 << (rng.next_u64() % 86);
		let cheater = PartyId((rng.next_u64() % 3) as u8);
		assert!(stops(cheater, Tamper { list, place, error }, seed), "seed {seed}");
	}
}

/// How many of so many runs in which party 0 adds `error` to one product are not stopped; the
/// opened product must be right in them.
fn missed(error: u128, runs: u64) -> usize {
	let square = |party: &mut Replicated<_>| square(party);
	let run = |seed: &u64| {
		let tamper = Some(Tamper { list: 0, place: 0, error });
		let (honest, _) = run_tampered(PartyId(0), tamper, *seed, square);
		assert!(honest.iter().flatten().all(|opened| *opened == [36]));
		honest.iter().all(Result::is_ok)
	};
	(0..runs).filter(run).count()
}

fn square<T: Transport>(party: &mut Replicated<T>) -> Result<Vec<i128>, Error> {
	let mine = party.me() == PartyId(1);
	let x = party.input(PartyId(1), if mine { Input::Mine(&[-6]) } else { Input::Theirs(1) })?;
	let product = party.multiply(&x, &x)?;
	party.open(&product)
}

#[test]
fn errors_above_the_capacity_are_missed_as_often_as_computed() {
	// An error of 2^v is missed with probability 2^-(128 - v); six deviations around it.
	assert!((10..=91).contains(&missed(1 << 125, 400)));
	assert!((140..=260).contains(&missed(1 << 127, 400)));
}

#[test]
fn gates_are_always_found() {
	let compare = |party: &mut Replicated<_>| {
		let bit = party.public(-1);
		let sign = party.negative(&[bit], 3)?;
		party.open(&sign)
	};
	// Lists: carries, their sum, the sign's two numbers; the polynomial and the sacrifice.
	for seed in 0..300u64 {
		let tamper = Tamper { list: seed % 2, place: 0, error: 1 << (seed % 128) };
		let (honest, _) = run_tampered(PartyId(2), Some(tamper), seed, compare);
		assert!(honest.iter().all(Result::is_err), "seed {seed}");
	}
}
