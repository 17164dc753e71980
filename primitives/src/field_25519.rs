//! Numbers modulo p = 2^255 - 19 in 32 little-endian bytes, the coordinates of RFC 7748 and RFC 8032.

pub(crate) const ZERO: [u8; 32] = [0; 32];

pub(crate) const ONE: [u8; 32] = {
	let mut one = ZERO;
	one[0] = 1;
	one
};

/// p - 1.
pub(crate) const MINUS_ONE: [u8; 32] = {
	let mut number = [0xff; 32];
	number[0] = 0xec;
	number[31] = 0x7f;
	number
};

/// Whether a number is below p.
pub(crate) fn is_canonical(number: &[u8; 32]) -> bool {
	let [first, middle @ .., last] = number;
	*last < 0x7f || (*last == 0x7f && (*first < 0xed || middle.iter().any(|byte| *byte != 0xff)))
}
