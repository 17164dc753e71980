//! AND gates and their check.
//!
//! A gate is made as in the semi-honest protocol, at one bit a party; a cheating party can flip
//! its result. The check takes all gates since the last one together, in two moves.
//!
//! *Fold.* The words of factors come in groups of `2^6`. Factors of a group are values at the
//! corners `{0,1}^6` of multilinear polynomials, so their product is a polynomial of degree two in
//! each of six variables, which `3^6` values fix: at 0, 1 and "infinity" (the leading coefficient)
//! in each variable. The values at corners are the claimed results; the parties make the others,
//! which are sums of AND gates as well since all these points have bits as coordinates. All groups
//! are added with weights, powers of a random `b`, and the polynomial is compared at one random
//! point `t`: what is left is one inner product that is 64 times shorter, over the field (Goyal and
//! Song, *Malicious security comes free in honest-majority MPC*, ePrint 2020/134, section 5.2, with
//! six variables instead of one; Boyle et al., *Practical fully secure three-party computation via
//! sublinear distributed zero-knowledge proofs*, CCS 2019).
//!
//! *Sacrifice.* The inner product is checked as in `products`, over the field.
//!
//! With `n` words the check passes in spite of a wrong gate with probability at most
//! `(n / 64 + 1) / 2^128` for `b`, `12 / 2^128` for `t` (Schwartz and Zippel) and `1 / 2^128` for
//! the sacrifice.

use super::binary::{transpose, Word, LANES};
use super::field::{multiply, shift, Factor, Horner, ONE};
use super::prss::Stream;
use super::ring::Parts;
use super::Replicated;
use crate::{Error, Transport};
use zeroize::Zeroize;

/// Variables of the fold.
const VARIABLES: usize = 6;

/// Words of a group.
const GROUP: usize = 1 << VARIABLES;

/// Values that fix the product polynomial.
const POINTS: usize = 3usize.pow(6);

/// Words of gates after which a check runs, and most that one step adds, at 96 bytes each.
const LIMIT: usize = 1 << 14;

/// AND gates that nobody has checked yet.
#[derive(Default)]
pub(super) struct Gates {
	left: Vec<Word>,
	right: Vec<Word>,
	results: Vec<Word>,
}

impl Drop for Gates {
	fn drop(&mut self) {
		[&mut self.left, &mut self.right, &mut self.results]
			.into_iter()
			.flatten()
			.for_each(Zeroize::zeroize);
	}
}

impl<T: Transport> Replicated<T> {
	/// The conjunctions `a[i] & b[i]`, unchecked.
	pub(super) fn and(&mut self, a: &[Word], b: &[Word]) -> Result<Vec<Word>, Error> {
		let mut results = Vec::with_capacity(a.len());
		for (a, b) in a.chunks(LIMIT).zip(b.chunks(LIMIT)) {
			let terms = a.iter().zip(b).map(|(a, b)| a.and_term(*b)).collect();
			let gates = self.reshare_words(terms)?;
			self.gates.left.extend_from_slice(a);
			self.gates.right.extend_from_slice(b);
			self.gates.results.extend_from_slice(&gates);
			results.extend(gates);
			if self.gates.left.len() >= LIMIT {
				self.verify_gates()?;
			}
		}
		Ok(results)
	}

	fn reshare_words(&mut self, mut terms: Vec<u128>) -> Result<Vec<Word>, Error> {
		self.streams.zeros.mask_xor(&mut terms);
		#[cfg(test)]
		super::tests::tamper(&mut terms, |term, error| term ^ error);
		let received = self.channel.pass_back(&terms)?;
		Ok(terms.iter().zip(received).map(|(own, next)| Word { own: *own, next }).collect())
	}

	/// Checks all gates since the last check.
	pub(super) fn verify_gates(&mut self) -> Result<(), Error> {
		let mut gates = std::mem::take(&mut self.gates);
		if gates.left.is_empty() {
			return Ok(());
		}
		gates.fill_up();
		let weight = self.challenges()?.number();
		let polynomial = self.product_polynomial(&gates, weight)?;
		let point = Point::toss(&mut self.challenges()?);
		let claim = point.evaluate(polynomial);
		let left = gates.left.chunks_exact(GROUP).flat_map(|group| point.fold(group)).collect();
		let right: Vec<_> =
			gates.right.chunks_exact(GROUP).flat_map(|group| point.fold(group)).collect();
		self.sacrifice(left, &right, weight, claim)
	}

