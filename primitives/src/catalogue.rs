//! What an index beside a node needs to keep a catalogue of data: what there is, and what a block
//! changed of it.

use crate::{
	agreement::{AgreementId, TemplateId},
	data::{DataId, DataIdentity},
	AccountId, Balance, BlockNumber,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// How many there are of each kind: the numbers below have been given.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct Sizes {
	/// Data identities.
	pub identities: DataId,
	/// Agreements.
	pub agreements: AgreementId,
	/// Templates.
	pub templates: TemplateId,
}

/// What the events of a block say has changed.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct Changes {
	/// Data identities, those of publications that changed included.
	pub identities: Vec<DataId>,
	/// Authorizations.
	pub authorizations: Vec<AgreementId>,
	/// Templates.
	pub templates: Vec<TemplateId>,
	/// Members.
	pub members: Vec<AccountId>,
}

/// A data identity in a catalogue.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Entry {
	/// Its number.
	pub data: DataId,
	/// What the chain knows of it.
	pub identity: DataIdentity,
	/// The publication under which it is on offer, and the first block at which that is not in
	/// force any more.
	pub offer: Option<(AgreementId, BlockNumber)>,
	/// Key of the storage under which the identity stands.
	pub storage_key: Vec<u8>,
}

/// What was agreed to be paid for jobs.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct AgreedPrice {
	/// The authorization, which is in force.
	pub agreement: AgreementId,
	/// Data identities that jobs may use.
	pub identities: Vec<DataId>,
	/// Price of each job.
	pub price: Balance,
	/// First block at which it is not in force any more.
	pub until: BlockNumber,
}
