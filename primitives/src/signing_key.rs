//! Ed25519 keys that compute nodes may announce.

use crate::{
	field_25519::{is_canonical, MINUS_ONE, ONE, ZERO},
	SigningKey,
};

/// y-coordinates of the points whose order divides eight. Derivation: the curve of RFC 8032, section
/// 5.1; the same list stands in libsodium, `ge25519_has_small_order`.
const SMALL_ORDER: [SigningKey; 5] = [
	ZERO,
	ONE,
	[
		0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
		0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
		0xfc, 0x05,
	],
	[
		0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
		0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
		0x03, 0x7a,
	],
	MINUS_ONE,
];

/// Whether `key` may be used: its y-coordinate is canonical and not that of a point of small order.
///
/// Under a key of small order anybody can sign everything (the verification is that of ZIP 215), so
/// that its owner could deny what it signed. A second encoding of a key would pass for another key.
pub fn is_usable_signing_key(key: &SigningKey) -> bool {
	let mut y = *key;
	// The highest bit is the sign of x.
	y[31] &= 0x7f;
	is_canonical(&y) && !SMALL_ORDER.contains(&y)
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::{
		ed25519::{Pair, Public, Signature},
		Pair as _,
	};

	/// R is the neutral point and S is zero: a signature that takes no secret.
	fn signature_of_nobody() -> Signature {
		let mut signature = [0; 64];
		signature[0] = 1;
		Signature::from_raw(signature)
	}

	fn anybody_signs(key: SigningKey) -> bool {
		Pair::verify(&signature_of_nobody(), b"anything", &Public::from_raw(key))
	}

	#[test]
	fn takes_keys_that_were_made_from_seeds() {
		for seed in 0..64 {
			let key = Pair::from_seed(&[seed; 32]).public().0;
			assert!(is_usable_signing_key(&key));
			assert!(!anybody_signs(key));
		}
	}

	#[test]
	fn refuses_keys_under_which_anybody_can_sign() {
		for y in SMALL_ORDER {
			for sign in [0, 0x80] {
				let mut key = y;
				key[31] |= sign;
				assert!(anybody_signs(key), "{key:x?}");
				assert!(!is_usable_signing_key(&key), "{key:x?}");
			}
		}
	}

	#[test]
	fn refuses_second_encodings() {
		for first in 0xed..=0xff {
			for last in [0x7f, 0xff] {
				let mut key = [0xff; 32];
				(key[0], key[31]) = (first, last);
				assert!(!is_usable_signing_key(&key), "{key:x?}");
			}
		}
	}
}
