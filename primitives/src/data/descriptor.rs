//! What a holder declares of a data set.

use super::{DataId, Fingerprint};
use crate::{
	duo::DataUse,
	genomics::{NormalisationRule, ReferenceBuild},
	seen_text, Hash, Text,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Upper bound of attributes of a data identity.
pub const MAX_ATTRIBUTES: u32 = 32;
/// Upper bound of identities that one was derived from.
pub const MAX_SOURCES: u32 = 8;

/// A statement about a data set in a standard vocabulary.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Attribute {
	/// Compact URI of the property, such as `HP:0001250`, `MONDO:0005148` or `panshi:assay`.
	pub term: Text<32>,
	/// Value where the term alone does not say it, such as `WES`.
	pub value: Text<64>,
}

impl Attribute {
	/// Whether the term is `prefix:reference` in printable ASCII and the value is text.
	pub fn is_sound(&self) -> bool {
		let mut parts = self.term.splitn(2, |byte| *byte == b':');
		let is_curie = matches!(
			(parts.next(), parts.next()),
			(Some(prefix), Some(reference)) if is_word(prefix) && is_word(reference)
		);
		is_curie && seen_text(&self.value).is_some()
	}
}

/// Whether `bytes` are printable ASCII without blanks, and not empty.
fn is_word(bytes: &[u8]) -> bool {
	!bytes.is_empty() && bytes.iter().all(u8::is_ascii_graphic)
}

/// Where a data set comes from.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Lineage {
	/// Earlier identity of the same holder that this one replaces.
	pub supersedes: Option<DataId>,
	/// Identities that this one was computed from.
	pub derived_from: BoundedVec<DataId, ConstU32<MAX_SOURCES>>,
}

/// What a holder declares of a data set; never edited after registration.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct DataDescriptor {
	/// Commitment to the normalised content; unique on the chain, and never zero.
	pub fingerprint: Fingerprint,
	/// How the content was normalised before it was fingerprinted.
	pub rule: NormalisationRule,
	/// IANA media type or the name of the format, such as `text/x-vcf`.
	pub media_type: Text<64>,
	/// Genome assembly that positions refer to.
	pub reference_build: ReferenceBuild,
	/// Number of normalised records; never zero.
	pub record_count: u64,
	/// Number of people the records describe.
	pub sample_count: u32,
	/// Statements in standard vocabularies.
	pub attributes: BoundedVec<Attribute, ConstU32<MAX_ATTRIBUTES>>,
	/// What the data may be used for.
	pub data_use: DataUse,
	/// Salted commitment to the full metadata record.
	pub metadata: Hash,
	/// Where the holder's catalogue describes the data; not where the data is.
	pub location_hint: Text<128>,
	/// Where the data comes from.
	pub lineage: Lineage,
}

/// What is wrong with a descriptor by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InvalidDescriptor {
	/// The fingerprint is zero.
	ZeroFingerprint,
	/// There are no records.
	NoRecords,
	/// The media type is empty or not printable ASCII.
	MediaType,
	/// A term is not a compact URI, or a value is no text.
	Attribute,
	/// The location hint is no text.
	LocationHint,
}

impl DataDescriptor {
	/// Checks what can be checked without the chain's state.
	pub fn check(&self) -> Result<(), InvalidDescriptor> {
		let refuse_unless = |holds: bool, why| if holds { Ok(()) } else { Err(why) };
		refuse_unless(!self.fingerprint.is_zero(), InvalidDescriptor::ZeroFingerprint)?;
		refuse_unless(self.record_count > 0, InvalidDescriptor::NoRecords)?;
		refuse_unless(is_word(&self.media_type), InvalidDescriptor::MediaType)?;
		refuse_unless(
			self.attributes.iter().all(Attribute::is_sound),
			InvalidDescriptor::Attribute,
		)?;
		refuse_unless(seen_text(&self.location_hint).is_some(), InvalidDescriptor::LocationHint)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::duo::Permission;

	fn text<const N: u32>(text: &str) -> Text<N> {
		text.as_bytes().to_vec().try_into().expect("the text is short")
	}

	fn attribute(term: &str) -> Attribute {
		Attribute { term: text(term), value: text("WES") }
	}

	fn descriptor() -> DataDescriptor {
		DataDescriptor {
			fingerprint: Hash::repeat_byte(1),
			rule: NormalisationRule::Trimmed,
			media_type: text("text/x-vcf"),
			reference_build: ReferenceBuild::Grch37,
			record_count: 10,
			sample_count: 7,
			attributes: vec![attribute("panshi:assay")].try_into().expect("one fits"),
			data_use: DataUse {
				permission: Permission::GeneralResearch,
				modifiers: BoundedVec::new(),
			},
			metadata: Hash::repeat_byte(2),
			location_hint: text(""),
			lineage: Lineage::default(),
		}
	}

	#[test]
	fn a_complete_descriptor_is_sound() {
		assert_eq!(descriptor().check(), Ok(()));
	}

	#[test]
	fn a_descriptor_needs_content_and_a_format() {
		use InvalidDescriptor as Wrong;
		let good = descriptor();
		for (broken, why) in [
			(DataDescriptor { fingerprint: Hash::zero(), ..good.clone() }, Wrong::ZeroFingerprint),
			(DataDescriptor { record_count: 0, ..good.clone() }, Wrong::NoRecords),
			(DataDescriptor { media_type: text(""), ..good.clone() }, Wrong::MediaType),
			(DataDescriptor { media_type: text("te xt"), ..good.clone() }, Wrong::MediaType),
			(
				DataDescriptor {
					location_hint: vec![0xff].try_into().expect("one byte fits"),
					..good.clone()
				},
				Wrong::LocationHint,
			),
			(
				DataDescriptor { location_hint: text("https://a\u{202e}b"), ..good },
				Wrong::LocationHint,
			),
		] {
			assert_eq!(broken.check(), Err(why));
		}
	}

	#[test]
	fn a_term_is_a_compact_uri() {
		for term in ["HP:0001250", "MONDO:0005148", "panshi:assay", "a:b:c"] {
			assert!(attribute(term).is_sound(), "{term}");
		}
		for term in ["", ":", "HP:", ":0001250", "HP0001250", "HP:00 1", "HP:\u{e9}", "HP:\n"] {
			assert!(!attribute(term).is_sound(), "{term}");
		}
		let hidden = Attribute { value: text("a\u{1b}[8m"), ..attribute("HP:0001250") };
		assert!(!hidden.is_sound());
		let value = vec![0xff].try_into().expect("one byte fits");
		let broken = Attribute { value, ..attribute("HP:0001250") };
		assert!(!broken.is_sound());
		let mut descriptor = descriptor();
		descriptor.attributes = vec![broken].try_into().expect("one fits");
		assert_eq!(descriptor.check(), Err(InvalidDescriptor::Attribute));
	}
}
