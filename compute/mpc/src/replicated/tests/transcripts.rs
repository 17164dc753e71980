//! What goes over the channels.

use super::{honest, run, run_over, SESSION};
use crate::replicated::{Replicated, CAPACITY};
use crate::transport::faulty::Faulty;
use crate::transport::memory::Memory;
use crate::{Error, Input, Mpc, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// Every step over the numbers of parties 0 and 1; opens their sum.
fn program<T: Transport>(
	party: &mut Replicated<T>,
	secrets: [i128; 2],
) -> Result<Vec<i128>, Error> {
	let mut x = Vec::new();
	for (owner, value) in (0..).map(PartyId).zip(secrets) {
		let value = [value];
		let mine = owner == party.me();
		x.extend(party.input(owner, if mine { Input::Mine(&value) } else { Input::Theirs(1) })?);
	}
	let product = party.multiply(&x[..1], &x[1..])?;
	party.inner_products(&[(&x, &x)])?;
	party.negative(&product, 20)?;
	party.zero(&x, 8)?;
	party.bits(&product, 9)?;
	party.random_bits(3)?;
	let sum = party.add(&x[0], &x[1]);
	party.open(&[sum])
}

#[test]
fn transcripts_are_pinned() {
	let hashes = run(2609, |party| {
		program(party, [6, -2])?;
		let packet = party.deliver(&[party.public(4)])?;
		let mut hasher = blake3::Hasher::new();
		for (to, message) in &party.channel.transport.record().sent {
			hasher.update(&[to.0]).update(&(message.len() as u64).to_le_bytes()).update(message);
		}
		hasher.update(&packet);
		Ok(hasher.finalize().to_hex().to_string())
	});
	let pinned = [
		"ff0620bb05efddf7a71c047eb96215079e96a7a315fc367213128e0a9df333df",
		"66387dd80dd98acd651d8bf329ce4de46983d5614d099adff843aa084b684b2c",
		"5b5e282e18e886a32823330a961ea7dafa078443f049cb1a1dd12c085312cad8",
	];
	assert_eq!(hashes, pinned);
}

#[test]
fn sessions_share_no_bytes() {
	let sent = |session| {
		let results = run_over(honest(), session, 1, |party| {
			program(party, [6, -2])?;
			Ok(party.channel.transport.record().sent)
		});
		results.into_iter().map(Result::unwrap).collect::<Vec<_>>()
	};
	let (one, other) = (sent([1; 32]), sent([2; 32]));
	for (one, other) in one.iter().zip(&other) {
		// The halves of keys come from the same generator; all else is other.
		assert!(one.iter().zip(other).skip(2).all(|(one, other)| one.1 != other.1));
	}
}

/// How often each bit that party 2 receives is set, over runs with the same coins of party 2 and
/// other coins of the rest.
fn ones(secrets: [i128; 2], runs: u64) -> Vec<u64> {
	let mut counts = Vec::new();
	for run in 0..runs {
		let party = |me: u64, end: Faulty<Memory>| {
			let seed = if me == 2 { 42 } else { 1_000 + 2 * run + me };
			let mut rng = ChaCha20Rng::seed_from_u64(seed);
			let mut party = Replicated::new(end, SESSION, &mut rng)?;
			assert_eq!(program(&mut party, secrets)?, [3]);
			Ok::<_, Error>(party.channel.transport.record().received)
		};
		let party = &party;
		let views: Vec<_> = std::thread::scope(|scope| {
			let threads: Vec<_> =
				(0..).zip(honest()).map(|(me, end)| scope.spawn(move || party(me, end))).collect();
			threads.into_iter().map(|thread| thread.join().unwrap().unwrap()).collect()
		});
		let bytes: Vec<u8> = views[2].iter().flat_map(|(_, message)| message.clone()).collect();
		counts.resize(8 * bytes.len(), 0);
		for (place, count) in counts.iter_mut().enumerate() {
			*count += u64::from((bytes[place / 8] >> (place % 8)) & 1);
		}
	}
	counts
}

#[test]
fn a_view_does_not_depend_on_the_inputs_of_others() {
	const RUNS: u64 = 400;
	let (one, other) = (ones([1, 2], RUNS), ones([-100, 103], RUNS));
	assert_eq!(one.len(), other.len());
	assert!(one.len() > 10_000);
	for (place, (one, other)) in one.iter().zip(&other).enumerate() {
		// Six standard deviations of the difference of two fair counts.
		let difference = one.abs_diff(*other) as f64;
		assert!(difference <= 6.0 * (RUNS as f64 / 2.0).sqrt(), "bit {place}: {one} and {other}");
	}
}

#[test]
fn what_is_opened_has_noise_above_the_capacity() {
	let opened = run(4, |party| {
		let values = [party.public(-3); 200];
		party.open_words(&values)
	});
	let above = |word: &u128| word >> CAPACITY;
	let mut seen: Vec<_> = opened[0].iter().map(above).collect();
	seen.sort_unstable();
	seen.dedup();
	// 42 random bits: two of 200 are alike with probability 2^-27.
	assert_eq!(seen.len(), 200);
	assert!(opened[0].iter().all(|word| (word << (128 - CAPACITY)).cast_signed() < 0));
}
