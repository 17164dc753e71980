//! From the identifiers of people to the elements that are compared.
//!
//! Two holders write the same person in different ways. A [`Scheme`], whose name is part of the
//! agreement, says which fields an identifier has and how each is brought into one form; a
//! [`Pepper`], a secret of the agreement that only its holders know, turns the form into an element.
//!
//! # Security
//!
//! The pepper keeps everybody who is not a holder from trying identifiers against what they may see
//! of a session (records, memory, a helper). It does **not** protect holders from each other: each
//! can turn any identifier into its element. Against the other holder the protocols protect, and the
//! bound on the length of a list limits what it can try.

mod field;
mod number;
mod pepper;
mod scheme;

pub use field::Reason;
pub use pepper::{run_pepper, Committed, Confirming, Pepper, Revealed};
pub use scheme::{IdentifierError, Scheme, SchemeError};

use crate::{Cohort, Element, Error};

/// Why a list of identifiers is no cohort. It tells rows and fields, never what is in them.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ListError {
	/// A row cannot be normalised.
	#[error("row {row}: {error}")]
	Row {
		/// Which row, counted from zero.
		row: usize,
		/// What is wrong with it.
		error: IdentifierError,
	},
	/// Two rows are the same person after normalisation.
	#[error("rows {first} and {second} are the same person: keep one of them")]
	SamePerson {
		/// Which row.
		first: usize,
		/// Which other row.
		second: usize,
	},
}

/// The cohort of these rows, in their order.
pub fn cohort<'r>(
	scheme: &Scheme,
	pepper: &Pepper,
	rows: impl IntoIterator<Item = &'r [&'r str]>,
) -> Result<Cohort, ListError> {
	let element = |(row, fields): (usize, &[&str])| -> Result<Element, ListError> {
		let form = scheme.normalise(fields).map_err(|error| ListError::Row { row, error })?;
		Ok(pepper.element(scheme, &form))
	};
	let elements = rows.into_iter().enumerate().map(element).collect::<Result<_, _>>()?;
	Cohort::new(elements).map_err(|error| match error {
		Error::Duplicate { first, second } => ListError::SamePerson { first, second },
		_ => unreachable!("a list of elements is refused for duplicates only"),
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn two_spellings_are_one_element() {
		let pepper = Pepper::from_bytes([5; 32]);
		let rows: [&[&str]; 2] = [
			&["Müller-Lüdenscheidt", "José  Ángel", "1970-01-31", "M"],
			&["MU\u{308}LLER LUDENSCHEIDT", "jose\u{301} angel", " 1970-01-31", "1"],
		];
		let one = |row| cohort(&Scheme::NameAndBirth, &pepper, [row]).unwrap();
		assert_eq!(one(rows[0]).elements(), one(rows[1]).elements());
		let both = cohort(&Scheme::NameAndBirth, &pepper, rows).err();
		assert_eq!(both, Some(ListError::SamePerson { first: 0, second: 1 }));
	}

	#[test]
	fn the_element_depends_on_pepper_and_scheme() {
		let row: &[&str] = &["1234"];
		let element = |scheme: &Scheme, pepper| {
			cohort(scheme, &Pepper::from_bytes([pepper; 32]), [row]).unwrap().elements()[0]
		};
		let [a, b] = ["a", "b"].map(|namespace| Scheme::local(namespace).unwrap());
		assert_eq!(element(&a, 1), element(&a, 1));
		assert_ne!(element(&a, 1), element(&a, 2));
		assert_ne!(element(&a, 1), element(&b, 1));
	}

	#[test]
	fn an_error_names_row_and_field_and_not_the_person() {
		let rows: [&[&str]; 2] =
			[&["Roe", "Jane", "1970-01-31", "F"], &["Doe", "John", "1970-02-31", "M"]];
		let error = cohort(&Scheme::NameAndBirth, &Pepper::from_bytes([5; 32]), rows).unwrap_err();
		assert_eq!(error.to_string(), "row 1: date of birth: no date of the form YYYY-MM-DD");
	}
}
