//! Keys that sign: development names, mnemonics and Polkadot.js files; and how accounts are
//! written.
//!
//! # Security
//!
//! Keys of development names (`//Alice`) are public: whoever knows the name has the key. They are
//! for development chains alone.

use panshi_primitives::{AccountId, Signature};
use std::{
	fmt,
	io::Read,
	path::{Path, PathBuf},
	str::FromStr,
};
use subxt_signer::{
	bip39::{self, Mnemonic},
	polkadot_js_compat::decrypt_json,
	sr25519, SecretUri,
};
use zeroize::Zeroizing;

/// Base64 characters of the smallest Polkadot.js key file: scrypt parameters, nonce and box.
const LEAST_ENCODED: usize = 92;

/// A key pair (sr25519) that signs transactions and agreements.
pub type Signer = sr25519::Keypair;

/// Where a key comes from, as people write it: `//Name`, `mnemonic:FILE` or `json:FILE`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum KeySource {
	/// Key derived from a public development name.
	Dev(String),
	/// File that holds a BIP-39 mnemonic, possibly followed by a derivation path; for its owner alone.
	Mnemonic(PathBuf),
	/// Account file exported from Polkadot.js, protected by a password.
	Json(PathBuf),
}

/// Why a key or an account could not be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
	/// The text names no source of a key.
	#[error(
		"\"{0}\" names no key. Write //Name for a development key, mnemonic:FILE or json:FILE"
	)]
	Source(String),
	/// The text names no account.
	#[error("\"{0}\" is no account. Write an SS58 address, 0x and 64 hexadecimal digits, or //Name on a development chain")]
	Account(String),
	/// The file cannot be read.
	#[error("cannot read the key file {}: {source}. Name another with --as", path.display())]
	File {
		/// The file.
		path: PathBuf,
		/// What the system said.
		source: std::io::Error,
	},
	/// Others than its owner may read or change the file, which holds a key in the clear.
	#[error("the key file {} is open to others on this machine. Run: chmod 600 {}", path.display(), path.display())]
	Exposed {
		/// The file.
		path: PathBuf,
	},
	/// The file is a Polkadot.js file that cannot be opened.
	#[error("cannot open the key file {}: {reason}", path.display())]
	Json {
		/// The file.
		path: PathBuf,
		/// Why.
		reason: JsonReason,
	},
	/// The mnemonic is wrong.
	#[error("the mnemonic in {} is not valid: {source}. Correct the file, or name another with --as", path.display())]
	Mnemonic {
		/// The file.
		path: PathBuf,
		/// What is wrong.
		source: sr25519::Error,
	},
	/// No password was given.
	#[error("the key file needs a password. Set PANSHI_PASSWORD, or run in a terminal")]
	NoPassword,
}

/// Why a Polkadot.js file cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum JsonReason {
	/// It is not a file of this kind.
	#[error("it is not an account file of Polkadot.js. Export the account there as JSON")]
	NotAKeyFile,
	/// The password is wrong.
	#[error(
		"the password is wrong. Set PANSHI_PASSWORD to the right one, or unset it to be asked"
	)]
	WrongPassword,
	/// It holds a key of another kind.
	#[error("it does not hold an sr25519 key, which is the kind that this chain's clients use")]
	OtherKind,
}

impl FromStr for KeySource {
	type Err = KeyError;

	fn from_str(text: &str) -> Result<Self, KeyError> {
		match (text.split_once(':'), text.strip_prefix("//")) {
			(_, Some(name)) if !name.is_empty() => Ok(KeySource::Dev(text.to_owned())),
			(Some(("mnemonic", file)), _) if !file.is_empty() => {
				Ok(KeySource::Mnemonic(file.into()))
			},
			(Some(("json", file)), _) if !file.is_empty() => Ok(KeySource::Json(file.into())),
			_ => Err(KeyError::Source(text.to_owned())),
		}
	}
}

impl fmt::Display for KeySource {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			KeySource::Dev(name) => f.write_str(name),
			KeySource::Mnemonic(file) => write!(f, "mnemonic:{}", file.display()),
			KeySource::Json(file) => write!(f, "json:{}", file.display()),
		}
	}
}

impl KeySource {
	/// Loads the key. `password` is asked once, and only for a protected file.
	pub fn load(
		&self,
		password: impl FnOnce() -> Result<Zeroizing<String>, KeyError>,
	) -> Result<Signer, KeyError> {
		match self {
			KeySource::Dev(name) => dev(name),
			KeySource::Mnemonic(path) => from_mnemonic(path),
			KeySource::Json(path) => from_json(path, password),
		}
	}
}

