//! Where an agreement stands: the small record that its moves read and write.

use super::{
	AgreementContent, AgreementKind, AgreementState, Party, Requirements, MAX_IDENTITIES,
	MAX_PARTIES,
};
use crate::{
	consortium::{QualificationKind, Role},
	data::DataId,
	AccountId, BlockNumber, Hash,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Where an agreement stands.
///
/// Everything but the counters and the state follows from the content and its template, and never
/// changes: it is repeated here so that a move reads and writes a tenth of what the parties sign.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Standing {
	/// Party that proposed the agreement.
	pub proposer: AccountId,
	/// Digest that the parties sign; see [`crate::signing::agreement_digest`].
	pub digest: Hash,
	/// What kind of agreement it is.
	pub kind: AgreementKind,
	/// Who signs, in the order of the content.
	pub parties: BoundedVec<Party, ConstU32<MAX_PARTIES>>,
	/// The data identities it is about, in the order of the content.
	pub identities: BoundedVec<DataId, ConstU32<MAX_IDENTITIES>>,
	/// Qualifications that its template asks of roles.
	pub requires: Requirements,
	/// Whether its purpose names diseases, which an operator has to check.
	pub names_diseases: bool,
	/// When it was proposed. Every party held its role then.
	pub proposed_at: BlockNumber,
	/// Until when every party has the qualifications that the template asks of its role, as far as
	/// could be said when it was proposed; zero if one was missing.
	pub qualified_until: BlockNumber,
	/// Last block at which signatures are taken and at which the operator may attest.
	pub sign_before: BlockNumber,
	/// Blocks from the attestation until it expires.
	pub term: BlockNumber,
	/// Blocks from notice to termination.
	pub notice: BlockNumber,
	/// Jobs that may be run under it; zero for a publication.
	pub job_quota: u32,
	/// Jobs started that have not been given back.
	pub jobs_started: u32,
	/// Jobs in progress.
	pub jobs_open: u32,
	/// Where it is in its life.
	pub state: AgreementState,
}

impl Standing {
	/// The standing of an agreement that `proposer` proposes with this content and digest, made
	/// with a template that `requires` these qualifications. Nothing is known of the parties yet.
	pub fn proposed(
		proposer: AccountId,
		digest: Hash,
		content: &AgreementContent,
		requires: &Requirements,
	) -> Self {
		let terms = content.authorization();
		Self {
			proposer,
			digest,
			kind: content.kind(),
			parties: content.parties.clone(),
			identities: content.identities.clone(),
			requires: requires.clone(),
			names_diseases: content.names_diseases(),
			proposed_at: 0,
			qualified_until: 0,
			sign_before: content.sign_before,
			term: content.term,
			notice: content.notice,
			job_quota: terms.map_or(0, |terms| terms.job_quota),
			jobs_started: 0,
			jobs_open: 0,
			state: AgreementState::Proposed,
		}
	}

	/// Whether everything that never changes is what `content` and its template say.
	pub fn follows_from(&self, content: &AgreementContent, requires: &Requirements) -> bool {
		let expected = Self {
			proposed_at: self.proposed_at,
			qualified_until: self.qualified_until,
			jobs_started: self.jobs_started,
			jobs_open: self.jobs_open,
			state: self.state.clone(),
			..Self::proposed(self.proposer.clone(), self.digest, content, requires)
		};
		*self == expected
	}

	/// Index of the party `account`.
	pub fn party_index(&self, account: &AccountId) -> Option<usize> {
		self.parties.iter().position(|p| p.account == *account)
	}

	/// Whether the parties are still what they were when it was proposed, in roles and
	/// qualifications, where no member has lost any since block `last_loss`.
	pub fn is_vouched_for(&self, last_loss: BlockNumber, now: BlockNumber) -> bool {
		last_loss < self.proposed_at && now < self.qualified_until
	}

	/// Qualifications that the template asks of a party in `role`.
	pub fn required_of(&self, role: Role) -> impl Iterator<Item = QualificationKind> + '_ {
		self.requires.iter().filter(move |(of, _)| *of == role).map(|(_, kind)| *kind)
	}
}
