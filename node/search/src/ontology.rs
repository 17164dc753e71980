//! A vocabulary with its hierarchy, from any file in the OBO flat file format 1.4, such as
//! `hp.obo` or `mondo.obo`.
//!
//! Only `is_a` makes a term narrower than another; other relations are not followed.

use crate::error::OntologyError;
use flate2::bufread::MultiGzDecoder;
use std::{
	collections::{BTreeMap, BTreeSet},
	fs::File,
	io::{BufRead, BufReader},
	path::Path,
};

/// Most terms; MONDO has some 60,000 with its obsolete ones.
const MAX_TERMS: usize = 1 << 20;
/// First bytes of a gzipped file (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// Longest line.
const MAX_LINE: usize = 1 << 20;

/// The terms of a release with their parents.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Ontology {
	version: String,
	terms: BTreeMap<String, Term>,
	/// Merged and obsolete identifiers with what stands for them.
	replaced: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Term {
	name: String,
	parents: Vec<String>,
}

/// A `[Term]` stanza while it is read.
#[derive(Default)]
struct Stanza {
	ids: Vec<String>,
	term: Term,
	merged: Vec<String>,
	obsolete: bool,
	replacement: Option<String>,
}

impl Ontology {
	/// Reads the file at `path`, plain or gzipped.
	pub fn open(path: &Path) -> Result<Self, OntologyError> {
		let unreadable = |error| OntologyError::Read { path: path.to_owned(), error };
		let mut file = BufReader::new(File::open(path).map_err(unreadable)?);
		match file.fill_buf().map_err(unreadable)?.starts_with(&GZIP) {
			true => Self::read(BufReader::new(MultiGzDecoder::new(file))),
			false => Self::read(file),
		}
	}

	/// Reads OBO.
	pub fn read(mut input: impl BufRead) -> Result<Self, OntologyError> {
		let mut ontology = Ontology::default();
		let mut stanza: Option<Stanza> = None;
		let mut bytes = Vec::new();
		for line in 1.. {
			bytes.clear();
			let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX);
			let read = std::io::Read::take(&mut input, limit)
				.read_until(b'\n', &mut bytes)
				.map_err(|error| OntologyError::Line { line, error })?;
			if read == MAX_LINE {
				return Err(OntologyError::LongLine { line, max: MAX_LINE });
			}
			let text = String::from_utf8_lossy(&bytes);
			let text = text.trim_end();
			if read == 0 || text.starts_with('[') {
				if let Some(done) = stanza.take() {
					ontology.file(done, line)?;
				}
				stanza = (text == "[Term]").then(Stanza::default);
			}
			if read == 0 {
				break;
			}
			match (text.split_once(": "), &mut stanza) {
				(Some((tag, value)), Some(stanza)) => stanza.tag(tag, value),
				(Some(("data-version", value)), None) if ontology.terms.is_empty() => {
					ontology.version = value.to_owned();
				},
				_ => (),
			}
		}
		if ontology.terms.is_empty() {
			return Err(OntologyError::Empty);
		}
		ontology.check_cycles()?;
		Ok(ontology)
	}

	/// The release, such as `hp/releases/2025-01-16`.
	pub fn version(&self) -> &str {
		&self.version
	}

	/// The live term that `term` stands for, if this vocabulary has it.
	pub fn canonical<'a>(&'a self, term: &'a str) -> Option<&'a str> {
		match self.terms.get_key_value(term) {
			Some((id, _)) => Some(id),
			None => {
				let replacement = self.replaced.get(term)?;
				self.terms.contains_key(replacement).then_some(replacement.as_str())
			},
		}
	}

	/// Name of a live term.
	pub fn name(&self, term: &str) -> Option<&str> {
		self.terms.get(term).map(|t| t.name.as_str())
	}

	/// Live terms with their names.
	pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
		self.terms.iter().map(|(id, term)| (id.as_str(), term.name.as_str()))
	}

	/// Identifiers that stand for a live term.
	pub(crate) fn replaced(&self) -> impl Iterator<Item = (&str, &str)> {
		self.replaced.iter().map(|(id, by)| (id.as_str(), by.as_str()))
	}

	/// `term` and all its ancestors; just itself, where this vocabulary does not have it.
	pub fn ancestors<'a>(&'a self, term: &'a str) -> BTreeSet<&'a str> {
		let mut closed = BTreeSet::new();
		let mut open = vec![term];
		while let Some(term) = open.pop() {
			if closed.insert(term) {
				let parents = self.terms.get(term).into_iter().flat_map(|t| &t.parents);
				open.extend(parents.map(String::as_str));
			}
		}
		closed
	}

	fn file(&mut self, stanza: Stanza, line: usize) -> Result<(), OntologyError> {
		let [id] =
			<[String; 1]>::try_from(stanza.ids).map_err(|_| OntologyError::Identifier { line })?;
		if self.terms.len() + self.replaced.len() + stanza.merged.len() >= MAX_TERMS {
			return Err(OntologyError::TooMany { max: MAX_TERMS });
		}
		match (stanza.obsolete, stanza.replacement) {
			(true, Some(by)) => drop(self.replaced.insert(id, by)),
			(true, None) => (),
			(false, _) => {
				let merged = stanza.merged.into_iter().map(|merged| (merged, id.clone()));
				self.replaced.extend(merged);
				if self.terms.insert(id, stanza.term).is_some() {
					return Err(OntologyError::Identifier { line });
				}
			},
		}
		Ok(())
	}

	/// Kahn's algorithm, from the leaves up: what is left over lies on or above a cycle.
	fn check_cycles(&self) -> Result<(), OntologyError> {
		let mut children: BTreeMap<&str, usize> =
			self.terms.keys().map(|id| (id.as_str(), 0)).collect();
		for parent in self.terms.values().flat_map(|term| &term.parents) {
			if let Some(n) = children.get_mut(parent.as_str()) {
				*n += 1;
			}
		}
		let mut ready: Vec<&str> =
			children.iter().filter(|(_, n)| **n == 0).map(|(id, _)| *id).collect();
		while let Some(id) = ready.pop() {
			children.remove(id);
			for parent in self.terms.get(id).into_iter().flat_map(|term| &term.parents) {
				if let Some(n) = children.get_mut(parent.as_str()) {
					*n -= 1;
					if *n == 0 {
						ready.push(parent);
					}
				}
			}
		}
		match children.keys().next() {
			Some(term) => Err(OntologyError::Cycle { term: (*term).to_owned() }),
			None => Ok(()),
		}
	}
}

