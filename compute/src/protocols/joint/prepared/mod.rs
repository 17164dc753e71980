//! Material for joint computations in which all parties but one may cheat, made ahead of time.
//!
//! Each circle of nodes has a folder, with a store for each time that they made some. A job of
//! exactly these nodes takes a store that all of them have and that holds what its program needs;
//! if there is none its material is made on demand. `meeting` is how stores come to be.
//!
//! # Security
//!
//! Whoever restores an older copy of the folder uses material twice, which opens what the other
//! holders put in. It is no part of a backup.

mod circle;
mod meeting;

pub(super) use circle::Circle;
pub use meeting::{Held, Meeting, MeetingError};

use crate::keystore::NodeKeys;
use panshi_mpc::{agree, Error, Link, Need, Store, StoreId, Transport};
use std::{
	collections::BTreeMap,
	fs, io,
	path::{Path, PathBuf},
	sync::{Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroizing;

/// The stores of a compute node.
pub struct Prepared {
	root: PathBuf,
	key: Zeroizing<[u8; 32]>,
	/// Folders that somebody works with, and the store in each if it is one.
	taken: Mutex<BTreeMap<PathBuf, Option<StoreId>>>,
}

/// A folder that nobody else works with meanwhile.
pub(super) struct Lease<'a> {
	of: &'a Prepared,
	path: PathBuf,
}

/// A store that nobody else works with meanwhile.
pub(super) struct Leased<'a> {
	/// What is in it.
	pub(super) store: Store,
	/// Ends when it is dropped.
	pub(super) lease: Lease<'a>,
}

impl Prepared {
	/// What is kept in `root`, sealed under a key of the node.
	pub fn new(root: &Path, keys: &NodeKeys) -> Self {
		let key = keys.storage().derive("panshi joint 2026 material made ahead of time");
		Prepared { root: root.to_owned(), key, taken: Mutex::default() }
	}

	/// A store that all parties of the session behind `link` have, with as much as `need`; none if
	/// they share none, and then all of them know it.
	pub(super) fn agree<T: Transport>(
		&self,
		circle: &Circle,
		link: &mut Link<T>,
		need: &Need,
	) -> Result<Option<Leased<'_>>, Error> {
		let mut free = self.free(circle);
		free.retain(|leased| leased.store.left().covers(need));
		// What is nearly used up first.
		free.sort_by_key(|leased| items(&leased.store.left()));
		let offers: Vec<_> = free.iter().map(|leased| leased.store.id()).collect();
		let Some(chosen) = agree(link, &offers)?.first().copied() else { return Ok(None) };
		let Some(found) = free.into_iter().find(|leased| leased.store.id() == chosen) else {
			return Ok(None);
		};
		let Leased { store, lease } = found;
		Ok(store.seated(circle.seats()).map(|store| Leased { store, lease }))
	}

	/// All stores of `circle` that nobody works with. What is no store any more, or never became
	/// one, is removed.
	fn free(&self, circle: &Circle) -> Vec<Leased<'_>> {
		let mut free = Vec::new();
		for path in folders(&self.root.join(circle.name())) {
			let Some(lease) = self.take(&path) else { continue };
			match Store::open(&path, &self.key) {
				Ok(store) => {
					self.lock().insert(path, Some(store.id()));
					free.push(Leased { store, lease });
				},
				Err(error) if is_useless(&error) => {
					tracing::info!(%error, "material made ahead of time is given up");
					lease.remove();
				},
				Err(error) => tracing::warn!(%error, "material made ahead of time is left alone"),
			}
		}
		free
	}

	/// Names of all stores of `circle`, those that somebody works with among them.
	fn names(&self, circle: &Circle, free: &[Leased<'_>]) -> Vec<StoreId> {
		let folder = self.root.join(circle.name());
		let taken = self.lock();
		let of_circle = taken.iter().filter(|(path, _)| path.starts_with(&folder));
		let names = of_circle.filter_map(|(_, name)| *name);
		let mut names: Vec<_> = names.chain(free.iter().map(|leased| leased.store.id())).collect();
		names.sort_unstable();
		names.dedup();
		names
	}

	fn take(&self, path: &Path) -> Option<Lease<'_>> {
		let mut taken = self.lock();
		if taken.contains_key(path) {
			return None;
		}
		taken.insert(path.to_owned(), None);
		Some(Lease { of: self, path: path.to_owned() })
	}

	fn lock(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Option<StoreId>>> {
		self.taken.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl Lease<'_> {
	/// Removes the folder.
	fn remove(self) {
		if let Err(error) = fs::remove_dir_all(&self.path) {
			tracing::warn!(%error, path = %self.path.display(), "this folder cannot be removed");
		}
	}
}

impl Drop for Lease<'_> {
	fn drop(&mut self) {
		self.of.lock().remove(&self.path);
	}
}

/// Items of all kinds.
fn items(need: &Need) -> u64 {
	need.triples.saturating_add(need.bits).saturating_add(need.masks)
}

/// The folders in `folder`, oldest first; none if it is not there yet.
fn folders(folder: &Path) -> Vec<PathBuf> {
	let list = || -> io::Result<Vec<PathBuf>> {
		fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
	};
	let mut folders = match list() {
		Ok(folders) => folders,
		Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
		Err(error) => {
			tracing::warn!(%error, path = %folder.display(), "this folder cannot be read");
			Vec::new()
		},
	};
	folders.sort();
	folders
}

/// Whether it was never filled to its end, was sealed under another key, or may have told its MAC
/// key to others. Another error may pass.
fn is_useless(error: &Error) -> bool {
	use io::ErrorKind::{InvalidData, NotFound, PermissionDenied};
	matches!(error, Error::Storage { kind: InvalidData | NotFound | PermissionDenied, .. })
}
