//! Proof that numbers which one party knows lie in a range.
//!
//! The owner `P_i` knows its number `x`, of which `a` is the part that it shares with the previous
//! party and `b` the rest, which the next party holds: `x = a + b`. It advises the carries of that
//! addition as secret bits, and each is checked at one AND gate, all in one round: the carry into
//! place `j + 1` is the majority of both bits and the carry at place `j`, which is
//! `k ^ ((a_j ^ k) & (b_j ^ k))`. With the carry out of the lowest `width` places as a number,
//! `x - (x mod 2^width)` is linear; it is opened and must be zero. What a prover knows it need not
//! compute jointly, only prove (Boneh, Boyle, Corrigan-Gibbs, Gilboa and Ishai, CRYPTO 2019; for
//! three parties Boyle, Gilboa, Ishai and Nof, CCS 2019); the statement is cut such that its gates
//! are checked with all others.
//!
//! Gates and products are checked before anything is opened, so what is not zero then is the
//! owner's doing: no other party can bring it about.

use super::binary::{Word, LANES};
use super::convert::{bits_of, planes, Plane};
use super::open::signed;
use super::ring::Share;
use super::Replicated;
use crate::{Error, PartyId, Transport};
use zeroize::Zeroize;

/// Numbers of one party that are checked at once.
const BATCH: usize = 1 << 14;

/// Numbers of one owner, as two summands of which each other party knows one.
struct Halves {
	owner: PartyId,
	/// Part `i` is `a`, part `i + 1` is `b`, the third is zero.
	numbers: Vec<Share>,
	/// Their bits below the width.
	bits: Vec<Plane>,
	/// The carries into the places one to width, as the owner advises them.
	carries: Vec<Plane>,
}

impl Drop for Halves {
	fn drop(&mut self) {
		self.numbers.iter_mut().for_each(Zeroize::zeroize);
		let planes = self.bits.iter_mut().chain(&mut self.carries);
		planes.flatten().for_each(Zeroize::zeroize);
	}
}

impl<T: Transport> Replicated<T> {
	/// The first party of whose list a number is not in `0..2^width`. List `i` is known to party
	/// `i`; `mine` is what this party knows of its own.
	pub(super) fn outside(
		&mut self,
		lists: &[Vec<Share>],
		mine: &[i128],
		width: u32,
	) -> Result<Option<PartyId>, Error> {
		let most = lists.iter().map(Vec::len).max().unwrap_or(0);
		let mut found = None;
		for start in (0..most).step_by(BATCH) {
			let mut batch = Vec::with_capacity(lists.len());
			for (owner, list) in (0..).map(PartyId).zip(lists) {
				let range = start.min(list.len())..(start + BATCH).min(list.len());
				let mine = if owner == self.channel.me() { &mine[range.clone()] } else { &[] };
				batch.push(self.halves(owner, &list[range], mine, width as usize)?);
			}
			let outside = self.outside_of_batch(&batch, width)?;
			found = found.into_iter().chain(outside).min();
		}
		Ok(found)
	}

	/// The two summands of an owner's numbers, and its advice.
	fn halves(
		&mut self,
		owner: PartyId,
		list: &[Share],
		mine: &[i128],
		width: usize,
	) -> Result<Halves, Error> {
		let (me, next) = (self.channel.me(), self.channel.next());
		let numbers: Vec<_> = if owner == me {
			let rest = |(share, value): (&Share, &i128)| Share {
				own: share.own,
				next: value.cast_unsigned().wrapping_sub(share.own),
			};
			list.iter().zip(mine).map(rest).collect()
		} else if owner == next {
			list.iter().map(|share| Share { own: 0, next: share.next }).collect()
		} else {
			let rest = |share: &Share| Share { own: share.own.wrapping_add(share.next), next: 0 };
			list.iter().map(rest).collect()
		};
		let bits = planes(&numbers, width);
		let carries = self.advice(owner, &bits, list.len().div_ceil(LANES))?;
		Ok(Halves { owner, numbers, bits, carries })
	}

