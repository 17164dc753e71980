//! The polynomials of a proof that digits are digits.
//!
//! Claims stand in rows of `points - 1`, each row behind a random number. A row is the polynomial of
//! degree below `points` with these values at the roots `x_0, x_1 ...` of `X^points + 1`. All claims
//! are digits if `G = sum of weight^row P(row)` is zero at every point but `x_0`, where
//! `P(y) = y (y - 1) ... (y - 7)`: then `G` is a multiple of `Z = (X^points + 1) / (X - x_0)`, and the
//! prover gives the quotient. At a random place `G = Z q` is tested on numbers (Corrigan-Gibbs and
//! Boneh, *Prio*, NSDI 2017, section 4.2; Boneh, Boyle, Corrigan-Gibbs, Gilboa and Ishai, CRYPTO
//! 2019, section 5.2, with a gadget that sums a column as there).

use crate::authenticated::field::Fp;
use crate::authenticated::share::Share;
use crate::lattice::slots::Slots;
use std::ops::Mul;
use zeroize::Zeroize;

/// Bits of a digit.
const DIGIT: u32 = 3;
/// Digits there are, and the degree of the polynomial that is zero at each.
const DIGITS: usize = 1 << DIGIT;

/// Sizes of the proof for some values.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Shape {
	/// Digits of each value.
	pub(crate) digits: usize,
	/// Bits that the highest digit may not use.
	unused: u32,
	/// `log2` of the points of a row.
	log: u32,
	pub(crate) rows: usize,
}

impl Shape {
	/// For so many values, at least one, of `width` bits.
	pub(crate) fn new(values: usize, width: u32) -> Self {
		let digits = width.div_ceil(DIGIT);
		let unused = DIGIT * digits - width;
		let digits = digits as usize;
		let claims = values * (digits + usize::from(unused > 0));
		// A row costs one number, a point as many as the quotient grows by.
		let log = (claims / (DIGITS - 1)).isqrt().next_power_of_two().ilog2().clamp(1, 12);
		Self { digits, unused, log, rows: claims.div_ceil((1 << log) - 1) }
	}

	fn points(&self) -> usize {
		1 << self.log
	}

	/// Coefficients of the quotient: its degree is that of `P` times that of a row, less that of `Z`.
	pub(crate) fn quotient(&self) -> usize {
		(DIGITS - 1) * (self.points() - 1) + 1
	}

	/// Digits of values, the lowest of each first.
	pub(crate) fn split(&self, values: &[i128]) -> Vec<Fp> {
		let digit = |value: u128, place: usize| {
			Fp::new((value >> (DIGIT as usize * place)) & (DIGITS as u128 - 1))
		};
		let digits = |value: &i128| {
			let value = value.cast_unsigned();
			(0..self.digits).map(move |place| digit(value, place))
		};
		values.iter().flat_map(digits).collect()
	}

	/// What is claimed to be a digit: all digits, and each highest one times two for each bit that it
	/// may not use.
	pub(crate) fn claims<S: Copy + Mul<Fp, Output = S>>(&self, digits: &[S]) -> Vec<S> {
		let mut claims = digits.to_vec();
		if self.unused > 0 {
			let scale = Fp::new(1 << self.unused);
			claims.extend(digits.chunks_exact(self.digits).map(|one| one[self.digits - 1] * scale));
		}
		claims
	}
}

/// The number that digits make.
pub(crate) fn join(digits: &[Share]) -> Share {
	let base = Fp::new(DIGITS as u128);
	digits.iter().rev().fold(Share::default(), |sum, digit| sum * base + *digit)
}

/// Zero exactly at the digits; two factors at a time: `(y - k) (y - 7 + k) = y^2 - 7 y + k (7 - k)`.
fn is_digit(y: Fp) -> Fp {
	let u = y * (y - Fp::new(7));
	(u * (u + Fp::new(6))) * ((u + Fp::new(10)) * (u + Fp::new(12)))
}

/// `sum of weight^(rows - 1 - row) P(row)`.
pub(crate) fn gadget(rows: &[Fp], weight: Fp) -> Fp {
	rows.iter().fold(Fp::ZERO, |sum, row| sum * weight + is_digit(*row))
}

/// The points of rows, and enough of them for `G`.
pub(crate) struct Domain {
	points: Vec<Fp>,
	row: Slots,
	product: Slots,
}

impl Domain {
	pub(crate) fn new(shape: &Shape) -> Self {
		let row = Slots::new(shape.log);
		let points = identity(&row, shape.points());
		Self { points, row, product: Slots::new(shape.log + DIGIT) }
	}

