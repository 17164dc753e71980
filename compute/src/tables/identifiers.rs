//! A table of identifiers: by which numbers or names its people are known elsewhere, for the overlap of
//! cohorts.
//!
//! ```text
//! salt→5b0f…
//! sample→cn-resident-id
//! P-17→11010519491231002X
//! ```
//!
//! The first line has 32 random bytes in hexadecimal. The second names the scheme of the identifiers,
//! in the place of its only field, or the four fields of `name-birth-sex`: `family-name`, `given-names`,
//! `date-of-birth`, `sex`.
//!
//! # Security
//!
//! Identifiers are few enough to be guessed, so that a commitment to them needs the salt: whoever has it
//! can try people against the fingerprint that is on chain, nobody else can. When it is destroyed with
//! the table, the fingerprint says nothing any more.

use super::{next_line, TableError};
use crate::variants::MAX_SAMPLES;
use codec::Encode;
use panshi_primitives::Hash;
use panshi_psi::{
	identifiers::{Pepper, Scheme},
	Element,
};
use std::{
	collections::{BTreeMap, HashSet},
	fmt,
	io::BufRead,
};
use zeroize::Zeroizing;

/// Longest name of a person in a table of identifiers, in bytes: names are what the consumer of an
/// overlap reads.
pub const MAX_PERSON_NAME: usize = 32;
const CONTEXT: &str = "panshi 2026 fingerprint table of identifiers";
const NAME: &str = "sample";
const SALT: &str = "salt";
/// Fields of the scheme that has several.
const NAME_AND_BIRTH: [&str; 4] = ["family-name", "given-names", "date-of-birth", "sex"];

/// By what a holder's people are known elsewhere.
#[derive(Clone)]
pub struct Identifiers {
	scheme: Scheme,
	salt: Zeroizing<[u8; 32]>,
	/// The one form of the identifier of each person.
	forms: BTreeMap<String, Zeroizing<Vec<u8>>>,
}

impl fmt::Debug for Identifiers {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let people = self.forms.len();
		f.debug_struct("Identifiers")
			.field("scheme", &self.scheme)
			.field("people", &people)
			.finish()
	}
}

impl Identifiers {
	/// Reads the table; every identifier is brought into its one form.
	pub fn read(mut table: impl BufRead) -> Result<Self, TableError> {
		let salt = next_line(&mut table)?.as_deref().and_then(salt).ok_or(TableError::Salt)?;
		let header = next_line(&mut table)?.ok_or(TableError::IdentifierHeader)?;
		let scheme = scheme(&header).ok_or(TableError::IdentifierHeader)?;
		let (mut forms, mut known) = (BTreeMap::new(), HashSet::new());
		for line in 3.. {
			let Some(text) = next_line(&mut table)?.map(Zeroizing::new) else { break };
			let mut cells = text.split('\t');
			let name = cells.next().filter(|name| is_person_name(name));
			let name = name.ok_or(TableError::PersonName { line })?;
			let fields: Vec<&str> = cells.collect();
			let form = scheme
				.normalise(&fields)
				.map_err(|reason| TableError::Identifier { line, reason })?;
			if !known.insert(blake3::keyed_hash(&salt, &form)) {
				return Err(TableError::SamePerson { line });
			}
			if forms.insert(name.to_owned(), form).is_some() {
				return Err(TableError::Name { line });
			}
			if forms.len() > MAX_SAMPLES {
				return Err(TableError::TooLarge);
			}
		}
		Ok(Identifiers { scheme, salt, forms })
	}

	/// Number of people.
	pub fn len(&self) -> usize {
		self.forms.len()
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.forms.is_empty()
	}

	/// The scheme of the identifiers.
	pub fn scheme(&self) -> &Scheme {
		&self.scheme
	}

	/// Each person's name, and what is compared of it under `pepper`.
	pub fn elements(&self, pepper: &Pepper) -> Vec<(&str, Element)> {
		let element = |form: &Zeroizing<Vec<u8>>| pepper.element(&self.scheme, form);
		self.forms.iter().map(|(name, form)| (name.as_str(), element(form))).collect()
	}

	/// A commitment to names and identifiers, which says nothing to who does not have the salt.
	pub fn digest(&self) -> Hash {
		let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
		hasher.update(self.salt.as_slice());
		hasher.update(&(self.scheme.to_string(), self.forms.len() as u64).encode());
		for (name, form) in &self.forms {
			hasher.update(&Zeroizing::new((name, form.as_slice()).encode()));
		}
		Hash::from(*hasher.finalize().as_bytes())
	}
}

/// Whether `name` may stand for a person: it is shown to the consumer of an overlap as it is.
pub(crate) fn is_person_name(name: &str) -> bool {
	(1..=MAX_PERSON_NAME).contains(&name.len()) && !name.chars().any(char::is_control)
}

fn salt(line: &str) -> Option<Zeroizing<[u8; 32]>> {
	let digits = line.strip_prefix(SALT)?.strip_prefix('\t')?;
	let mut salt = Zeroizing::new([0; 32]);
	hex::decode_to_slice(digits, salt.as_mut_slice()).ok()?;
	// Zeros were typed, not drawn.
	salt.iter().any(|byte| *byte != 0).then_some(salt)
}

