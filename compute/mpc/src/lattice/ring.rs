//! Ring elements modulo `q = p q'` in residues, and their transforms.

use crate::authenticated::field::Fp;
use crate::lattice::params::{Params, LIMBS, PRIMES};
use crate::lattice::slots::Slots;
use crate::lattice::transform::Transform;
use zeroize::Zeroize;

/// An element of `Z_q[X]/(X^N + 1)`: residues modulo the five primes and modulo `p`, either as
/// coefficients or as values at the roots of `X^N + 1`.
#[derive(Clone, Zeroize)]
pub(crate) struct Element {
	pub(crate) limbs: [Vec<u64>; LIMBS],
	pub(crate) slots: Vec<Fp>,
}

/// Tables of the ring.
pub(crate) struct Ring {
	pub(crate) params: Params,
	pub(crate) limbs: Vec<Transform>,
	pub(crate) slots: Slots,
	/// `q'` modulo `p`.
	pub(crate) scale: Fp,
}

impl Ring {
	/// Makes the tables.
	pub(crate) fn new(params: Params) -> Self {
		let limbs = PRIMES.iter().map(|prime| Transform::new(*prime, params.log)).collect();
		let scale = PRIMES.iter().map(|prime| Fp::new(u128::from(*prime)));
		let scale = scale.fold(Fp::ONE, |product, prime| product * prime);
		Self { params, limbs, slots: Slots::new(params.log), scale }
	}

	/// `N`.
	pub(crate) fn size(&self) -> usize {
		self.params.size()
	}

	/// Zero.
	pub(crate) fn zero(&self) -> Element {
		let limb = || vec![0; self.size()];
		Element { limbs: std::array::from_fn(|_| limb()), slots: vec![Fp::ZERO; self.size()] }
	}

	/// Small coefficients.
	pub(crate) fn small(&self, coefficients: &[i32]) -> Element {
		let mut element = self.zero();
		self.add_small(&mut element, coefficients);
		element
	}

	/// Coefficients of field elements, each as its representative nearest to zero.
	pub(crate) fn lifted(&self, coefficients: &[Fp]) -> [Vec<u64>; LIMBS] {
		let centred: Vec<_> = coefficients.iter().map(|value| value.centred()).collect();
		std::array::from_fn(|limb| {
			let modulus = &self.limbs[limb].modulus;
			let residue = |value: &i128| {
				let negative = (value >> 127) as u64;
				let size = modulus.reduce_wide(value.unsigned_abs());
				let negated = modulus.subtract(0, size);
				(size & !negative) | (negated & negative)
			};
			centred.iter().map(residue).collect()
		})
	}

	/// Coefficients to values.
	pub(crate) fn forward(&self, element: &mut Element) {
		self.forward_limbs(&mut element.limbs);
		self.slots.forward(&mut element.slots);
	}

	/// Coefficients to values, modulo the five primes only.
	pub(crate) fn forward_limbs(&self, limbs: &mut [Vec<u64>; LIMBS]) {
		for (transform, limb) in self.limbs.iter().zip(limbs) {
			transform.forward(limb);
		}
	}

	/// Values to coefficients.
	pub(crate) fn inverse(&self, element: &mut Element) {
		for (transform, limb) in self.limbs.iter().zip(&mut element.limbs) {
			transform.inverse(limb);
		}
		self.slots.inverse(&mut element.slots);
	}

	/// The product of two elements as values.
	pub(crate) fn product(&self, a: &Element, b: &Element) -> Element {
		let limbs = std::array::from_fn(|limb| {
			let modulus = &self.limbs[limb].modulus;
			let pairs = a.limbs[limb].iter().zip(&b.limbs[limb]);
			pairs.map(|(a, b)| modulus.multiply(*a, *b)).collect()
		});
		let slots = a.slots.iter().zip(&b.slots).map(|(a, b)| *a * *b).collect();
		Element { limbs, slots }
	}

	/// Adds an element in the same form.
	pub(crate) fn add(&self, sum: &mut Element, other: &Element) {
		for (limb, transform) in self.limbs.iter().enumerate() {
			let pairs = sum.limbs[limb].iter_mut().zip(&other.limbs[limb]);
			pairs.for_each(|(sum, other)| *sum = transform.modulus.add(*sum, *other));
		}
		sum.slots.iter_mut().zip(&other.slots).for_each(|(sum, other)| *sum += *other);
	}

	/// Adds small coefficients to an element in coefficients.
	pub(crate) fn add_small(&self, sum: &mut Element, coefficients: &[i32]) {
		for (limb, transform) in self.limbs.iter().enumerate() {
			let modulus = &transform.modulus;
			let pairs = sum.limbs[limb].iter_mut().zip(coefficients);
			pairs.for_each(|(sum, small)| {
				*sum = modulus.add(*sum, modulus.signed(i64::from(*small)));
			});
		}
		let pairs = sum.slots.iter_mut().zip(coefficients);
		pairs.for_each(|(sum, small)| *sum += Fp::signed(i128::from(*small)));
	}

	/// Subtracts `X^exponent` times an element in coefficients, for an exponent below `2N`.
	pub(crate) fn subtract_shifted(&self, sum: &mut Element, other: &Element, exponent: usize) {
		let size = self.size();
		let (shift, turned) = (exponent % size, exponent >= size);
		for (limb, transform) in self.limbs.iter().enumerate() {
			let modulus = transform.modulus;
			let add = |sum: &mut u64, other: &u64| *sum = modulus.add(*sum, *other);
			let subtract = |sum: &mut u64, other: &u64| *sum = modulus.subtract(*sum, *other);
			let (sum, other) = (&mut sum.limbs[limb], &other.limbs[limb]);
			shifted(sum, other, shift, turned, add, subtract);
		}
		let add = |sum: &mut Fp, other: &Fp| *sum += *other;
		let subtract = |sum: &mut Fp, other: &Fp| *sum -= *other;
		shifted(&mut sum.slots, &other.slots, shift, turned, add, subtract);
	}
}

/// Combines `sum` with `other` shifted up: what stays below `N` is subtracted, what wraps around is
/// added, or the other way round if `turned`.
pub(crate) fn shifted<A, B>(
	sum: &mut [A],
	other: &[B],
	shift: usize,
	turned: bool,
	add: impl Fn(&mut A, &B),
	subtract: impl Fn(&mut A, &B),
) {
	let stay = other.len() - shift;
	let (low, high) = sum.split_at_mut(shift);
	let (kept, wrapped) = (high.iter_mut().zip(&other[..stay]), low.iter_mut().zip(&other[stay..]));
	if turned {
		kept.for_each(|(sum, other)| add(sum, other));
		wrapped.for_each(|(sum, other)| subtract(sum, other));
	} else {
		kept.for_each(|(sum, other)| subtract(sum, other));
		wrapped.for_each(|(sum, other)| add(sum, other));
	}
}