	/// `X^points + 1`.
	fn all(&self, at: Fp) -> Fp {
		at.power(self.points.len() as u128) + Fp::ONE
	}

	/// `Z`.
	pub(crate) fn vanishing(&self, at: Fp) -> Fp {
		self.all(at) * (at - self.points[0]).invert()
	}

	/// Weights of a row's values in its value at a place; none where the place is a point of rows.
	pub(crate) fn weights(&self, at: Fp) -> Option<Vec<Fp>> {
		let scale = self.all(at) * Fp::new(self.points.len() as u128).invert();
		let weight = |point: &Fp| -(*point * scale * (at - *point).invert());
		(scale != Fp::ZERO).then(|| self.points.iter().map(weight).collect())
	}

	/// The coefficients of `G / Z`, of which an honest prover's are zero from the length of the
	/// quotient on.
	pub(crate) fn quotient(&self, masks: &[Fp], claims: &[Fp], weight: Fp) -> Vec<Fp> {
		let (points, size) = (self.points.len(), DIGITS * self.points.len());
		let mut sum = vec![Fp::ZERO; size];
		let mut row = vec![Fp::ZERO; size];
		for (mask, claims) in masks.iter().zip(claims.chunks(points - 1)) {
			row.fill(Fp::ZERO);
			row[0] = *mask;
			row[1..=claims.len()].copy_from_slice(claims);
			self.row.inverse(&mut row[..points]);
			self.product.forward(&mut row);
			sum.iter_mut().zip(&row).for_each(|(sum, y)| *sum = *sum * weight + is_digit(*y));
		}
		row.zeroize();
		for (sum, at) in sum.iter_mut().zip(identity(&self.product, size)) {
			*sum = *sum * (at - self.points[0]) * self.all(at).invert();
		}
		self.product.inverse(&mut sum);
		sum
	}
}

/// Where the transform takes its values, in its order.
fn identity(slots: &Slots, size: usize) -> Vec<Fp> {
	let mut values = vec![Fp::ZERO; size];
	values[1] = Fp::ONE;
	slots.forward(&mut values);
	values
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;

	#[test]
	fn is_zero_at_digits_alone() {
		for y in 0..8 {
			assert_eq!(is_digit(Fp::new(y)), Fp::ZERO);
		}
		for y in [-9, -1, 8, 9, 1 << 40] {
			assert_ne!(is_digit(Fp::signed(y)), Fp::ZERO, "{y}");
		}
	}

	/// Whether a proof for these claims holds at a random place.
	fn holds(shape: &Shape, claims: &[Fp], seed: u64) -> bool {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let mut random = || Fp::random(&mut rng);
		let masks: Vec<_> = (0..shape.rows).map(|_| random()).collect();
		let domain = Domain::new(shape);
		let (weight, at) = (random(), random());
		let mut quotient = domain.quotient(&masks, claims, weight);
		quotient.truncate(shape.quotient());
		let weights = domain.weights(at).unwrap();
		let rows = masks.iter().zip(claims.chunks(shape.points() - 1)).map(|(mask, claims)| {
			let values = std::iter::once(mask).chain(claims);
			values.zip(&weights).map(|(value, weight)| *value * *weight).sum()
		});
		let rows: Vec<_> = rows.collect();
		let value = quotient.iter().rev().fold(Fp::ZERO, |sum, q| sum * at + *q);
		gadget(&rows, weight) == domain.vanishing(at) * value
	}

	#[test]
	fn holds_for_digits_alone() {
		for (values, width) in [(1, 1), (1, 3), (2, 9), (40, 10), (300, 20), (7, 86)] {
			let shape = Shape::new(values, width);
			let most = (1i128 << width) - 1;
			let numbers: Vec<_> = (0..values as i128).map(|i| most - (i % (most + 1))).collect();
			let digits = shape.split(&numbers);
			let claims = shape.claims(&digits);
			assert!(holds(&shape, &claims, 1), "{shape:?}");
			for place in [0, claims.len() / 2, claims.len() - 1] {
				for wrong in [-1, 8, 1 << 50] {
					let mut claims = claims.clone();
					claims[place] = Fp::signed(wrong);
					assert!(!holds(&shape, &claims, 2), "{shape:?}, {place}, {wrong}");
				}
			}
		}
	}

	#[test]
	fn claims_too_much_where_the_highest_digit_does() {
		// Nine is 1 + 8, and one is too much for a highest digit without bits... of ten bits.
		let shape = Shape::new(1, 10);
		let fits = shape.claims(&shape.split(&[1023]));
		let beyond = shape.claims(&shape.split(&[1024]));
		assert!(holds(&shape, &fits, 3) && !holds(&shape, &beyond, 3));
	}
}