	/// The values that fix the sum of all groups' product polynomials.
	fn product_polynomial(&mut self, gates: &Gates, weight: u128) -> Result<Vec<Word>, Error> {
		let corners = corners();
		let mut sums = vec![Horner::new(weight); POINTS];
		let groups = gates.left.chunks_exact(GROUP).zip(gates.right.chunks_exact(GROUP));
		groups.for_each(|(left, right)| add_terms(left, right, &mut sums));
		let mut terms: Vec<_> = sums.into_iter().map(Horner::sum).collect();

		let mut results = vec![(Horner::new(weight), Horner::new(weight)); GROUP];
		for group in gates.results.chunks_exact(GROUP) {
			for ((own, next), word) in results.iter_mut().zip(group) {
				own.add(word.own);
				next.add(word.next);
			}
		}
		// The values at corners follow from the results; their terms are not sent.
		corners.iter().rev().for_each(|corner| {
			terms.remove(*corner);
		});
		let mut values = self.reshare_words(terms)?;
		for ((own, next), corner) in results.into_iter().zip(corners) {
			values.insert(corner, Word { own: own.sum(), next: next.sum() });
		}
		Ok(values)
	}

	/// Checks `sum weight^k * x^l * left * right = claim`, where element `l` of the group at place
	/// `k` from the end has these weights.
	fn sacrifice(
		&mut self,
		mut left: Vec<Word>,
		right: &[Word],
		weight: u128,
		claim: Word,
	) -> Result<(), Error> {
		let masks = self.streams.numbers.shares::<Word>(right.len());
		let term = |sum, (mask, right): (&Word, &Word)| sum ^ product_term(*mask, *right);
		let sacrificed = self.reshare_words(vec![masks.iter().zip(right).fold(0, term)])?[0];
		let scale = self.challenges()?.number();

		let mut group_weight = scale;
		let groups = left.chunks_exact_mut(LANES).zip(masks.chunks_exact(LANES)).rev();
		for (left, masks) in groups {
			group_weight = multiply(group_weight, weight);
			// The lane `l` of a word stands for the element `x^l`.
			let mut lane_weight = multiply(group_weight, 1);
			for (left, mask) in left.iter_mut().zip(masks) {
				*left = times(&Factor::new(lane_weight), *left).xor(*mask);
				lane_weight = shift(lane_weight);
			}
		}
		let missing = self.missing(&left)?;
		let claim = times(&Factor::new(scale), claim).xor(sacrificed);
		let subtract = |sum: Word, ((blinded, right), part): ((&Word, &Word), u128)| {
			sum.xor(times(&Factor::new(blinded.own ^ blinded.next ^ part), *right))
		};
		let rest = left.iter().zip(right).zip(missing).fold(claim, subtract);
		left.zeroize();
		if rest.own ^ rest.next ^ self.missing(&[rest])?[0] == 0 {
			Ok(())
		} else {
			Err(Error::CheckFailed("AND gates"))
		}
	}
}

impl Gates {
	/// Fills the last group up with gates over zeros.
	fn fill_up(&mut self) {
		let length = self.left.len().next_multiple_of(GROUP);
		for words in [&mut self.left, &mut self.right, &mut self.results] {
			words.resize(length, Word::default());
		}
	}
}

/// Places of the corners among the points, in the order of the words of a group: the bits of a
/// word's place are the coordinates, the highest first, and become digits to the base of three.
fn corners() -> [usize; GROUP] {
	std::array::from_fn(|word| {
		(0..VARIABLES).rev().fold(0, |place, bit| 3 * place + ((word >> bit) & 1))
	})
}

/// Values of the multilinear polynomial of a group at all points.
fn extend(corners: impl Iterator<Item = u128>) -> [u128; POINTS] {
	let mut values = [0; POINTS];
	values.iter_mut().zip(corners).for_each(|(value, corner)| *value = corner);
	let mut length = GROUP;
	let mut size = GROUP / 2;
	while size > 0 {
		// From the last block to the first, so that none is overwritten before it is read.
		for block in (0..length / (2 * size)).rev() {
			for place in (0..size).rev() {
				let low = values[2 * size * block + place];
				let high = values[2 * size * block + size + place];
				values[3 * size * block + 2 * size + place] = low ^ high;
			}
			values.copy_within(2 * size * block..2 * size * (block + 1), 3 * size * block);
		}
		length = length / 2 * 3;
		size /= 2;
	}
	values
}

/// Adds this party's terms of a group's product at each point.
fn add_terms(left: &[Word], right: &[Word], sums: &mut [Horner]) {
	let left_own = extend(left.iter().map(|word| word.own));
	let left_next = extend(left.iter().map(|word| word.next));
	let right_own = extend(right.iter().map(|word| word.own));
	let right_both = extend(right.iter().map(|word| word.own ^ word.next));
	for (place, sum) in sums.iter_mut().enumerate() {
		let term = (left_own[place] & right_both[place]) ^ (left_next[place] & right_own[place]);
		sum.add(term);
	}
}