fn scheme(header: &str) -> Option<Scheme> {
	let mut names = header.split('\t');
	let first = names.next();
	let fields: Vec<&str> = names.collect();
	let scheme = match fields.as_slice() {
		[scheme] => {
			scheme.parse::<Scheme>().ok().filter(|scheme| *scheme != Scheme::NameAndBirth)?
		},
		fields if fields == NAME_AND_BIRTH => Scheme::NameAndBirth,
		_ => return None,
	};
	(first == Some(NAME)).then_some(scheme)
}

#[cfg(test)]
mod tests {
	use super::*;

	const SALT_LINE: &str =
		"salt\t0101010101010101010101010101010101010101010101010101010101010101\n";

	fn read(rest: &str) -> Result<Identifiers, TableError> {
		Identifiers::read(format!("{SALT_LINE}{rest}").as_bytes())
	}

	fn digest(rest: &str) -> Hash {
		read(rest).expect("it is a table").digest()
	}

	#[test]
	fn spelling_and_order_do_not_count_but_the_rest_does() {
		let table = "sample\tcn-resident-id\nA\t11010519491231002X\nB\t440524188001010014\n";
		let same = "sample\tcn-resident-id\r\nB\t440524 18800101 0014\nA\t110105-19491231-002x";
		assert_eq!(digest(table), digest(same));
		let mut seen = HashSet::from([digest(table)]);
		for other in [
			table.replace('A', "C"),
			table.replace("B\t440524188001010014\n", ""),
			table.replace("cn-resident-id", "national-number/CN"),
			table.replace("cn-resident-id", "local/clinic"),
		] {
			assert!(seen.insert(digest(&other)), "{other}");
		}
		let other = format!("{SALT_LINE}{table}").replace("salt\t01", "salt\t02");
		let other = Identifiers::read(other.as_bytes()).expect("it is a table");
		assert!(seen.insert(other.digest()));
	}

	#[test]
	fn people_of_two_tables_meet_under_one_pepper_only() {
		let header = "sample\tfamily-name\tgiven-names\tdate-of-birth\tsex\n";
		let one = read(&format!("{header}1\tMüller\tJosé\t1970-01-31\tM\n")).expect("a table");
		let two = read(&format!("{header}x\tMULLER\tjose\t1970-01-31\t1\n")).expect("a table");
		assert_eq!(*one.scheme(), Scheme::NameAndBirth);
		let element =
			|table: &Identifiers, pepper| table.elements(&Pepper::from_bytes([pepper; 32]))[0].1;
		assert_eq!(element(&one, 1), element(&two, 1));
		assert_ne!(element(&one, 1), element(&one, 2));
		assert_eq!(two.elements(&Pepper::from_bytes([1; 32]))[0].0, "x");
	}

	#[test]
	fn refuses_what_is_no_table() {
		let of = |text: &str| Identifiers::read(text.as_bytes());
		for first in ["", "sample\tlocal/a\n", "salt\t01\n", SALT_LINE.replace("01", "00").as_str()]
		{
			assert!(matches!(of(first), Err(TableError::Salt)), "{first}");
		}
		for header in [
			"",
			"sample",
			"sample\tlocal",
			"name\tlocal/a",
			"sample\tname-birth-sex",
			"sample\ta\tb",
		] {
			assert!(matches!(read(header), Err(TableError::IdentifierHeader)), "{header}");
		}
		let line = |line: &str| read(&format!("sample\tlocal/a\nA\tone\n{line}\n"));
		assert!(matches!(line("A\ttwo"), Err(TableError::Name { line: 4 })));
		assert!(matches!(line("B\tone "), Err(TableError::SamePerson { line: 4 })));
		assert!(matches!(line("\ttwo"), Err(TableError::PersonName { line: 4 })));
		assert!(matches!(line("a\u{1b}[2J\ttwo"), Err(TableError::PersonName { line: 4 })));
		let long = "a".repeat(MAX_PERSON_NAME + 1);
		assert!(matches!(line(&format!("{long}\ttwo")), Err(TableError::PersonName { line: 4 })));
		assert!(matches!(line("B"), Err(TableError::Identifier { line: 4, .. })));
		assert!(matches!(line("B\t "), Err(TableError::Identifier { line: 4, .. })));
	}

	#[test]
	fn shows_nobody_when_printed() {
		let table = read("sample\tlocal/a\nAnn\tone\n").expect("it is a table");
		let text = format!("{table:?}");
		assert!(
			!text.contains("Ann") && !text.contains("111") && text.contains("people: 1"),
			"{text}"
		);
		let error = read("sample\tcn-resident-id\nAnn\t12345\n").expect_err("it is no number");
		let text = error.to_string();
		assert!(text.contains("line 3") && text.contains("resident identity number"), "{text}");
		assert!(!text.contains("Ann") && !text.contains("12345"), "{text}");
	}
}
