//! A holder's input to joint association: for each variant of a list, how many of its cases and
//! controls have zero, one and two copies.
//!
//! Who is a case is read from a table of two columns between tabs, shown as arrows here, with a
//! header:
//!
//! ```text
//! sample→case
//! NA06984→1
//! NA06989→0
//! ```
//!
//! Only complete diploid genotypes count. Everybody else is left out at that variant alone: whose
//! genotype is missing or half missing, who is haploid there, and everybody where the data do not
//! list the variant, since a file says nothing of sites that it does not list. People without a
//! line in the table are left out altogether.

use crate::{
	fingerprint::{fingerprint_with, Summary},
	tables::{next_line, Column, People},
	variants::{VariantRecord, VariantSource, VariantsError, MAX_SAMPLES},
};
use panshi_mpc::programs::association::GenotypeCounts;
use panshi_primitives::genomics::{VariantKey, VariantList};
use std::{
	collections::HashMap,
	fs::File,
	io::{self, BufRead, BufReader},
	path::Path,
};
use thiserror::Error;

const HEADER: &str = "sample\tcase";

/// Why genotypes were not counted. No message has the name of a person.
#[derive(Debug, Error)]
pub enum AssociationError {
	/// The list names variants by another rule or build than the data.
	#[error("the list was normalised by another rule, or for another build, than the data")]
	RuleMismatch,
	/// The genotypes could not be read.
	#[error(transparent)]
	Data(#[from] VariantsError),
	/// The table could not be read.
	#[error("cannot read the table of phenotypes")]
	Read(#[from] io::Error),
	/// The table does not begin with its header.
	#[error("the table of phenotypes does not begin with the line \"sample<tab>case\"")]
	Header,
	/// A line is not a name and a zero or one.
	#[error("line {line} of the table of phenotypes is not a name, a tab and 0 or 1")]
	Line {
		/// Number of the line, from 1.
		line: usize,
	},
	/// A person occurs twice.
	#[error("line {line} of the table of phenotypes names a person again")]
	Repeated {
		/// Number of the line, from 1.
		line: usize,
	},
	/// There are more people than memory is set aside for.
	#[error("the table of phenotypes has more than {MAX_SAMPLES} people")]
	TooMany,
}

/// Who is a case and who a control.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Phenotypes(HashMap<String, bool>);

impl Phenotypes {
	/// Reads the file at `path`.
	pub fn open(path: &Path) -> Result<Self, AssociationError> {
		Self::read(BufReader::new(File::open(path)?))
	}

	/// Reads the table.
	pub fn read(mut table: impl BufRead) -> Result<Self, AssociationError> {
		if next_line(&mut table)?.as_deref() != Some(HEADER) {
			return Err(AssociationError::Header);
		}
		let mut people = HashMap::new();
		for line in 2.. {
			let Some(text) = next_line(&mut table)? else { break };
			let (name, case) = match text.split_once('\t') {
				Some((name, "0")) => (name, false),
				Some((name, "1")) => (name, true),
				_ => return Err(AssociationError::Line { line }),
			};
			if name.is_empty() {
				return Err(AssociationError::Line { line });
			}
			if people.insert(name.to_owned(), case).is_some() {
				return Err(AssociationError::Repeated { line });
			}
			if people.len() > MAX_SAMPLES {
				return Err(AssociationError::TooMany);
			}
		}
		Ok(Phenotypes(people))
	}

	/// Those of whom a column of a table says it with one or zero.
	pub fn of(people: &People, case: Column) -> Self {
		Phenotypes(people.flags(case).map(|(name, case)| (name.to_owned(), case)).collect())
	}

	/// Number of people in the table.
	pub fn people(&self) -> usize {
		self.0.len()
	}

	/// Each person, and whether it is a case.
	pub(crate) fn into_people(self) -> impl Iterator<Item = (String, bool)> {
		self.0.into_iter()
	}

	/// Whether the person is a case, if the table says.
	pub fn is_case(&self, sample: &str) -> Option<bool> {
		self.0.get(sample).copied()
	}
}

/// What one holder brings to an association run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cohort {
	/// People with a phenotype: no variant counts more.
	pub people: u32,
	/// Counts of each variant, in the order of the list.
	pub counts: Vec<GenotypeCounts>,
	/// Summary of the very data that were counted.
	pub summary: Summary,
}

/// Reads `source` to its end and counts the variants of `list`, in its order. Where the data have a
/// variant twice, the first record counts.
pub fn count_genotypes(
	list: &VariantList,
	phenotypes: &Phenotypes,
	source: &mut dyn VariantSource,
) -> Result<Cohort, AssociationError> {
	if list.build != source.build() || list.rule != source.rule() {
		return Err(AssociationError::RuleMismatch);
	}
	let cases: Vec<_> = source.samples().iter().map(|name| phenotypes.is_case(name)).collect();
	let people = cases.iter().flatten().count();
	let places: HashMap<&VariantKey, usize> = list.variants.iter().zip(0..).collect();
	let mut counts = vec![None; list.variants.len()];
	let summary = fingerprint_with(source, |record| {
		let place = places.get(&record.key).and_then(|place| counts.get_mut(*place));
		if let Some(counts @ None) = place {
			*counts = Some(count(record, &cases));
		}
	})?;
	let counts = counts.into_iter().map(Option::unwrap_or_default).collect();
	Ok(Cohort { people: u32::try_from(people).unwrap_or(u32::MAX), counts, summary })
}

fn count(record: &VariantRecord, cases: &[Option<bool>]) -> GenotypeCounts {
	let mut counts = GenotypeCounts::default();
	for (genotype, case) in record.genotypes.iter().zip(cases) {
		let group = match case {
			Some(true) => &mut counts.cases,
			Some(false) => &mut counts.controls,
			None => continue,
		};
		if let Some(count) = genotype.copies().and_then(|copies| group.get_mut(usize::from(copies)))
		{
			*count += 1;
		}
	}
	counts
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::variants::{open_vcf, Normaliser};
	use panshi_primitives::genomics::{NormalisationRule, ReferenceBuild};
	use std::io::Write;

	fn phenotypes(table: &str) -> Result<Phenotypes, AssociationError> {
		Phenotypes::read(table.as_bytes())
	}

	fn key(position: u32, alternate: &str) -> VariantKey {
		VariantKey {
			sequence: b"22".to_vec(),
			position,
			reference: b"A".to_vec(),
			alternate: alternate.as_bytes().to_vec(),
		}
	}

	fn count(vcf: &str, table: &str, variants: Vec<VariantKey>) -> Cohort {
		let mut file = tempfile::NamedTempFile::new().expect("it works");
		file.write_all(vcf.as_bytes()).expect("it works");
		let build = ReferenceBuild::Grch37;
		let list = VariantList::new(build, NormalisationRule::Trimmed, variants).expect("it works");
		let mut source = open_vcf(file.path(), build, Normaliser::trimmed()).expect("it works");
		count_genotypes(&list, &phenotypes(table).expect("it works"), &mut source)
			.expect("it works")
	}

	const VCF: &str = "##fileformat=VCFv4.2\n\
		#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tz\ta\tm\tb\tc\n\
		22\t5\t.\tA\tC,G\t.\t.\t.\tGT\t0/1\t1|1\t0/0\t./1\t1/2\n\
		22\t9\t.\tA\tT\t.\t.\t.\tGT\t0\t0/0\t0/1\t./.\t1/1\n\
		22\t9\t.\tA\tT\t.\t.\t.\tGT\t0/0\t0/0\t0/0\t0/0\t0/0\n";
	const TABLE: &str = "sample\tcase\nz\t1\na\t0\nm\t1\nc\t1\nb\t0\nelsewhere\t1\n";

	#[test]
	fn counts_complete_diploid_genotypes() {
		let cohort = count(VCF, TABLE, vec![key(5, "C"), key(5, "G"), key(7, "C"), key(9, "T")]);
		let counts = |cases, controls| GenotypeCounts { cases, controls };
		let wanted = [
			counts([1, 2, 0], [0, 0, 1]),
			counts([2, 1, 0], [1, 0, 0]),
			counts([0, 0, 0], [0, 0, 0]),
			counts([0, 1, 1], [1, 0, 0]),
		];
		assert_eq!(cohort.counts, wanted);
		assert_eq!(cohort.people, 5);
	}

	#[test]
	fn leaves_out_who_has_no_phenotype() {
		let cohort = count(VCF, "sample\tcase\r\nz\t1\r\na\t0", vec![key(5, "C")]);
		assert_eq!(cohort.people, 2);
		assert_eq!(cohort.counts[0].cells(), [0, 1, 0, 0, 0, 1]);
	}

	#[test]
	fn refuses_a_table_that_is_not_one() {
		assert!(matches!(phenotypes(""), Err(AssociationError::Header)));
		assert!(matches!(phenotypes("case\tsample\n"), Err(AssociationError::Header)));
		for line in ["a\t2", "a", "\t1", "a\t1\t1", ""] {
			let table = format!("sample\tcase\nb\t1\n{line}\n");
			let found = phenotypes(&table);
			assert!(matches!(found, Err(AssociationError::Line { line: 3 })), "{line}");
		}
		let twice = phenotypes("sample\tcase\na\t1\na\t1\n");
		assert!(matches!(twice, Err(AssociationError::Repeated { line: 3 })));
		let long = format!("sample\tcase\n{}\t1\n", "a".repeat(20_000));
		assert!(matches!(phenotypes(&long), Err(AssociationError::Line { line: 2 })));
	}

	#[test]
	fn fails_when_the_list_is_of_another_build() {
		let mut file = tempfile::NamedTempFile::new().expect("it works");
		file.write_all(VCF.as_bytes()).expect("it works");
		let rule = NormalisationRule::Trimmed;
		let list =
			VariantList::new(ReferenceBuild::Grch38, rule, vec![key(5, "C")]).expect("it works");
		let mut source =
			open_vcf(file.path(), ReferenceBuild::Grch37, Normaliser::trimmed()).expect("it works");
		let error = count_genotypes(&list, &phenotypes(TABLE).expect("it works"), &mut source);
		assert!(matches!(error, Err(AssociationError::RuleMismatch)));
	}
}
