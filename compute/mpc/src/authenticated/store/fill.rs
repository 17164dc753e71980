//! Filling a store ahead of time.

use crate::authenticated::field::Fp;
use crate::authenticated::store::{Header, Kind, Need, Store, CHUNK};
use crate::authenticated::{Link, Mask, Preprocessing, Share, Triple};
use crate::{Error, PartyId, Transport};
use rand_core::RngCore;
use std::path::Path;
use zeroize::Zeroizing;

/// How far a store is filled.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Progress {
	/// Items made so far, of all kinds.
	pub made: u64,
	/// Items that are made in all.
	pub needed: u64,
}

/// Items that are asked for at a time: what the lattice makes with one proof.
const STEP: u64 = 1 << 18;

impl Store {
	/// Makes material with the other parties, so much of each kind that files are full, and keeps it in
	/// a new directory, sealed under `key`; `source` is usually a [`Lattice`](crate::Lattice). Calls `progress` after each step. After an
	/// error the directory is no store: remove it.
	pub fn fill<T: Transport, P: Preprocessing>(
		directory: &Path,
		key: &[u8; 32],
		link: &mut Link<T>,
		mut source: P,
		need: Need,
		mut progress: impl FnMut(Progress),
	) -> Result<Self, Error> {
		source.start(link)?;
		let parties = link.parties();
		let mut id = [0; 32];
		link.coins()?.fill_bytes(&mut id);
		let header = Header { id, me: parties.me(), count: parties.count(), mac: source.key()? };
		let store = Self::create(directory, key, header)?;
		let masks = parties.all().map(|owner| (Kind::Masks(owner), need.masks));
		let kinds = [(Kind::Triples, need.triples), (Kind::Bits, need.bits)];
		let full = |(kind, count): (Kind, u64)| (kind, count.next_multiple_of(CHUNK as u64));
		let kinds: Vec<_> = kinds.into_iter().chain(masks).map(full).collect();
		let needed = kinds.iter().map(|(_, count)| count).sum();
		let mut made = 0;
		for (kind, count) in kinds {
			let (mut index, mut left) = (0, count);
			while left > 0 {
				let step = left.min(STEP);
				let count = usize::try_from(step).unwrap_or(CHUNK);
				let content = kind.make(link, &mut source, count)?;
				for chunk in content.chunks(CHUNK * kind.bytes()) {
					store.write(kind, index, chunk, &mut link.rng)?;
					index += 1;
				}
				left -= step;
				made += step;
				progress(Progress { made, needed });
			}
		}
		// Everybody got here with the same records; what is cut off before has no header.
		link.coins()?;
		store.seal(&mut link.rng)?;
		Self::open(directory, key)
	}
}

impl Kind {
	/// Items as bytes.
	fn make<T: Transport, P: Preprocessing>(
		self,
		link: &mut Link<T>,
		source: &mut P,
		count: usize,
	) -> Result<Zeroizing<Vec<u8>>, Error> {
		let mut bytes = Zeroizing::new(Vec::with_capacity(count * self.bytes()));
		match self {
			Self::Triples => {
				for Triple { a, b, c } in source.triples(link, count)? {
					[a, b, c].iter().for_each(|share| bytes.extend(share.to_bytes()));
				}
			},
			Self::Bits => {
				for bit in source.bits(link, count)? {
					bytes.extend(bit.to_bytes());
				}
			},
			Self::Masks(owner) => {
				for Mask { share, value } in source.masks(link, owner, count)? {
					bytes.extend(share.to_bytes());
					bytes.extend(value.to_bytes());
				}
			},
		}
		Ok(bytes)
	}
}

/// A triple from its bytes.
pub(crate) fn triple(bytes: &[u8]) -> Option<Triple> {
	let mut shares = bytes.chunks_exact(crate::authenticated::share::BYTES).map(Share::from_bytes);
	let mut share = || shares.next().flatten();
	Some(Triple { a: share()?, b: share()?, c: share()? })
}

/// A mask from its bytes.
pub(crate) fn mask(bytes: &[u8]) -> Option<Mask> {
	let (share, value) = bytes.split_at_checked(crate::authenticated::share::BYTES)?;
	Some(Mask { share: Share::from_bytes(share)?, value: Fp::from_bytes(value.try_into().ok()?)? })
}

/// The owner's byte in a name.
pub(crate) fn owner(kind: Kind) -> PartyId {
	match kind {
		Kind::Masks(owner) => owner,
		Kind::Triples | Kind::Bits => PartyId(0),
	}
}
