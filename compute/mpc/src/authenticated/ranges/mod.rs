//! Proof that numbers which one party knows lie in a range.
//!
//! The owner commits to the digits of its numbers to the base of eight, by authenticated shares, and
//! proves that they are digits with a few numbers more (`proof`). Whether the digits make the
//! numbers is one random combination. So a number costs an input mask for each digit, where the
//! secret decomposition of a number that nobody knows takes a mask of `width + 40` random bits and a
//! tree of products.
//!
//! All parties but one may cheat, the owner among them. What is opened is a value of each row, which
//! the row's random number hides, a value of the quotient, which follows from them, and a combination
//! that is zero: so nothing is learned. MACs are checked before the numbers are looked at, so what
//! does not fit is the owner's doing. The owner passes with a wrong number with probability at most
//! `(8 points + rows + numbers) / 2^126`.

mod proof;

use crate::authenticated::engine::{within, Authenticated};
use crate::authenticated::field::Fp;
use crate::authenticated::material::Preprocessing;
use crate::authenticated::prg::Prg;
use crate::authenticated::share::Share;
use crate::{Error, PartyId, Transport};
use proof::{gadget, join, Domain, Shape};
use std::ops::Range;
use zeroize::Zeroize;

/// Digits of one party that are proven at once, which bounds memory and messages.
const DIGITS: usize = 1 << 15;

/// One owner's numbers under proof.
struct Claim<'a> {
	owner: PartyId,
	shape: Shape,
	numbers: &'a [Share],
	/// What the owner committed to.
	digits: Vec<Share>,
	masks: Vec<Share>,
	/// The owner knows what it committed to.
	known: Option<Known>,
}

/// Digits, and the random numbers before the rows.
struct Known {
	digits: Vec<Fp>,
	masks: Vec<Fp>,
}

impl Drop for Known {
	fn drop(&mut self) {
		self.digits.zeroize();
		self.masks.zeroize();
	}
}

/// What all parties draw once the digits are fixed.
struct Coins {
	weight: Fp,
	combination: Fp,
}

/// The first party of whose list a number is not in `0..2^width`.
pub(crate) fn outside<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	lists: &[Vec<Share>],
	mine: &[i128],
	width: u32,
) -> Result<Option<PartyId>, Error> {
	within("a range", width)?;
	let most = lists.iter().map(Vec::len).max().unwrap_or(0);
	let mut found = None;
	for start in (0..most).step_by(at_once(width)) {
		let mut claims = Vec::with_capacity(lists.len());
		for (owner, list) in (0..).map(PartyId).zip(lists) {
			let range = start.min(list.len())..(start + at_once(width)).min(list.len());
			if !range.is_empty() {
				claims.push(commit(mpc, owner, list, range, mine, width)?);
			}
		}
		found = found.into_iter().chain(first_false(mpc, &claims)?).min();
	}
	Ok(found)
}

/// Numbers of one party that are proven at once.
fn at_once(width: u32) -> usize {
	DIGITS / Shape::new(1, width).digits
}

/// Input masks that a proof for so many numbers spends.
pub(crate) fn masks(count: u64, width: u32) -> u64 {
	let cost = |count: usize| {
		let shape = Shape::new(count, width);
		(count * shape.digits + shape.rows + shape.quotient()) as u64
	};
	let at_once = at_once(width.max(1));
	let rest = usize::try_from(count % at_once as u64).unwrap_or(0);
	count / at_once as u64 * cost(at_once) + if rest > 0 { cost(rest) } else { 0 }
}

