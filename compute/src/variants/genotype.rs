//! A genotype seen from one alternate allele.

/// Most alleles in a genotype.
pub const MAX_PLOIDY: u8 = 5;

/// How many of a person's alleles at a site are the variant in question. Phase, and which other
/// allele it is, are left out: splitting a site says no more, and counts need no more.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Genotype {
	missing: u8,
	other: u8,
	this: u8,
}

impl Genotype {
	/// A genotype of `missing` alleles that were not called, `other` alleles and `this` alleles.
	/// `None` if there are more than [`MAX_PLOIDY`].
	pub fn new(missing: u8, other: u8, this: u8) -> Option<Self> {
		let ploidy = missing.checked_add(other)?.checked_add(this)?;
		(ploidy <= MAX_PLOIDY).then_some(Genotype { missing, other, this })
	}

	/// Alleles that are the variant.
	pub fn allele_count(self) -> u8 {
		self.this
	}

	/// Alleles that were called.
	pub fn allele_number(self) -> u8 {
		self.other + self.this
	}

	/// Copies of the variant, if it is diploid and complete.
	pub fn copies(self) -> Option<u8> {
		(self.missing == 0 && self.allele_number() == 2).then_some(self.this)
	}

	/// Whether it is diploid and both alleles are the variant.
	pub fn is_homozygous(self) -> bool {
		self.copies() == Some(2)
	}

	/// One byte that determines the genotype: its three counts as digits to the base 6.
	pub fn code(self) -> u8 {
		const BASE: u8 = MAX_PLOIDY + 1;
		(self.missing * BASE + self.other) * BASE + self.this
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::BTreeSet;

	#[test]
	fn codes_differ() {
		let all = 0..=MAX_PLOIDY;
		let genotypes: Vec<_> = all
			.clone()
			.flat_map(|m| all.clone().map(move |o| (m, o)))
			.flat_map(|(m, o)| all.clone().filter_map(move |t| Genotype::new(m, o, t)))
			.collect();
		let codes: BTreeSet<_> = genotypes.iter().map(|g| g.code()).collect();
		assert_eq!(codes.len(), genotypes.len());
		assert_eq!(Genotype::new(3, 2, 1), None);
	}

	#[test]
	fn only_two_of_two_are_homozygous() {
		let is_homozygous = |m, o, t| Genotype::new(m, o, t).expect("it is small").is_homozygous();
		assert!(is_homozygous(0, 0, 2));
		assert!(!is_homozygous(0, 0, 1));
		assert!(!is_homozygous(1, 0, 1));
		assert!(!is_homozygous(0, 1, 2));
	}
}
