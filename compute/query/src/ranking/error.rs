//! What can go wrong with a ranking; failures that somebody caused name that party.

use crate::{
	error::CallError,
	ontology::{TermError, TermId},
};
use thiserror::Error;

/// Why a table cannot be laid out.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum DatabaseError {
	/// A disease has a term that the ontology does not have.
	#[error("{disease}: {error}")]
	Term {
		/// Which disease.
		disease: String,
		/// Why.
		error: TermError,
	},
	/// A disease has a term without a weight.
	#[error("{disease} has {term}, which has no weight; take weights from annotations with it")]
	NoWeight {
		/// Which disease.
		disease: String,
		/// Which term.
		term: TermId,
	},
	/// The weights of a disease do not fit the plaintext modulus.
	#[error("the terms of {disease} weigh {total}, more than a score can say")]
	Total {
		/// Which disease.
		disease: String,
		/// Its weight.
		total: u64,
	},
	/// What would be published is out of bounds.
	#[error(transparent)]
	Catalogue(#[from] CatalogueError),
}

/// Why bytes are no catalogue.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CatalogueError {
	/// Not an encoding of one, or too long.
	#[error("the bytes are not the encoding of a catalogue")]
	Malformed,
	/// Empty or too large.
	#[error("a catalogue of {terms} terms and {diseases} diseases is empty or too large")]
	Size {
		/// Its terms.
		terms: usize,
		/// Its diseases.
		diseases: usize,
	},
	/// Terms or diseases are out of order or repeated, or a weight is out of range.
	#[error("terms or diseases of the catalogue are out of order, repeated or out of range")]
	Order,
	/// A disease weighs more than a score can say.
	#[error("the total of {disease} is out of range")]
	Total {
		/// Which disease.
		disease: String,
	},
}

/// Why a patient cannot be asked for.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum PatientError {
	/// The asker has another release than the owner.
	#[error("the ontology is {ontology}, the catalogue's is {catalogue}; fetch that release")]
	Release {
		/// The asker's.
		ontology: String,
		/// The owner's.
		catalogue: String,
	},
	/// No term, or too many.
	#[error("{given} terms; describe a patient with one to 256")]
	Count {
		/// Terms given.
		given: usize,
	},
	/// A term cannot be used.
	#[error(transparent)]
	Term(#[from] TermError),
	/// No disease has any of the terms.
	#[error("no disease of the catalogue has any of the terms; choose others")]
	NoWeight,
	/// The terms weigh more than any disease.
	#[error("the terms weigh too much; leave some out")]
	TooMuch,
}

/// Why the owner refuses a query. It is the asker's doing.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum QueryError {
	/// It belongs to something else.
	#[error("the asker's query: {0}")]
	Call(#[from] CallError),
	/// Another length than the catalogue asks for.
	#[error("the asker's query has {given} bytes instead of {wanted}")]
	Length {
		/// Bytes given.
		given: usize,
		/// Bytes wanted.
		wanted: usize,
	},
	/// A coefficient is not below its modulus.
	#[error("coefficient {coefficient} of the asker's query is not below its modulus")]
	Range {
		/// Which, counted over the whole query.
		coefficient: usize,
	},
	/// The polynomials are not usable.
	#[error("the asker's query cannot be computed on")]
	Unusable,
}

/// Why the asker refuses an answer. It is the owner's doing.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum AnswerError {
	/// It belongs to something else.
	#[error("the owner's answer: {0}")]
	Call(#[from] CallError),
	/// It answers another query, perhaps an earlier one.
	#[error("the owner answered another query than this one")]
	OtherQuery,
	/// Another length than the catalogue asks for.
	#[error("the owner's answer has {given} bytes instead of {wanted}")]
	Length {
		/// Bytes given.
		given: usize,
		/// Bytes wanted.
		wanted: usize,
	},
	/// The answer does not decrypt.
	#[error("the owner's answer cannot be decrypted")]
	Unusable,
	/// A number where no disease is: the answer was altered or made with something else.
	#[error("the owner's answer has a score where there is no disease; it must not be used")]
	Stray,
	/// A score that no table could give: the answer was altered or made with something else.
	#[error("the owner's score of disease {disease} is impossible; the answer must not be used")]
	Impossible {
		/// Place in the catalogue.
		disease: usize,
	},
}
