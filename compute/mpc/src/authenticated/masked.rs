//! Masked openings.
//!
//! Most openings hide what they open under a uniform element. Here a value is opened under random
//! bits, a few more than it has itself: that hides it if it is as small as the step was told, and
//! tells its upper bits if it is not.
//!
//! # Security
//!
//! Who adds `d` to its summand of the `x - a` that a product opens makes the product `x y + d y`. It
//! would be seen at the next check of MACs; under a mask that is opened before it, `y` would be read in
//! its upper bits, at no cost. So what was opened is checked before a masked value leaves, and the
//! types see to it: [`open_masked`] takes a [`Chunk`], which only [`Checked`] makes, which checks.
//!
//! One check does for all chunks of a step: their values were there when it began, and nothing
//! that a chunk opens goes into those of the next. Nor do the products of mask bits that go with a
//! masked value: their openings are hidden under uniform elements.

use crate::authenticated::distance::margin;
use crate::authenticated::engine::Authenticated;
use crate::authenticated::field::Fp;
use crate::authenticated::material::Preprocessing;
use crate::authenticated::share::Share;
use crate::{Error, Transport};

/// Values that are worked on at a time, which bounds memory.
const CHUNK: usize = 2048;

/// Values of a step of which everything that went into them is checked.
pub(crate) struct Checked(Vec<Share>);

/// Some of them, which are opened together.
pub(crate) struct Chunk<'a>(&'a [Share]);

impl Checked {
	/// Checks everything that was opened so far, and adds the public `lift` to all values.
	pub(crate) fn lifted<T: Transport, P: Preprocessing>(
		mpc: &mut Authenticated<T, P>,
		values: &[Share],
		lift: u128,
	) -> Result<Self, Error> {
		mpc.finish()?;
		let lift = mpc.key.public(Fp::new(lift));
		Ok(Self(values.iter().map(|value| *value + lift).collect()))
	}

	/// The values in order, so many at a time as memory allows.
	pub(crate) fn chunks(&self) -> impl Iterator<Item = Chunk<'_>> {
		self.0.chunks(CHUNK).map(Chunk)
	}
}

impl Chunk<'_> {
	/// The values.
	pub(crate) fn values(&self) -> &[Share] {
		self.0
	}
}

/// A value opened under a mask: `opened = value + sum of low[i] 2^i + 2^low.len() (...)`.
pub(crate) struct Masked {
	/// The masked value, as an integer: the mask leaves no room to wrap.
	pub(crate) opened: u128,
	/// The lower bits of the mask.
	pub(crate) low: Vec<Share>,
	/// The products of its first and second, third and fourth ... bits, if they were asked for.
	pub(crate) pairs: Vec<Share>,
}

/// Opens values of `width` bits, none negative, under random masks that are [`margin`] bits longer, of
/// which the lower `low` are kept (Catrina and de Hoogh, SCN 2010, protocol 3.1 and section 4).
pub(crate) fn open_masked<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	values: &Chunk<'_>,
	width: u32,
	low: u32,
	with_pairs: bool,
) -> Result<Vec<Masked>, Error> {
	let values = values.values();
	mpc.distance.mask(values.len() as u64, width)?;
	let bits = (width + margin(width)) as usize;
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
