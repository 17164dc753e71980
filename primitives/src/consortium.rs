//! Members, their roles and qualifications, and the compute nodes they run.

use crate::{
	is_text, is_usable_channel_key, is_usable_signing_key, AccountId, Balance, BlockNumber,
	ChannelKey, Hash, SigningKey, Text,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// Upper bound of qualifications that a member holds at a time.
pub const MAX_QUALIFICATIONS: u32 = 16;
/// Upper bound of compute nodes that a member runs at a time.
pub const MAX_NODES_PER_MEMBER: u32 = 16;
/// Blocks for which a heartbeat may be submitted after the block that it names.
pub const HEARTBEAT_WINDOW: BlockNumber = 64;

/// Number of a compute node, given at its registration and never reused.
pub type ComputeNodeId = u32;
/// Address of a compute node for its peers, such as `https://compute.example:8443`.
pub type Endpoint = Text<128>;
/// Code that says why something was refused, suspended or removed; the market publishes the list.
pub type ReasonCode = u16;

/// What an organisation does in the consortium.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	Serialize,
	Deserialize,
	TypeInfo,
)]
#[serde(rename_all = "camelCase")]
pub enum Role {
	/// Holds data and runs a compute node beside it.
	Holder,
	/// Asks for computations and opens their results.
	Consumer,
	/// Runs the market: keeps templates, verifies attributes and qualifications, attests.
	Operator,
	/// Follows every record and can suspend.
	Auditor,
	/// Sells an algorithm or a delivery service.
	ThirdParty,
}

impl Role {
	/// Every role, in the order of their encoding.
	pub const ALL: [Role; 5] =
		[Role::Holder, Role::Consumer, Role::Operator, Role::Auditor, Role::ThirdParty];

	/// Whether a member in this role may lift a suspension that was imposed in the role `imposed`:
	/// an auditor any, an operator one of an operator's. Nobody else may.
	pub const fn may_lift(self, imposed: Role) -> bool {
		matches!((self, imposed), (Role::Auditor, _) | (Role::Operator, Role::Operator))
	}

	const fn bit(self) -> u8 {
		match self {
			Role::Holder => 1,
			Role::Consumer => 2,
			Role::Operator => 4,
			Role::Auditor => 8,
			Role::ThirdParty => 16,
		}
	}
}

/// A set of roles.
#[derive(
	Clone,
	Copy,
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
pub struct Roles(u8);

impl Roles {
	/// The empty set.
	pub const fn none() -> Self {
		Roles(0)
	}

	/// The set with `role` added.
	pub const fn with(self, role: Role) -> Self {
		Roles(self.0 | role.bit())
	}

	/// The set with `role` removed.
	pub const fn without(self, role: Role) -> Self {
		Roles(self.0 & !role.bit())
	}

	/// Whether `role` is in the set.
	pub const fn contains(self, role: Role) -> bool {
		self.0 & role.bit() != 0
	}

	/// Whether there is no role in the set.
	pub const fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// Whether the set holds only roles that exist: a decoded set may hold more.
	pub fn is_known(self) -> bool {
		self.iter().collect::<Self>() == self
	}

	/// The roles in the set.
	pub fn iter(self) -> impl Iterator<Item = Role> {
		Role::ALL.into_iter().filter(move |role| self.contains(*role))
	}
}

impl FromIterator<Role> for Roles {
	fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
		roles.into_iter().fold(Roles::none(), Roles::with)
	}
}

/// What a qualification certifies. The names follow GA4GH Passport visas where one exists.
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
pub enum QualificationKind {
	/// The organisation exists and its account is its own.
	LegalEntity,
	/// Licence to run a clinical or research laboratory.
	LaboratoryLicence,
	/// Approval of an ethics committee or institutional review board.
	EthicsApproval,
	/// Certified protection of the data in its care.
	DataSecurity,
	/// Filing for the use of human genetic resources.
	GeneticResourcesFiling,
	/// Status as bona fide researcher (GA4GH Passport `ResearcherStatus`).
	ResearcherStatus,
}