fn commit<'a, T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	owner: PartyId,
	list: &'a [Share],
	range: Range<usize>,
	mine: &[i128],
	width: u32,
) -> Result<Claim<'a>, Error> {
	let numbers = &list[range.clone()];
	let shape = Shape::new(numbers.len(), width);
	let known = (owner == mpc.link.parties().me()).then(|| {
		let digits = shape.split(&mine[range]);
		#[cfg(test)]
		let digits = super::tests::ranges::bend(digits);
		let masks = (0..shape.rows).map(|_| Fp::random(&mut mpc.link.rng)).collect();
		Known { digits, masks }
	});
	let (count, rows) = (numbers.len() * shape.digits, shape.rows);
	let mut all = known.as_ref().map(|known| [&known.digits[..], &known.masks].concat());
	let mut digits = mpc.commit(owner, all.as_deref(), count + rows)?;
	all.zeroize();
	let masks = digits.split_off(count);
	Ok(Claim { owner, shape, numbers, digits, masks, known })
}

/// The first owner whose claim does not hold.
fn first_false<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	claims: &[Claim<'_>],
) -> Result<Option<PartyId>, Error> {
	let mut stream = mpc.link.coins()?;
	let mut proofs = Vec::with_capacity(claims.len());
	for claim in claims {
		let coins = Coins { weight: Fp::random(&mut stream), combination: Fp::random(&mut stream) };
		let domain = Domain::new(&claim.shape);
		let quotient = claim.quotient(mpc, &domain, &coins)?;
		proofs.push((claim, coins, domain, quotient));
	}
	let mut stream = mpc.link.coins()?;
	let (mut shares, mut places) = (Vec::new(), Vec::with_capacity(claims.len()));
	for (claim, coins, domain, quotient) in &proofs {
		let (at, weights) = place(domain, &mut stream);
		shares.extend(claim.rows(&weights));
		shares.push(quotient.iter().rev().fold(Share::default(), |sum, q| sum * at + *q));
		shares.push(claim.difference(coins.combination));
		places.push(at);
	}
	let opened = mpc.reveal(&shares)?;
	mpc.finish()?;
	let mut rest = &opened[..];
	for ((claim, coins, domain, _), at) in proofs.iter().zip(places) {
		let (rows, after) = rest.split_at(claim.shape.rows);
		let quotient = domain.vanishing(at) * after[0];
		if gadget(rows, coins.weight) != quotient || after[1] != Fp::ZERO {
			return Ok(Some(claim.owner));
		}
		rest = &after[2..];
	}
	Ok(None)
}

/// A random place that is no point of rows, and the weights there. A draw fails with probability
/// `2^-115`.
fn place(domain: &Domain, coins: &mut Prg) -> (Fp, Vec<Fp>) {
	loop {
		let at = Fp::random(coins);
		if let Some(weights) = domain.weights(at) {
			return (at, weights);
		}
	}
}

impl Claim<'_> {
	/// Shares of the quotient, to which the owner commits.
	fn quotient<T: Transport, P: Preprocessing>(
		&self,
		mpc: &mut Authenticated<T, P>,
		domain: &Domain,
		coins: &Coins,
	) -> Result<Vec<Share>, Error> {
		let prove = |known: &Known| {
			let claims = self.shape.claims(&known.digits);
			let mut quotient = domain.quotient(&known.masks, &claims, coins.weight);
			quotient.truncate(self.shape.quotient());
			#[cfg(test)]
			let quotient = super::tests::ranges::bend(quotient);
			quotient
		};
		let quotient = self.known.as_ref().map(prove);
		mpc.commit(self.owner, quotient.as_deref(), self.shape.quotient())
	}

	/// The rows' values at a place.
	fn rows(&self, weights: &[Fp]) -> Vec<Share> {
		let claims = self.shape.claims(&self.digits);
		let row = |(mask, claims): (&Share, &[Share])| {
			let values = std::iter::once(mask).chain(claims);
			values.zip(weights).map(|(value, weight)| *value * *weight).sum()
		};
		self.masks.iter().zip(claims.chunks(weights.len() - 1)).map(row).collect()
	}

	/// A combination of the differences between the numbers and what their digits make.
	fn difference(&self, combination: Fp) -> Share {
		let numbers = self.numbers.iter().zip(self.digits.chunks_exact(self.shape.digits));
		numbers.fold(Share::default(), |sum, (number, digits)| {
			sum * combination + (*number - join(digits))
		})
	}
}
