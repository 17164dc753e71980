//! Data identities: what the chain knows of data that stays with its holder.

mod descriptor;
mod status;

pub use descriptor::{
	Attribute, DataDescriptor, InvalidDescriptor, Lineage, MAX_ATTRIBUTES, MAX_SOURCES,
};
pub use status::{DataStatus, RefusedTransition};

use crate::{consortium::ComputeNodeId, AccountId, BlockNumber, Hash};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Number of a data identity, given at registration and never reused.
pub type DataId = u32;
/// Commitment to the normalised content of a data set (see docs/protocols/fingerprint.md).
pub type Fingerprint = Hash;

/// A registered data set.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct DataIdentity {
	/// Member that holds the data.
	pub holder: AccountId,
	/// What it declared.
	pub descriptor: DataDescriptor,
	/// Compute node that serves the data, once the holder named one.
	pub node: Option<ComputeNodeId>,
	/// Block of registration.
	pub registered_at: BlockNumber,
	/// Where it is in its life.
	pub status: DataStatus,
}
