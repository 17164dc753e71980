//! The port to the disk: job records and shares, each written whole or not at all.

use super::job::JobRecord;
use crate::keystore::StorageKey;
use codec::{Decode, Encode};
use panshi_primitives::{job::JobId, Hash};
use rand_core::CryptoRngCore;
use sp_crypto_hashing::blake2_256;
use std::{
	collections::BTreeMap,
	fs::{self, DirBuilder, File, OpenOptions, TryLockError},
	io::{self, Write},
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
	sync::Arc,
};
use thiserror::Error;
use zeroize::Zeroizing;

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
			let (Some(job), Some("job")) = (name, path.extension().and_then(|e| e.to_str())) else {
				// What a crash left of an unfinished write.
				remove_file(&path)?;
				continue;
			};
			records.insert(job, self.read_record(job, &path)?);
		}
		Ok(records)
	}

	fn read_record(&self, job: JobId, path: &Path) -> Result<JobRecord, StoreError> {
		let sealed =
			fs::read(path).map_err(|source| StoreError::Io { path: path.to_owned(), source })?;
		self.key
			.decrypt(&self.context(job), &sealed)
			.and_then(|plain| JobRecord::decode(&mut plain.as_slice()).ok())
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
		let lanes =
			fs::read(&path).map_err(|source| StoreError::Io { path: path.clone(), source })?;
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
		match fs::read(&path) {
			Ok(bytes) => {
				Decode::decode(&mut bytes.as_slice()).map_err(|_| StoreError::Damaged { path })
			},
			Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
			Err(source) => Err(StoreError::Io { path, source }),
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
		self.root.join("jobs").join(format!("{job}.job"))
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

fn make_dir(path: &Path) -> Result<(), StoreError> {
	DirBuilder::new()
		.recursive(true)
		.mode(0o700)
		.create(path)
		.map_err(|source| StoreError::Io { path: path.to_owned(), source })
}

/// Replaces the file at `path` by one with `bytes`: after a crash there is the old one or the new
/// one.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
	let fail = |source| StoreError::Io { path: path.to_owned(), source };
	let temporary = path.with_extension("new");
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
	let Some(parent) = path.parent() else { return Ok(()) };
	File::open(parent)
		.and_then(|folder| folder.sync_all())
		.map_err(|source| StoreError::Io { path: parent.to_owned(), source })
}
