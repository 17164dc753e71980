//! The tables.

/// Version of the tables. An index of another version is built anew.
pub const SCHEMA_VERSION: i64 = 1;

/// Every table with what it holds.
///
/// `facts` is what readers keep in memory: numbers, for which `words` and `holders` say what they
/// stand for, and `tags`, the numbers of terms and conditions of use, four bytes each. `version`
/// counts writes, so that a reader takes up what is newer than what it has.
pub(super) const TABLES: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE words (code INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE holders (
	code INTEGER PRIMARY KEY, account TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT NOT NULL
);
CREATE TABLE facts (
	data INTEGER PRIMARY KEY, version INTEGER NOT NULL, until INTEGER NOT NULL,
	holder INTEGER NOT NULL, permission INTEGER NOT NULL, disease INTEGER NOT NULL,
	build INTEGER NOT NULL, media INTEGER NOT NULL, assay INTEGER NOT NULL,
	samples INTEGER NOT NULL, records INTEGER NOT NULL, tags BLOB NOT NULL
);
CREATE INDEX facts_by_version ON facts (version);
CREATE INDEX facts_by_holder ON facts (holder);
CREATE TABLE records (data INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE VIRTUAL TABLE texts USING fts5(
	body, content = '', contentless_delete = 1, detail = full,
	tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE ancestors (
	ancestor INTEGER NOT NULL, term INTEGER NOT NULL, PRIMARY KEY (ancestor, term)
) WITHOUT ROWID;
CREATE TABLE genes (
	gene TEXT NOT NULL, data INTEGER NOT NULL, PRIMARY KEY (gene, data)
) WITHOUT ROWID;
CREATE INDEX genes_by_data ON genes (data);
CREATE TABLE prices (
	data INTEGER NOT NULL, agreement INTEGER NOT NULL, price BLOB NOT NULL, until INTEGER NOT NULL,
	PRIMARY KEY (data, agreement)
) WITHOUT ROWID;
CREATE INDEX prices_by_agreement ON prices (agreement);
CREATE TABLE templates (template INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE vocabulary (term TEXT PRIMARY KEY, name TEXT, stands_for TEXT) WITHOUT ROWID;
";

/// The tables in the order in which they are removed.
pub(super) const NAMES: &[&str] = &[
	"meta",
	"words",
	"holders",
	"facts",
	"records",
	"texts",
	"ancestors",
	"genes",
	"prices",
	"templates",
	"vocabulary",
];

/// The word of a condition of use, which is told from a term of the same name.
pub(super) fn condition(modifier: &str) -> String {
	format!("{CONDITION}{modifier}")
}

/// What the word of a condition of use begins with; no term has a blank.
pub(super) const CONDITION: &str = "use ";

/// What a price is in the database: its order as bytes is its order as a number.
pub(super) fn price_key(price: u128) -> [u8; 16] {
	price.to_be_bytes()
}

/// The price that [`price_key`] made `key` of.
pub(super) fn price_of(key: &[u8]) -> u128 {
	key.try_into().map_or(0, u128::from_be_bytes)
}
