//! A holder's input to evidence from pooled cases: the numbers of each variant of a list.
//!
//! A table of people ([`crate::tables`]) says who belongs to which group, by ones and zeros:
//!
//! | column | one | zero | without the column |
//! |---|---|---|---|
//! | `case` | an unrelated case | a control | |
//! | `population` | of a sample of the general population | | the controls are |
//! | `healthy-adult` | healthy at an age at which the disease would show | | nobody is |
//!
//! A table of cases and controls alone ([`Phenotypes`]) serves as well. Only complete diploid
//! genotypes count, as in joint association: everybody else is left out at that variant alone.

use crate::{
	association::{AssociationError, Phenotypes},
	fingerprint::{fingerprint_with, Summary},
	questions::Inheritance,
	tables::{Column, People},
	variants::{VariantRecord, VariantSource},
};
use panshi_mpc::programs::evidence::VariantCounts;
use panshi_primitives::genomics::{VariantKey, VariantList};
use std::collections::HashMap;

/// Groups that a person belongs to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Group {
	case: Option<bool>,
	population: bool,
	healthy: bool,
}

/// Who belongs to which group.
#[derive(Clone, Debug, Default)]
pub struct Groups(HashMap<String, Group>);

impl Groups {
	/// The groups that the table says; `case` is its column of cases.
	pub fn of(people: &People, case: Column) -> Self {
		let mut groups = Groups::from(Phenotypes::of(people, case));
		if let Some(population) = people.column("population") {
			groups.0.values_mut().for_each(|group| group.population = false);
			for (name, is_in) in people.flags(population) {
				groups.group(name).population = is_in;
			}
		}
		if let Some(healthy) = people.column("healthy-adult") {
			for (name, is_in) in people.flags(healthy) {
				groups.group(name).healthy = is_in;
			}
		}
		groups.0.retain(|_, group| *group != Group::default());
		groups
	}

	fn group(&mut self, name: &str) -> &mut Group {
		self.0.entry(name.to_owned()).or_default()
	}

	/// People that belong to any.
	pub fn people(&self) -> usize {
		self.0.len()
	}
}

impl From<Phenotypes> for Groups {
	fn from(phenotypes: Phenotypes) -> Self {
		let group =
			|(name, case)| (name, Group { case: Some(case), population: !case, healthy: false });
		Groups(phenotypes.into_people().map(group).collect())
	}
}

/// Reads `source` to its end and counts the variants of `list`, in its order, without meioses. Where
/// the data have a variant twice, the first record counts. Also gives the summary of the very
/// genotypes that were counted.
pub fn count_evidence(
	list: &VariantList,
	inheritance: Inheritance,
	groups: &Groups,
	source: &mut dyn VariantSource,
) -> Result<(Vec<VariantCounts>, Summary), AssociationError> {
	if list.build != source.build() || list.rule != source.rule() {
		return Err(AssociationError::RuleMismatch);
	}
	let of = |name: &String| groups.0.get(name).copied().unwrap_or_default();
	let people: Vec<Group> = source.samples().iter().map(of).collect();
	let places: HashMap<&VariantKey, usize> = list.variants.iter().zip(0..).collect();
	let mut counts = vec![None; list.variants.len()];
	let summary = fingerprint_with(source, |record| {
		let place = places.get(&record.key).and_then(|place| counts.get_mut(*place));
		if let Some(counts @ None) = place {
			*counts = Some(count(record, &people, inheritance));
		}
	})?;
	Ok((counts.into_iter().map(Option::unwrap_or_default).collect(), summary))
}

fn count(record: &VariantRecord, people: &[Group], inheritance: Inheritance) -> VariantCounts {
	let mut counts = VariantCounts::default();
	for (genotype, group) in record.genotypes.iter().zip(people) {
		let Some(copies) = genotype.copies() else { continue };
		let carries = copies > 0;
		match group.case {
			Some(true) if carries => counts.case_carriers += 1,
			Some(true) => counts.case_others += 1,
			Some(false) if carries => counts.control_carriers += 1,
			Some(false) => counts.control_others += 1,
			None => {},
		}
		if group.population {
			counts.alternate_alleles += u32::from(copies);
			counts.other_alleles += u32::from(2 - copies);
		}
		if group.healthy && inheritance.causes(copies) {
			counts.healthy_carriers += 1;
		}
	}
	counts
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::variants::{open_vcf, Normaliser};
	use panshi_primitives::genomics::{NormalisationRule, ReferenceBuild};

	const VCF: &str = "##fileformat=VCFv4.2\n\
		#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\td\te\n\
		22\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1\t0/0\t1/1\t0/1\t./1\n\
		22\t7\t.\tA\tC\t.\t.\t.\tGT\t1/1\t1/1\t1/1\t1/1\t1\n";

	fn count(groups: &Groups, inheritance: Inheritance) -> Vec<VariantCounts> {
		let file = tempfile::NamedTempFile::new().expect("there is a place");
		std::fs::write(file.path(), VCF).expect("the file is ours");
		let key = |position| VariantKey {
			sequence: b"22".to_vec(),
			position,
			reference: b"A".to_vec(),
			alternate: b"C".to_vec(),
		};
		let (build, rule) = (ReferenceBuild::Grch37, NormalisationRule::Trimmed);
		let list = VariantList::new(build, rule, vec![key(5), key(6)]).expect("it is sound");
		let mut source =
			open_vcf(file.path(), build, Normaliser::trimmed()).expect("the file is sound");
		count_evidence(&list, inheritance, groups, &mut source).expect("it is counted").0
	}

	fn groups(table: &str) -> Groups {
		let people = People::read(table.as_bytes()).expect("it is a table");
		Groups::of(&people, people.column("case").expect("it is there"))
	}

	#[test]
	fn counts_each_group_by_its_column() {
		let table = "sample\tcase\tpopulation\thealthy-adult\n\
			a\t1\t\t\nb\t1\t0\t\nc\t0\t1\t1\nd\t\t1\t1\ne\t0\t1\t1\nf\t1\t1\t1\n";
		let groups = groups(table);
		assert_eq!(groups.people(), 6);
		let dominant = VariantCounts {
			case_carriers: 1,
			case_others: 1,
			control_carriers: 1,
			control_others: 0,
			alternate_alleles: 3,
			other_alleles: 1,
			healthy_carriers: 2,
			meioses: 0,
		};
		let wanted = [dominant, VariantCounts::default()];
		assert_eq!(count(&groups, Inheritance::Dominant), wanted);
		let recessive = VariantCounts { healthy_carriers: 1, ..dominant };
		assert_eq!(count(&groups, Inheritance::Recessive)[0], recessive);
	}

	#[test]
	fn controls_are_the_population_without_another() {
		let phenotypes = "sample\tcase\na\t1\nc\t0\nd\t0\n".as_bytes();
		let groups = Groups::from(Phenotypes::read(phenotypes).expect("it is a table"));
		let found = count(&groups, Inheritance::Dominant)[0];
		assert_eq!((found.case_carriers, found.control_carriers), (1, 2));
		assert_eq!((found.alternate_alleles, found.other_alleles), (3, 1));
		assert_eq!(found.healthy_carriers, 0);
	}
}
