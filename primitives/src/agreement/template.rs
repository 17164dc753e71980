//! Templates: what a market fixes in advance, and the clauses that an agreement fills.

use super::{AgreementKind, TemplateId, LEAST_HOLDERS, MAX_CLAUSES, MAX_REQUIREMENTS};
use crate::{
	consortium::{QualificationKind, Role},
	seen_text, AccountId, BlockNumber, Hash, Text,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Qualifications that a template asks of roles.
pub type Requirements = BoundedVec<(Role, QualificationKind), ConstU32<MAX_REQUIREMENTS>>;

/// Type of the parameter that fills a clause.
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
pub enum ParameterType {
	/// The clause is fixed text.
	None,
	/// Free text.
	Text,
	/// A whole number between two bounds, both included.
	Number {
		/// Least value.
		least: u64,
		/// Greatest value.
		greatest: u64,
	},
	/// A date, as a block number.
	Block,
	/// A hash, such as that of an annex.
	Digest,
}

/// Parameter of a clause.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Parameter {
	/// None: the clause is fixed text.
	None,
	/// Free text.
	Text(Text<256>),
	/// A whole number.
	Number(u64),
	/// A block number.
	Block(BlockNumber),
	/// A hash.
	Digest(Hash),
}

impl ParameterType {
	/// Whether `parameter` is of this type and within its bounds.
	pub fn admits(&self, parameter: &Parameter) -> bool {
		match (self, parameter) {
			(ParameterType::None, Parameter::None)
			| (ParameterType::Text, Parameter::Text(_))
			| (ParameterType::Block, Parameter::Block(_))
			| (ParameterType::Digest, Parameter::Digest(_)) => true,
			(ParameterType::Number { least, greatest }, Parameter::Number(n)) => {
				least <= n && n <= greatest
			},
			_ => false,
		}
	}
}

/// A clause of a template.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Clause {
	/// Short title.
	pub title: Text<64>,
	/// Hash of the full wording, which the market publishes.
	pub wording: Hash,
	/// What fills it.
	pub parameter: ParameterType,
}

/// What a template fixes; never edited, only followed by a new version.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct TemplateContent {
	/// Name for people.
	pub name: Text<64>,
	/// What kind of agreement it makes.
	pub kind: AgreementKind,
	/// Version of the template that this one follows.
	pub follows: Option<TemplateId>,
	/// Clauses, each filled by one parameter of the agreement.
	pub clauses: BoundedVec<Clause, ConstU32<MAX_CLAUSES>>,
	/// Qualifications that parties of a role must hold when the operator attests.
	pub requires: Requirements,
	/// Fewest holders that an authorization may name: three, or two where two are allowed.
	pub least_holders: u8,
}

/// A template.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Template {
	/// Member that proposed it.
	pub author: AccountId,
	/// What it fixes.
	pub content: TemplateContent,
	/// One more than the version it follows; the first is 1.
	pub version: u16,
	/// Where it is in its life.
	pub status: TemplateStatus,
}

/// Life of a template.
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
pub enum TemplateStatus {
	/// Waits for an operator to approve or retire it.
	Proposed,
	/// May be filled; an operator may retire it.
	Approved,
	/// May not be filled any more; agreements made with it stand.
	Retired,
}

/// What is wrong with a template that somebody proposes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Defect {
	/// The template that it follows makes another kind of agreement.
	KindDiffers,
	/// No number can fill a clause: its least value is above its greatest.
	BoundsReversed,
	/// It asks the same qualification of the same role twice.
	RequirementRepeated,
	/// An authorization could name no holder.
	MinimumTooLow,
	/// The template that it follows has the last version number there is.
	VersionsExhausted,
	/// Its name or a title has characters that nobody sees, or is not UTF-8.
	HiddenCharacters,
}

impl TemplateContent {
	/// Checks the content and returns the version of a template that has it, `followed` being the
	/// template that it follows.
	pub fn check(&self, followed: Option<&Template>) -> Result<u16, Defect> {
		let reversed = |clause: &Clause| matches!(clause.parameter, ParameterType::Number { least, greatest } if least > greatest);
		if self.clauses.iter().any(reversed) {
			return Err(Defect::BoundsReversed);
		}
		let repeated = |(i, required)| self.requires.iter().skip(i).skip(1).any(|r| r == required);
		if self.requires.iter().enumerate().any(repeated) {
			return Err(Defect::RequirementRepeated);
		}
		if self.kind == AgreementKind::Authorization && self.least_holders < LEAST_HOLDERS {
			return Err(Defect::MinimumTooLow);
		}
		let titles = self.clauses.iter().map(|clause| &clause.title);
		if titles.chain([&self.name]).any(|text| seen_text(text).is_none()) {
			return Err(Defect::HiddenCharacters);
		}
		match followed {
			None => Ok(1),
			Some(followed) if followed.content.kind != self.kind => Err(Defect::KindDiffers),
			Some(followed) => followed.version.checked_add(1).ok_or(Defect::VersionsExhausted),
		}
	}
}
