//! Ring elements, responses and small coefficients as bytes, lowest byte first.

use crate::authenticated::field::{Fp, BYTES};
use crate::lattice::params::{LIMBS, PRIMES};
use crate::lattice::ring::Element;
use crate::lattice::switch::Switched;

/// Bytes of a ring element for each coefficient.
pub(crate) const ELEMENT: usize = 8 * LIMBS + BYTES;
/// Bytes of one part of a response for each coefficient.
pub(crate) const PART: usize = 8 + BYTES;

/// A ring element: limb by limb, then modulo `p`.
pub(crate) fn element(element: &Element) -> Vec<u8> {
	let mut bytes = Vec::with_capacity(ELEMENT * element.slots.len());
	for limb in &element.limbs {
		bytes.extend(limb.iter().flat_map(|value| value.to_le_bytes()));
	}
	bytes.extend(element.slots.iter().flat_map(|value| value.to_bytes()));
	bytes
}

/// From the bytes of a ring element; nothing unless each residue is reduced.
pub(crate) fn decode_element(bytes: &[u8], size: usize) -> Option<Element> {
	let (limbs, slots) = bytes.split_at_checked(8 * LIMBS * size)?;
	let mut chunks = limbs.chunks_exact(8 * size).zip(PRIMES);
	let mut limb = || {
		let (bytes, prime) = chunks.next()?;
		decode_limb(bytes, prime)
	};
	let limbs = [limb()?, limb()?, limb()?, limb()?, limb()?];
	let slots = decode_slots(slots)?;
	(slots.len() == size).then_some(Element { limbs, slots })
}

fn decode_limb(bytes: &[u8], prime: u64) -> Option<Vec<u64>> {
	let (chunks, _) = bytes.as_chunks::<8>();
	let value = |chunk: &[u8; 8]| Some(u64::from_le_bytes(*chunk)).filter(|value| *value < prime);
	chunks.iter().map(value).collect()
}

/// Field elements.
pub(crate) fn decode_slots(bytes: &[u8]) -> Option<Vec<Fp>> {
	let (chunks, rest) = bytes.as_chunks::<BYTES>();
	rest.is_empty().then(|| chunks.iter().map(|chunk| Fp::from_bytes(*chunk)).collect())?
}

/// A response: both parts, each modulo `q_0`, then modulo `p`.
pub(crate) fn response(parts: &[Switched; 2]) -> Vec<u8> {
	let mut bytes = Vec::with_capacity(2 * PART * parts[0].slots.len());
	for part in parts {
		bytes.extend(part.limb.iter().flat_map(|value| value.to_le_bytes()));
		bytes.extend(part.slots.iter().flat_map(|value| value.to_bytes()));
	}
	bytes
}

/// From the bytes of a response.
pub(crate) fn decode_response(bytes: &[u8], size: usize) -> Option<[Switched; 2]> {
	let part = |bytes: &[u8]| {
		let (limb, slots) = bytes.split_at_checked(8 * size)?;
		Some(Switched { limb: decode_limb(limb, PRIMES[0])?, slots: decode_slots(slots)? })
	};
	let (first, second) = bytes.split_at_checked(PART * size)?;
	let parts = [part(first)?, part(second)?];
	parts.iter().all(|part| part.slots.len() == size).then_some(parts)
}

/// Small coefficients, four bytes each.
pub(crate) fn small(bytes: &mut Vec<u8>, coefficients: &[i32]) {
	bytes.extend(coefficients.iter().flat_map(|value| value.to_le_bytes()));
}

/// Small coefficients, if each is at least `-2^bits` and below `2^bits`.
pub(crate) fn decode_small(bytes: &[u8], bits: u32) -> Option<Vec<i32>> {
	let (chunks, _) = bytes.as_chunks::<4>();
	let range = -(1i64 << bits)..1 << bits;
	let value = |chunk: &[u8; 4]| {
		Some(i32::from_le_bytes(*chunk)).filter(|value| range.contains(&i64::from(*value)))
	};
	chunks.iter().map(value).collect()
}
