//! `hp.obo` (OBO flat file format 1.4).

use super::{input::for_each_line, FileError, LineProblem, TermError, TermId};
use crate::messages::digest;
use panshi_primitives::Hash;
use std::{
	collections::{BTreeMap, BTreeSet},
	io::BufRead,
};

/// Most terms; the 2025 release has 19,034 live ones.
const MAX_TERMS: usize = 1 << 18;

/// The terms of a release with their parents.
#[derive(Clone, Debug)]
pub struct Ontology {
	version: String,
	terms: BTreeMap<TermId, Term>,
	/// Merged and obsolete identifiers with what stands for them.
	retired: BTreeMap<TermId, Option<TermId>>,
}

/// A live term.
#[derive(Clone, Debug, Default)]
struct Term {
	name: String,
	parents: Vec<TermId>,
}

/// A `[Term]` stanza while it is read.
#[derive(Default)]
struct Stanza {
	line: usize,
	id: Option<TermId>,
	term: Term,
	merged: Vec<TermId>,
	obsolete: bool,
	replacement: Option<TermId>,
}

impl Ontology {
	/// Reads `hp.obo`, plain or gzipped.
	pub fn read(input: impl BufRead) -> Result<Self, FileError> {
		let mut reader = Reader::default();
		for_each_line(input, |line, text| reader.line(line, text))?;
		reader.finish()
	}

	/// The release, such as `hp/releases/2025-01-16`.
	pub fn version(&self) -> &str {
		&self.version
	}

	/// Number of live terms.
	pub fn len(&self) -> usize {
		self.terms.len()
	}

	/// Whether there is no term; never for an ontology that was read.
	pub fn is_empty(&self) -> bool {
		self.terms.is_empty()
	}

	/// Digest of the release: its version and all live terms with their parents. Labels and retired
	/// terms change no score and are not part of it.
	pub fn digest(&self) -> Hash {
		let sorted = |(id, term): (&TermId, &Term)| {
			let mut parents = term.parents.clone();
			parents.sort_unstable();
			(*id, parents)
		};
		let terms: Vec<(TermId, Vec<TermId>)> = self.terms.iter().map(sorted).collect();
		digest(b"panshi/query/ontology", (&self.version, terms))
	}

	/// Label of a live term.
	pub fn name(&self, term: TermId) -> Option<&str> {
		self.terms.get(&term).map(|t| t.name.as_str())
	}

	/// Checks that `term` is live; otherwise the error names what stands for it.
	pub fn check(&self, term: TermId) -> Result<(), TermError> {
		match (self.terms.contains_key(&term), self.retired.get(&term)) {
			(true, _) => Ok(()),
			(false, Some(Some(replacement))) => {
				Err(TermError::Replaced { term, replacement: *replacement })
			},
			(false, Some(None)) => Err(TermError::Obsolete { term }),
			(false, None) => Err(TermError::Unknown { term }),
		}
	}

	/// `terms` with all their ancestors up to the root.
	pub fn closure(
		&self,
		terms: impl IntoIterator<Item = TermId>,
	) -> Result<BTreeSet<TermId>, TermError> {
		let mut closed = BTreeSet::new();
		let mut open: Vec<TermId> = terms.into_iter().collect();
		for term in &open {
			self.check(*term)?;
		}
		while let Some(term) = open.pop() {
			if closed.insert(term) {
				open.extend(self.terms.get(&term).into_iter().flat_map(|t| &t.parents));
			}
		}
		Ok(closed)
	}

	fn check_graph(&self) -> Result<(), FileError> {
		if self.terms.is_empty() {
			return Err(FileError::Empty);
		}
		let mut waiting: BTreeMap<TermId, usize> = BTreeMap::new();
		for (term, content) in &self.terms {
			waiting.entry(*term).or_default();
			for parent in &content.parents {
				if !self.terms.contains_key(parent) {
					return Err(FileError::UnknownParent { term: *term, parent: *parent });
				}
				*waiting.entry(*parent).or_default() += 1;
			}
		}
		// Kahn's algorithm, from the leaves up: what is left over lies on or above a cycle.
		let mut ready: Vec<TermId> =
			waiting.iter().filter(|(_, n)| **n == 0).map(|(term, _)| *term).collect();
		while let Some(term) = ready.pop() {
			waiting.remove(&term);
			for parent in self.terms.get(&term).into_iter().flat_map(|t| &t.parents) {
				if let Some(n) = waiting.get_mut(parent) {
					*n -= 1;
					if *n == 0 {
						ready.push(*parent);
					}
				}
			}
		}
		waiting.keys().next().map_or(Ok(()), |term| Err(FileError::Cycle { term: *term }))
	}
}

#[derive(Default)]
struct Reader {
	version: String,
	terms: BTreeMap<TermId, Term>,
	retired: BTreeMap<TermId, Option<TermId>>,
	stanza: Option<Stanza>,
}

impl Reader {
	fn line(&mut self, line: usize, text: &str) -> Result<(), FileError> {
		if text.starts_with('[') {
			self.close()?;
			self.stanza = (text == "[Term]").then(|| Stanza { line, ..Stanza::default() });
			return Ok(());
		}
		let Some((tag, value)) = text.split_once(": ") else { return Ok(()) };
		let Some(stanza) = &mut self.stanza else {
			if tag == "data-version" {
				self.version = value.to_owned();
			}
			return Ok(());
		};
		// A value may end in a comment (` ! …`) or modifiers (` {…}`): OBO 1.4, section 3.
		let id = || -> Result<TermId, FileError> {
			let word = value.split_whitespace().next().unwrap_or_default();
			word.parse().map_err(|_| FileError::Line { line, problem: LineProblem::NotATerm })
		};
		match tag {
			"id" if stanza.id.is_some() => {
				return Err(FileError::Line { line, problem: LineProblem::TermId })
			},
			"id" => stanza.id = Some(id()?),
			"name" => stanza.term.name = value.to_owned(),
			"is_a" => stanza.term.parents.push(id()?),
			"alt_id" => stanza.merged.push(id()?),
			"is_obsolete" => stanza.obsolete = value == "true",
			"replaced_by" => stanza.replacement = Some(id()?),
			_ => (),
		}
		Ok(())
	}

	/// Files the stanza that ends here.
	fn close(&mut self) -> Result<(), FileError> {
		let Some(stanza) = self.stanza.take() else { return Ok(()) };
		let problem = |problem| FileError::Line { line: stanza.line, problem };
		let id = stanza.id.ok_or_else(|| problem(LineProblem::TermId))?;
		if self.terms.len() + self.retired.len() >= MAX_TERMS {
			return Err(problem(LineProblem::TooMany { max: MAX_TERMS }));
		}
		let repeated = if stanza.obsolete {
			self.retired.insert(id, stanza.replacement).is_some_and(|by| by.is_none())
		} else {
			self.terms.insert(id, stanza.term).is_some()
		};
		if repeated {
			return Err(problem(LineProblem::TermId));
		}
		for merged in stanza.merged {
			self.retired.insert(merged, Some(id));
		}
		Ok(())
	}

	fn finish(mut self) -> Result<Ontology, FileError> {
		self.close()?;
		let ontology = Ontology { version: self.version, terms: self.terms, retired: self.retired };
		ontology.check_graph()?;
		Ok(ontology)
	}
}