/// A certified property of a member. The evidence itself stays off chain.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Qualification {
	/// What is certified.
	pub kind: QualificationKind,
	/// Who certified it, such as a ministry.
	pub issuer: Text<64>,
	/// Salted commitment to the evidence; destroying the salt unlinks it.
	pub evidence: Hash,
	/// First block at which the qualification no longer counts.
	pub expires_at: BlockNumber,
}

/// An organisation of the consortium.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Member {
	/// Name of the organisation.
	pub name: Text<64>,
	/// ISO 3166-1 alpha-2 code of its seat.
	pub country: [u8; 2],
	/// What it does.
	pub roles: Roles,
	/// What it is certified for; at most one of each kind.
	pub qualifications: BoundedVec<Qualification, ConstU32<MAX_QUALIFICATIONS>>,
	/// Block of its admission.
	pub admitted_at: BlockNumber,
}

impl Member {
	/// The member's qualification of `kind`, if it counts at block `now`.
	pub fn qualification(
		&self,
		kind: QualificationKind,
		now: BlockNumber,
	) -> Option<&Qualification> {
		self.qualifications.iter().find(|q| q.kind == kind && q.expires_at > now)
	}

	/// Takes `qualification` in, instead of the one of the same kind if there is one; false if
	/// there is no room for it.
	#[must_use]
	pub fn qualify(&mut self, qualification: Qualification) -> bool {
		match self.qualifications.iter_mut().find(|q| q.kind == qualification.kind) {
			Some(held) => {
				*held = qualification;
				true
			},
			None => self.qualifications.try_push(qualification).is_ok(),
		}
	}
}

/// Whether `country` has the form of an ISO 3166-1 alpha-2 code: two capital letters.
pub fn is_country_code(country: &[u8; 2]) -> bool {
	country.iter().all(u8::is_ascii_uppercase)
}

/// What a member announces of a compute node.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ComputeNodeInfo {
	/// Ed25519 key that signs acceptances and shares; unique on the chain.
	pub signing_key: SigningKey,
	/// X25519 key that authenticates channels between compute nodes.
	pub channel_key: ChannelKey,
	/// Where its peers reach it.
	pub endpoint: Endpoint,
}

/// What is wrong with an announced compute node.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InvalidNodeInfo {
	/// The signing key is of small order, or not in its canonical encoding.
	SigningKey,
	/// The endpoint is empty or not UTF-8.
	Endpoint,
	/// The channel key is of small order, or not in its canonical encoding.
	ChannelKey,
}

impl ComputeNodeInfo {
	/// Checks what can be checked without the chain's state.
	pub fn check(&self) -> Result<(), InvalidNodeInfo> {
		if !is_usable_signing_key(&self.signing_key) {
			return Err(InvalidNodeInfo::SigningKey);
		}
		if !is_usable_channel_key(&self.channel_key) {
			return Err(InvalidNodeInfo::ChannelKey);
		}
		if !is_text(&self.endpoint) {
			return Err(InvalidNodeInfo::Endpoint);
		}
		Ok(())
	}
}

/// A compute node of a member.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ComputeNode {
	/// Member that runs it and whose bond backs it.
	pub owner: AccountId,
	/// Keys and address.
	pub info: ComputeNodeInfo,
	/// What is left of the bond on hold.
	pub bond: Balance,
	/// Jobs in progress; the node cannot be retired while there are any.
	pub open_jobs: u32,
	/// Block of its last heartbeat or registration.
	pub last_seen: BlockNumber,
}

/// By which authority a qualification or a role was granted: the success of the granting origin.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Privilege {
	/// A vote of the consortium: may grant and revoke everything.
	Consortium,
	/// The named operator: may grant and revoke all but the operator's and the auditor's role, and
	/// grant nothing to itself.
	Operator(AccountId),
}

impl Privilege {
	/// Whether this privilege may grant or revoke `role`.
	pub fn may_grant(&self, role: Role) -> bool {
		match self {
			Privilege::Consortium => true,
			Privilege::Operator(_) => !matches!(role, Role::Operator | Role::Auditor),
		}
	}

