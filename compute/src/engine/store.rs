//! The port to the disk: job records and shares, each written whole or not at all.

use super::job::{JobRecord, JobState};
use crate::keystore::StorageKey;
use codec::{DecodeAll, Encode};
use panshi_primitives::{job::JobId, Hash};
use rand_core::CryptoRngCore;
use sp_crypto_hashing::blake2_256;
use std::{
	collections::BTreeMap,
	fs::{self, DirBuilder, File, OpenOptions, TryLockError},
	io::{self, Read, Write},
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
	sync::Arc,
};
use thiserror::Error;
use zeroize::Zeroizing;

/// Longest file that is read; the fingerprints of many data sets over many years fit.
const MAX_FILE: u64 = 1_024 * 1_024;
/// Extension of a record.
const RECORD: &str = "job";
/// Extension of a file that is being written.
const UNFINISHED: &str = "new";

/// Why the state could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
	/// The disk failed.
	#[error("cannot use {path}")]
	Io {
		/// Which file.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// Another compute node runs on the same folder.
	#[error("another compute node is using {path}; each needs a state_dir of its own")]
	InUse {
		/// The folder.
		path: PathBuf,
	},
	/// A record cannot be decrypted or read.
	#[error("{path} was written with another keystore, or it is damaged")]
	Damaged {
		/// Which file.
		path: PathBuf,
	},
}

/// A state folder that belongs to this process.
#[derive(Clone, Debug)]
pub struct StateDir {
	path: PathBuf,
	/// Locked as long as any clone lives.
	lock: Arc<File>,
}

impl StateDir {
	/// Makes the folder if need be and locks it.
	pub fn lock(path: &Path) -> Result<Self, StoreError> {
		make_dir(path)?;
		let file = path.join("lock");
		let fail = |source| StoreError::Io { path: file.clone(), source };
		let lock = OpenOptions::new()
			.create(true)
			.truncate(false)
			.write(true)
			.mode(0o600)
			.open(&file)
			.map_err(fail)?;
		match lock.try_lock() {
			Ok(()) => Ok(StateDir { path: path.to_owned(), lock: Arc::new(lock) }),
			Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: path.to_owned() }),
			Err(TryLockError::Error(source)) => Err(fail(source)),
		}
	}

	/// The folder of what joint computations keep; it belongs to no chain.
	pub fn prepared(&self) -> Result<PathBuf, StoreError> {
		self.folder("prepared")
	}

	/// The folder of what overlaps of cohorts tell this holder.
	pub fn overlaps(&self) -> Result<PathBuf, StoreError> {
		self.folder("overlaps")
	}

	fn folder(&self, name: &str) -> Result<PathBuf, StoreError> {
		let path = self.path.join(name);
		make_dir(&path)?;
		Ok(path)
	}

	/// The state for the chain that begins with `genesis`, encrypted under `key`.
	pub fn store(&self, genesis: Hash, key: StorageKey) -> Result<Store, StoreError> {
		let root = self.path.join(hex::encode(genesis));
		make_dir(&root.join("jobs"))?;
		make_dir(&root.join("shares"))?;
		Ok(Store { root, genesis, key, _lock: self.lock.clone() })
	}
}

/// The state of a compute node on one chain.
#[derive(Clone)]
pub struct Store {
	root: PathBuf,
	genesis: Hash,
	key: StorageKey,
	_lock: Arc<File>,
}

impl Store {
	/// All job records.
	pub fn load(&self) -> Result<BTreeMap<JobId, JobRecord>, StoreError> {
		let folder = self.root.join("jobs");
		let fail = |source| StoreError::Io { path: folder.clone(), source };
		let mut records = BTreeMap::new();
		for entry in fs::read_dir(&folder).map_err(fail)? {
			let path = entry.map_err(fail)?.path();
			let name = path.file_stem().and_then(|name| name.to_str()).and_then(|n| n.parse().ok());
			match (name, path.extension().and_then(|e| e.to_str())) {
				(Some(job), Some(RECORD)) => {
					records.insert(job, self.read_record(job, &path)?);
				},
				// What a crash left of an unfinished write.
				(Some(_), Some(UNFINISHED)) => remove_file(&path)?,
				// Not this node's: a copy that somebody made, perhaps of the only secret.
				_ => tracing::warn!(file = %path.display(), "this file is not a job record"),
			}
		}
		self.remove_stray_shares(&records)?;
		Ok(records)
	}

	/// Removes what a crash left of shares whose job does not wait for them any more.
	fn remove_stray_shares(&self, records: &BTreeMap<JobId, JobRecord>) -> Result<(), StoreError> {
		let folder = self.root.join("shares");
		let fail = |source| StoreError::Io { path: folder.clone(), source };
		for entry in fs::read_dir(&folder).map_err(fail)? {
			let name = entry.map_err(fail)?.file_name();
			let Some(job) = name.to_str().and_then(|name| name.parse().ok()) else { continue };
			let is_wanted = |record: &JobRecord| {
				matches!(record.state, JobState::Ready { .. } | JobState::Sealed { .. })
			};
			if !records.get(&job).is_some_and(is_wanted) {
				self.remove_shares(job)?;
			}
		}
		Ok(())
	}

	fn read_record(&self, job: JobId, path: &Path) -> Result<JobRecord, StoreError> {
		let sealed = read_bounded(path)?;
		self.key
			.decrypt(&self.context(job), &sealed)
			.and_then(|plain| JobRecord::decode_all(&mut plain.as_slice()).ok())
			.ok_or_else(|| StoreError::Damaged { path: path.to_owned() })
	}

