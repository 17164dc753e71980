//! Arguments of the command line as domain types.

use panshi_client::{
	files::FieldError,
	keys::{self, KeyError},
	words::{self, Amount, NotAHash, NotARho, NotAnAmount, UnknownWord, Word},
	Bounded,
};
use panshi_primitives::{privacy::Rho, AccountId, Balance, Hash, Text};

pub(super) fn account(text: &str) -> Result<AccountId, KeyError> {
	keys::account(text)
}

pub(super) fn hash(text: &str) -> Result<Hash, NotAHash> {
	words::parse_hash(text)
}

pub(super) fn key(text: &str) -> Result<[u8; 32], NotAHash> {
	words::parse_hash(text).map(|hash| hash.0)
}

pub(super) fn word<T: Word>(text: &str) -> Result<T, UnknownWord> {
	T::from_word(text)
}

pub(super) fn amount(text: &str) -> Result<Balance, NotAnAmount> {
	text.parse().map(|amount: Amount| amount.0)
}

pub(super) fn rho(text: &str) -> Result<Rho, NotARho> {
	words::parse_rho(text)
}

/// A country by the two letters of ISO 3166-1.
pub(super) fn country(text: &str) -> Result<[u8; 2], FieldError> {
	panshi_client::files::country("country", text)
}

/// `text` for a field of at most `N` bytes.
pub(super) fn text<const N: u32>(name: &str, text: &str) -> anyhow::Result<Text<N>> {
	let given = text.len();
	let fits: Result<Bounded<u8, N>, _> = text.as_bytes().to_vec().try_into();
	fits.map_err(|_| anyhow::anyhow!("{name} has {given} bytes, of which {N} fit"))
}
