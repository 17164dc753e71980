//! Random bits: a random `b` whose square is opened is known up to its sign, which is the bit
//! (Damgard, Fitzi, Kiltz, Nielsen and Toft, TCC 2006, section 4).
//!
//! The square `s = b^2` has no MAC: it is opened before the coins of the sacrifice are tossed, and the
//! sacrifice then checks the opened number. With `spare_c = spare_a b` and `rho = t b - spare_a`, all
//! with MACs, `t s - spare_c - rho b` is `t (s - b^2)` plus what does not depend on `t`: it is zero
//! for at most one `t` unless `s = b^2`.

use crate::authenticated::field::Fp;
use crate::authenticated::root::Roots;
use crate::authenticated::{Checks, Link, Share};
use crate::lattice::cipher::Ciphertext;
use crate::lattice::party::{Party, With};
use crate::{Error, Transport};

/// A random number, its opened square, and a product to check it with.
struct Unchecked {
	number: Vec<Share>,
	square: Vec<Fp>,
	spare_a: Vec<Share>,
	spare_c: Vec<Share>,
}

/// So many batches of bits, one for each slot of a ciphertext, checked.
pub(crate) fn make<T: Transport>(
	party: &mut Party,
	link: &mut Link<T>,
	roots: &Roots,
	batches: usize,
) -> Result<Vec<Share>, Error> {
	let numbers: Vec<_> = (0..batches).map(|_| party.random(link)).collect();
	let encrypted = party.encrypt(link, &numbers)?;
	let mut unchecked = Vec::with_capacity(batches);
	for (number, encrypted) in numbers.iter().zip(encrypted) {
		unchecked.push(square(party, link, number, &encrypted)?);
	}
	sacrifice(party, link, &unchecked)?;
	let one = party.key().public(Fp::ONE);
	let half = Fp::new(2).invert();
	let mut bits = Vec::with_capacity(batches * party.size());
	for batch in &unchecked {
		for (number, square) in batch.number.iter().zip(&batch.square) {
			// A number that is zero has no sign; it is left out.
			if let Some(root) = roots.inverse(*square) {
				bits.push((*number * root + one) * half);
			}
		}
	}
	Ok(bits)
}

fn square<T: Transport>(
	party: &Party,
	link: &mut Link<T>,
	number: &[Fp],
	encrypted: &[Ciphertext],
) -> Result<Unchecked, Error> {
	let spare_a = party.random(link);
	let plain = party.scheme.plaintext(number.to_vec());
	let plain_spare = party.scheme.plaintext(spare_a.clone());
	let mixed = party.mixed(
		link,
		&[
			(With::Half(encrypted), &plain),
			(With::All(encrypted), &plain_spare),
			(With::Macs, &plain),
			(With::Macs, &plain_spare),
		],
	)?;
	let double = Fp::new(2);
	let squares = number.iter().zip(&mixed[0]).map(|(b, mixed)| *b * *b + *mixed * double);
	let squares: Vec<_> = squares.collect();
	let products = number.iter().zip(&spare_a).zip(&mixed[1]);
	let spare_c: Vec<_> = products.map(|((b, a), mixed)| *a * *b + *mixed).collect();
	let plain = party.scheme.plaintext(spare_c.clone());
	let macs = party.mixed(link, &[(With::Macs, &plain)])?;
	Ok(Unchecked {
		number: party.shares(number, &mixed[2]),
		square: link.sums(&squares)?,
		spare_a: party.shares(&spare_a, &mixed[3]),
		spare_c: party.shares(&spare_c, &macs[0]),
	})
}

fn sacrifice<T: Transport>(
	party: &Party,
	link: &mut Link<T>,
	batches: &[Unchecked],
) -> Result<(), Error> {
	let (mut coins, key) = (link.coins()?, party.key());
	let mut checks = Checks::default();
	for batch in batches {
		let coins: Vec<_> = batch.number.iter().map(|_| Fp::random(&mut coins)).collect();
		let masked = batch.number.iter().zip(&batch.spare_a).zip(&coins);
		let masked: Vec<_> = masked.map(|((number, spare), t)| *number * *t - *spare).collect();
		let opened = checks.open(link, &masked)?;
		for (index, number) in batch.number.iter().enumerate() {
			let square = key.public(coins[index] * batch.square[index]);
			let residue = square - batch.spare_c[index] - *number * opened[index];
			checks.expect(&residue, Fp::ZERO);
		}
	}
	checks.finish(link, &key)
}
