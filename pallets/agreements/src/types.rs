//! Types of the pallet that know no configuration.

use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::traits::PalletError;
use panshi_primitives::duo::Mismatch;
use scale_info::TypeInfo;

/// Which identity of an agreement may not be used for its purpose, and why.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct Misfit {
	/// Index of the identity in the agreement.
	pub identity: u8,
	/// What its terms of use do not permit.
	pub mismatch: Mismatch,
}

impl PalletError for Misfit {
	/// One byte for the index and one for the variant of [`Mismatch`].
	const MAX_ENCODED_SIZE: usize = 2;
}

/// Number of `items`, as weights take it.
pub(crate) fn count<T>(items: &[T]) -> u32 {
	u32::try_from(items.len()).unwrap_or(u32::MAX)
}
