//! What can be wrong with the files and with the terms of a query.

use super::TermId;
use thiserror::Error;

/// Why a file could not be used.
#[derive(Debug, Error)]
pub enum FileError {
	/// The file cannot be read.
	#[error("the file cannot be read; check that it is complete")]
	Read(#[from] std::io::Error),
	/// A line is not what the format asks for.
	#[error("line {line}: {problem}")]
	Line {
		/// Counted from one.
		line: usize,
		/// What is wrong.
		problem: LineProblem,
	},
	/// A term has a parent that the file does not define.
	#[error("{term} has the parent {parent}, which the file does not define as a live term")]
	UnknownParent {
		/// The term.
		term: TermId,
		/// Its parent.
		parent: TermId,
	},
	/// A term is its own ancestor.
	#[error("{term} is an ancestor of itself")]
	Cycle {
		/// One term of the cycle.
		term: TermId,
	},
	/// The file says nothing.
	#[error("the file defines nothing; is it the right one?")]
	Empty,
	/// A disease is annotated with a term that the ontology does not have.
	#[error("line {line}: {error}; use annotations and ontology of the same release")]
	Term {
		/// Counted from one.
		line: usize,
		/// Which and why.
		error: TermError,
	},
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum LineProblem {
	/// Longer than any line of a release.
	#[error("the line is longer than {max} bytes")]
	TooLong {
		/// The bound.
		max: usize,
	},
	/// Not UTF-8.
	#[error("the line is not UTF-8")]
	NotText,
	/// No identifier where one is needed.
	#[error("a term is written HP: and seven digits")]
	NotATerm,
	/// A term without an identifier, or two with the same.
	#[error("a [Term] needs exactly one id, that no other has")]
	TermId,
	/// The header lacks a column.
	#[error("the header has no column {column}")]
	MissingColumn {
		/// Which.
		column: &'static str,
	},
	/// A row has fewer or more fields than the header.
	#[error("the row has {given} fields, the header {wanted}")]
	FieldCount {
		/// Fields of the row.
		given: usize,
		/// Fields of the header.
		wanted: usize,
	},
	/// A qualifier other than `NOT`.
	#[error("the qualifier is neither empty nor NOT")]
	Qualifier,
	/// An aspect that the format does not know.
	#[error("the aspect is none of P, I, C, M, H")]
	Aspect,
	/// A frequency that is neither a term nor a ratio nor a percentage.
	#[error("the frequency is neither a term nor n/m nor a percentage")]
	Frequency,
	/// A disease without identifier or name.
	#[error("the disease has no identifier or no name")]
	Disease,
	/// The number of terms or diseases is beyond what the format is used for.
	#[error("more entries than {max}")]
	TooMany {
		/// The bound.
		max: usize,
	},
}

/// Why a term cannot be asked for.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum TermError {
	/// The ontology has no such term.
	#[error("{term} is not a term of this release; look it up in the HPO browser")]
	Unknown {
		/// The term.
		term: TermId,
	},
	/// The term was merged or is obsolete, and another stands for it.
	#[error("{term} is no longer used; use {replacement} instead")]
	Replaced {
		/// The term.
		term: TermId,
		/// What to use instead.
		replacement: TermId,
	},
	/// The term is obsolete and nothing stands for it.
	#[error("{term} is obsolete and has no replacement; leave it out or choose a related term")]
	Obsolete {
		/// The term.
		term: TermId,
	},
}
