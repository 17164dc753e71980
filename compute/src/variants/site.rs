//! Sites as they are written, and their split into normalised records.

use super::{
	Genotype, Normaliser, SiteError, VariantRecord, VariantSource, VariantsError, MAX_PLOIDY,
};
use panshi_primitives::genomics::{NormalisationRule, ReferenceBuild, VariantKey, MAX_ALLELE};

/// The genotype of one person at a site.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Call {
	alleles: [Option<u16>; MAX_PLOIDY as usize],
	ploidy: u8,
}

impl Call {
	/// A diploid genotype of which nothing is known, `./.`.
	pub const MISSING: Call = Call { alleles: [None; MAX_PLOIDY as usize], ploidy: 2 };

	/// Reads the text of a VCF `GT` field: allele numbers or dots between `/` or `|`.
	pub fn parse(text: &str) -> Result<Self, SiteError> {
		let malformed = || SiteError::Genotype { text: text.chars().take(32).collect() };
		let mut call = Call::default();
		// VCF 4.4 allows a phase before the first allele.
		let alleles = text.strip_prefix(['/', '|']).unwrap_or(text);
		for allele in alleles.split(['/', '|']) {
			let place = call.alleles.get_mut(usize::from(call.ploidy)).ok_or_else(malformed)?;
			*place = match allele {
				"." => None,
				number => Some(number.parse().map_err(|_| malformed())?),
			};
			call.ploidy += 1;
		}
		Ok(call)
	}

	fn alleles(&self) -> impl Iterator<Item = Option<u16>> + '_ {
		self.alleles.iter().take(usize::from(self.ploidy)).copied()
	}

	/// The genotype seen from the alternate allele with number `allele`.
	fn seen_from(&self, allele: u16) -> Genotype {
		let (mut missing, mut other, mut this) = (0, 0, 0);
		for called in self.alleles() {
			match called {
				None => missing += 1,
				Some(number) if number == allele => this += 1,
				Some(_) => other += 1,
			}
		}
		Genotype::new(missing, other, this).expect("a call has at most MAX_PLOIDY alleles")
	}
}

/// A site as a file or a table has it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Site {
	/// Name of the sequence as written.
	pub sequence: String,
	/// One-based position; zero stands for the telomere.
	pub position: u32,
	/// Reference allele.
	pub reference: String,
	/// Alternate alleles, separated by commas; `.` for none.
	pub alternates: String,
	/// Genotypes in the order of the sorted names.
	pub calls: Vec<Call>,
}

impl Site {
	fn alternate_count(&self) -> usize {
		self.alternates.split(',').count()
	}

	fn check(&self, people: usize) -> Result<(), SiteError> {
		if self.calls.len() != people {
			return Err(SiteError::GenotypeCount { given: self.calls.len(), wanted: people });
		}
		let alternates = match self.alternates.as_str() {
			"." => 0,
			_ => self.alternate_count(),
		};
		if alternates > usize::from(u16::MAX) {
			return Err(SiteError::TooManyAlternates);
		}
		let named = self.calls.iter().flat_map(Call::alleles).flatten().max().unwrap_or(0);
		if usize::from(named) > alternates {
			return Err(SiteError::NoSuchAllele { allele: named, alternates });
		}
		Ok(())
	}

	/// The key of the alternate allele that begins at byte `start`, before it is normalised, `None`
	/// if it has none; and where the next one begins.
	fn key(&self, start: usize) -> (Option<VariantKey>, usize) {
		let rest = self.alternates.get(start..).unwrap_or_default();
		let alternate = rest.split(',').next().unwrap_or_default();
		(self.key_of(alternate), start + alternate.len() + 1)
	}

	fn key_of(&self, alternate: &str) -> Option<VariantKey> {
		// Before anything is copied: a hostile line is long, and has many alleles.
		if self.reference.len() > MAX_ALLELE || alternate.len() > MAX_ALLELE {
			return None;
		}
		// An overlapping deletion is recorded where it begins.
		if alternate.contains('*') {
			return None;
		}
		let key = VariantKey {
			sequence: sequence_name(&self.sequence).as_bytes().to_vec(),
			position: self.position,
			reference: self.reference.to_ascii_uppercase().into_bytes(),
			alternate: alternate.to_ascii_uppercase().into_bytes(),
		};
		(key.is_canonical() && key.reference != key.alternate).then_some(key)
	}
}

