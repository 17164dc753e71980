//! Templates and agreements: what the parties sign, and the states an agreement goes through.
//!
//! The rules are methods of the types they judge: [`TemplateContent::check`] and
//! [`AgreementContent::check`] say what may be proposed, the moves of [`Standing`] which state
//! follows which, [`AgreementContent::required_checks`] what an operator attests, and
//! [`Agreement::covers`] which jobs may run.

mod attestation;
mod content;
mod coverage;
mod disclosure;
mod rules;
mod signatures;
mod standing;
mod state;
mod template;

pub use attestation::{Attestation, Check, CheckSubject};
pub use content::{
	AgreementContent, AuthorizationTerms, Party, ReleaseRule, Share, Terms, Windows,
};
pub use coverage::{JobRequest, NotCovered};
pub use disclosure::{Disclosed, DisclosureRule, TooMuch};
pub use rules::Unacceptable;
pub use signatures::{PartySet, PartySignature};
pub use standing::Standing;
pub use state::{AgreementState, Refused};
pub use template::{
	Clause, Defect, Parameter, ParameterType, Requirements, Template, TemplateContent,
	TemplateStatus,
};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Upper bound of clauses in a template.
pub const MAX_CLAUSES: u32 = 32;
/// Upper bound of qualifications that a template asks for.
pub const MAX_REQUIREMENTS: u32 = 8;
/// Most blocks that one stage of a job may take: thirty days at six seconds, so that no job binds
/// money and nodes for ever.
pub const MAX_WINDOW: crate::BlockNumber = 432_000;
/// Upper bound of parties to an agreement.
pub const MAX_PARTIES: u32 = 16;
/// Upper bound of data identities in an agreement.
pub const MAX_IDENTITIES: u32 = 16;
/// Upper bound of algorithms in an agreement.
pub const MAX_ALGORITHMS: u32 = 8;
/// Upper bound of checks that an attestation records.
pub const MAX_CHECKS: u32 = 64;
/// Sum of the parts of all shares in the income of a job.
pub const WHOLE: u32 = 1_000_000;

/// Fewest holders that any authorization may name. One is enough for a query, which goes to the
/// owner of a database alone; a sum or a joint computation over one holder shows its input, and is
/// refused for what it is when a job is created ([`crate::job::AlgorithmContent::output_for`]).
/// Templates for sums ask for three: over two, each holder can subtract its own part.
pub const LEAST_HOLDERS: u8 = 1;

/// Number of an agreement, given when it is proposed and never reused.
pub type AgreementId = u32;
/// Number of a template, given when it is proposed and never reused.
pub type TemplateId = u32;

/// Most agreements that are looked at for one [`AgreementList`].
pub const MAX_AGREEMENTS_LOOKED_AT: u32 = 1_000;

/// Some agreements, newest first.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct AgreementList {
	/// Their numbers.
	pub agreements: alloc::vec::Vec<AgreementId>,
	/// Where the rest begins: the agreements below this number have not been looked at. `None` when
	/// there is no rest.
	pub next: Option<AgreementId>,
}

/// What kind of agreement a template makes.
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
	Serialize,
	Deserialize,
	TypeInfo,
)]
#[serde(rename_all = "camelCase")]
pub enum AgreementKind {
	/// A holder puts data identities on offer.
	Publication,
	/// Holders let a consumer run jobs on their data.
	Authorization,
}

/// An agreement: what its parties sign, and where it stands.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Agreement {
	/// What the parties sign.
	pub content: AgreementContent,
	/// Where it stands.
	pub standing: Standing,
}
