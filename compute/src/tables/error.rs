//! What can be wrong with a table.

use super::{MAX_CELLS, MAX_COLUMNS, MAX_SEGREGATION};
use crate::variants::{ReferenceError, MAX_SAMPLES};
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
	/// A variant cannot be normalised.
	#[error(transparent)]
	Reference(#[from] ReferenceError),
	/// There is more than memory is set aside for.
	#[error(
		"a table has up to {MAX_SAMPLES} people and {MAX_CELLS} cells, or up to {MAX_SEGREGATION} variants"
	)]
	TooLarge,
}
