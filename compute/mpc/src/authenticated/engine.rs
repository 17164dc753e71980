//! The online phase as an [`Mpc`].

use crate::authenticated::check::Checks;
use crate::authenticated::distance::{capacity_for, Distance, CAPACITY};
use crate::authenticated::field::Fp;
use crate::authenticated::link::{decode, encode, Link};
use crate::authenticated::material::{Mask, Preprocessing, Triple};
use crate::authenticated::share::{MacKey, Share};
use crate::authenticated::{compare, deliver, digits, ranges};
use crate::protocol::one_list_a_party;
use crate::{Error, Input, Mpc, PartyId, Traffic, Transport};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroize;

/// A computation in which all parties but one may cheat.
///
/// Opened values may collect while nothing is output; their MACs are checked before
/// [`open`](Mpc::open) and [`deliver`](Mpc::deliver) return, and before a comparison, a test for zero or
/// a decomposition opens anything.
pub struct Authenticated<T, P> {
	pub(crate) link: Link<T>,
	pub(crate) material: P,
	pub(crate) key: MacKey,
	pub(crate) checks: Checks,
	/// What masked openings have told so far.
	pub(crate) distance: Distance,
	stopped: bool,
}

impl<T: Transport, P: Preprocessing> Authenticated<T, P> {
	/// Starts a session. The others must start the same one with matching preprocessing.
	pub fn new(
		transport: T,
		session: [u8; 32],
		preprocessing: P,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		Self::over(Link::new(transport, session, rng), preprocessing)
	}

	/// Starts over a link that may have been used to fill a store.
	pub fn over(mut link: Link<T>, preprocessing: P) -> Result<Self, Error> {
		let mut material = preprocessing;
		material.start(&mut link)?;
		let key = material.key()?;
		let (checks, distance) = (Checks::default(), Distance::default());
		Ok(Self { link, material, key, checks, distance, stopped: false })
	}

	/// Runs a step; after one has failed none runs any more.
	fn step<R>(&mut self, run: impl FnOnce(&mut Self) -> Result<R, Error>) -> Result<R, Error> {
		if self.stopped {
			return Err(Error::Stopped);
		}
		let result = run(self);
		self.stopped =
			!matches!(result, Ok(_) | Err(Error::Capacity { .. } | Error::Lengths { .. }));
		result
	}

	/// Opens values, their check deferred.
	pub(crate) fn reveal(&mut self, shares: &[Share]) -> Result<Vec<Fp>, Error> {
		let opened = self.checks.open(&mut self.link, shares)?;
		if self.checks.is_full() {
			self.finish()?;
		}
		Ok(opened)
	}

	/// Checks everything opened so far.
	pub(crate) fn finish(&mut self) -> Result<(), Error> {
		if self.checks.is_empty() {
			return Ok(());
		}
		self.material.expose_key()?;
		self.checks.finish(&mut self.link, &self.key)?;
		self.material.clear_key()
	}

	/// Multiplies pairs in one round (Beaver; ESORICS 2013, figure 1, Multiply).
	pub(crate) fn products(&mut self, pairs: &[(Share, Share)]) -> Result<Vec<Share>, Error> {
		Ok(self.products_beside(pairs, &[])?.0)
	}

	/// Multiplies pairs and opens values, their check deferred, in one round.
	pub(crate) fn products_beside(
		&mut self,
		pairs: &[(Share, Share)],
		shares: &[Share],
	) -> Result<(Vec<Share>, Vec<Fp>), Error> {
		let triples = self.material.triples(&mut self.link, pairs.len())?;
		let mut masked = Vec::with_capacity(2 * pairs.len() + shares.len());
		for ((x, y), triple) in pairs.iter().zip(&triples) {
			masked.extend([*x - triple.a, *y - triple.b]);
		}
		masked.extend_from_slice(shares);
		let opened = self.reveal(&masked)?;
		let (differences, opened) = opened.split_at(2 * pairs.len());
		let product = |(triple, opened): (&Triple, &[Fp])| {
			let (d, e) = (opened[0], opened[1]);
			triple.c + triple.b * d + triple.a * e + self.key.public(d * e)
		};
		let products = triples.iter().zip(differences.chunks_exact(2)).map(product).collect();
		Ok((products, opened.to_vec()))
	}

	/// Shares of `count` elements of their owner, which gives them (CRYPTO 2012, figure 4, Input).
	pub(crate) fn commit(
		&mut self,
		owner: PartyId,
		values: Option<&[Fp]>,
		count: usize,
	) -> Result<Vec<Share>, Error> {
		let masks = self.material.masks(&mut self.link, owner, count)?;
		let hide = |values: &[Fp]| {
			let masked = values.iter().zip(&masks).map(|(value, mask)| *value - mask.value);
			encode(&masked.collect::<Vec<_>>())
		};
		let length = count * crate::authenticated::field::BYTES;
		let message = self.link.announce(owner, values.map(hide), length)?;
		let masked = decode(&message, owner, "masked input")?;
		let share = |(mask, masked): (&Mask, Fp)| mask.share + self.key.public(masked);
		Ok(masks.iter().zip(masked).map(share).collect())
	}
}

