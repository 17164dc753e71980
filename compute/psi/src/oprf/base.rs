//! Base oblivious transfers: for each bit of the sender's secret the receiver has two seeds, and the
//! sender learns the one that its bit names.
//!
//! Masny and Rindal, *Endemic Oblivious Transfer*, CCS 2019 (the protocol from Diffie-Hellman in the
//! random-oracle model), over Ristretto255, with fresh exponents for each transfer: nothing is reused
//! between transfers, and each hash names its transfer. Here the sender of the pseudo-random function
//! *chooses*, and its receiver *answers*.

use super::{ANSWERS, CHOICES};
use crate::{bits::Row, code, Error, Party};
use curve25519_dalek::{
	ristretto::{CompressedRistretto, RistrettoPoint},
	scalar::Scalar,
	traits::IsIdentity,
};
use rand_core::{CryptoRng, RngCore};
use subtle::{Choice, ConditionallySelectable};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A seed of each transfer.
pub(super) type Seeds = Zeroizing<Vec<[u8; 16]>>;

/// Length of an encoded point.
const POINT: usize = 32;

fn random_scalar(rng: &mut (impl RngCore + CryptoRng)) -> Scalar {
	let mut wide = Zeroizing::new([0; 64]);
	rng.fill_bytes(&mut *wide);
	Scalar::from_bytes_mod_order_wide(&wide)
}

fn hash(key: &[u8; 32], label: &[u8], index: usize, branch: u8) -> blake3::Hasher {
	let mut hasher = blake3::Hasher::new_keyed(key);
	hasher.update(label).update(&index.to_le_bytes()).update(&[branch]);
	hasher
}

/// The random oracle into the group, one for each transfer and branch.
fn offset(key: &[u8; 32], index: usize, branch: u8, other: &[u8; POINT]) -> RistrettoPoint {
	let mut wide = [0; 64];
	let mut hasher = hash(key, b"offset", index, branch);
	hasher.update(other).finalize_xof().fill(&mut wide);
	RistrettoPoint::from_uniform_bytes(&wide)
}

/// What both parties saw of one transfer.
struct View<'v> {
	key: &'v [u8; 32],
	index: usize,
	choices: &'v [[u8; POINT]; 2],
	answer: [u8; POINT],
}

impl View<'_> {
	/// The seed of a branch out of the shared point.
	fn seed(&self, branch: u8, shared: &RistrettoPoint) -> [u8; 16] {
		let mut hasher = hash(self.key, b"seed", self.index, branch);
		for choice in self.choices {
			hasher.update(choice);
		}
		hasher.update(&self.answer).update(&shared.compress().0);
		let mut seed = [0; 16];
		hasher.finalize_xof().fill(&mut seed);
		seed
	}
}

/// Secrets of the party that chooses.
#[derive(Zeroize, ZeroizeOnDrop)]
#[cfg_attr(test, derive(Clone))]
pub(super) struct Choices {
	bits: [u64; 10],
	exponents: Vec<Scalar>,
	#[zeroize(skip)]
	points: Vec<[[u8; POINT]; 2]>,
}

impl Choices {
	/// Chooses at random; gives the message as well.
	pub(super) fn new(key: &[u8; 32], rng: &mut (impl RngCore + CryptoRng)) -> (Self, Vec<u8>) {
		let mut choices = Self { bits: [0; 10], exponents: Vec::new(), points: Vec::new() };
		let mut message = Vec::with_capacity(super::CHOICES_LENGTH);
		for index in 0..code::LENGTH {
			let bit = u8::try_from(rng.next_u32() & 1).unwrap_or_default();
			let exponent = random_scalar(rng);
			let mut wide = [0; 64];
			rng.fill_bytes(&mut wide);
			let other = RistrettoPoint::from_uniform_bytes(&wide);
			// The hash of the branch that was chosen; both are computed, so that time tells nothing.
			let compressed = other.compress().0;
			let hashes = [0, 1].map(|branch| offset(key, index, branch, &compressed));
			let select = Choice::from(bit);
			let hashed = RistrettoPoint::conditional_select(&hashes[0], &hashes[1], select);
			let own = RistrettoPoint::mul_base(&exponent) - hashed;
			let pair = [
				RistrettoPoint::conditional_select(&own, &other, select),
				RistrettoPoint::conditional_select(&other, &own, select),
			]
			.map(|point| point.compress().0);
			message.extend_from_slice(pair.as_flattened());
			choices.bits[index / 64] |= u64::from(bit) << (index % 64);
			choices.exponents.push(exponent);
			choices.points.push(pair);
		}
		(choices, message)
	}

