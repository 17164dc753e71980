//! Material kept on disk, made ahead of time.
//!
//! A store is a directory of sealed files with up to 4,096 items each, and a header with this
//! party's summand of the MAC key. A file is removed, durably, before any of its items is given out:
//! after a crash what was left of it is lost, never used again. At the start of a session the parties
//! tell each other which files they still have, and go on with the first that all have; what one of
//! them has not any more the others remove, so that what is left is alike everywhere.
//!
//! A check of MACs that does not pass may tell the other parties the MAC key. A mark is therefore set,
//! durably, before each check, and removed when it has passed: a store that bears the mark is not
//! opened any more, and its material is lost.
//!
//! # Security
//!
//! Who restores an older copy of the directory uses items twice, which opens secrets to the other
//! parties. Keep a store out of backups and snapshots.

mod agree;
mod files;
mod fill;
#[cfg(feature = "fuzzing")]
mod fuzzing;
mod need;

pub use agree::{agree, MOST_OFFERS};
pub use fill::Progress;
#[cfg(feature = "fuzzing")]
pub use fuzzing::store;
pub use need::Need;

use crate::authenticated::field::Fp;
use crate::authenticated::prg::Prg;
use crate::authenticated::{Link, MacKey, Mask, Preprocessing, Share, Triple};
use crate::{Error, PartyId, Transport};
use files::Files;
use std::collections::BTreeSet;
use std::path::Path;
use zeroize::Zeroizing;

/// Most items of one file.
pub(crate) const CHUNK: usize = 1 << 12;
const HEADER: &str = "header";
/// Present while a check runs, and for good after one that did not pass.
const EXPOSED: &str = "key-exposed";

/// Kinds of items.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Kind {
	Triples,
	Bits,
	Masks(PartyId),
}

/// What a store is for.
struct Header {
	id: StoreId,
	me: PartyId,
	count: usize,
	mac: MacKey,
}

/// Items of one kind that are still to be given out.
struct Shelf {
	kind: Kind,
	files: BTreeSet<u64>,
	/// Bytes of the file that was used last.
	rest: Zeroizing<Vec<u8>>,
}

/// Name of a store: the same at all parties that filled it together.
pub type StoreId = [u8; 32];

/// Preprocessing material on disk.
pub struct Store {
	files: Files,
	header: Header,
	shelves: Vec<Shelf>,
	/// For each party of the session, which party it was when the store was filled.
	seats: Vec<PartyId>,
}

impl Kind {
	/// Bytes of an item.
	fn bytes(self) -> usize {
		let share = crate::authenticated::share::BYTES;
		match self {
			Self::Triples => 3 * share,
			Self::Bits => share,
			Self::Masks(_) => share + crate::authenticated::field::BYTES,
		}
	}

	/// What it holds.
	fn what(self) -> &'static str {
		match self {
			Self::Triples => "triples",
			Self::Bits => "bits",
			Self::Masks(_) => "masks",
		}
	}

	/// The name of a file.
	fn name(self, index: u64) -> String {
		format!("{}-{}-{index:08}", self.what(), fill::owner(self).0)
	}
}

impl Header {
	/// At rest: name, party, number of parties, summand of the MAC key.
	fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
		let mut content = Zeroizing::new(self.id.to_vec());
		content.extend([self.me.0, u8::try_from(self.count).unwrap_or(u8::MAX)]);
		content.extend(self.mac.summand.to_bytes());
		content
	}

	/// From its form at rest.
	fn from_bytes(bytes: &[u8]) -> Option<Self> {
		let (id, rest) = bytes.split_at_checked(32)?;
		let (parties, mac) = rest.split_at_checked(2)?;
		let mac = mac.try_into().ok().and_then(Fp::from_bytes)?;
		let (me, count) = (PartyId(parties[0]), usize::from(parties[1]));
		Some(Self { id: id.try_into().ok()?, me, count, mac: MacKey::new(mac, me) })
	}
}

