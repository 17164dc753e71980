//! What can be wrong with a table.

use super::{MAX_CELLS, MAX_COLUMNS, MAX_PERSON_NAME, MAX_SEGREGATION};
use crate::variants::{ReferenceError, MAX_SAMPLES};
use panshi_psi::identifiers::IdentifierError;
use std::{io, path::PathBuf};
use thiserror::Error;

/// Why a table cannot be used. No message has the name or a number of a person.
#[derive(Debug, Error)]
pub enum TableError {
	/// The file cannot be opened.
	#[error("cannot open the table {path}")]
	Open {
		/// Which.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The table could not be read.
	#[error("cannot read the table")]
	Read(#[from] io::Error),
	/// The first line does not name the columns.
	#[error(
		"the first line of a table of people is \"sample\" and the names of one to {MAX_COLUMNS} \
		 different columns between tabs; a name is up to 32 letters, digits, dots, hyphens and underscores"
	)]
	Header,
	/// The first line is not that of a table of segregation.
	#[error(
		"the first line of a table of segregation is \"sequence\", \"position\", \"reference\", \
		 \"alternate\" and \"meioses\" between tabs"
	)]
	SegregationHeader,
	/// A line has another number of columns than the first.
	#[error("line {line} of the table does not have {columns} columns")]
	Columns {
		/// Number of the line, from 1.
		line: usize,
		/// Columns of the first line.
		columns: usize,
	},
	/// A person has no name, or the same as another.
	#[error("line {line} of the table has no name, or one that occurred before")]
	Name {
		/// Number of the line, from 1.
		line: usize,
	},
	/// A cell is no number.
	#[error(
		"column {column} of line {line} is no number: write up to twelve digits and six behind the \
		 point, or nothing, or NA"
	)]
	Number {
		/// Number of the line, from 1.
		line: usize,
		/// Number of the column, from 1.
		column: usize,
	},
	/// A line names no variant.
	#[error("line {line} of the table is no variant with a number of meioses")]
	Variant {
		/// Number of the line, from 1.
		line: usize,
	},
	/// A variant occurs twice.
	#[error("line {line} of the table names a variant again")]
	Repeated {
		/// Number of the line, from 1.
		line: usize,
	},
	/// The first line of a table of identifiers is no salt.
	#[error(
		"the first line of a table of identifiers is \"salt\", a tab and 64 hexadecimal digits: make them \
		 with `openssl rand -hex 32`, once for this table, and keep them"
	)]
	Salt,
	/// The second line of a table of identifiers does not name a scheme.
	#[error(
		"the second line of a table of identifiers is \"sample\" and cn-resident-id, national-number/CC or \
		 local/NAMESPACE, or \"sample\", \"family-name\", \"given-names\", \"date-of-birth\" and \"sex\", \
		 between tabs"
	)]
	IdentifierHeader,
	/// A name of a table of identifiers is empty, too long or not to be shown.
	#[error(
		"line {line} of the table of identifiers does not begin with a name of up to {MAX_PERSON_NAME} bytes \
		 without control characters"
	)]
	PersonName {
		/// Number of the line, from 1.
		line: usize,
	},
	/// An identifier cannot be brought into its form.
	#[error("line {line} of the table of identifiers: {reason}")]
	Identifier {
		/// Number of the line, from 1.
		line: usize,
		/// What is wrong with it; nothing of what is in it.
		reason: IdentifierError,
	},
	/// A person occurs twice.
	#[error(
		"line {line} of the table of identifiers is a person that occurred before: keep one line"
	)]
	SamePerson {
		/// Number of the line, from 1.
		line: usize,
	},
	/// A variant cannot be normalised.
	#[error(transparent)]
	Reference(#[from] ReferenceError),
	/// There is more than memory is set aside for.
	#[error(
		"a table has up to {MAX_SAMPLES} people and {MAX_CELLS} cells, or up to {MAX_SEGREGATION} variants"
	)]
	TooLarge,
}