	/// The secret as a row, and the seeds that it chose.
	pub(super) fn finish(
		self,
		key: &[u8; 32],
		answers: &[u8],
		from: Party,
	) -> Result<(Zeroizing<Row>, Seeds), Error> {
		let malformed = Error::Malformed { party: from, what: ANSWERS.name };
		let bits = Zeroizing::new(Row(self.bits));
		let mut seeds = Zeroizing::new(Vec::with_capacity(code::LENGTH));
		for (index, answer) in answers.as_chunks().0.iter().take(code::LENGTH).enumerate() {
			let point = decode(answer).ok_or(malformed.clone())?;
			let choices = &self.points[index];
			let view = View { key, index, choices, answer: *answer };
			let branch = u8::from(bits.bit(index));
			seeds.push(view.seed(branch, &(self.exponents[index] * point)));
		}
		Ok((bits, seeds))
	}
}

/// A point that is not the identity, in its one encoding.
fn decode(bytes: &[u8; POINT]) -> Option<RistrettoPoint> {
	CompressedRistretto(*bytes).decompress().filter(|point| !point.is_identity())
}

/// Both seeds of a transfer.
pub(super) type SeedPair = [[u8; 16]; 2];

/// Answers choices: both seeds of each transfer, and the message.
pub(super) fn answer(
	key: &[u8; 32],
	choices: &[u8],
	from: Party,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<(Zeroizing<Vec<SeedPair>>, Vec<u8>), Error> {
	let malformed = Error::Malformed { party: from, what: CHOICES.name };
	let mut seeds = Zeroizing::new(Vec::with_capacity(code::LENGTH));
	let mut message = Vec::with_capacity(super::ANSWERS_LENGTH);
	let (points, _) = choices.as_chunks::<POINT>();
	for (index, pair) in points.as_chunks::<2>().0.iter().enumerate() {
		let exponent = Zeroizing::new(random_scalar(rng));
		let answer = RistrettoPoint::mul_base(&exponent).compress().0;
		let view = View { key, index, choices: pair, answer };
		let mut both = [[0; 16]; 2];
		for (branch, seed) in (0..).zip(&mut both) {
			let own = decode(&pair[usize::from(branch)]).ok_or(malformed.clone())?;
			let other = &pair[usize::from(1 - branch)];
			let shared = *exponent * (own + offset(key, index, branch, other));
			*seed = view.seed(branch, &shared);
		}
		seeds.push(both);
		message.extend_from_slice(&answer);
	}
	Ok((seeds, message))
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::ChaCha20Rng;
	use rand_core::SeedableRng;

	#[test]
	fn gives_the_chosen_seed_and_only_that() {
		let (key, mut rng) = ([7; 32], ChaCha20Rng::seed_from_u64(1));
		let (choices, message) = Choices::new(&key, &mut rng);
		let (both, answers) = answer(&key, &message, Party(0), &mut rng).unwrap();
		let (bits, chosen) = choices.finish(&key, &answers, Party(1)).unwrap();
		assert!((250..374).contains(&(0..624).filter(|i| bits.bit(*i)).count()));
		for (index, (pair, seed)) in both.iter().zip(chosen.iter()).enumerate() {
			assert_eq!(&pair[usize::from(bits.bit(index))], seed);
			assert_ne!(pair[0], pair[1]);
		}
	}

	#[test]
	fn refuses_what_is_no_point() {
		let (key, mut rng) = ([7; 32], ChaCha20Rng::seed_from_u64(2));
		let (choices, message) = Choices::new(&key, &mut rng);
		for bad in [[0; 32], [0xff; 32]] {
			let mut broken = message.clone();
			broken[64..96].copy_from_slice(&bad);
			let error = Error::Malformed { party: Party(0), what: CHOICES.name };
			assert_eq!(answer(&key, &broken, Party(0), &mut rng).err(), Some(error));
		}
		let (_, mut answers) = answer(&key, &message, Party(0), &mut rng).unwrap();
		answers[32..64].copy_from_slice(&[0; 32]);
		let error = Error::Malformed { party: Party(1), what: ANSWERS.name };
		assert_eq!(choices.finish(&key, &answers, Party(1)).err(), Some(error));
	}
}