fn broken() -> Error {
	Error::Storage { what: "a file has no valid content", kind: std::io::ErrorKind::InvalidData }
}

impl Store {
	/// An empty directory. It is no store before its header is written, which comes last.
	fn create(directory: &Path, key: &[u8; 32], header: Header) -> Result<Self, Error> {
		let files = Files::new(directory, key);
		files.create()?;
		Ok(Self::new(files, header))
	}

	fn new(files: Files, header: Header) -> Self {
		let shelves = shelves(header.count).collect();
		let seats = (0..).map(PartyId).take(header.count).collect();
		Self { files, header, shelves, seats }
	}

	/// Writes the header.
	fn seal(&self, rng: &mut Prg) -> Result<(), Error> {
		self.files.write(HEADER, HEADER.as_bytes(), &self.header.to_bytes(), rng)
	}

	/// Opens a store that was filled before.
	pub fn open(directory: &Path, key: &[u8; 32]) -> Result<Self, Error> {
		let files = Files::new(directory, key);
		if files.names()?.iter().any(|name| name == EXPOSED) {
			return Err(Error::Storage {
				what:
					"a check failed or was cut off, which may have told the key: fill a new store",
				kind: std::io::ErrorKind::PermissionDenied,
			});
		}
		let content = Zeroizing::new(files.read(HEADER, HEADER.as_bytes())?);
		let header = Header::from_bytes(&content).ok_or_else(broken)?;
		let mut store = Self::new(files, header);
		let names: BTreeSet<_> = store.files.names()?.into_iter().collect();
		for shelf in &mut store.shelves {
			let prefix = format!("{}-{}-", shelf.kind.what(), fill::owner(shelf.kind).0);
			let index = |name: &String| name.strip_prefix(&prefix)?.parse().ok();
			shelf.files = names.iter().filter_map(index).collect();
		}
		Ok(store)
	}

	/// Its name.
	pub fn id(&self) -> StoreId {
		self.header.id
	}

	/// For a session whose parties sit in another order: party `i` of it is the one that was party
	/// `seats[i]` when the store was filled. None unless each of those has one seat.
	pub fn seated(self, seats: &[PartyId]) -> Option<Self> {
		let all: BTreeSet<_> = seats.iter().copied().collect();
		let filled: BTreeSet<_> = self.seats.iter().copied().collect();
		let fits = all == filled && seats.len() == filled.len();
		fits.then(|| Self { seats: seats.to_vec(), ..self })
	}

	/// Items that are left in files, by kind, the masks those of the poorest party.
	pub fn left(&self) -> Need {
		let count = |shelf: &Shelf| shelf.files.len() as u64 * CHUNK as u64;
		let of = |kind| self.shelves.iter().find(|shelf| shelf.kind == kind).map_or(0, count);
		let masks = self.shelves.iter().filter(|shelf| matches!(shelf.kind, Kind::Masks(_)));
		Need {
			triples: of(Kind::Triples),
			bits: of(Kind::Bits),
			masks: masks.map(count).min().unwrap_or(0),
		}
	}

	fn write(&self, kind: Kind, index: u64, content: &[u8], rng: &mut Prg) -> Result<(), Error> {
		self.files.write(&kind.name(index), &self.associated(kind, index), content, rng)
	}

	/// What a file is bound to.
	fn associated(&self, kind: Kind, index: u64) -> Vec<u8> {
		let mut bytes = self.header.id.to_vec();
		bytes.extend([self.header.me.0]);
		bytes.extend(kind.name(index).as_bytes());
		bytes
	}

