//! `phenotype.hpoa`: which diseases show which phenotypes.

use super::{input::for_each_line, FileError, LineProblem, Ontology, TermError, TermId};
use crate::messages::digest;
use codec::Encode;
use panshi_primitives::Hash;
use std::{
	collections::{BTreeMap, BTreeSet},
	io::BufRead,
};

/// Most diseases; the 2025 release has 12,687.
const MAX_DISEASES: usize = 1 << 18;
/// Frequency "excluded" (0 %).
const EXCLUDED: &str = "HP:0040285";

/// A disease with the phenotypes that were seen in it.
#[derive(Clone, Debug, Encode, Eq, PartialEq)]
pub struct Disease {
	/// Identifier in its database, such as `OMIM:619340`.
	pub id: String,
	/// Name.
	pub name: String,
	/// Live terms of aspect P that are not negated; not closed.
	pub terms: BTreeSet<TermId>,
}

/// The diseases of a release, in the order of their identifiers.
#[derive(Clone, Debug)]
pub struct Annotations {
	version: String,
	diseases: Vec<Disease>,
}

impl Annotations {
	/// Reads `phenotype.hpoa`, plain or gzipped. Rows of other aspects than P (inheritance, onset
	/// and course, modifiers, history) and rows that say that a phenotype is absent (`NOT`, or a
	/// frequency of zero) do not count; diseases without a row that counts are left out. Merged
	/// terms are followed to what stands for them.
	pub fn read(input: impl BufRead, ontology: &Ontology) -> Result<Self, FileError> {
		let mut reader =
			Reader { ontology, version: String::new(), columns: None, found: BTreeMap::new() };
		for_each_line(input, |line, text| reader.line(line, text))?;
		let diseases = reader
			.found
			.into_iter()
			.map(|(id, (name, terms))| Disease { id, name, terms })
			.collect();
		Self::new(reader.version, diseases).ok_or(FileError::Empty)
	}

	/// Diseases of an own database; they are sorted by identifier. None if there are none or two
	/// have the same identifier.
	pub fn new(version: String, mut diseases: Vec<Disease>) -> Option<Self> {
		diseases.sort_by(|a, b| a.id.cmp(&b.id));
		let repeated = diseases.windows(2).any(|pair| pair[0].id == pair[1].id);
		(!diseases.is_empty() && !repeated).then_some(Self { version, diseases })
	}

	/// The release, such as `2025-01-16`.
	pub fn version(&self) -> &str {
		&self.version
	}

	/// Digest of the normalised content: the release and every disease with its terms, both in
	/// order. Rows that do not count, their order and their sources are not part of it.
	pub fn digest(&self) -> Hash {
		digest(b"panshi/query/annotations", (&self.version, &self.diseases))
	}

	/// In the order of their identifiers.
	pub fn diseases(&self) -> &[Disease] {
		&self.diseases
	}
}

/// Where the columns are.
struct Columns {
	count: usize,
	id: usize,
	name: usize,
	qualifier: usize,
	term: usize,
	frequency: usize,
	aspect: usize,
}

impl Columns {
	fn of(header: &str) -> Result<Self, LineProblem> {
		let names: Vec<&str> = header.split('\t').collect();
		let find = |column| {
			let place = names.iter().position(|name| *name == column);
			place.ok_or(LineProblem::MissingColumn { column })
		};
		Ok(Self {
			count: names.len(),
			id: find("database_id")?,
			name: find("disease_name")?,
			qualifier: find("qualifier")?,
			term: find("hpo_id")?,
			frequency: find("frequency")?,
			aspect: find("aspect")?,
		})
	}
}

struct Reader<'a> {
	ontology: &'a Ontology,
	version: String,
	columns: Option<Columns>,
	found: BTreeMap<String, (String, BTreeSet<TermId>)>,
}

impl Reader<'_> {
	fn line(&mut self, line: usize, text: &str) -> Result<(), FileError> {
		if let Some(comment) = text.strip_prefix('#') {
			if let Some(version) = comment.trim_start().strip_prefix("version:") {
				self.version = version.trim().to_owned();
			}
			return Ok(());
		}
		let problem = |problem| FileError::Line { line, problem };
		let Some(columns) = &self.columns else {
			self.columns = Some(Columns::of(text).map_err(problem)?);
			return Ok(());
		};
		let Some((id, name, term)) = row(columns, text).map_err(problem)? else { return Ok(()) };
		let term = match self.ontology.check(term) {
			Ok(()) => term,
			Err(TermError::Replaced { replacement, .. }) => replacement,
			Err(error) => return Err(FileError::Term { line, error }),
		};
		if self.found.len() >= MAX_DISEASES {
			return Err(problem(LineProblem::TooMany { max: MAX_DISEASES }));
		}
		let entry = self.found.entry(id.to_owned());
		entry.or_insert_with(|| (name.to_owned(), BTreeSet::new())).1.insert(term);
		Ok(())
	}
}

/// Disease, name and term of a row; none if the row does not count.
fn row<'t>(
	columns: &Columns,
	text: &'t str,
) -> Result<Option<(&'t str, &'t str, TermId)>, LineProblem> {
	let fields: Vec<&str> = text.split('\t').collect();
	if fields.len() != columns.count {
		return Err(LineProblem::FieldCount { given: fields.len(), wanted: columns.count });
	}
	let absent = match fields[columns.qualifier] {
		"" => false,
		"NOT" => true,
		_ => return Err(LineProblem::Qualifier),
	};
	let phenotype = match fields[columns.aspect] {
		"P" => true,
		"I" | "C" | "M" | "H" => false,
		_ => return Err(LineProblem::Aspect),
	};
	let never = is_zero(fields[columns.frequency])?;
	let term = fields[columns.term].parse().map_err(|_| LineProblem::NotATerm)?;
	let (id, name) = (fields[columns.id], fields[columns.name]);
	if id.is_empty() || name.is_empty() {
		return Err(LineProblem::Disease);
	}
	Ok((phenotype && !absent && !never).then_some((id, name, term)))
}

/// Whether a frequency says that the phenotype was never seen. It may be missing, a term, a ratio
/// `n/m` or a percentage.
fn is_zero(frequency: &str) -> Result<bool, LineProblem> {
	if frequency.is_empty() {
		return Ok(false);
	}
	if frequency.starts_with("HP:") {
		let _: TermId = frequency.parse().map_err(|_| LineProblem::NotATerm)?;
		return Ok(frequency == EXCLUDED);
	}
	if let Some(percent) = frequency.strip_suffix('%') {
		let percent: f64 = percent.trim().parse().map_err(|_| LineProblem::Frequency)?;
		return Ok(percent == 0.0);
	}
	let (seen, of) = frequency.split_once('/').ok_or(LineProblem::Frequency)?;
	let seen: u32 = seen.trim().parse().map_err(|_| LineProblem::Frequency)?;
	let of: u32 = of.trim().parse().map_err(|_| LineProblem::Frequency)?;
	Ok(seen == 0 && of > 0)
}