/// Whether a value has at most as many bits as secrets may have.
fn fits(value: i128) -> Result<(), Error> {
	let size = if value < 0 { !value } else { value };
	let needed = 129 - size.leading_zeros();
	let error = Error::Capacity { what: "a value", needed, capacity: CAPACITY };
	(needed <= CAPACITY).then_some(()).ok_or(error)
}

/// Whether a step for values of so many bits may run.
pub(crate) fn within(what: &'static str, needed: u32) -> Result<(), Error> {
	let error = Error::Capacity { what, needed, capacity: CAPACITY };
	((1..=CAPACITY).contains(&needed)).then_some(()).ok_or(error)
}

fn same_length(what: &'static str, left: usize, right: usize) -> Result<(), Error> {
	(left == right).then_some(()).ok_or(Error::Lengths { what, left, right })
}

impl<T: Transport, P: Preprocessing> Mpc for Authenticated<T, P> {
	type Share = Share;

	fn me(&self) -> PartyId {
		self.link.parties().me()
	}

	fn parties(&self) -> usize {
		self.link.parties().count()
	}

	fn capacity(&self) -> u32 {
		CAPACITY
	}

	fn capacity_for(&self, comparisons: u64) -> u32 {
		capacity_for(comparisons)
	}

	fn traffic(&self) -> Traffic {
		self.link.traffic()
	}

	fn public(&self, value: i128) -> Share {
		self.key.public(Fp::signed(value))
	}

	fn add(&self, a: &Share, b: &Share) -> Share {
		*a + *b
	}

	fn subtract(&self, a: &Share, b: &Share) -> Share {
		*a - *b
	}

	fn scale(&self, a: &Share, factor: i128) -> Share {
		*a * Fp::signed(factor)
	}

	fn input(&mut self, owner: PartyId, values: Input<'_>) -> Result<Vec<Share>, Error> {
		self.step(|mpc| match values {
			Input::Mine(values) => {
				values.iter().try_for_each(|value| fits(*value))?;
				let mut elements: Vec<_> = values.iter().map(|value| Fp::signed(*value)).collect();
				let shares = mpc.commit(owner, Some(&elements), values.len());
				elements.zeroize();
				shares
			},
			Input::Theirs(count) => mpc.commit(owner, None, count),
		})
	}

	fn multiply(&mut self, a: &[Share], b: &[Share]) -> Result<Vec<Share>, Error> {
		self.step(|mpc| {
			same_length("multiply", a.len(), b.len())?;
			let pairs: Vec<_> = a.iter().copied().zip(b.iter().copied()).collect();
			mpc.products(&pairs)
		})
	}

	fn inner_products(&mut self, pairs: &[(&[Share], &[Share])]) -> Result<Vec<Share>, Error> {
		self.step(|mpc| {
			let mut factors = Vec::new();
			for (a, b) in pairs {
				same_length("inner product", a.len(), b.len())?;
				factors.extend(a.iter().copied().zip(b.iter().copied()));
			}
			let products = mpc.products(&factors)?;
			let mut rest = products.into_iter();
			Ok(pairs.iter().map(|(a, _)| rest.by_ref().take(a.len()).sum()).collect())
		})
	}

	fn random_bits(&mut self, count: usize) -> Result<Vec<Share>, Error> {
		self.step(|mpc| mpc.material.bits(&mut mpc.link, count))
	}

	fn bits(&mut self, values: &[Share], width: u32) -> Result<Vec<Vec<Share>>, Error> {
		self.step(|mpc| digits::bits(mpc, values, width))
	}

	fn negative(&mut self, values: &[Share], width: u32) -> Result<Vec<Share>, Error> {
		self.step(|mpc| compare::negative(mpc, values, width))
	}

	fn zero(&mut self, values: &[Share], width: u32) -> Result<Vec<Share>, Error> {
		self.step(|mpc| compare::zero(mpc, values, width))
	}

	fn out_of_range(
		&mut self,
		lists: &[Vec<Share>],
		mine: &[i128],
		width: u32,
	) -> Result<Option<PartyId>, Error> {
		let found = self.step(|mpc| {
			let parties = mpc.link.parties();
			one_list_a_party(lists, mine, parties.me(), parties.count())?;
			ranges::outside(mpc, lists, mine, width)
		})?;
		self.stopped = found.is_some();
		Ok(found)
	}

	fn open(&mut self, values: &[Share]) -> Result<Vec<i128>, Error> {
		self.step(|mpc| {
			// Before an output leaves (ESORICS 2013, figure 1, Output): check all, open, check it.
			mpc.finish()?;
			let opened = mpc.reveal(values)?;
			mpc.finish()?;
			Ok(opened.into_iter().map(Fp::centred).collect())
		})
	}

	fn deliver(&mut self, values: &[Share]) -> Result<Vec<u8>, Error> {
		self.step(|mpc| deliver::packet(mpc, values))
	}

	fn receive(packets: &[Vec<u8>]) -> Result<Vec<i128>, Error> {
		deliver::receive(packets)
	}
}
