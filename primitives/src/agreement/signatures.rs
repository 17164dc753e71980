//! Who has signed, and signatures made off chain.

use crate::{AccountId, BlockNumber, Signature};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Set of parties by index in [`AgreementContent::parties`].
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
pub struct PartySet(u16);

impl PartySet {
	/// Whether the party at `index` is in the set.
	pub fn contains(self, index: usize) -> bool {
		self.0 & Self::bit(index) != 0
	}

	/// The set with the party at `index` added.
	pub fn with(self, index: usize) -> Self {
		PartySet(self.0 | Self::bit(index))
	}

	/// Number of parties in the set.
	pub fn len(self) -> usize {
		usize::try_from(self.0.count_ones()).unwrap_or_default()
	}

	/// Whether the set is empty.
	pub fn is_empty(self) -> bool {
		self.0 == 0
	}

	fn bit(index: usize) -> u16 {
		u32::try_from(index).ok().and_then(|i| 1u16.checked_shl(i)).unwrap_or_default()
	}
}

/// Signature of a party, made off chain over [`crate::signing::agreement_signature_payload`].
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct PartySignature {
	/// The party that is bound.
	pub party: AccountId,
	/// Who signed for it: the party itself, or staff with a proxy for signing.
	pub signer: AccountId,
	/// Last block at which the signature is taken.
	pub expires_at: BlockNumber,
	/// Whether a wallet signed, which wraps the payload: see [`crate::signing::wrapped_for_wallet`].
	pub wrapped: bool,
	/// The signature.
	pub signature: Signature,
}
