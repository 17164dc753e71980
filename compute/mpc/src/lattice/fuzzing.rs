//! Decoders of the preprocessing under small parameters.

use crate::lattice::cipher::{Ciphertext, PublicKey, Scheme};
use crate::lattice::params::Params;
use crate::lattice::ring::Ring;
use crate::lattice::{encode, proof, setup};

/// Reads the bytes as everything that a party sends in the preprocessing. What is read is written
/// back as it was, and a proof made of it is refused.
pub fn lattice(bytes: &[u8]) {
	let params = Params::INSECURE_FOR_TESTS;
	let size = params.size();
	let _ = encode::decode_response(bytes, size).map(|response| {
		assert_eq!(encode::response(&response), bytes);
	});
	let _ = setup::decode_row(bytes, size);
	let row = 28 * size;
	let Some((rows, elements)) = bytes.split_at_checked(params.rows * row) else { return };
	let rows: Option<Vec<_>> =
		rows.chunks_exact(row).map(|row| proof::decode_row(row, size)).collect();
	let elements = elements.chunks_exact(encode::ELEMENT * size).map(|bytes| {
		let element = encode::decode_element(bytes, size)?;
		assert_eq!(encode::element(&element), bytes);
		Some(element)
	});
	let elements: Option<Vec<_>> = elements.collect();
	let (Some(rows), Some(elements)) = (rows, elements) else { return };
	let [a, b, first, second] = &elements[..] else { return };
	let scheme = Scheme::new(Ring::new(params));
	let key = PublicKey { a: a.clone(), b: b.clone() };
	let ciphertext = Ciphertext([first.clone(), second.clone()]);
	let proof = proof::Proof { challenge: [0; 32], rows };
	let context = blake3::Hasher::new();
	assert!(!proof::verify(&scheme, &key, &[ciphertext], &context, &proof));
}
