//! Masked openings and bit decomposition.

use crate::authenticated::engine::{within, Authenticated, STATISTICAL};
use crate::authenticated::field::Fp;
use crate::authenticated::material::Preprocessing;
use crate::authenticated::share::Share;
use crate::{Error, Transport};

/// Values that are worked on at a time, which bounds memory.
pub(crate) const CHUNK: usize = 2048;

/// A value opened under a mask: `opened = value + sum of low[i] 2^i + 2^low.len() (...)`.
pub(crate) struct Masked {
	/// The masked value, as an integer: the mask leaves no room to wrap.
	pub(crate) opened: u128,
	/// The lower bits of the mask.
	pub(crate) low: Vec<Share>,
	/// The products of its first and second, third and fourth ... bits, if they were asked for.
	pub(crate) pairs: Vec<Share>,
}

/// Opens values of `width` bits, none negative, under random masks of `width + 40` bits of which
/// the lower `low` are kept (Catrina and de Hoogh, SCN 2010, protocol 3.1 and section 4; the
/// distance from uniform is `2^-40` a value).
pub(crate) fn open_masked<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	values: &[Share],
	width: u32,
	low: u32,
	with_pairs: bool,
) -> Result<Vec<Masked>, Error> {
	let bits = (width + STATISTICAL) as usize;
	let random = mpc.material.bits(&mut mpc.link, values.len() * bits)?;
	let low = low as usize;
	let masked = |(value, bits): (&Share, &[Share])| *value + weigh(bits);
	let shares: Vec<_> = values.iter().zip(random.chunks(bits)).map(masked).collect();
	let mut pairs = Vec::new();
	if with_pairs {
		for bits in random.chunks(bits) {
			pairs.extend(bits[..low].chunks_exact(2).map(|pair| (pair[0], pair[1])));
		}
	}
	let (products, opened) = mpc.products_beside(&pairs, &shares)?;
	let mut products = products.into_iter();
	let masked = |(opened, bits): (Fp, &[Share])| Masked {
		opened: opened.integer(),
		low: bits[..low].to_vec(),
		pairs: products.by_ref().take(low / 2).collect(),
	};
	Ok(opened.into_iter().zip(random.chunks(bits)).map(masked).collect())
}

/// `sum of bits[i] 2^i`.
pub(crate) fn weigh(bits: &[Share]) -> Share {
	let double = Fp::new(2);
	bits.iter().rev().fold(Share::default(), |sum, bit| sum * double + *bit)
}

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
	for values in values.chunks(CHUNK) {
		let masked = open_masked(mpc, values, width, width, false)?;
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