	/// The next items of a kind.
	fn take<R>(
		&mut self,
		kind: Kind,
		count: usize,
		decode: impl Fn(&[u8]) -> Option<R>,
	) -> Result<Vec<R>, Error> {
		let place = self.shelves.iter().position(|shelf| shelf.kind == kind);
		let place = place.ok_or(Error::Exhausted(kind.what()))?;
		let mut items = Vec::with_capacity(count);
		while items.len() < count {
			if self.shelves[place].rest.is_empty() {
				let index = self.shelves[place].files.pop_first();
				let index = index.ok_or(Error::Exhausted(kind.what()))?;
				let content =
					self.files.consume(&kind.name(index), &self.associated(kind, index))?;
				self.shelves[place].rest = Zeroizing::new(content);
			}
			let rest = &mut self.shelves[place].rest;
			let bytes = ((count - items.len()) * kind.bytes()).min(rest.len());
			for item in rest[rest.len() - bytes..].chunks(kind.bytes()) {
				items.push(decode(item).ok_or_else(broken)?);
			}
			let left = rest.len() - bytes;
			rest.truncate(left);
		}
		Ok(items)
	}
}

fn shelves(parties: usize) -> impl Iterator<Item = Shelf> {
	let masks = (0..).map(PartyId).take(parties).map(Kind::Masks);
	let kinds = [Kind::Triples, Kind::Bits].into_iter().chain(masks);
	kinds.map(|kind| Shelf { kind, files: BTreeSet::new(), rest: Zeroizing::new(Vec::new()) })
}

impl Preprocessing for Store {
	/// Checks that all parties filled this store together, and skips files that one has used.
	fn start<T: Transport>(&mut self, link: &mut Link<T>) -> Result<(), Error> {
		let parties = link.parties();
		let seat = self.seats.get(parties.me().index());
		if seat != Some(&self.header.me) || parties.count() != self.header.count {
			return Err(Error::Storage {
				what: "the store is of another party or number of parties",
				kind: std::io::ErrorKind::InvalidInput,
			});
		}
		let mut message = self.header.id.to_vec();
		for shelf in &self.shelves {
			let first = shelf.files.first().copied().unwrap_or(u64::MAX);
			message.extend(first.to_le_bytes());
		}
		let messages = link.exchange(message)?;
		// Whoever told two parties different things is found before anything of the store is used.
		link.simultaneously(&[])?;
		for party in parties.all() {
			let (id, firsts) = messages[party.index()].split_at(32);
			if id != self.header.id {
				return Err(Error::Malformed { party, what: "name of a store" });
			}
			let (firsts, _) = firsts.as_chunks::<8>();
			for (shelf, first) in self.shelves.iter_mut().zip(firsts) {
				let rest = shelf.files.split_off(&u64::from_le_bytes(*first));
				let gone = std::mem::replace(&mut shelf.files, rest);
				let names: Vec<_> = gone.into_iter().map(|index| shelf.kind.name(index)).collect();
				self.files.discard(&names)?;
			}
		}
		self.header.mac = MacKey::new(self.header.mac.summand, parties.me());
		Ok(())
	}

	fn key(&self) -> Result<MacKey, Error> {
		Ok(self.header.mac.clone())
	}

	fn expose_key(&mut self) -> Result<(), Error> {
		self.files.mark(EXPOSED)
	}

	fn clear_key(&mut self) -> Result<(), Error> {
		self.files.unmark(EXPOSED)
	}

	fn triples<T: Transport>(
		&mut self,
		_: &mut Link<T>,
		count: usize,
	) -> Result<Vec<Triple>, Error> {
		self.take(Kind::Triples, count, fill::triple)
	}

	fn bits<T: Transport>(&mut self, _: &mut Link<T>, count: usize) -> Result<Vec<Share>, Error> {
		self.take(Kind::Bits, count, Share::from_bytes)
	}

	fn masks<T: Transport>(
		&mut self,
		_: &mut Link<T>,
		owner: PartyId,
		count: usize,
	) -> Result<Vec<Mask>, Error> {
		let owner = *self.seats.get(owner.index()).ok_or(Error::Stopped)?;
		self.take(Kind::Masks(owner), count, fill::mask)
	}
}