/// `name` without the prefix `chr`.
pub(crate) fn sequence_name(name: &str) -> &str {
	match name.split_at_checked(3) {
		Some((prefix, rest)) if prefix.eq_ignore_ascii_case("chr") && !rest.is_empty() => rest,
		_ => name,
	}
}

/// A reader of sites.
pub trait Sites {
	/// Names of the people, sorted by byte, without repetition.
	fn samples(&self) -> &[String];

	/// Puts the next site in `site`; false at the end.
	fn next_site(&mut self, site: &mut Site) -> Result<bool, VariantsError>;
}

/// Splits sites by alternate allele and normalises what comes out.
pub struct Records<S> {
	sites: S,
	build: ReferenceBuild,
	normaliser: Normaliser,
	site: Site,
	site_number: u64,
	/// Next alternate allele of `site`, how many it has, and where that one begins.
	next: usize,
	count: usize,
	start: usize,
	skipped: u64,
}

impl<S: Sites> Records<S> {
	/// The records of `sites`, whose positions refer to `build`.
	pub fn new(sites: S, build: ReferenceBuild, normaliser: Normaliser) -> Self {
		Records {
			sites,
			build,
			normaliser,
			site: Site::default(),
			site_number: 0,
			next: 0,
			count: 0,
			start: 0,
			skipped: 0,
		}
	}

	fn advance(&mut self) -> Result<bool, VariantsError> {
		if !self.sites.next_site(&mut self.site)? {
			return Ok(false);
		}
		self.site_number += 1;
		self.site
			.check(self.sites.samples().len())
			.map_err(|source| VariantsError::Site { record: self.site_number, source })?;
		self.next = 0;
		self.start = 0;
		self.count = self.site.alternate_count();
		Ok(true)
	}
}

impl<S: Sites> VariantSource for Records<S> {
	fn build(&self) -> ReferenceBuild {
		self.build
	}

	fn rule(&self) -> NormalisationRule {
		self.normaliser.rule()
	}

	fn samples(&self) -> &[String] {
		self.sites.samples()
	}

	fn next_record(&mut self, record: &mut VariantRecord) -> Result<bool, VariantsError> {
		loop {
			while self.next < self.count {
				let index = self.next;
				self.next += 1;
				let (key, after) = self.site.key(self.start);
				self.start = after;
				let key = match key {
					Some(key) => self.normaliser.normalise(key)?,
					None => None,
				};
				let (Some(key), Ok(allele)) = (key, u16::try_from(index + 1)) else {
					self.skipped += 1;
					continue;
				};
				record.key = key;
				record.genotypes.clear();
				record.genotypes.extend(self.site.calls.iter().map(|call| call.seen_from(allele)));
				return Ok(true);
			}
			if !self.advance()? {
				return Ok(false);
			}
		}
	}

	fn skipped(&self) -> u64 {
		self.skipped
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn genotype(text: &str, allele: u16) -> Genotype {
		Call::parse(text).expect("it is a genotype").seen_from(allele)
	}

	fn counts(missing: u8, other: u8, this: u8) -> Genotype {
		Genotype::new(missing, other, this).expect("it is small")
	}

	#[test]
	fn reads_genotypes_of_every_form() {
		assert_eq!(genotype("0/1", 1), counts(0, 1, 1));
		assert_eq!(genotype("1|0", 1), counts(0, 1, 1));
		assert_eq!(genotype("1", 1), counts(0, 0, 1));
		assert_eq!(genotype("./.", 1), counts(2, 0, 0));
		assert_eq!(genotype(".", 1), counts(1, 0, 0));
		assert_eq!(genotype("./1", 1), counts(1, 0, 1));
		assert_eq!(genotype("1/2", 2), counts(0, 1, 1));
		assert_eq!(genotype("|0|1", 1), counts(0, 1, 1));
		assert_eq!(genotype("0/1/1", 1), counts(0, 1, 2));
	}

	#[test]
	fn refuses_what_is_no_genotype() {
		for text in ["", "a", "0/", "-1/0", "0/1/1/1/1/1", "99999/0"] {
			assert!(matches!(Call::parse(text), Err(SiteError::Genotype { .. })), "{text}");
		}
	}

	#[test]
	fn drops_the_prefix_of_a_sequence_name() {
		for (given, wanted) in [("chr22", "22"), ("22", "22"), ("CHRX", "X"), ("chr", "chr")] {
			assert_eq!(sequence_name(given), wanted);
		}
	}
}
