//! Products and inner products, and their check.
//!
//! A product is made as in the semi-honest protocol, at one number a party; a cheating party can
//! add an error that it knows. The check takes all products since the last one together: with
//! uniform masks `m_j` it makes `p = sum m_j * b_j` in the same way, tosses weights `w_g`, opens
//! `d_j = m_j + w_g * a_j` and tests `p + sum w_g * c_g - sum d_j * b_j = 0`, which is linear. This
//! is the sacrifice of Eerikson et al. (*Use your brain! Arithmetic 3PC for any modulus with active
//! security*, ITC 2020, section 4) with one sacrificed inner product for the whole list.
//!
//! With errors `e_g` of the products and `f` of `p` the tested number is `f + sum w_g * e_g`. The
//! weights are uniform modulo 2^128 and unknown when the errors are fixed. If some `e_g` is not
//! zero modulo 2^86, then `w_g * e_g` takes each of its values with probability at most
//! `2^-(128-85) = 2^-43`, whatever the other terms are, so the test passes with at most that.

use super::ring::Share;
use super::Replicated;
use crate::{Error, Transport};
use zeroize::Zeroize;

/// Pairs of factors after which a check runs, and most that one step adds. Each takes 112 bytes at
/// most.
const LIMIT: usize = 1 << 16;

/// Products that nobody has checked yet.
#[derive(Default)]
pub(super) struct Products {
	/// Left factors.
	left: Vec<Share>,
	/// Right factors.
	right: Vec<Share>,
	/// Inner products of the factors, in groups of these lengths.
	results: Vec<(Share, usize)>,
}

impl Drop for Products {
	fn drop(&mut self) {
		self.left.iter_mut().chain(&mut self.right).for_each(Zeroize::zeroize);
		self.results.iter_mut().for_each(|(share, _)| share.zeroize());
	}
}

impl<T: Transport> Replicated<T> {
	/// The products `a[i] * b[i]`, unchecked.
	pub(super) fn products(&mut self, a: &[Share], b: &[Share]) -> Result<Vec<Share>, Error> {
		same_length("multiply", a, b)?;
		let mut results = Vec::with_capacity(a.len());
		for (a, b) in a.chunks(LIMIT).zip(b.chunks(LIMIT)) {
			let terms = a.iter().zip(b).map(|(a, b)| a.product_term(*b)).collect();
			let products = self.reshare(terms)?;
			self.products.left.extend_from_slice(a);
			self.products.right.extend_from_slice(b);
			self.products.results.extend(products.iter().map(|share| (*share, 1)));
			results.extend(products);
			self.verify_when_full()?;
		}
		Ok(results)
	}

	/// The inner product of each pair, unchecked. A long one is made in pieces.
	pub(super) fn inner(&mut self, pairs: &[(&[Share], &[Share])]) -> Result<Vec<Share>, Error> {
		let mut sums = vec![Share::default(); pairs.len()];
		let mut pieces = Vec::new();
		let mut waiting = 0;
		for (place, (a, b)) in pairs.iter().enumerate() {
			same_length("inner product", a, b)?;
			for (a, b) in a.chunks(LIMIT).zip(b.chunks(LIMIT)) {
				if waiting + a.len() > LIMIT {
					self.inner_pieces(&std::mem::take(&mut pieces), &mut sums)?;
					waiting = 0;
				}
				waiting += a.len();
				pieces.push((place, a, b));
			}
		}
		self.inner_pieces(&pieces, &mut sums)?;
		Ok(sums)
	}

	fn inner_pieces(
		&mut self,
		pieces: &[(usize, &[Share], &[Share])],
		sums: &mut [Share],
	) -> Result<(), Error> {
		let term = |(_, a, b): &(usize, &[Share], &[Share])| inner_term(a, b);
		let products = self.reshare(pieces.iter().map(term).collect())?;
		for ((place, a, b), product) in pieces.iter().zip(products) {
			self.products.left.extend_from_slice(a);
			self.products.right.extend_from_slice(b);
			self.products.results.push((product, a.len()));
			sums[*place] = sums[*place].plus(product);
		}
		self.verify_when_full()
	}

	/// Shares of the sums of the three parties' terms (Araki et al., CCS 2016, section 2.2).
	fn reshare(&mut self, mut terms: Vec<u128>) -> Result<Vec<Share>, Error> {
		if terms.is_empty() {
			return Ok(Vec::new());
		}
		self.streams.zeros.mask_sum(&mut terms);
		#[cfg(test)]
		super::tests::tamper(&mut terms, u128::wrapping_add);
		let received = self.channel.pass_back(&terms)?;
		Ok(terms.iter().zip(received).map(|(own, next)| Share { own: *own, next }).collect())
	}

	fn verify_when_full(&mut self) -> Result<(), Error> {
		if self.products.left.len() < LIMIT {
			return Ok(());
		}
		self.verify_products()
	}

	/// Checks all products since the last check.
	pub(super) fn verify_products(&mut self) -> Result<(), Error> {
		let mut products = std::mem::take(&mut self.products);
		if products.left.is_empty() {
			return Ok(());
		}
		let masks = self.streams.numbers.shares::<Share>(products.left.len());
		let sacrificed = self.reshare(vec![inner_term(&masks, &products.right)])?;
		let weights = self.challenges()?.numbers(products.results.len());

		products.blind(&masks, &weights);
		let missing = self.missing(&products.left)?;
		let weigh = |sum: Share, (result, weight): (&(Share, usize), &u128)| {
			sum.plus(result.0.times(*weight))
		};
		let claimed = products.results.iter().zip(&weights).fold(sacrificed[0], weigh);
		let subtract = |sum: Share, ((blinded, right), part): ((&Share, &Share), u128)| {
			let opened = blinded.own.wrapping_add(blinded.next).wrapping_add(part);
			sum.minus(right.times(opened))
		};
		let opened = products.left.iter().zip(&products.right).zip(missing);
		let rest = opened.fold(claimed, subtract);

		let part = self.missing(&[rest])?[0];
		if rest.own.wrapping_add(rest.next).wrapping_add(part) == 0 {
			Ok(())
		} else {
			Err(Error::CheckFailed("multiplications"))
		}
	}
}

impl Products {
	/// Turns each left factor `a` into `mask + weight * a`, with the weight of its group.
	fn blind(&mut self, masks: &[Share], weights: &[u128]) {
		let mut factors = self.left.iter_mut().zip(masks);
		for ((_, length), weight) in self.results.iter().zip(weights) {
			for (left, mask) in factors.by_ref().take(*length) {
				*left = left.times(*weight).plus(*mask);
			}
		}
	}
}

fn inner_term(a: &[Share], b: &[Share]) -> u128 {
	a.iter().zip(b).fold(0, |sum, (a, b)| sum.wrapping_add(a.product_term(*b)))
}

fn same_length(what: &'static str, a: &[Share], b: &[Share]) -> Result<(), Error> {
	if a.len() == b.len() {
		Ok(())
	} else {
		Err(Error::Lengths { what, left: a.len(), right: b.len() })
	}
}