	/// Whether this privilege may grant anything to `account`: nobody certifies itself.
	pub fn may_favour(&self, account: &AccountId) -> bool {
		match self {
			Privilege::Consortium => true,
			Privilege::Operator(operator) => operator != account,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::DecodeAll;

	fn qualification(kind: QualificationKind, expires_at: BlockNumber) -> Qualification {
		Qualification {
			kind,
			issuer: b"Ministry of Health".to_vec().try_into().expect("it is short"),
			evidence: Hash::repeat_byte(1),
			expires_at,
		}
	}

	fn member() -> Member {
		Member {
			name: b"Laboratory A".to_vec().try_into().expect("it is short"),
			country: *b"CN",
			roles: Roles::none().with(Role::Holder),
			qualifications: BoundedVec::new(),
			admitted_at: 1,
		}
	}

	#[test]
	fn tells_roles_that_exist_from_stray_bits() {
		assert!(Role::ALL.into_iter().collect::<Roles>().is_known());
		assert!(Roles::none().is_known());
		let stray = Roles::decode_all(&mut [0b10_0001].as_slice()).expect("every byte decodes");
		assert!(!stray.is_known());
	}

	#[test]
	fn only_an_auditor_lifts_what_an_auditor_imposed() {
		for imposed in [Role::Operator, Role::Auditor] {
			assert!(Role::Auditor.may_lift(imposed));
			assert!(!Role::Holder.may_lift(imposed));
		}
		assert!(Role::Operator.may_lift(Role::Operator));
		assert!(!Role::Operator.may_lift(Role::Auditor));
	}

	#[test]
	fn an_operator_favours_everybody_but_itself() {
		let (operator, other) = (AccountId::new([1; 32]), AccountId::new([2; 32]));
		assert!(Privilege::Operator(operator.clone()).may_favour(&other));
		assert!(!Privilege::Operator(operator.clone()).may_favour(&operator));
		assert!(Privilege::Consortium.may_favour(&operator));
	}

	#[test]
	fn a_qualification_counts_until_its_expiry() {
		let mut member = member();
		assert!(member.qualify(qualification(QualificationKind::LegalEntity, 10)));
		assert!(member.qualification(QualificationKind::LegalEntity, 9).is_some());
		assert!(member.qualification(QualificationKind::LegalEntity, 10).is_none());
		assert!(member.qualification(QualificationKind::DataSecurity, 9).is_none());
	}

	#[test]
	fn a_qualification_replaces_the_one_of_its_kind() {
		let mut member = member();
		assert!(member.qualify(qualification(QualificationKind::LegalEntity, 10)));
		assert!(member.qualify(qualification(QualificationKind::LegalEntity, 20)));
		assert_eq!(member.qualifications.len(), 1);
		assert!(member.qualification(QualificationKind::LegalEntity, 19).is_some());
	}

	#[test]
	fn a_full_list_takes_no_further_kind() {
		let mut member = member();
		let full = vec![qualification(QualificationKind::LegalEntity, 1); 16];
		member.qualifications = full.try_into().expect("16 fit");
		assert!(!member.qualify(qualification(QualificationKind::DataSecurity, 1)));
	}

	#[test]
	fn a_node_needs_keys_and_an_endpoint() {
		let info = ComputeNodeInfo {
			signing_key: [1; 32],
			channel_key: [2; 32],
			endpoint: b"https://a.example".to_vec().try_into().expect("it is short"),
		};
		assert_eq!(info.check(), Ok(()));
		for signing_key in [[0; 32], [0xff; 32]] {
			let broken = ComputeNodeInfo { signing_key, ..info.clone() };
			assert_eq!(broken.check(), Err(InvalidNodeInfo::SigningKey));
		}
		for channel_key in [[0; 32], [0xff; 32]] {
			let broken = ComputeNodeInfo { channel_key, ..info.clone() };
			assert_eq!(broken.check(), Err(InvalidNodeInfo::ChannelKey));
		}
		for endpoint in [vec![], vec![0xff]] {
			let endpoint = endpoint.try_into().expect("it is short");
			let broken = ComputeNodeInfo { endpoint, ..info.clone() };
			assert_eq!(broken.check(), Err(InvalidNodeInfo::Endpoint));
		}
	}
}
