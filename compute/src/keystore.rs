//! The keys of a compute node in one encrypted file.
//!
//! The file is JSON: the parameters of Argon2id (RFC 9106), a salt, a nonce, the public keys, and
//! the secret keys under XChaCha20-Poly1305 with the public part as associated data.

use crate::new_file;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
	aead::{Aead, KeyInit, Payload},
	XChaCha20Poly1305,
};
use ed25519_dalek::{Signer, SigningKey as Ed25519Key};
use panshi_primitives::{ChannelKey, Hash, SigningKey};
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use std::{
	fmt,
	fs::File,
	io::{self, Read},
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
};
use thiserror::Error;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Largest keystore file that is read.
const MAX_FILE: u64 = 16 * 1_024;
const DOMAIN: &str = "panshi/keystore";

/// Why a keystore could not be made or opened.
#[derive(Debug, Error)]
pub enum KeystoreError {
	/// The file could not be read or written.
	#[error("cannot use the keystore {path}")]
	Io {
		/// Which.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// There is a file already, which is never overwritten.
	#[error("{path} exists already; move it away to make new keys")]
	Exists {
		/// Which.
		path: PathBuf,
	},
	/// Others may read the file.
	#[error("the keystore {path} may be read by others; run: chmod 600 {path}")]
	Exposed {
		/// Which.
		path: PathBuf,
	},
	/// The file is not a keystore.
	#[error("{path} is not a keystore, or it is damaged")]
	Malformed {
		/// Which.
		path: PathBuf,
	},
	/// The passphrase does not open it, or somebody changed the file.
	#[error("the passphrase does not open the keystore {path}")]
	WrongPassphrase {
		/// Which.
		path: PathBuf,
	},
	/// A passphrase must not be empty.
	#[error("the passphrase is empty")]
	EmptyPassphrase,
}

/// The secret keys of a compute node.
#[derive(Clone)]
pub struct NodeKeys {
	signing: Ed25519Key,
	channel: StaticSecret,
	storage: StorageKey,
}

/// Key under which the node's own state is encrypted.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StorageKey([u8; 32]);

/// What the member registers of a compute node on the chain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicKeys {
	/// Ed25519 key that signs.
	pub signing: SigningKey,
	/// X25519 key of channels.
	pub channel: ChannelKey,
}

impl NodeKeys {
	/// Makes fresh keys.
	pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
		let mut signing = Zeroizing::new([0; 32]);
		rng.fill_bytes(&mut *signing);
		let mut storage = StorageKey([0; 32]);
		rng.fill_bytes(&mut storage.0);
		NodeKeys {
			signing: Ed25519Key::from_bytes(&signing),
			channel: StaticSecret::random_from_rng(&mut *rng),
			storage,
		}
	}

	/// The public halves.
	pub fn public(&self) -> PublicKeys {
		PublicKeys {
			signing: self.signing.verifying_key().to_bytes(),
			channel: PublicKey::from(&self.channel).to_bytes(),
		}
	}

	/// Signs a payload of [`panshi_primitives::signing`].
	pub fn sign(&self, payload: &Hash) -> [u8; 64] {
		self.signing.sign(payload.as_bytes()).to_bytes()
	}

	/// The secret half of the key of channels.
	pub(crate) fn channel(&self) -> &StaticSecret {
		&self.channel
	}

	/// The key of the node's own state.
	pub fn storage(&self) -> &StorageKey {
		&self.storage
	}

	fn to_bytes(&self) -> Zeroizing<[u8; 96]> {
		let mut bytes = Zeroizing::new([0; 96]);
		bytes[..32].copy_from_slice(self.signing.as_bytes());
		bytes[32..64].copy_from_slice(self.channel.as_bytes());
		bytes[64..].copy_from_slice(&self.storage.0);
		bytes
	}

	fn from_bytes(bytes: &[u8]) -> Option<Self> {
		let (keys, rest) = bytes.as_chunks::<32>();
		match (keys, rest) {
			([signing, channel, storage], []) => Some(NodeKeys {
				signing: Ed25519Key::from_bytes(signing),
				channel: StaticSecret::from(*channel),
				storage: StorageKey(*storage),
			}),
			_ => None,
		}
	}
}

impl fmt::Debug for NodeKeys {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("NodeKeys").field("public", &self.public()).finish_non_exhaustive()
	}
}

impl StorageKey {
	/// A key for what keeps files of its own; `context` names it and nothing else.
	pub(crate) fn derive(&self, context: &'static str) -> Zeroizing<[u8; 32]> {
		Zeroizing::new(blake3::derive_key(context, &self.0))
	}

