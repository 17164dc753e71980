//! From arithmetic shares to binary ones and back.
//!
//! Each part of a number is known to two parties, so its bits are binary shares without a message:
//! the part's holders hold them, the two other parts of the sharing are zero (Mohassel and Rindal,
//! *ABY3*, CCS 2018, sections 5.3 and 5.4.1). A cheating party cannot misstate them either: what it
//! holds is what the honest holder of the same part holds.

use super::binary::{transpose, Word, LANES};
use super::ring::Share;
use super::Replicated;
use crate::{Error, Transport};

/// One bit of many numbers: number `i` is in lane `i % 128` of word `i / 128`.
pub(super) type Plane = Vec<Word>;

/// Two parts of the bits of numbers, by place of the bit: what this party holds first and second.
pub(super) fn planes(values: &[Share], width: usize) -> Vec<Plane> {
	let mut planes = vec![Vec::with_capacity(values.len().div_ceil(LANES)); width];
	for block in values.chunks(LANES) {
		let (mut own, mut next) = ([0; LANES], [0; LANES]);
		for (place, value) in block.iter().enumerate() {
			(own[place], next[place]) = (value.own, value.next);
		}
		transpose(&mut own);
		transpose(&mut next);
		for ((plane, own), next) in planes.iter_mut().zip(own).zip(next) {
			plane.push(Word { own, next });
		}
	}
	planes
}

impl<T: Transport> Replicated<T> {
	/// Of words of parts, the sharing of part `part` alone: the other parts become zero.
	pub(super) fn only(&self, part: u8, word: Word) -> Word {
		Word {
			own: if self.channel.me().0 == part { word.own } else { 0 },
			next: if self.channel.next().0 == part { word.next } else { 0 },
		}
	}

	/// Arithmetic shares of the first `count` bits of each plane, one list a plane.
	///
	/// The bits are the exclusive or of three parts, each known to two parties and so shared as a
	/// number at once; `a xor b = a + b - 2ab` twice.
	pub(super) fn numbers_of(
		&mut self,
		planes: &[Plane],
		count: usize,
	) -> Result<Vec<Vec<Share>>, Error> {
		let part = |party: &Self, part| {
			let bits = |plane: &Plane| bits_of(plane, count, |word| party.only(part, word));
			planes.iter().flat_map(bits).collect::<Vec<_>>()
		};
		let (first, second) = (part(self, 0), part(self, 1));
		let both = self.xor_numbers(&first, &second)?;
		let third = part(self, 2);
		let bits = self.xor_numbers(&both, &third)?;
		if count == 0 {
			return Ok(vec![Vec::new(); planes.len()]);
		}
		Ok(bits.chunks(count).map(<[_]>::to_vec).collect())
	}

	/// The exclusive or of numbers that are zero or one.
	pub(super) fn xor_numbers(&mut self, a: &[Share], b: &[Share]) -> Result<Vec<Share>, Error> {
		let both = self.products(a, b)?;
		let terms = a.iter().zip(b).zip(both);
		Ok(terms.map(|((a, b), both)| a.plus(*b).minus(both.times(2))).collect())
	}
}

/// The first `count` bits of a plane, each part as the part of a number.
pub(super) fn bits_of(plane: &Plane, count: usize, choose: impl Fn(Word) -> Word) -> Vec<Share> {
	let lanes = plane.iter().flat_map(|word| {
		let word = choose(*word);
		(0..LANES)
			.map(move |lane| Share { own: (word.own >> lane) & 1, next: (word.next >> lane) & 1 })
	});
	lanes.take(count).collect()
}
