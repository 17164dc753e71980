//! Variants as all parties name them.

use crate::Hash;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Longest name of a sequence, in bytes.
pub const MAX_SEQUENCE_NAME: usize = 32;
/// Longest allele, in bases.
pub const MAX_ALLELE: usize = 4_096;
/// Most variants in one list.
pub const MAX_VARIANTS: usize = 100_000;

/// Genome assembly that positions refer to.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum ReferenceBuild {
	/// Positions do not apply.
	None,
	/// GRCh37, also called hg19.
	Grch37,
	/// GRCh38, also called hg38.
	Grch38,
	/// T2T-CHM13 version 2.0.
	Chm13,
}

impl ReferenceBuild {
	/// The name by which people know it, or `none`.
	pub const fn name(self) -> &'static str {
		match self {
			ReferenceBuild::None => "none",
			ReferenceBuild::Grch37 => "GRCh37",
			ReferenceBuild::Grch38 => "GRCh38",
			ReferenceBuild::Chm13 => "T2T-CHM13",
		}
	}
}

/// How a holder normalises variants. Data sets of different rules cannot share a job.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum NormalisationRule {
	/// Multi-allelic records split; bases common to both alleles trimmed, right end first, each
	/// allele keeping at least one base.
	Trimmed,
	/// Trimmed and then fully justified against a reference, as GA4GH VRS 2 defines it.
	FullyJustified {
		/// BLAKE2b-256 digest of the reference sequences used.
		reference: Hash,
	},
}

/// A variant: a place on a sequence and what stands there instead of the reference.
///
/// The order of the fields is the order of a [`VariantList`].
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	Hash,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct VariantKey {
	/// Name of the sequence without the prefix `chr`, such as `22`.
	pub sequence: Vec<u8>,
	/// One-based position of the first base of `reference`.
	pub position: u32,
	/// Reference allele in upper case.
	pub reference: Vec<u8>,
	/// Alternate allele in upper case.
	pub alternate: Vec<u8>,
}

impl VariantKey {
	/// The key with the bases common to both alleles trimmed: from the right, then from the left,
	/// each allele keeping at least one base.
	pub fn trimmed(mut self) -> Self {
		while self.reference.len() > 1
			&& self.alternate.len() > 1
			&& self.reference.last() == self.alternate.last()
		{
			self.reference.pop();
			self.alternate.pop();
		}
		let shortest = self.reference.len().min(self.alternate.len()).saturating_sub(1);
		let common = self
			.reference
			.iter()
			.zip(&self.alternate)
			.take(shortest)
			.take_while(|(r, a)| r == a)
			.count();
		self.reference.drain(..common);
		self.alternate.drain(..common);
		self.position = self.position.saturating_add(u32::try_from(common).unwrap_or(u32::MAX));
		self
	}

	/// Whether `rule` can have given the key, as far as that can be told without the reference: a fully
	/// justified insertion or deletion is written over all of the bases where it may stand, which are
	/// common to both alleles; every other key is trimmed.
	pub fn follows(&self, rule: &NormalisationRule) -> bool {
		let trimmed = self.clone().trimmed();
		let short = trimmed.reference.len() == 1 || trimmed.alternate.len() == 1;
		let within = |long: &[u8], short: &[u8]| {
			long.len() > short.len() && (long.starts_with(short) || long.ends_with(short))
		};
		let is_indel = short
			&& (within(&trimmed.reference, &trimmed.alternate)
				|| within(&trimmed.alternate, &trimmed.reference));
		let may_be_longer = match rule {
			NormalisationRule::Trimmed => false,
			NormalisationRule::FullyJustified { .. } => is_indel,
		};
		self.is_canonical() && (may_be_longer || trimmed == *self)
	}

	/// Whether the key is well formed: a name, a position, and alleles of upper-case bases within
	/// their bounds.
	pub fn is_canonical(&self) -> bool {
		let bases = |allele: &[u8]| {
			!allele.is_empty()
				&& allele.len() <= MAX_ALLELE
				&& allele.iter().all(|b| matches!(b, b'A' | b'C' | b'G' | b'T' | b'N' | b'*'))
		};
		!self.sequence.is_empty()
			&& self.sequence.len() <= MAX_SEQUENCE_NAME
			&& self.position > 0
			&& bases(&self.reference)
			&& bases(&self.alternate)
	}
}