	/// Encrypts `plain`, bound to `context`: a nonce, then the ciphertext.
	pub(crate) fn encrypt(
		&self,
		rng: &mut (impl RngCore + CryptoRng + ?Sized),
		context: &[u8],
		plain: &[u8],
	) -> Vec<u8> {
		let mut nonce = [0; 24];
		rng.fill_bytes(&mut nonce);
		let sealed = XChaCha20Poly1305::new(&self.0.into())
			.encrypt(&nonce.into(), Payload { msg: plain, aad: context })
			.expect("encryption fails only for more than 256 GB");
		[nonce.as_slice(), &sealed].concat()
	}

	/// What [`StorageKey::encrypt`] encrypted; `None` if it is not that, or of another context.
	pub(crate) fn decrypt(&self, context: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
		let (nonce, ciphertext) = sealed.split_first_chunk::<24>()?;
		XChaCha20Poly1305::new(&self.0.into())
			.decrypt(&(*nonce).into(), Payload { msg: ciphertext, aad: context })
			.ok()
			.map(Zeroizing::new)
	}
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct FileContent {
	kdf: Kdf,
	salt: String,
	signing_key: String,
	channel_key: String,
	sealed: String,
}

/// Cost of Argon2id.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Kdf {
	memory_kib: u32,
	passes: u32,
	lanes: u32,
}

/// RFC 9106, section 4: the second recommended option, for environments short of memory.
const COST: Kdf = Kdf { memory_kib: 64 * 1_024, passes: 3, lanes: 4 };

impl Kdf {
	/// Derives the key of the file. `None` if the cost is out of bounds: a file must not be able to
	/// exhaust the machine.
	fn derive(self, passphrase: &str, salt: &[u8]) -> Option<StorageKey> {
		if self.memory_kib > 256 * 1_024 || self.passes > 16 || self.lanes > 16 {
			return None;
		}
		let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
		let mut key = StorageKey([0; 32]);
		Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
			.hash_password_into(passphrase.as_bytes(), salt, &mut key.0)
			.ok()?;
		Some(key)
	}
}

impl FileContent {
	/// What the ciphertext is bound to.
	fn context(&self) -> Vec<u8> {
		let Kdf { memory_kib, passes, lanes } = self.kdf;
		[DOMAIN, &self.salt, &self.signing_key, &self.channel_key]
			.join("\n")
			.into_bytes()
			.into_iter()
			.chain([memory_kib, passes, lanes].into_iter().flat_map(u32::to_le_bytes))
			.collect()
	}
}

