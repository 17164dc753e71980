//! The tables.

/// Version of the tables. An index of another version is built anew.
pub const SCHEMA_VERSION: i64 = 1;

/// Every table with what it holds.
///
/// `facts` is narrow so that a pass over all of it stays in the cache: everything that is counted
/// or compared is a number there, and `words` and `holders` say what the numbers stand for.
pub(super) const TABLES: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE words (code INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE holders (
	code INTEGER PRIMARY KEY, account TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT NOT NULL
);
CREATE TABLE facts (
	data INTEGER PRIMARY KEY, holder INTEGER NOT NULL, permission INTEGER NOT NULL, disease INTEGER,
	build INTEGER NOT NULL, media INTEGER NOT NULL, assay INTEGER, records INTEGER NOT NULL,
	samples INTEGER NOT NULL, until INTEGER NOT NULL
);
CREATE INDEX facts_by_holder ON facts (holder);
CREATE TABLE records (data INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE VIRTUAL TABLE texts USING fts5(
	body, content = '', contentless_delete = 1, detail = full,
	tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE modifiers (
	modifier INTEGER NOT NULL, data INTEGER NOT NULL, PRIMARY KEY (modifier, data)
) WITHOUT ROWID;
CREATE INDEX modifiers_by_data ON modifiers (data);
CREATE TABLE terms (
	term INTEGER NOT NULL, data INTEGER NOT NULL, PRIMARY KEY (term, data)
) WITHOUT ROWID;
CREATE INDEX terms_by_data ON terms (data);
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
	"modifiers",
	"terms",
	"ancestors",
	"genes",
	"prices",
	"templates",
	"vocabulary",
];

/// What a price is in the database: its order as bytes is its order as a number.
pub(super) fn price_key(price: u128) -> [u8; 16] {
	price.to_be_bytes()
}

/// The price that [`price_key`] made `key` of.
pub(super) fn price_of(key: &[u8]) -> u128 {
	key.try_into().map_or(0, u128::from_be_bytes)
}
