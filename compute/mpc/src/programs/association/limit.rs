//! The first of the variants that pass, and no more.

use super::{
	super::common::{signed_bits, sum},
	run::BLOCK,
};
use crate::{Error, Mpc, Parties, Tally};

/// Opens `bits`, but only the first `room` of those that are one: the further ones open as zero.
///
/// Whether as many as `room` are one is opened first. That is no more than the rest tells, and where
/// it is not so all bits are opened as they are: they have to be counted one by one in one block of a
/// run at most, its last.
pub(super) fn open_first<M: Mpc>(
	mpc: &mut M,
	bits: &[M::Share],
	room: usize,
) -> Result<Vec<i128>, Error> {
	if bits.len() <= room {
		return mpc.open(bits);
	}
	let width = width(bits.len());
	let room = mpc.public(i128::try_from(room).unwrap_or(i128::MAX));
	let missing = mpc.subtract(&sum(mpc, bits), &room);
	let fewer = mpc.negative(&[missing], width)?;
	if mpc.open(&fewer)? == [1] {
		return mpc.open(bits);
	}
	let first = keep_first(mpc, bits, room, width)?;
	mpc.open(&first)
}

/// The bits, of which only the first `room` that are one remain; `width` bits hold every difference
/// between `room` and a number of them.
pub(super) fn keep_first<M: Mpc>(
	mpc: &mut M,
	bits: &[M::Share],
	mut room: M::Share,
	width: u32,
) -> Result<Vec<M::Share>, Error> {
	let mut kept = Vec::with_capacity(bits.len());
	for bits in bits.chunks(BLOCK) {
		let mut rooms = Vec::with_capacity(bits.len());
		for bit in bits {
			room = mpc.subtract(&room, bit);
			rooms.push(room.clone());
		}
		let too_late = mpc.negative(&rooms, width)?;
		let late = mpc.multiply(bits, &too_late)?;
		kept.extend(bits.iter().zip(&late).map(|(bit, late)| mpc.subtract(bit, late)));
	}
	Ok(kept)
}

/// Bits of a difference between two numbers of a block's variants.
fn width(block: usize) -> u32 {
	signed_bits(u128::try_from(block).unwrap_or(u128::MAX))
}

/// A count in which all blocks are looked at and the limit is reached in the last: all that may come
/// out but one come first, and one with the last variant.
pub(super) fn tally(parties: Parties, variants: u32, limit: u32) -> Result<Tally, Error> {
	let mut tally = Tally::opening(parties, latest(variants, limit), 0);
	if usize::try_from(variants).is_ok_and(|variants| variants > BLOCK) {
		// A run that ends with the last block but one counts more of them one by one if that is longer.
		keep_first(&mut tally, &[(); BLOCK], (), width(BLOCK))?;
	}
	Ok(tally)
}

/// What such a run opens.
fn latest(variants: u32, limit: u32) -> impl Iterator<Item = i128> {
	let block = u32::try_from(BLOCK).unwrap_or(u32::MAX);
	(0..variants).step_by(BLOCK).flat_map(move |start| {
		let length = block.min(variants - start);
		let last = start + length == variants;
		let room = limit - start.min(limit - 1);
		let ones = if last { length.min(room) } else { length.min(room - 1) };
		let fewer = (length > room).then(|| i128::from(!last));
		fewer.into_iter().chain((0..length).map(move |place| i128::from(place < ones)))
	})
}