/// Makes fresh keys and writes them to `path`, encrypted under `passphrase`, for the owner's eyes
/// only (mode 0600). Never overwrites a file.
pub fn create(
	path: &Path,
	passphrase: &str,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<NodeKeys, KeystoreError> {
	if passphrase.is_empty() {
		return Err(KeystoreError::EmptyPassphrase);
	}
	let keys = NodeKeys::generate(rng);
	let public = keys.public();
	let mut salt = [0; 16];
	rng.fill_bytes(&mut salt);
	let mut content = FileContent {
		kdf: COST,
		salt: hex::encode(salt),
		signing_key: hex::encode(public.signing),
		channel_key: hex::encode(public.channel),
		sealed: String::new(),
	};
	let key = COST.derive(passphrase, &salt).expect("the cost is within its bounds");
	content.sealed = hex::encode(key.encrypt(rng, &content.context(), &*keys.to_bytes()));
	let json = serde_json::to_vec_pretty(&content).expect("strings and numbers are JSON");
	let fail = |source: io::Error| match source.kind() {
		io::ErrorKind::AlreadyExists => KeystoreError::Exists { path: path.to_owned() },
		_ => KeystoreError::Io { path: path.to_owned(), source },
	};
	new_file::write(path, 0o600, &json).map_err(fail)?;
	Ok(keys)
}

/// Opens the keystore at `path`.
pub fn open(path: &Path, passphrase: &str) -> Result<NodeKeys, KeystoreError> {
	let content = read(path)?;
	let malformed = || KeystoreError::Malformed { path: path.to_owned() };
	let salt = hex::decode(&content.salt).map_err(|_| malformed())?;
	let sealed = hex::decode(&content.sealed).map_err(|_| malformed())?;
	let key = content.kdf.derive(passphrase, &salt).ok_or_else(malformed)?;
	let plain = key
		.decrypt(&content.context(), &sealed)
		.ok_or_else(|| KeystoreError::WrongPassphrase { path: path.to_owned() })?;
	NodeKeys::from_bytes(&plain).ok_or_else(malformed)
}

/// The public keys in the keystore at `path`, as it states them. Without the passphrase nothing
/// vouches for them.
pub fn read_public(path: &Path) -> Result<PublicKeys, KeystoreError> {
	let content = read(path)?;
	let key = |text: &str| hex::decode(text).ok()?.try_into().ok();
	match (key(&content.signing_key), key(&content.channel_key)) {
		(Some(signing), Some(channel)) => Ok(PublicKeys { signing, channel }),
		_ => Err(KeystoreError::Malformed { path: path.to_owned() }),
	}
}

fn read(path: &Path) -> Result<FileContent, KeystoreError> {
	let fail = |source| KeystoreError::Io { path: path.to_owned(), source };
	let file = File::open(path).map_err(fail)?;
	let mode = file.metadata().map_err(fail)?.permissions().mode();
	if mode & 0o077 != 0 {
		return Err(KeystoreError::Exposed { path: path.to_owned() });
	}
	let mut json = Vec::new();
	file.take(MAX_FILE).read_to_end(&mut json).map_err(fail)?;
	serde_json::from_slice(&json).map_err(|_| KeystoreError::Malformed { path: path.to_owned() })
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;
	use std::fs;

	fn made() -> (tempfile::TempDir, PathBuf, NodeKeys) {
		let folder = tempfile::tempdir().expect("there is a place for temporary files");
		let path = folder.path().join("keystore.json");
		let keys = create(&path, "correct horse", &mut ChaCha20Rng::seed_from_u64(1))
			.expect("the folder is empty");
		(folder, path, keys)
	}

	#[test]
	fn opens_what_it_made() {
		let (_folder, path, keys) = made();
		let opened = open(&path, "correct horse").expect("the passphrase is right");
		assert_eq!(opened.to_bytes(), keys.to_bytes());
		assert_eq!(read_public(&path).expect("it is a keystore"), keys.public());
	}

	#[test]
	fn refuses_a_wrong_passphrase() {
		let (_folder, path, _) = made();
		let refused = open(&path, "battery staple");
		assert!(matches!(refused, Err(KeystoreError::WrongPassphrase { .. })));
	}

	#[test]
	fn refuses_an_empty_passphrase() {
		let folder = tempfile::tempdir().expect("there is a place for temporary files");
		let refused = create(&folder.path().join("keys"), "", &mut ChaCha20Rng::seed_from_u64(1));
		assert!(matches!(refused, Err(KeystoreError::EmptyPassphrase)));
	}

	#[test]
	fn does_not_overwrite() {
		let (_folder, path, _) = made();
		let refused = create(&path, "other", &mut ChaCha20Rng::seed_from_u64(2));
		assert!(matches!(refused, Err(KeystoreError::Exists { .. })));
	}

	#[test]
	fn is_for_the_owner_alone() {
		let (_folder, path, _) = made();
		let mode = fs::metadata(&path).expect("it exists").permissions().mode();
		assert_eq!(mode & 0o777, 0o600);
		fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is ours");
		assert!(matches!(open(&path, "correct horse"), Err(KeystoreError::Exposed { .. })));
	}

	#[test]
	fn exposes_a_changed_public_key() {
		let (_folder, path, keys) = made();
		let text = fs::read_to_string(&path).expect("it is text");
		let other = NodeKeys::generate(&mut ChaCha20Rng::seed_from_u64(3)).public();
		let changed =
			text.replace(&hex::encode(keys.public().signing), &hex::encode(other.signing));
		fs::write(&path, changed).expect("it is ours");
		let refused = open(&path, "correct horse");
		assert!(matches!(refused, Err(KeystoreError::WrongPassphrase { .. })));
	}

	#[test]
	fn refuses_what_is_no_keystore() {
		let (_folder, path, _) = made();
		let text = fs::read_to_string(&path).expect("it is text");
		for broken in ["{}".to_owned(), text.replace("65536", "4294967295")] {
			fs::write(&path, broken).expect("it is ours");
			let refused = open(&path, "correct horse");
			assert!(matches!(refused, Err(KeystoreError::Malformed { .. })));
		}
	}

	#[test]
	fn does_not_print_secrets() {
		let (_folder, _, keys) = made();
		let printed = format!("{keys:?}");
		assert!(printed.contains("NodeKeys") && !printed.contains("storage"));
	}
}