	/// Writes the record of `job`.
	pub fn save(
		&self,
		job: JobId,
		record: &JobRecord,
		rng: &mut dyn CryptoRngCore,
	) -> Result<(), StoreError> {
		let plain = Zeroizing::new(record.encode());
		let sealed = self.key.encrypt(rng, &self.context(job), &plain);
		write_whole(&self.record_path(job), &sealed)
	}

	/// Removes everything of `job`.
	pub fn remove(&self, job: JobId) -> Result<(), StoreError> {
		remove_file(&self.record_path(job))?;
		self.remove_shares(job)
	}

	/// Writes the lanes of a chunk of the share for `job`.
	pub fn save_share(&self, job: JobId, chunk: u32, lanes: &[u8]) -> Result<(), StoreError> {
		make_dir(&self.share_dir(job))?;
		write_whole(&self.share_path(job, chunk), lanes)
	}

	/// The lanes of a chunk, if they have the hash that its record says.
	pub fn load_share(
		&self,
		job: JobId,
		chunk: u32,
		lanes_hash: &Hash,
	) -> Result<Vec<u8>, StoreError> {
		let path = self.share_path(job, chunk);
		let lanes = read_bounded(&path)?;
		if Hash::from(blake2_256(&lanes)) == *lanes_hash {
			Ok(lanes)
		} else {
			Err(StoreError::Damaged { path })
		}
	}

	/// Removes the share for `job`.
	pub fn remove_shares(&self, job: JobId) -> Result<(), StoreError> {
		let path = self.share_dir(job);
		match fs::remove_dir_all(&path) {
			Err(source) if source.kind() != io::ErrorKind::NotFound => {
				Err(StoreError::Io { path, source })
			},
			_ => Ok(()),
		}
	}

	/// The fingerprints that each data source, by name, has had.
	pub fn load_fingerprints(&self) -> Result<BTreeMap<String, Vec<Hash>>, StoreError> {
		let path = self.fingerprints_path();
		match read_bounded(&path) {
			Ok(bytes) => DecodeAll::decode_all(&mut bytes.as_slice())
				.map_err(|_| StoreError::Damaged { path }),
			Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
				Ok(BTreeMap::new())
			},
			Err(error) => Err(error),
		}
	}

	/// Writes what [`Store::load_fingerprints`] reads.
	pub fn save_fingerprints(&self, all: &BTreeMap<String, Vec<Hash>>) -> Result<(), StoreError> {
		write_whole(&self.fingerprints_path(), &all.encode())
	}

	/// What the encryption of a record is bound to.
	fn context(&self, job: JobId) -> Vec<u8> {
		(b"panshi/job-state".as_slice(), self.genesis, job).encode()
	}

	fn record_path(&self, job: JobId) -> PathBuf {
		self.root.join("jobs").join(format!("{job}.{RECORD}"))
	}

	fn share_dir(&self, job: JobId) -> PathBuf {
		self.root.join("shares").join(job.to_string())
	}

	fn share_path(&self, job: JobId, chunk: u32) -> PathBuf {
		self.share_dir(job).join(format!("{chunk}.lanes"))
	}

	fn fingerprints_path(&self) -> PathBuf {
		self.root.join("fingerprints")
	}
}

/// Makes the folder at `path`, with those that it is in; each of them survives a crash.
fn make_dir(path: &Path) -> Result<(), StoreError> {
	if path.as_os_str().is_empty() || path.is_dir() {
		return Ok(());
	}
	if let Some(parent) = path.parent() {
		make_dir(parent)?;
	}
	match DirBuilder::new().mode(0o700).create(path) {
		Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
		Err(source) => Err(StoreError::Io { path: path.to_owned(), source }),
		Ok(()) => sync_parent(path),
	}
}

/// The bytes of the file at `path`, which is no longer than anything that is written here.
fn read_bounded(path: &Path) -> Result<Vec<u8>, StoreError> {
	let fail = |source| StoreError::Io { path: path.to_owned(), source };
	let mut bytes = Vec::new();
	let file = File::open(path).map_err(fail)?;
	file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(fail)?;
	match u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_FILE) {
		true => Ok(bytes),
		false => Err(StoreError::Damaged { path: path.to_owned() }),
	}
}

/// Replaces the file at `path` by one with `bytes`: after a crash there is the old one or the new
/// one.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
	let fail = |source| StoreError::Io { path: path.to_owned(), source };
	let temporary = path.with_extension(UNFINISHED);
	let mut file = OpenOptions::new()
		.create(true)
		.truncate(true)
		.write(true)
		.mode(0o600)
		.open(&temporary)
		.map_err(fail)?;
	file.write_all(bytes).and_then(|()| file.sync_all()).map_err(fail)?;
	fs::rename(&temporary, path).map_err(fail)?;
	sync_parent(path)
}

fn remove_file(path: &Path) -> Result<(), StoreError> {
	match fs::remove_file(path) {
		Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
		Err(source) => Err(StoreError::Io { path: path.to_owned(), source }),
		Ok(()) => sync_parent(path),
	}
}

fn sync_parent(path: &Path) -> Result<(), StoreError> {
	let parent = match path.parent() {
		Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
		Some(parent) => parent,
		None => return Ok(()),
	};
	File::open(parent)
		.and_then(|folder| folder.sync_all())
		.map_err(|source| StoreError::Io { path: parent.to_owned(), source })
}
