//! Multiplication triples (EUROCRYPT 2018, figure 6): products by ciphertexts, MACs, sacrifice.

use crate::authenticated::field::Fp;
use crate::authenticated::{Checks, Link, Share, Triple};
use crate::lattice::cipher::Ciphertext;
use crate::lattice::party::{Party, With};
use crate::{Error, Transport};

/// Triples `c = a b` and `spare_c = spare_a b`, neither of them checked.
struct Unchecked {
	triple: Vec<Triple>,
	spare_a: Vec<Share>,
	spare_c: Vec<Share>,
}

/// So many batches of triples, one for each slot of a ciphertext, checked.
pub(crate) fn make<T: Transport>(
	party: &mut Party,
	link: &mut Link<T>,
	batches: usize,
) -> Result<Vec<Triple>, Error> {
	let factors: Vec<_> = (0..batches).map(|_| party.random(link)).collect();
	let encrypted = party.encrypt(link, &factors)?;
	let mut unchecked = Vec::with_capacity(batches);
	for (b, encrypted) in factors.iter().zip(encrypted) {
		unchecked.push(multiply(party, link, b, &encrypted)?);
	}
	sacrifice(party, link, &unchecked)?;
	Ok(unchecked.into_iter().flat_map(|batch| batch.triple).collect())
}

fn multiply<T: Transport>(
	party: &Party,
	link: &mut Link<T>,
	b: &[Fp],
	encrypted: &[Ciphertext],
) -> Result<Unchecked, Error> {
	let (a, spare_a) = (party.random(link), party.random(link));
	let plaintexts = [&a[..], &spare_a, b].map(|slots| party.scheme.plaintext(slots.to_vec()));
	let [plain_a, plain_spare, plain_b] = &plaintexts;
	let mixed = party.mixed(
		link,
		&[
			(With::All(encrypted), plain_a),
			(With::All(encrypted), plain_spare),
			(With::Macs, plain_a),
			(With::Macs, plain_spare),
			(With::Macs, plain_b),
		],
	)?;
	let product = |a: &[Fp], mixed: &[Fp]| -> Vec<Fp> {
		a.iter().zip(b).zip(mixed).map(|((a, b), mixed)| *a * *b + *mixed).collect()
	};
	let (c, spare_c) = (product(&a, &mixed[0]), product(&spare_a, &mixed[1]));
	let plaintexts = [&c, &spare_c].map(|slots| party.scheme.plaintext(slots.clone()));
	let macs = party.mixed(link, &[(With::Macs, &plaintexts[0]), (With::Macs, &plaintexts[1])])?;
	let (a, b) = (party.shares(&a, &mixed[2]), party.shares(b, &mixed[4]));
	let c = party.shares(&c, &macs[0]);
	let triple = a.into_iter().zip(b).zip(c).map(|((a, b), c)| Triple { a, b, c }).collect();
	Ok(Unchecked {
		triple,
		spare_a: party.shares(&spare_a, &mixed[3]),
		spare_c: party.shares(&spare_c, &macs[1]),
	})
}

/// Checks each triple against its spare (EUROCRYPT 2018, figure 6, step 7): with a coin `t` tossed
/// after all is fixed, `rho = t a - spare_a` is opened and `t c - spare_c - rho b` must be zero.
fn sacrifice<T: Transport>(
	party: &Party,
	link: &mut Link<T>,
	batches: &[Unchecked],
) -> Result<(), Error> {
	let (mut coins, key) = (link.coins()?, party.key());
	let mut checks = Checks::default();
	for batch in batches {
		let coins: Vec<_> = batch.triple.iter().map(|_| Fp::random(&mut coins)).collect();
		let masked = batch.triple.iter().zip(&batch.spare_a).zip(&coins);
		let masked: Vec<_> = masked.map(|((triple, spare), t)| triple.a * *t - *spare).collect();
		let opened = checks.open(link, &masked)?;
		for (index, triple) in batch.triple.iter().enumerate() {
			let residue = triple.c * coins[index] - batch.spare_c[index] - triple.b * opened[index];
			checks.expect(&residue, Fp::ZERO);
		}
	}
	checks.finish(link, &key)
}
