//! Masks for inputs: random numbers that their owner knows.
//!
//! The owner answers to everybody's encrypted MAC key (EUROCRYPT 2018, figure 7, Input). The summands
//! of the values come from seeds that the owner sends, so that no party's summand is the number
//! itself: what is later opened would tell the owners' parts of a sum apart. A random combination of
//! all, masked by one more, is opened and checked: the owner answered to all parties with the same.

use crate::authenticated::field::Fp;
use crate::authenticated::prg::Prg;
use crate::authenticated::{Checks, Link, Mask, Share};
use crate::lattice::party::Party;
use crate::{Error, PartyId, Transport};
use rand_core::RngCore;

/// A batch of masks of one owner, one fewer than a ciphertext has slots, checked.
pub(crate) fn make<T: Transport>(
	party: &mut Party,
	link: &mut Link<T>,
	owner: PartyId,
) -> Result<Vec<Mask>, Error> {
	let mut masks =
		if owner == party.parties.me() { give(party, link) } else { take(party, link, owner) }?;
	let (mut coins, key) = (link.coins()?, party.key());
	let spare = masks.pop().ok_or(Error::Stopped)?;
	let combination: Share =
		masks.iter().map(|mask| mask.share * Fp::random(&mut coins)).sum::<Share>() + spare.share;
	let mut checks = Checks::default();
	checks.open(link, &[combination])?;
	checks.finish(link, &key)?;
	Ok(masks)
}

fn give<T: Transport>(party: &Party, link: &mut Link<T>) -> Result<Vec<Mask>, Error> {
	let values = party.random(link);
	let mut shares: Vec<_> =
		values.iter().map(|value| Share { value: *value, mac: party.mac * *value }).collect();
	let plaintext = party.scheme.plaintext(values.clone());
	for other in party.parties.others() {
		let mut seed = [0; 32];
		link.rng.fill_bytes(&mut seed);
		link.send(other, &seed)?;
		let left = party.authenticate_for(link, other, &plaintext)?;
		let summands = summands(seed, party.size());
		for ((share, left), summand) in shares.iter_mut().zip(left).zip(summands) {
			share.mac -= left;
			share.value -= summand;
		}
	}
	Ok(shares.into_iter().zip(values).map(|(share, value)| Mask { share, value }).collect())
}

fn take<T: Transport>(
	party: &Party,
	link: &mut Link<T>,
	owner: PartyId,
) -> Result<Vec<Mask>, Error> {
	let malformed = Error::Malformed { party: owner, what: "seed" };
	let seed = link.receive(owner, 32)?.try_into().map_err(|_| malformed)?;
	let response = link.receive(owner, party.response_length())?;
	let macs = party.read(owner, &response)?;
	let mask = |(value, mac)| Mask { share: Share { value, mac }, value: Fp::ZERO };
	Ok(summands(seed, party.size()).into_iter().zip(macs).map(mask).collect())
}

fn summands(seed: [u8; 32], count: usize) -> Vec<Fp> {
	let key = blake3::derive_key("panshi mpc 2026 summands of a mask", &seed);
	let mut rng = Prg::from_seed(key);
	(0..count).map(|_| Fp::random(&mut rng)).collect()
}