/// The development key of `name`, such as `//Alice`.
pub fn dev(name: &str) -> Result<Signer, KeyError> {
	let unknown = || KeyError::Source(name.to_owned());
	if !name.starts_with("//") {
		return Err(unknown());
	}
	let uri = SecretUri::from_str(name).map_err(|_| unknown())?;
	Signer::from_uri(&uri).map_err(|_| unknown())
}

fn read(path: &Path) -> Result<Zeroizing<String>, KeyError> {
	let text = std::fs::read_to_string(path);
	text.map(Zeroizing::new).map_err(|source| KeyError::File { path: path.to_owned(), source })
}

/// Reads a file that only its owner may open, which is seen before a byte of it is read.
fn read_own(path: &Path) -> Result<Zeroizing<String>, KeyError> {
	let failed = |source| KeyError::File { path: path.to_owned(), source };
	let mut file = std::fs::File::open(path).map_err(failed)?;
	#[cfg(unix)]
	{
		use std::os::unix::fs::PermissionsExt;
		let mode = file.metadata().map_err(failed)?.permissions().mode();
		if mode & 0o077 != 0 {
			return Err(KeyError::Exposed { path: path.to_owned() });
		}
	}
	let mut text = Zeroizing::new(String::new());
	file.read_to_string(&mut text).map_err(failed)?;
	Ok(text)
}

/// Reads a mnemonic, possibly followed by a derivation path such as `//staff//1`.
fn from_mnemonic(path: &Path) -> Result<Signer, KeyError> {
	let text = read_own(path)?;
	let text = text.trim();
	let failed = |source| KeyError::Mnemonic { path: path.to_owned(), source };
	let words = text.split('/').next().unwrap_or_default().trim();
	// A mnemonic that is missing would silently become the public development phrase.
	let mnemonic = Mnemonic::parse(words).map_err(|e| failed(sr25519::Error::Phrase(e)))?;
	if words.len() == text.len() {
		return Signer::from_phrase(&mnemonic, None).map_err(failed);
	}
	let uri = SecretUri::from_str(text)
		.map_err(|_| failed(sr25519::Error::Phrase(bip39::Error::BadWordCount(0))))?;
	Signer::from_uri(&uri).map_err(failed)
}

/// Opens a Polkadot.js file; the password is asked once the file is known to be one.
fn from_json(
	path: &Path,
	password: impl FnOnce() -> Result<Zeroizing<String>, KeyError>,
) -> Result<Signer, KeyError> {
	use subxt_signer::polkadot_js_compat::Error;
	let failed = |reason| KeyError::Json { path: path.to_owned(), reason };
	let text = read(path)?;
	let file: serde_json::Value =
		serde_json::from_str(&text).map_err(|_| failed(JsonReason::NotAKeyFile))?;
	if file["encoded"].as_str().is_none_or(|encoded| encoded.len() < LEAST_ENCODED) {
		return Err(failed(JsonReason::NotAKeyFile));
	}
	decrypt_json(&text, &password()?).map_err(|error| {
		failed(match error {
			Error::Secretbox(_) => JsonReason::WrongPassword,
			Error::UnsupportedEncoding | Error::Sr25519(_) | Error::InvalidKeys => {
				JsonReason::OtherKind
			},
			_ => JsonReason::NotAKeyFile,
		})
	})
}

/// The account that `signer` signs for.
pub fn account_of(signer: &Signer) -> AccountId {
	AccountId::new(signer.public_key().0)
}

/// Signs `message` as the chain checks it.
pub fn sign(signer: &Signer, message: &[u8]) -> Signature {
	Signature::Sr25519(signer.sign(message).0.into())
}

