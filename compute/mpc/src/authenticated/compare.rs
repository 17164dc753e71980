//! Comparison with zero.
//!
//! A value is opened under a mask of random bits, and the lower bits of what was opened are compared
//! with the mask's (Catrina and de Hoogh, SCN 2010, section 4; Nishide and Ohta, PKC 2007). Since one
//! side is public, two neighbouring places need only the product of the mask's two bits, which does
//! not depend on what was opened: it goes with the opening's round.

use crate::authenticated::digits::differ;
use crate::authenticated::engine::{within, Authenticated};
use crate::authenticated::field::Fp;
use crate::authenticated::masked::{open_masked, weigh, Checked, Masked};
use crate::authenticated::material::Preprocessing;
use crate::authenticated::share::Share;
use crate::{Error, Transport};

/// One where a value of `width` bits, its sign included, is below zero.
pub(crate) fn negative<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	values: &[Share],
	width: u32,
) -> Result<Vec<Share>, Error> {
	within("a comparison", width)?;
	let low = width - 1;
	let mut all = Vec::with_capacity(values.len());
	// `y = value + 2^low` has `width` bits; the value is negative if the highest of them is 0.
	let checked = Checked::lifted(mpc, values, 1 << low)?;
	for lifted in checked.chunks() {
		let masked = open_masked(mpc, &lifted, width, low, true)?;
		let below = smaller_than_mask(mpc, &masked, low)?;
		let half = Fp::new(1 << low).invert();
		for ((lifted, masked), below) in lifted.values().iter().zip(&masked).zip(below) {
			// y mod 2^low = (opened mod 2^low) - mask + 2^low [opened mod 2^low < mask].
			let opened = mpc.key.public(Fp::new(masked.opened & ((1 << low) - 1)));
			let mask = weigh(&masked.low);
			let highest = (*lifted - opened + mask) * half - below;
			all.push(mpc.key.public(Fp::ONE) - highest);
		}
	}
	Ok(all)
}

/// One where a value of `width` bits, its sign included, is zero: the lower `width` bits of the
/// opened value are then those of `2^(width-1) + mask`.
pub(crate) fn zero<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	values: &[Share],
	width: u32,
) -> Result<Vec<Share>, Error> {
	within("an equality", width)?;
	let offset = 1u128 << (width - 1);
	let mut all = Vec::with_capacity(values.len());
	let checked = Checked::lifted(mpc, values, offset)?;
	for lifted in checked.chunks() {
		let masked = open_masked(mpc, &lifted, width, width, false)?;
		let mut rows = Vec::with_capacity(masked.len());
		for masked in masked {
			let expected = masked.opened.wrapping_sub(offset);
			let same =
				|(place, low): (usize, &Share)| differ(mpc, (expected >> place) & 1 == 0, *low);
			rows.push(masked.low.iter().enumerate().map(same).collect::<Vec<_>>());
		}
		all.extend(conjunctions(mpc, rows)?);
	}
	Ok(all)
}

/// The product of each row's bits.
fn conjunctions<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	mut rows: Vec<Vec<Share>>,
) -> Result<Vec<Share>, Error> {
	while rows.first().is_some_and(|row| row.len() > 1) {
		let pairs: Vec<_> = rows
			.iter()
			.flat_map(|row| row.chunks_exact(2).map(|pair| (pair[0], pair[1])))
			.collect();
		let mut products = mpc.products(&pairs)?.into_iter();
		for row in &mut rows {
			let rest = row.chunks_exact(2).remainder().to_vec();
			*row = products.by_ref().take(row.len() / 2).chain(rest).collect();
		}
	}
	Ok(rows.into_iter().filter_map(|row| row.first().copied()).collect())
}

/// Two numbers on a stretch of places: whether the public one is smaller, and whether they are equal.
#[derive(Clone, Copy)]
struct Order {
	smaller: Share,
	equal: Share,
}

/// One where the lower `low` bits of the opened value are smaller than the mask's.
fn smaller_than_mask<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	masked: &[Masked],
	low: u32,
) -> Result<Vec<Share>, Error> {
	if low == 0 {
		return Ok(vec![Share::default(); masked.len()]);
	}
	let mut rows = Vec::with_capacity(masked.len());
	for masked in masked {
		let mut row = Vec::with_capacity(masked.low.len().div_ceil(2));
		for (index, bits) in masked.low.chunks(2).enumerate() {
			let opened = (masked.opened >> (2 * index)) as u8 & 3;
			row.push(match (bits, masked.pairs.get(index)) {
				([lower, upper], Some(both)) => pair(mpc, opened, *lower, *upper, *both),
				_ => single(mpc, opened & 1 == 1, bits[0]),
			});
		}
		rows.push(row);
	}
	fold(mpc, rows)
}

/// The order of one public and one secret bit.
fn single<T: Transport, P: Preprocessing>(
	mpc: &Authenticated<T, P>,
	opened: bool,
	bit: Share,
) -> Order {
	let smaller = if opened { Share::default() } else { bit };
	Order { smaller, equal: differ(mpc, !opened, bit) }
}

/// The order of two public and two secret bits whose product is known: both are linear in the
/// secret bits and their product.
fn pair<T: Transport, P: Preprocessing>(
	mpc: &Authenticated<T, P>,
	opened: u8,
	lower: Share,
	upper: Share,
	both: Share,
) -> Order {
	let one = mpc.key.public(Fp::ONE);
	let neither = one - lower - upper + both;
	match opened {
		0 => Order { smaller: one - neither, equal: neither },
		1 => Order { smaller: upper, equal: lower - both },
		2 => Order { smaller: both, equal: upper - both },
		_ => Order { smaller: Share::default(), equal: both },
	}
}

/// Joins neighbouring stretches until one is left: the upper decides unless it is equal.
fn fold<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	mut rows: Vec<Vec<Order>>,
) -> Result<Vec<Share>, Error> {
	while rows.first().is_some_and(|row| row.len() > 1) {
		let mut pairs = Vec::new();
		for row in &rows {
			for (index, two) in row.chunks_exact(2).enumerate() {
				pairs.push((two[1].equal, two[0].smaller));
				// Whether the lowest stretch is equal decides nothing further.
				if index > 0 {
					pairs.push((two[1].equal, two[0].equal));
				}
			}
		}
		let mut products = mpc.products(&pairs)?.into_iter();
		let mut next = || products.next().ok_or(Error::Stopped);
		for row in &mut rows {
			let mut joined = Vec::with_capacity(row.len().div_ceil(2));
			for (index, two) in row.chunks_exact(2).enumerate() {
				let smaller = two[1].smaller + next()?;
				let equal = if index > 0 { next()? } else { Share::default() };
				joined.push(Order { smaller, equal });
			}
			joined.extend_from_slice(row.chunks_exact(2).remainder());
			*row = joined;
		}
	}
	Ok(rows.into_iter().filter_map(|row| row.first().map(|order| order.smaller)).collect())
}

/// Products that a comparison of values of `width` bits spends.
pub(crate) fn products(width: u32) -> u64 {
	let low = u64::from(width.saturating_sub(1));
	let (mut products, mut stretches) = (low / 2, low.div_ceil(2));
	while stretches > 1 {
		products += 2 * (stretches / 2) - 1;
		stretches = stretches.div_ceil(2);
	}
	products
}
