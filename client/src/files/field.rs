//! Conversion of single fields, with errors that name them.

use crate::{
	keys::{self, KeyError},
	words::{self, Amount, UnknownWord, Word},
	Bounded,
};
use panshi_primitives::{duo::Country, AccountId, Balance, Hash, Text};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// A field of a file that does not convert.
#[derive(Debug, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct FieldError {
	/// Name of the field, as in `parties[1].account`.
	pub field: String,
	/// What is wrong with it.
	pub reason: Reason,
}

/// What can be wrong with a field.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
	/// The size of an output is stated twice, or not at all.
	#[error("or most_bytes is needed: lanes for a sealed sum, bytes for all else, and not both")]
	OutputSize,
	/// It is missing.
	#[error("is missing")]
	Missing,
	/// It is too long.
	#[error("has {given} bytes, of which {most} fit")]
	TooLong {
		/// Bytes given.
		given: usize,
		/// Most that fit.
		most: u32,
	},
	/// The list is too long.
	#[error("has {given} entries, of which {most} fit")]
	TooMany {
		/// Entries given.
		given: usize,
		/// Most that fit.
		most: u32,
	},
	/// It is no account.
	#[error(transparent)]
	Account(#[from] KeyError),
	/// It is no known word.
	#[error(transparent)]
	Word(#[from] UnknownWord),
	/// It is no hash.
	#[error(transparent)]
	Hash(#[from] words::NotAHash),
	/// It is no country code.
	#[error("\"{0}\" is not the two letters of a country (ISO 3166-1 alpha-2), such as CN")]
	Country(String),
	/// It is no term of the Data Use Ontology that this market knows.
	#[error("\"{0}\" is no DUO term known here. See docs/files/data.toml for those that are")]
	Duo(String),
	/// It is no term of MONDO.
	#[error("\"{0}\" is no MONDO term, such as MONDO:0005148")]
	Mondo(String),
	/// It is no normalisation rule.
	#[error("\"{0}\" is neither \"trimmed\" nor \"fully-justified 0x…\" with the digest of the reference")]
	Rule(String),
	/// The secret and the public half of a key do not belong together.
	#[error("does not belong to the public half beside it")]
	OtherKey,
	/// The consortium cannot start without it.
	#[error("{0} is missing, without which a consortium cannot start")]
	Lacks(&'static str),
	/// Everybody knows the secret of the key.
	#[error("is a key of development chains, whose secret everybody knows. Make one: panshi-node key generate")]
	WellKnownKey,
	/// Another organisation has the same key.
	#[error("is the key of another organisation, too")]
	SameKey,
	/// It is no short name of a chain.
	#[error("\"{0}\" has more than lower-case letters, digits and underscores, or nothing")]
	ChainId(String),
	/// It is no signature.
	#[error("is not a signature: 0x, one byte for its kind and the signature, in hexadecimal")]
	Signature,
}

/// `value` or `reason` in the field `field`.
pub(super) fn named<T, R: Into<Reason>>(field: &str, value: Result<T, R>) -> Result<T, FieldError> {
	value.map_err(|reason| FieldError { field: field.to_owned(), reason: reason.into() })
}

pub(super) fn text<const N: u32>(field: &str, value: &str) -> Result<Text<N>, FieldError> {
	let given = value.len();
	named(
		field,
		value.as_bytes().to_vec().try_into().map_err(|_| Reason::TooLong { given, most: N }),
	)
}

pub(super) fn list<T, const N: u32>(
	field: &str,
	values: Vec<T>,
) -> Result<Bounded<T, N>, FieldError> {
	let given = values.len();
	named(field, values.try_into().map_err(|_| Reason::TooMany { given, most: N }))
}

/// Converts every entry of a list; `convert` gets the name of the entry's field.
pub(super) fn each<S, T, const N: u32>(
	field: &str,
	values: &[S],
	convert: impl Fn(&str, &S) -> Result<T, FieldError>,
) -> Result<Bounded<T, N>, FieldError> {
	let converted: Result<Vec<T>, FieldError> = values
		.iter()
		.enumerate()
		.map(|(index, value)| convert(&format!("{field}[{index}]"), value))
		.collect();
	list(field, converted?)
}

pub(super) fn account(field: &str, value: &str) -> Result<AccountId, FieldError> {
	named(field, keys::account(value))
}

pub(super) fn word<T: Word>(field: &str, value: &str) -> Result<T, FieldError> {
	named(field, T::from_word(value))
}

pub(super) fn hash(field: &str, value: &str) -> Result<Hash, FieldError> {
	named(field, words::parse_hash(value))
}

/// Reads a country: the two letters of ISO 3166-1 alpha-2. `field` names it in the error.
pub fn country(field: &str, value: &str) -> Result<Country, FieldError> {
	let upper = value.to_ascii_uppercase();
	let code = <[u8; 2]>::try_from(upper.as_bytes())
		.ok()
		.filter(|code| code.iter().all(u8::is_ascii_uppercase));
	named(field, code.ok_or_else(|| Reason::Country(value.to_owned())))
}

pub(super) fn present<T>(field: &str, value: Option<T>) -> Result<T, FieldError> {
	named(field, value.ok_or(Reason::Missing))
}

/// An amount of money in a file: `"1.5 PAN"`, or a whole number of the smallest unit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Money(pub Balance);

impl Serialize for Money {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&words::amount(self.0))
	}
}

impl<'de> Deserialize<'de> for Money {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		#[derive(Deserialize)]
		#[serde(untagged)]
		enum Written {
			Number(u64),
			Text(String),
		}
		match Written::deserialize(deserializer)? {
			Written::Number(amount) => Ok(Money(amount.into())),
			Written::Text(text) => Amount::from_str(&text)
				.map(|amount| Money(amount.0))
				.map_err(serde::de::Error::custom),
		}
	}
}
