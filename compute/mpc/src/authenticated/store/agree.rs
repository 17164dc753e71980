//! Which stores all parties of a session have.

use crate::authenticated::store::StoreId;
use crate::authenticated::Link;
use crate::{Error, Transport};

/// Most stores that a party offers.
pub const MOST_OFFERS: usize = 4;

const NAME: usize = 32;

/// The stores that all parties of a session offer, in the order in which party 0 offers them. Of the
/// `offers` the first [`MOST_OFFERS`] count.
///
/// All tell all what they offer, and then compare what they were told before anything follows from
/// it. So all honest parties have the same answer, or the session ends.
///
/// # Security
///
/// A party may offer what it does not have, or keep back what it has: the others then run into a
/// check that fails, or do without.
pub fn agree<T: Transport>(link: &mut Link<T>, offers: &[StoreId]) -> Result<Vec<StoreId>, Error> {
	let mut message = offers.concat();
	message.resize(MOST_OFFERS * NAME, 0);
	let messages = link.exchange(message)?;
	link.simultaneously(&[])?;
	Ok(of_all(&messages))
}

/// What all these messages offer.
pub(super) fn of_all(messages: &[Vec<u8>]) -> Vec<StoreId> {
	let offered = |message: &Vec<u8>| message.as_chunks::<NAME>().0.to_vec();
	let offers: Vec<_> = messages.iter().map(offered).collect();
	let Some((first, others)) = offers.split_first() else { return Vec::new() };
	let of_all =
		|name: &&StoreId| **name != [0; NAME] && others.iter().all(|offers| offers.contains(name));
	first.iter().filter(of_all).copied().collect()
}
