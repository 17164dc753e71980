//! Sealed files of a store.
//!
//! Each file is a nonce and an XChaCha20-Poly1305 ciphertext whose associated data names store, kind
//! and index, so that files cannot be exchanged for each other. A file is written under another name
//! first; a crash leaves it whole or absent. To use a file is to read it, remove it and make the
//! removal durable, in this order, before anything of it is given out.

use crate::Error;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand_core::RngCore;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const NONCE: usize = 24;

/// A directory of sealed files.
pub(crate) struct Files {
	directory: PathBuf,
	cipher: XChaCha20Poly1305,
}

fn storage(what: &'static str) -> impl Fn(io::Error) -> Error {
	move |error| Error::Storage { what, kind: error.kind() }
}

impl Files {
	/// The files of a directory that exists or whose parent does.
	pub(crate) fn new(directory: &Path, key: &[u8; 32]) -> Self {
		let key = blake3::derive_key("panshi mpc 2026 store of preprocessing", key);
		Self { directory: directory.to_owned(), cipher: XChaCha20Poly1305::new(&key.into()) }
	}

	/// Makes the directory; fails if it exists.
	pub(crate) fn create(&self) -> Result<(), Error> {
		fs::create_dir(&self.directory).map_err(storage("make the directory"))
	}

	/// Writes a file.
	pub(crate) fn write(
		&self,
		name: &str,
		associated: &[u8],
		content: &[u8],
		rng: &mut impl RngCore,
	) -> Result<(), Error> {
		let mut nonce = [0; NONCE];
		rng.fill_bytes(&mut nonce);
		let payload = Payload { msg: content, aad: associated };
		let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload);
		let sealed = sealed.map_err(|_| Error::Storage {
			what: "seal a file",
			kind: io::ErrorKind::InvalidData,
		})?;
		let write = || {
			let (path, other) = (self.path(name), self.path(&format!("{name}.new")));
			let mut file =
				OpenOptions::new().write(true).create(true).truncate(true).open(&other)?;
			file.write_all(&nonce)?;
			file.write_all(&sealed)?;
			file.sync_all()?;
			fs::rename(other, path)?;
			self.sync()
		};
		write().map_err(storage("write a file"))
	}

	/// Reads a file.
	pub(crate) fn read(&self, name: &str, associated: &[u8]) -> Result<Vec<u8>, Error> {
		let bytes = fs::read(self.path(name)).map_err(storage("read a file"))?;
		let broken = || Error::Storage {
			what: "a file is broken, or the key is another",
			kind: io::ErrorKind::InvalidData,
		};
		let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or_else(broken)?;
		let payload = Payload { msg: sealed, aad: associated };
		self.cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| broken())
	}

	/// Reads a file and removes it for good.
	pub(crate) fn consume(&self, name: &str, associated: &[u8]) -> Result<Vec<u8>, Error> {
		let content = self.read(name, associated)?;
		let remove = || {
			fs::remove_file(self.path(name))?;
			self.sync()
		};
		remove().map_err(storage("mark a file as used"))?;
		Ok(content)
	}

	/// Removes files for good, unread.
	pub(crate) fn discard(&self, names: &[String]) -> Result<(), Error> {
		if names.is_empty() {
			return Ok(());
		}
		let remove = || {
			names.iter().try_for_each(|name| fs::remove_file(self.path(name)))?;
			self.sync()
		};
		remove().map_err(storage("discard files"))
	}

	/// Makes an empty file, durably.
	pub(crate) fn mark(&self, name: &str) -> Result<(), Error> {
		let mark = || {
			File::create(self.path(name))?.sync_all()?;
			self.sync()
		};
		mark().map_err(storage("set a mark"))
	}

	/// Removes such a file.
	pub(crate) fn unmark(&self, name: &str) -> Result<(), Error> {
		let unmark = || {
			fs::remove_file(self.path(name))?;
			self.sync()
		};
		unmark().map_err(storage("remove a mark"))
	}

	/// Names of all files.
	pub(crate) fn names(&self) -> Result<Vec<String>, Error> {
		let list = || {
			let mut names = Vec::new();
			for entry in fs::read_dir(&self.directory)? {
				names.extend(entry?.file_name().into_string());
			}
			Ok(names)
		};
		list().map_err(storage("list the directory"))
	}

	fn path(&self, name: &str) -> PathBuf {
		self.directory.join(name)
	}

	/// Makes what happened to the directory durable.
	fn sync(&self) -> io::Result<()> {
		File::open(&self.directory)?.sync_all()
	}
}