impl Stanza {
	/// Takes a line. A value may end in a comment (` ! …`) or modifiers (` {…}`).
	fn tag(&mut self, tag: &str, value: &str) {
		let word = value.split_whitespace().next().unwrap_or_default().to_owned();
		match tag {
			"id" => self.ids.push(word),
			"name" => self.term.name = value.to_owned(),
			"is_a" => self.term.parents.push(word),
			"alt_id" => self.merged.push(word),
			"is_obsolete" => self.obsolete = value == "true",
			"replaced_by" => self.replacement = Some(word),
			_ => (),
		}
	}
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;

	/// A small hierarchy in two vocabularies' manner.
	pub(crate) const SAMPLE: &str = "\
format-version: 1.2
data-version: test/2026

[Term]
id: HP:0000001
name: All

[Term]
id: HP:0000118
name: Phenotypic abnormality
is_a: HP:0000001 ! All

[Term]
id: HP:0001250
name: Seizure
alt_id: HP:0001303
is_a: HP:0000118 {source=\"x\"} ! Phenotypic abnormality

[Term]
id: HP:0002069
name: Bilateral tonic-clonic seizure
is_a: HP:0001250 ! Seizure

[Term]
id: HP:0002430
is_obsolete: true
replaced_by: HP:0002069

[Typedef]
id: part_of
name: part of
";

	pub(crate) fn sample() -> Ontology {
		Ontology::read(SAMPLE.as_bytes()).expect("it is a small release")
	}

	#[test]
	fn narrower_terms_have_their_ancestors() {
		let ontology = sample();
		assert_eq!(ontology.version(), "test/2026");
		assert_eq!(ontology.name("HP:0001250"), Some("Seizure"));
		let closed = ontology.ancestors("HP:0002069");
		let wanted = ["HP:0000001", "HP:0000118", "HP:0001250", "HP:0002069"];
		assert_eq!(closed.into_iter().collect::<Vec<_>>(), wanted);
		assert_eq!(ontology.ancestors("HGNC:1100").len(), 1);
	}

	#[test]
	fn retired_identifiers_stand_for_live_ones() {
		let ontology = sample();
		assert_eq!(ontology.canonical("HP:0001303"), Some("HP:0001250"));
		assert_eq!(ontology.canonical("HP:0002430"), Some("HP:0002069"));
		assert_eq!(ontology.canonical("HP:9999999"), None);
	}

	#[test]
	fn fails_on_what_is_no_hierarchy() {
		for (text, wanted) in [
			("", "no term"),
			("[Term]\nname: x\n", "identifier"),
			("[Term]\nid: A:1\nid: A:2\n", "identifier"),
			("[Term]\nid: A:1\n\n[Term]\nid: A:1\n", "identifier"),
			("[Term]\nid: A:1\nis_a: A:2\n\n[Term]\nid: A:2\nis_a: A:1\n", "its own ancestor"),
		] {
			let error = Ontology::read(text.as_bytes()).expect_err("it is wrong").to_string();
			assert!(error.contains(wanted), "{error}");
		}
	}
}