/// The variants a job asks about: sorted, without repetition, at most [`MAX_VARIANTS`].
///
/// It is the parameter of the algorithm [`crate::job::ALLELE_COUNTS`]; its SCALE encoding is what
/// the parameter digest commits to.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct VariantList {
	/// Genome assembly of the positions.
	pub build: ReferenceBuild,
	/// Rule by which the keys were normalised.
	pub rule: NormalisationRule,
	/// The variants.
	pub variants: Vec<VariantKey>,
}

/// Why a list of variants was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum VariantListError {
	/// There is no variant, or there are more than [`MAX_VARIANTS`].
	Size,
	/// The variant at this index is malformed.
	Malformed(usize),
	/// The variant at this index is not greater than the one before it.
	Unsorted(usize),
}

impl VariantList {
	/// Sorts, removes repetitions and checks.
	pub fn new(
		build: ReferenceBuild,
		rule: NormalisationRule,
		mut variants: Vec<VariantKey>,
	) -> Result<Self, VariantListError> {
		variants.sort_unstable();
		variants.dedup();
		let list = VariantList { build, rule, variants };
		list.check()?;
		Ok(list)
	}

	/// Checks what [`VariantList::new`] ensures, for a list that came from elsewhere.
	pub fn check(&self) -> Result<(), VariantListError> {
		if self.variants.is_empty() || self.variants.len() > MAX_VARIANTS {
			return Err(VariantListError::Size);
		}
		if let Some(i) = self.variants.iter().position(|v| !v.is_canonical()) {
			return Err(VariantListError::Malformed(i));
		}
		match self.variants.windows(2).position(|pair| matches!(pair, [a, b] if a >= b)) {
			Some(i) => Err(VariantListError::Unsorted(i.saturating_add(1))),
			None => Ok(()),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn key(position: u32, reference: &str, alternate: &str) -> VariantKey {
		VariantKey {
			sequence: b"22".to_vec(),
			position,
			reference: reference.as_bytes().to_vec(),
			alternate: alternate.as_bytes().to_vec(),
		}
	}

	#[test]
	fn trims_to_the_shortest_spelling() {
		for (given, wanted) in [
			(key(100, "A", "C"), key(100, "A", "C")),
			(key(100, "AT", "CT"), key(100, "A", "C")),
			(key(100, "TA", "TC"), key(101, "A", "C")),
			(key(100, "CAG", "CG"), key(100, "CA", "C")),
			(key(100, "GCACA", "GCA"), key(100, "GCA", "G")),
			(key(100, "A", "AT"), key(100, "A", "AT")),
		] {
			assert_eq!(given.trimmed(), wanted);
		}
	}

	#[test]
	fn a_rule_says_how_a_key_is_written() {
		let justified = NormalisationRule::FullyJustified { reference: Hash::zero() };
		for (key, trimmed, fully_justified) in [
			(key(100, "A", "C"), true, true),
			(key(100, "AT", "GC"), true, true),
			(key(100, "CA", "C"), true, true),
			// Where one base of a run is more or less, and where a repeat is.
			(key(100, "AAAA", "AAAAA"), false, true),
			(key(100, "ACACA", "ACA"), false, true),
			// At the very start of a sequence the base of context stands behind.
			(key(1, "GAT", "T"), true, true),
			(key(100, "TA", "TC"), false, false),
			(key(100, "ACT", "AGGT"), false, false),
			(key(100, "A", "a"), false, false),
		] {
			assert_eq!(key.follows(&NormalisationRule::Trimmed), trimmed, "{key:?}");
			assert_eq!(key.follows(&justified), fully_justified, "{key:?}");
		}
	}

	#[test]
	fn sorts_and_removes_repetitions() {
		let list = VariantList::new(
			ReferenceBuild::Grch37,
			NormalisationRule::Trimmed,
			alloc::vec![key(9, "A", "C"), key(5, "A", "C"), key(9, "A", "C")],
		)
		.expect("the keys are well formed");
		assert_eq!(list.variants, [key(5, "A", "C"), key(9, "A", "C")]);
	}

	#[test]
	fn refuses_what_is_empty_unsorted_or_malformed() {
		let list = |variants| VariantList {
			build: ReferenceBuild::Grch37,
			rule: NormalisationRule::Trimmed,
			variants,
		};
		assert_eq!(list(Vec::new()).check(), Err(VariantListError::Size));
		assert_eq!(
			list(alloc::vec![key(9, "A", "C"), key(5, "A", "C")]).check(),
			Err(VariantListError::Unsorted(1))
		);
		assert_eq!(
			list(alloc::vec![key(9, "A", "<DEL>")]).check(),
			Err(VariantListError::Malformed(0))
		);
	}
}