	/// Shares the carries that the owner computes from the bits of its two summands.
	fn advice(
		&mut self,
		owner: PartyId,
		bits: &[Plane],
		words: usize,
	) -> Result<Vec<Plane>, Error> {
		let count = bits.len() * words;
		let channel = &mut self.channel;
		let shared: Plane = if owner == channel.me() {
			let masks = self.streams.inputs.own().numbers(count);
			let carries = carries(bits, words);
			#[cfg(test)]
			let carries = super::tests::tampered(carries, |carry, error| carry ^ error);
			let hide = |(carry, own): (u128, u128)| Word { own, next: carry ^ own };
			let shared: Plane = carries.into_iter().zip(masks).map(hide).collect();
			channel.send_numbers(channel.next(), shared.iter().map(|word| word.next))?;
			shared
		} else if owner == channel.next() {
			let masks = self.streams.inputs.next().numbers(count);
			masks.into_iter().map(|next| Word { own: 0, next }).collect()
		} else {
			let received = channel.numbers(owner, count)?;
			received.into_iter().map(|own| Word { own, next: 0 }).collect()
		};
		Ok(shared.chunks(words.max(1)).map(<[_]>::to_vec).collect())
	}

	fn outside_of_batch(&mut self, batch: &[Halves], width: u32) -> Result<Option<PartyId>, Error> {
		let faults = self.faults(batch)?;
		let rests = self.rests(batch, width)?;
		self.verify()?;
		let missing = self.missing(&faults)?;
		let mut faults = faults.iter().zip(missing).map(|(word, part)| word.own ^ word.next ^ part);
		let mut rests = self.open_words(&rests)?.into_iter().map(signed);
		let mut found = None;
		for halves in batch {
			let words = halves.carries.iter().map(Vec::len).sum();
			let wrong = faults.by_ref().take(words).fold(0, |any, fault| any | fault);
			let count = halves.numbers.len();
			let rest = rests.by_ref().take(count).fold(0, |any, rest| any | rest);
			if wrong != 0 || rest != 0 {
				found = found.or(Some(halves.owner));
			}
		}
		Ok(found)
	}

	/// Where an advised carry is not the majority of what goes into it: one round for all places.
	fn faults(&mut self, batch: &[Halves]) -> Result<Plane, Error> {
		let (mut left, mut right, mut claimed) = (Vec::new(), Vec::new(), Vec::new());
		for halves in batch {
			let parts = [halves.owner.0, (halves.owner.0 + 1) % 3];
			let none = vec![Word::default(); halves.numbers.len().div_ceil(LANES)];
			let below = std::iter::once(&none).chain(&halves.carries);
			for ((bits, below), above) in halves.bits.iter().zip(below).zip(&halves.carries) {
				for ((bits, below), above) in bits.iter().zip(below).zip(above) {
					left.push(self.only(parts[0], *bits).xor(*below));
					right.push(self.only(parts[1], *bits).xor(*below));
					claimed.push(above.xor(*below));
				}
			}
		}
		let gates = self.and(&left, &right)?;
		Ok(gates.iter().zip(claimed).map(|(gate, claimed)| gate.xor(claimed)).collect())
	}

	/// `x - (x mod 2^width)`, where the lowest places of both summands make `x mod 2^width` and a
	/// carry.
	fn rests(&mut self, batch: &[Halves], width: u32) -> Result<Vec<Share>, Error> {
		let (mut first, mut second) = (Vec::new(), Vec::new());
		for halves in batch {
			let Some(carry) = halves.carries.last() else { continue };
			let count = halves.numbers.len();
			let (part, other) = (halves.owner.0, (halves.owner.0 + 1) % 3);
			first.extend(bits_of(carry, count, |word| self.only(part, word)));
			second.extend(bits_of(carry, count, |word| self.only(other, word)));
		}
		let carries = self.xor_numbers(&first, &second)?;
		let above = u128::MAX << width;
		let rest = |(number, carry): (&Share, Share)| {
			let high = Share { own: number.own & above, next: number.next & above };
			high.plus(carry.times(1 << width))
		};
		let numbers = batch.iter().flat_map(|halves| &halves.numbers);
		Ok(numbers.zip(carries).map(rest).collect())
	}
}

/// The carries into the places one to the number of planes, plane by plane, of the numbers whose
/// bits are first and second in the words.
fn carries(bits: &[Plane], words: usize) -> Vec<u128> {
	let mut carries = Vec::with_capacity(bits.len() * words);
	let mut carry = vec![0u128; words];
	for plane in bits {
		for (carry, word) in carry.iter_mut().zip(plane) {
			*carry ^= (word.own ^ *carry) & (word.next ^ *carry);
		}
		carries.extend_from_slice(&carry);
	}
	carry.zeroize();
	carries
}
