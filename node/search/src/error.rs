//! What can go wrong.

use std::path::PathBuf;

/// Why the index could not be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
	/// The database refused.
	#[error("the search index: {0}")]
	Database(#[from] rusqlite::Error),
	/// A stored record is not readable.
	#[error("the search index holds an unreadable record: {0}")]
	Record(#[from] serde_json::Error),
}

/// Why a file is no ontology.
#[derive(Debug, thiserror::Error)]
pub enum OntologyError {
	/// The file cannot be read.
	#[error("cannot read {path}: {error}")]
	Read {
		/// The file.
		path: PathBuf,
		/// Why.
		error: std::io::Error,
	},
	/// A line cannot be read.
	#[error("cannot read line {line}: {error}")]
	Line {
		/// Number of the line, from 1.
		line: usize,
		/// Why.
		error: std::io::Error,
	},
	/// A line is longer than any of a release.
	#[error("line {line} is longer than {max} bytes")]
	LongLine {
		/// Number of the line, from 1.
		line: usize,
		/// Longest line.
		max: usize,
	},
	/// A term has no identifier or two.
	#[error(
		"the term before line {line} does not have one identifier of the form PREFIX:reference"
	)]
	Identifier {
		/// Number of the line, from 1.
		line: usize,
	},
	/// There are more terms than any release has.
	#[error("there are more than {max} terms")]
	TooMany {
		/// Most terms.
		max: usize,
	},
	/// There is no term.
	#[error("there is no term: is it an OBO file?")]
	Empty,
	/// Terms are their own ancestors.
	#[error("{term} is its own ancestor")]
	Cycle {
		/// One of them.
		term: String,
	},
}

/// Why a search gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
	/// The index has not been built yet.
	#[error("the search index is being built; ask again when the node has caught up")]
	NotReady,
	/// A text is longer than the index takes.
	#[error("the text has more than {max_bytes} bytes or {max_words} words")]
	TextTooLong {
		/// Most bytes.
		max_bytes: usize,
		/// Most words.
		max_words: usize,
	},
	/// A list is longer than the index takes.
	#[error("`{field}` has more than {max} entries")]
	ListTooLong {
		/// The field of the query.
		field: &'static str,
		/// Most entries.
		max: usize,
	},
	/// The page is longer than the index gives.
	#[error("a page has 1 to {max} hits")]
	Limit {
		/// Most hits of a page.
		max: u32,
	},
	/// The text is no place in the list of hits.
	#[error("`after` is not what an earlier answer gave as `next`")]
	Cursor,
	/// The index refused.
	#[error(transparent)]
	Index(#[from] IndexError),
}

impl From<rusqlite::Error> for SearchError {
	fn from(error: rusqlite::Error) -> Self {
		SearchError::Index(error.into())
	}
}