/// A random point of the fold.
struct Point {
	/// Coordinates, the one of the highest bit first.
	coordinates: [u128; VARIABLES],
	/// Weights of the corners at the point.
	weights: [u128; GROUP],
}

impl Point {
	fn toss(challenges: &mut Stream) -> Self {
		let coordinates = std::array::from_fn(|_| challenges.number());
		let weight = |word: usize| {
			let factor = |(place, coordinate): (usize, &u128)| {
				let set = (word >> (VARIABLES - 1 - place)) & 1 == 1;
				if set {
					*coordinate
				} else {
					*coordinate ^ ONE
				}
			};
			coordinates.iter().enumerate().map(factor).fold(ONE, multiply)
		};
		Self { coordinates, weights: std::array::from_fn(weight) }
	}

	/// The value here of a polynomial of degree two in each variable:
	/// `f(0) (1 + t) + f(1) t + f(inf) (t^2 + t)` for each variable in turn.
	fn evaluate(&self, mut values: Vec<Word>) -> Word {
		for coordinate in &self.coordinates {
			let third = values.len() / 3;
			let at_zero = Factor::new(*coordinate ^ ONE);
			let at_one = Factor::new(*coordinate);
			let leading = Factor::new(multiply(*coordinate, *coordinate) ^ *coordinate);
			values = (0..third)
				.map(|place| {
					times(&at_zero, values[place])
						.xor(times(&at_one, values[third + place]))
						.xor(times(&leading, values[2 * third + place]))
				})
				.collect();
		}
		values[0]
	}

	/// The values here of the 128 multilinear polynomials of a group, one for each lane.
	fn fold(&self, group: &[Word]) -> impl Iterator<Item = Word> {
		let own = self.fold_parts(group.iter().map(|word| word.own));
		let next = self.fold_parts(group.iter().map(|word| word.next));
		own.into_iter().zip(next).map(|(own, next)| Word { own, next })
	}

	/// Bit `k` of all lanes' values is the exclusive or of the words whose weight has bit `k`. The
	/// weights are public, so nothing secret decides which words are read; combinations of four
	/// words are made once (Arlazarov et al., the method of four Russians).
	fn fold_parts(&self, words: impl Iterator<Item = u128>) -> [u128; LANES] {
		const NIBBLE: usize = 4;
		let words: Vec<_> = words.collect();
		let mut planes = [0; LANES];
		for (words, weights) in words.chunks_exact(NIBBLE).zip(self.weights.chunks_exact(NIBBLE)) {
			let mut sums = [0u128; 1 << NIBBLE];
			for (place, word) in words.iter().enumerate() {
				for lower in 0..1 << place {
					sums[(1 << place) + lower] = sums[lower] ^ word;
				}
			}
			for (bit, plane) in planes.iter_mut().enumerate() {
				let choose = |choice, (place, weight): (usize, &u128)| {
					choice | (usize::from((weight >> bit) & 1 == 1) << place)
				};
				*plane ^= sums[weights.iter().enumerate().fold(0, choose)];
			}
		}
		transpose(&mut planes);
		planes
	}
}

fn times(factor: &Factor, word: Word) -> Word {
	Word::of(factor.times(word.own), factor.times(word.next))
}

/// This party's term of a product of the field.
fn product_term(a: Word, b: Word) -> u128 {
	multiply(a.own, b.own ^ b.next) ^ multiply(a.next, b.own)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn point() -> Point {
		Point::toss(&mut Stream::new(&[3; 32], "test"))
	}

	proptest! {
		#[test]
		fn a_folded_product_is_the_product_of_folds(
			left in prop::collection::vec(any::<u128>(), GROUP),
			right in prop::collection::vec(any::<u128>(), GROUP),
		) {
			let point = point();
			let products = extend(left.iter().copied())
				.into_iter()
				.zip(extend(right.iter().copied()))
				.map(|(left, right)| Word::of(left & right, 0))
				.collect();
			// A word is the element that its lanes weigh with powers of x.
			let lanes = point.fold_parts(left.into_iter()).into_iter()
				.zip(point.fold_parts(right.into_iter()));
			let sum = lanes.enumerate().fold(0, |sum, (lane, (left, right))| {
				sum ^ multiply(multiply(1 << lane, left), right)
			});
			prop_assert_eq!(point.evaluate(products).own, sum);
		}
	}

	#[test]
	fn corners_keep_their_words() {
		let words: Vec<u128> = (0..64).map(|word| 1 << word).collect();
		let values = extend(words.iter().copied());
		for (word, corner) in corners().into_iter().enumerate() {
			assert_eq!(values[corner], 1 << word);
		}
		assert_eq!(values[POINTS - 1], u128::from(u64::MAX));
	}
}
