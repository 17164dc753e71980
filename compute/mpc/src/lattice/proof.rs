//! Proof that the sender of ciphertexts knows their plaintexts and short randomness.
//!
//! The sigma protocol of Overdrive (Keller, Pastro and Rotaru, EUROCRYPT 2018, figure 5) with
//! monomials as challenges (TopGear: Baum, Cozzo and Smart, SAC 2019, figure 3), made
//! non-interactive by a hash (Fiat and Shamir, CRYPTO 1986) over session, prover, number of the
//! proof, public key, ciphertexts and first messages. Plaintexts are masked modulo `p`, which hides
//! them perfectly. Randomness is masked in a box and answers near its walls are discarded with the
//! whole attempt (Lyubashevsky, EUROCRYPT 2012, section 1.1), which hides it perfectly as well.
//!
//! What is proven: twice each ciphertext is an encryption with randomness and errors as small as
//! `params` states. Only twice: the differences of monomials have no short inverse, their halves do.

use crate::authenticated::field::{Fp, BYTES};
use crate::authenticated::prg::Prg;
use crate::lattice::cipher::{Ciphertext, Opening, PublicKey, Scheme};
use crate::lattice::encode;
use crate::lattice::params::{ERROR, MASK_ERROR, MASK_TERNARY};
use crate::lattice::ring::shifted;
use crate::lattice::sample::boxed;
use rand_core::RngCore;

/// Bytes of one row for each coefficient.
pub(crate) const ROW: usize = 3 * 4 + BYTES;

/// A proof: the hash that made the challenge, and the answers.
pub(crate) struct Proof {
	pub(crate) challenge: [u8; 32],
	pub(crate) rows: Vec<Opening>,
}

/// Small coefficients in a box.
pub(crate) fn mask(rng: &mut Prg, size: usize, bits: u32) -> Vec<i32> {
	boxed(rng, size, bits).into_iter().map(|value| value as i32).collect()
}

/// Absorbs ring elements.
pub(crate) fn absorb(hasher: &mut blake3::Hasher, ciphertext: &Ciphertext) {
	for part in &ciphertext.0 {
		hasher.update(&encode::element(part));
	}
}

/// The exponents of the challenge: row by row, one below `2N` for each ciphertext.
fn exponents(challenge: [u8; 32], rows: usize, ciphertexts: usize, log: u32) -> Vec<Vec<usize>> {
	let mut coins = Prg::from_seed(challenge);
	let mut exponent = || coins.next_u32() as usize & ((2 << log) - 1);
	(0..rows).map(|_| (0..ciphertexts).map(|_| exponent()).collect()).collect()
}

/// Proves ciphertexts, in coefficients. `context` has absorbed what the proof is bound to.
pub(crate) fn prove(
	scheme: &Scheme,
	key: &PublicKey,
	openings: &[Opening],
	ciphertexts: &[Ciphertext],
	context: &blake3::Hasher,
	rng: &mut Prg,
) -> Proof {
	let params = scheme.ring.params;
	let mut start = context.clone();
	ciphertexts.iter().for_each(|ciphertext| absorb(&mut start, ciphertext));
	loop {
		let mut hasher = start.clone();
		let masks: Vec<_> = (0..params.rows).map(|_| masks(scheme, rng)).collect();
		for mask in &masks {
			absorb(&mut hasher, &scheme.encrypt(key, mask));
		}
		let challenge = *hasher.finalize().as_bytes();
		let exponents = exponents(challenge, params.rows, openings.len(), params.log);
		let rows = masks.iter().zip(&exponents).map(|(mask, row)| answer(mask, openings, row));
		if let Some(rows) = rows.collect() {
			return Proof { challenge, rows };
		}
	}
}

fn masks(scheme: &Scheme, rng: &mut Prg) -> Opening {
	let size = scheme.ring.size();
	Opening {
		message: (0..size).map(|_| Fp::random(rng)).collect(),
		randomness: mask(rng, size, MASK_TERNARY),
		errors: [mask(rng, size, MASK_ERROR), mask(rng, size, MASK_ERROR)],
	}
}

