//! Arithmetic of the sealed sum: vectors of integers modulo 2^64, added chunk by chunk.
//!
//! A *lane* is one such integer. Lanes travel as eight little-endian bytes each, in *chunks* of
//! [`LANES_PER_CHUNK`] lanes (the last one may be shorter). Beside its lanes a chunk carries one
//! *check lane* that holds nothing but pairwise masks, so that the check lanes of all holders add
//! up to zero exactly when the holders agree on their masks. See docs/protocols/sealed-sum.md.

/// Lanes in every chunk but the last.
pub const LANES_PER_CHUNK: u32 = 8_192;
/// Bytes of a lane.
pub const LANE_BYTES: u32 = 8;
/// Most bytes in a chunk.
pub const MAX_CHUNK_BYTES: u32 = LANES_PER_CHUNK * LANE_BYTES;
/// Most lanes in a job.
pub const MAX_LANES: u32 = 512 * 1_024;

/// Number of chunks that hold `lanes` lanes.
pub const fn chunk_count(lanes: u32) -> u32 {
	lanes.div_ceil(LANES_PER_CHUNK)
}

/// Number of lanes in chunk `index` of a vector of `lanes` lanes; zero past the end.
pub fn lanes_in_chunk(lanes: u32, index: u32) -> u32 {
	let start = index.saturating_mul(LANES_PER_CHUNK);
	lanes.saturating_sub(start).min(LANES_PER_CHUNK)
}

/// Adds `share` to `sum` lane by lane, modulo 2^64. Both have the same length, a multiple of
/// [`LANE_BYTES`]; otherwise nothing is added and the result is false.
#[must_use]
pub fn add_lanes(sum: &mut [u8], share: &[u8]) -> bool {
	if sum.len() != share.len() || !sum.len().is_multiple_of(8) {
		return false;
	}
	let (sums, _) = sum.as_chunks_mut::<8>();
	let (shares, _) = share.as_chunks::<8>();
	for (a, b) in sums.iter_mut().zip(shares) {
		*a = u64::from_le_bytes(*a).wrapping_add(u64::from_le_bytes(*b)).to_le_bytes();
	}
	true
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn counts_chunks() {
		assert_eq!(chunk_count(1), 1);
		assert_eq!(chunk_count(LANES_PER_CHUNK), 1);
		assert_eq!(chunk_count(LANES_PER_CHUNK + 1), 2);
		assert_eq!(lanes_in_chunk(LANES_PER_CHUNK + 1, 0), LANES_PER_CHUNK);
		assert_eq!(lanes_in_chunk(LANES_PER_CHUNK + 1, 1), 1);
		assert_eq!(lanes_in_chunk(LANES_PER_CHUNK + 1, 2), 0);
	}

	#[test]
	fn adds_modulo_2_to_the_64() {
		let mut sum = u64::MAX.to_le_bytes();
		assert!(add_lanes(&mut sum, &2u64.to_le_bytes()));
		assert_eq!(u64::from_le_bytes(sum), 1);
		assert!(!add_lanes(&mut sum, &[0; 7]));
	}
}
