//! Points of Ristretto255 in bulk. Every encoding is of twice the point, since a batch of those costs
//! one inversion.

use super::{POINT, TAG};
use crate::{Element, Error, Party};
use curve25519_dalek::{
	ristretto::{CompressedRistretto, RistrettoPoint},
	scalar::Scalar,
	traits::IsIdentity,
};
use rand_core::{CryptoRng, RngCore};
use std::thread;
use zeroize::Zeroizing;

/// Points that are encoded together.
const GROUP: usize = 64;

/// A random exponent that is not zero.
pub(super) fn exponent(rng: &mut (impl RngCore + CryptoRng)) -> Zeroizing<Scalar> {
	let mut wide = Zeroizing::new([0; 64]);
	loop {
		rng.fill_bytes(&mut *wide);
		let scalar = Zeroizing::new(Scalar::from_bytes_mod_order_wide(&wide));
		if *scalar != Scalar::ZERO {
			return scalar;
		}
	}
}

/// Applies `map` to groups of items on all processors; results are in order.
pub(super) fn in_groups<I: Sync, O: Send, E: Send>(
	items: &[I],
	map: impl Fn(&[I]) -> Result<Vec<O>, E> + Sync,
) -> Result<Vec<O>, E> {
	let threads = thread::available_parallelism().map_or(1, usize::from);
	let share = items.len().div_ceil(threads).next_multiple_of(GROUP).max(GROUP);
	let work = |share: &[I]| -> Result<Vec<O>, E> {
		let groups = share.chunks(GROUP).map(&map).collect::<Result<Vec<_>, E>>()?;
		Ok(groups.into_iter().flatten().collect())
	};
	thread::scope(|scope| {
		let workers: Vec<_> =
			items.chunks(share).map(|share| scope.spawn(|| work(share))).collect();
		let mut all = Vec::with_capacity(items.len());
		for worker in workers {
			let part = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
			all.extend(part);
		}
		Ok(all)
	})
}

/// Encodings of twice these points.
pub(super) fn encode(points: &[RistrettoPoint]) -> Vec<[u8; POINT]> {
	let encoded = RistrettoPoint::double_and_compress_batch(points);
	encoded.into_iter().map(|point| point.0).collect()
}

/// Points of a message, none of which may be the identity.
pub(super) fn decode(
	encoded: &[[u8; POINT]],
	party: Party,
	what: &'static str,
) -> Result<Vec<RistrettoPoint>, Error> {
	let decode = |bytes: &[u8; POINT]| {
		let point = CompressedRistretto(*bytes).decompress();
		point.filter(|point| !point.is_identity()).ok_or(Error::Malformed { party, what })
	};
	encoded.iter().map(decode).collect()
}

/// The point of an element in a session.
pub(super) fn point(key: &[u8; 32], element: &Element) -> RistrettoPoint {
	let mut wide = Zeroizing::new([0; 64]);
	blake3::Hasher::new_keyed(key).update(&element.0).finalize_xof().fill(&mut *wide);
	RistrettoPoint::from_uniform_bytes(&wide)
}

/// The tag of an encoded point.
pub(super) fn tag(key: &[u8; 32], encoded: &[u8; POINT]) -> [u8; TAG] {
	blake3::keyed_hash(key, encoded).as_bytes().as_chunks().0[0]
}