/// Reads an account: an SS58 address, 64 hexadecimal digits after `0x`, or a development name.
pub fn account(text: &str) -> Result<AccountId, KeyError> {
	if text.starts_with("//") {
		return dev(text)
			.map(|signer| account_of(&signer))
			.map_err(|_| KeyError::Account(text.to_owned()));
	}
	AccountId::from_str(text).map_err(|_| KeyError::Account(text.to_owned()))
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::io::Write;

	/// Exported from Polkadot.js with the password `whoisalice`; a test vector of subxt-signer.
	const ALICE_JSON: &str = r#"{
		"encoded": "DumgApKCTqoCty1OZW/8WS+sgo6RdpHhCwAkA2IoDBMAgAAAAQAAAAgAAAB6IG/q24EeVf0JqWqcBd5m2tKq5BlyY84IQ8oamLn9DZe9Ouhgunr7i36J1XxUnTI801axqL/ym1gil0U8440Qvj0lFVKwGuxq38zuifgoj0B3Yru0CI6QKEvQPU5xxj4MpyxdSxP+2PnTzYao0HDH0fulaGvlAYXfqtU89xrx2/z9z7IjSwS3oDFPXRQ9kAdDebtyCVreZ9Otw9v3",
		"encoding": { "content": ["pkcs8", "sr25519"], "type": ["scrypt", "xsalsa20-poly1305"], "version": "3" },
		"address": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
		"meta": { "genesisHash": "", "name": "Alice", "whenCreated": 1718265838755 }
	}"#;
	const MNEMONIC: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

	fn file(content: &str) -> tempfile::NamedTempFile {
		let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
		file.write_all(content.as_bytes()).expect("the file can be written");
		file
	}

	fn load(kind: &str, content: &str, password: &str) -> Result<Signer, KeyError> {
		let file = file(content);
		let source = KeySource::from_str(&format!("{kind}:{}", file.path().display()))?;
		source.load(|| Ok(Zeroizing::new(password.to_owned())))
	}

	fn alice() -> AccountId {
		account_of(&sr25519::dev::alice())
	}

	#[test]
	fn sources_are_read_as_they_are_written() {
		for text in ["//Alice", "//Lab1//staff", "mnemonic:/a/b", "json:c.json"] {
			let source = KeySource::from_str(text).expect("a source of a key");
			assert_eq!(source.to_string(), text);
		}
		for text in ["", "//", "Alice", "mnemonic:", "json:", "seed:0x00"] {
			assert!(matches!(KeySource::from_str(text), Err(KeyError::Source(_))), "{text}");
		}
	}

	#[test]
	fn dev_names_and_their_mnemonic_give_the_same_key() {
		assert_eq!(account_of(&dev("//Alice").expect("a development name")), alice());
		let derived = load("mnemonic", &format!("{MNEMONIC}//Alice\n"), "");
		assert_eq!(account_of(&derived.expect("a mnemonic with a path")), alice());
		assert!(load("mnemonic", MNEMONIC, "").is_ok());
	}

	#[test]
	fn fails_when_the_mnemonic_is_wrong_or_missing() {
		for wrong in ["", "//Alice", "bottom drive obey"] {
			assert!(
				matches!(load("mnemonic", wrong, ""), Err(KeyError::Mnemonic { .. })),
				"{wrong}"
			);
		}
		for source in [KeySource::Mnemonic as fn(PathBuf) -> _, KeySource::Json] {
			let missing = source("/no/such/file".into()).load(|| unreachable!());
			assert!(matches!(missing, Err(KeyError::File { .. })));
		}
	}

	#[cfg(unix)]
	#[test]
	fn fails_when_others_may_open_the_mnemonic() {
		use std::os::unix::fs::PermissionsExt;
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("phrase");
		std::fs::write(&path, MNEMONIC).expect("a new file");
		let load = |mode| {
			let permissions = std::fs::Permissions::from_mode(mode);
			std::fs::set_permissions(&path, permissions).expect("it is ours");
			KeySource::Mnemonic(path.clone()).load(|| unreachable!())
		};
		for mode in [0o644, 0o640, 0o604, 0o620] {
			let refused = load(mode).expect_err("others may open it");
			assert!(matches!(refused, KeyError::Exposed { .. }), "{refused}");
			assert!(refused.to_string().contains("chmod 600"), "{refused}");
		}
		for mode in [0o600, 0o400] {
			assert!(load(mode).is_ok(), "{mode:o}");
		}
	}

	#[test]
	fn a_polkadot_js_file_opens_with_its_password_only() {
		let opened = load("json", ALICE_JSON, "whoisalice").expect("the right password");
		assert_eq!(account_of(&opened), alice());
		let reason = |content: &str, password| match load("json", content, password) {
			Err(KeyError::Json { reason, .. }) => reason.to_string(),
			other => panic!("{other:?}"),
		};
		assert_eq!(reason(ALICE_JSON, "guess"), JsonReason::WrongPassword.to_string());
		assert_eq!(reason("{}", ""), JsonReason::NotAKeyFile.to_string());
		let short = r#"{"encoded": "AAAA", "encoding": {}, "address": ""}"#;
		assert_eq!(reason(short, ""), JsonReason::NotAKeyFile.to_string());
		let ed25519 = ALICE_JSON.replace("\"sr25519\"", "\"ed25519\"");
		assert_eq!(reason(&ed25519, "whoisalice"), JsonReason::OtherKind.to_string());
	}

	#[test]
	fn accounts_are_read_in_every_spelling() {
		let wanted = alice();
		let hex = format!("0x{}", hex::encode::<&[u8]>(wanted.as_ref()));
		for text in ["//Alice", &wanted.to_string(), &hex] {
			assert_eq!(account(text).expect("an account"), wanted, "{text}");
		}
		for text in ["", "Alice", "0x12", "5Grw"] {
			assert!(matches!(account(text), Err(KeyError::Account(_))), "{text}");
		}
	}
}
