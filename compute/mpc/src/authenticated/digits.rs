//! Bit decomposition.

use crate::authenticated::engine::{within, Authenticated};
use crate::authenticated::field::Fp;
use crate::authenticated::masked::{open_masked, Checked, Masked};
use crate::authenticated::material::Preprocessing;
use crate::authenticated::share::Share;
use crate::{Error, Transport};

/// `public ^ secret` for bits.
pub(crate) fn differ<T: Transport, P: Preprocessing>(
	mpc: &Authenticated<T, P>,
	public: bool,
	secret: Share,
) -> Share {
	if public {
		mpc.key.public(Fp::ONE) - secret
	} else {
		secret
	}
}

/// The bits of values of `width` bits: the mask is subtracted again, bit by bit.
pub(crate) fn bits<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	values: &[Share],
	width: u32,
) -> Result<Vec<Vec<Share>>, Error> {
	within("bits", width)?;
	let mut all = Vec::with_capacity(values.len());
	let checked = Checked::lifted(mpc, values, 0)?;
	for values in checked.chunks() {
		let masked = open_masked(mpc, &values, width, width, false)?;
		all.extend(subtract(mpc, &masked)?);
	}
	Ok(all)
}

/// `opened - mask` modulo `2^low.len()`, in bits: `opened[i] ^ low[i] ^ borrow[i]`.
fn subtract<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	masked: &[Masked],
) -> Result<Vec<Vec<Share>>, Error> {
	let borrows = borrows(mpc, masked)?;
	let mut pairs = Vec::new();
	for (masked, borrows) in masked.iter().zip(&borrows) {
		pairs.extend(masked.low[1..].iter().copied().zip(borrows.iter().copied()));
	}
	let mut products = mpc.products(&pairs)?.into_iter();
	let double = Fp::new(2);
	let mut all = Vec::with_capacity(masked.len());
	for (masked, borrows) in masked.iter().zip(&borrows) {
		let mut bits = Vec::with_capacity(masked.low.len());
		for (place, low) in masked.low.iter().enumerate() {
			let difference = match place.checked_sub(1).map(|below| borrows[below]) {
				Some(borrow) => *low + borrow - products.next().ok_or(Error::Stopped)? * double,
				None => *low,
			};
			bits.push(differ(mpc, (masked.opened >> place) & 1 == 1, difference));
		}
		all.push(bits);
	}
	Ok(all)
}

/// What stretch of bits does to a borrow: whether it makes one, and whether it passes one on.
#[derive(Clone, Copy)]
struct Stretch {
	makes: Share,
	passes: Share,
}

/// The borrow out of each place but the last when the mask is subtracted: a prefix of the usual
/// operator, in `log2` rounds (Sklansky 1960).
fn borrows<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	masked: &[Masked],
) -> Result<Vec<Vec<Share>>, Error> {
	let stretch = |(place, low): (usize, &Share)| (place, *low);
	let mut all: Vec<Vec<Stretch>> = Vec::with_capacity(masked.len());
	for masked in masked {
		let places = masked.low.iter().enumerate().map(stretch);
		let single = |(place, low): (usize, Share)| {
			let set = (masked.opened >> place) & 1 == 1;
			let makes = if set { Share::default() } else { low };
			Stretch { makes, passes: differ(mpc, !set, low) }
		};
		all.push(places.map(single).collect());
	}
	let width = all.first().map_or(0, Vec::len);
	let mut span = 1;
	while span < width {
		let upper = || (0..width).filter(|place| place & span != 0);
		let lower = |place: usize| (place & !(span - 1)) - 1;
		let mut pairs = Vec::new();
		for row in &all {
			for place in upper() {
				let (high, low) = (row[place], row[lower(place)]);
				pairs.push((high.passes, low.makes));
				// Whether a stretch from the lowest place passes a borrow on decides nothing.
				if place >= 2 * span {
					pairs.push((high.passes, low.passes));
				}
			}
		}
		let products = mpc.products(&pairs)?;
		let mut products = products.into_iter();
		let mut next = || products.next().ok_or(Error::Stopped);
		for row in &mut all {
			for place in upper() {
				row[place].makes = row[place].makes + next()?;
				if place >= 2 * span {
					row[place].passes = next()?;
				}
			}
		}
		span *= 2;
	}
	Ok(all.into_iter().map(|row| row.into_iter().map(|stretch| stretch.makes).collect()).collect())
}

/// Products that taking a value of `width` bits apart spends.
pub(crate) fn products(width: u32) -> u64 {
	let mut products = u64::from(width.saturating_sub(1));
	let mut span = 1;
	while span < width {
		let upper = |place: &u32| place & span != 0;
		products +=
			(0..width).filter(upper).map(|place| 1 + u64::from(place >= 2 * span)).sum::<u64>();
		span *= 2;
	}
	products
}
