//! Where the runtime keeps what a bundle proves.

use codec::Encode;
use sp_crypto_hashing::{blake2_128, twox_128, twox_64};

/// Key of the value `item` of `pallet`.
pub(crate) fn value(pallet: &str, item: &str) -> Vec<u8> {
	[twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}

/// `key`, as `Twox64Concat` maps keep it.
pub(crate) fn twox(key: impl Encode) -> Vec<u8> {
	let key = key.encode();
	[twox_64(&key).as_slice(), &key].concat()
}

/// `key`, as `Blake2_128Concat` maps keep it.
pub(crate) fn blake2(key: impl Encode) -> Vec<u8> {
	let key = key.encode();
	[blake2_128(&key).as_slice(), &key].concat()
}

/// Key of the entry of the map `item` of `pallet` whose hashed keys are `keys`.
pub(crate) fn entry(pallet: &str, item: &str, keys: &[Vec<u8>]) -> Vec<u8> {
	[value(pallet, item), keys.concat()].concat()
}