/// `mask + sum of X^exponent * opening`, unless an answer comes near the walls of its box.
fn answer(mask: &Opening, openings: &[Opening], exponents: &[usize]) -> Option<Opening> {
	let size = mask.message.len();
	let mut message = mask.message.clone();
	for (opening, exponent) in openings.iter().zip(exponents) {
		let (shift, turned) = (exponent % size, exponent / size == 0);
		shifted(&mut message, &opening.message, shift, turned, |a, b| *a += *b, |a, b| *a -= *b);
	}
	let small = |mask: &[i32], part: &dyn Fn(&Opening) -> &[i32], bits: u32, bound: i64| {
		let mut sum: Vec<_> = mask.iter().map(|value| i64::from(*value)).collect();
		for (opening, exponent) in openings.iter().zip(exponents) {
			let (shift, turned) = (exponent % size, exponent / size == 0);
			let add = |a: &mut i64, b: &i32| *a += i64::from(*b);
			let subtract = |a: &mut i64, b: &i32| *a -= i64::from(*b);
			shifted(&mut sum, part(opening), shift, turned, add, subtract);
		}
		within(&sum, bits, bound * openings.len() as i64)
	};
	let randomness = small(&mask.randomness, &|opening| &opening.randomness, MASK_TERNARY, 1)?;
	let first = small(&mask.errors[0], &|opening| &opening.errors[0], MASK_ERROR, ERROR)?;
	let second = small(&mask.errors[1], &|opening| &opening.errors[1], MASK_ERROR, ERROR)?;
	Some(Opening { message, randomness, errors: [first, second] })
}

/// The sums, if each stays away from the walls of its box by what a secret can add.
pub(crate) fn within(sums: &[i64], bits: u32, margin: i64) -> Option<Vec<i32>> {
	let range = margin - (1 << bits)..(1 << bits) - margin;
	// Whether all are inside comes out anyhow; where one is not must not.
	let outside = sums.iter().fold(false, |outside, sum| outside | !range.contains(sum));
	(!outside).then(|| sums.iter().map(|sum| *sum as i32).collect())
}

/// Whether a proof holds: the first messages that fit the answers make the challenge again.
pub(crate) fn verify(
	scheme: &Scheme,
	key: &PublicKey,
	ciphertexts: &[Ciphertext],
	context: &blake3::Hasher,
	proof: &Proof,
) -> bool {
	let params = scheme.ring.params;
	let mut hasher = context.clone();
	ciphertexts.iter().for_each(|ciphertext| absorb(&mut hasher, ciphertext));
	let exponents = exponents(proof.challenge, params.rows, ciphertexts.len(), params.log);
	if proof.rows.len() != params.rows {
		return false;
	}
	for (row, exponents) in proof.rows.iter().zip(&exponents) {
		let mut first = scheme.encrypt(key, row);
		for (ciphertext, exponent) in ciphertexts.iter().zip(exponents) {
			for (part, other) in first.0.iter_mut().zip(&ciphertext.0) {
				scheme.ring.subtract_shifted(part, other, *exponent);
			}
		}
		absorb(&mut hasher, &first);
	}
	*hasher.finalize().as_bytes() == proof.challenge
}

/// A row on the wire: randomness, errors, plaintext.
pub(crate) fn encode_row(row: &Opening) -> Vec<u8> {
	let mut bytes = Vec::with_capacity(ROW * row.message.len());
	encode::small(&mut bytes, &row.randomness);
	encode::small(&mut bytes, &row.errors[0]);
	encode::small(&mut bytes, &row.errors[1]);
	bytes.extend(row.message.iter().flat_map(|value| value.to_bytes()));
	bytes
}

/// A row from the wire; nothing if an answer is too large.
pub(crate) fn decode_row(bytes: &[u8], size: usize) -> Option<Opening> {
	let (small, message) = bytes.split_at_checked(3 * 4 * size)?;
	let (randomness, errors) = small.split_at(4 * size);
	let (first, second) = errors.split_at(4 * size);
	let message = encode::decode_slots(message)?;
	(message.len() == size).then_some(())?;
	Some(Opening {
		message,
		randomness: encode::decode_small(randomness, MASK_TERNARY)?,
		errors: [
			encode::decode_small(first, MASK_ERROR)?,
			encode::decode_small(second, MASK_ERROR)?,
		],
	})
}
