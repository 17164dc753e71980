//! Which public X25519 keys may be put on the chain.

use crate::{
	field_25519::{is_canonical, MINUS_ONE, ONE, ZERO},
	ChannelKey,
};

/// The canonical u-coordinates of points of small order, on the curve and on its twist: 0, 1, two
/// points of order eight, and p - 1.
///
/// Source: D. J. Bernstein, <https://cr.yp.to/ecdh.html#validate>; libsodium refuses the same ones
/// in `crypto_scalarmult/curve25519/ref10`, and RFC 7748, section 6.1, their shared secret, which is
/// zero.
const SMALL_ORDER: [ChannelKey; 5] = [
	ZERO,
	ONE,
	[
		0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
		0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
		0xb8, 0x00,
	],
	[
		0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef,
		0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f,
		0x11, 0x57,
	],
	MINUS_ONE,
];

/// Whether `key` may be used: the canonical encoding of a u-coordinate that is not of small order.
///
/// With a key of small order every shared secret is zero, which honest peers have to refuse, so
/// that whoever publishes one stops a job at the fault of others. A second encoding of a key (the
/// highest bit, which X25519 ignores, or p and more) would pass for another key.
pub fn is_usable_channel_key(key: &ChannelKey) -> bool {
	is_canonical(key) && !SMALL_ORDER.contains(key)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn near_p(first: u8) -> ChannelKey {
		let mut key = [0xff; 32];
		(key[0], key[31]) = (first, 0x7f);
		key
	}

	#[test]
	fn takes_the_keys_of_rfc_7748() {
		// Section 6.1: the public keys of Alice and Bob, and the base point.
		let alice = [
			0x85, 0x20, 0xf0, 0x09, 0x89, 0x30, 0xa7, 0x54, 0x74, 0x8b, 0x7d, 0xdc, 0xb4, 0x3e,
			0xf7, 0x5a, 0x0d, 0xbf, 0x3a, 0x0d, 0x26, 0x38, 0x1a, 0xf4, 0xeb, 0xa4, 0xa9, 0x8e,
			0xaa, 0x9b, 0x4e, 0x6a,
		];
		let bob = [
			0xde, 0x9e, 0xdb, 0x7d, 0x7b, 0x7d, 0xc1, 0xb4, 0xd3, 0x5b, 0x61, 0xc2, 0xec, 0xe4,
			0x35, 0x37, 0x3f, 0x83, 0x43, 0xc8, 0x5b, 0x78, 0x67, 0x4d, 0xad, 0xfc, 0x7e, 0x14,
			0x6f, 0x88, 0x2b, 0x4f,
		];
		let mut base = [0; 32];
		base[0] = 9;
		for key in [alice, bob, base, near_p(0xeb)] {
			assert!(is_usable_channel_key(&key), "{key:?}");
		}
	}

	#[test]
	fn refuses_points_of_small_order_in_every_encoding() {
		// 2^255 - 19 and the number after it are other encodings of 0 and 1.
		for key in SMALL_ORDER.into_iter().chain([near_p(0xed), near_p(0xee)]) {
			let mut high = key;
			high[31] |= 0x80;
			assert!(!is_usable_channel_key(&key), "{key:?}");
			assert!(!is_usable_channel_key(&high), "{high:?}");
		}
	}

	#[test]
	fn refuses_second_encodings() {
		let mut high = [9; 32];
		assert!(is_usable_channel_key(&high));
		high[31] |= 0x80;
		for key in [high, near_p(0xef), near_p(0xff), [0xff; 32]] {
			assert!(!is_usable_channel_key(&key), "{key:?}");
		}
	}
}
