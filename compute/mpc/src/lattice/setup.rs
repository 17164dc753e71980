//! Set-up: public keys and encrypted MAC keys, proven.
//!
//! Each party proves in one go that its public key has a short secret and error, and that its
//! encryption of the MAC key has short randomness and a constant plaintext polynomial, so that all
//! slots hold the same key (Overdrive, figure 4, Initialize, and section 3.2 "diagonal" plaintexts).
//! Challenges are single bits: constants keep a constant constant, and their differences are units,
//! so nothing is lost in the extraction; it happens once, so its cost does not matter.

use crate::authenticated::field::Fp;
use crate::authenticated::prg::Prg;
use crate::authenticated::Link;
use crate::lattice::cipher::{Ciphertext, Opening, PublicKey, Scheme, SecretKey};
use crate::lattice::encode;
use crate::lattice::params::{ERROR, PRIMES, SETUP_MASK_ERROR, SETUP_MASK_TERNARY};
use crate::lattice::proof::{absorb, mask, within};
use crate::lattice::ring::{Element, Ring};
use crate::{Error, PartyId, Transport};
use rand_core::RngCore;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Small vectors of a row: secret, key error, randomness and two errors.
const VECTORS: usize = 5;
/// Bits of their boxes.
const BITS: [u32; VECTORS] =
	[SETUP_MASK_TERNARY, SETUP_MASK_ERROR, SETUP_MASK_TERNARY, SETUP_MASK_ERROR, SETUP_MASK_ERROR];
/// Sizes of the secrets behind them.
const SIZES: [i64; VECTORS] = [1, ERROR, 1, ERROR, ERROR];
const WHAT: &str = "key and encrypted MAC key";

/// What one party announces.
pub(crate) struct Announced {
	pub(crate) key: PublicKey,
	/// The encrypted half of the MAC key's summand, in coefficients.
	pub(crate) mac: Ciphertext,
}

/// One repetition: masks, or answers.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Row {
	small: [Vec<i32>; VECTORS],
	constant: Fp,
}

/// The proof of a set-up.
pub(crate) struct Proof {
	pub(crate) challenge: [u8; 32],
	pub(crate) rows: Vec<Row>,
}

/// The common first part of all public keys, from coins that were tossed together.
pub(crate) fn common(ring: &Ring, coins: &mut Prg) -> Element {
	let mut element = ring.zero();
	for (limb, prime) in element.limbs.iter_mut().zip(PRIMES) {
		for value in limb {
			// 2^60 is less than 2^-38 above the prime.
			*value = std::iter::repeat_with(|| coins.next_u64() >> 4)
				.find(|value| *value < prime)
				.unwrap_or_default();
		}
	}
	element.slots.iter_mut().for_each(|value| *value = Fp::random(coins));
	element
}

/// A constant polynomial.
pub(crate) fn constant(ring: &Ring, value: Fp) -> Vec<Fp> {
	let mut coefficients = vec![Fp::ZERO; ring.size()];
	coefficients[0] = value;
	coefficients
}

/// What the proof speaks of and is bound to.
fn statement(scheme: &Scheme, announced: &Announced, context: &blake3::Hasher) -> blake3::Hasher {
	let mut hasher = context.clone();
	hasher.update(&scheme.ring.params.log.to_le_bytes());
	hasher.update(&encode::element(&announced.key.a)).update(&encode::element(&announced.key.b));
	absorb(&mut hasher, &announced.mac);
	hasher
}

/// The first message of a row: what its small vectors and constant make of key and ciphertext.
fn image(scheme: &Scheme, key: &PublicKey, row: &Row) -> (Element, Ciphertext) {
	let [secret, error, randomness, first, second] = &row.small;
	let masked = scheme.masked_secret(&key.a, secret, error);
	let opening = Opening {
		message: constant(&scheme.ring, row.constant),
		randomness: randomness.clone(),
		errors: [first.clone(), second.clone()],
	};
	(masked, scheme.encrypt(key, &opening))
}

/// Proves what was announced.
pub(crate) fn prove(
	scheme: &Scheme,
	announced: &Announced,
	secret: &SecretKey,
	opening: &Opening,
	context: &blake3::Hasher,
	rng: &mut Prg,
) -> Proof {
	let (size, rows) = (scheme.ring.size(), scheme.ring.params.setup_rows);
	let start = statement(scheme, announced, context);
	let secrets: [&[i32]; VECTORS] = [
		&secret.secret,
		&secret.error,
		&opening.randomness,
		&opening.errors[0],
		&opening.errors[1],
	];
	loop {
		let mut hasher = start.clone();
		let mut masks = Vec::with_capacity(rows);
		for _ in 0..rows {
			let small = BITS.map(|bits| mask(rng, size, bits));
			let row = Row { small, constant: Fp::random(rng) };
			let (masked, ciphertext) = image(scheme, &announced.key, &row);
			hasher.update(&encode::element(&masked));
			absorb(&mut hasher, &ciphertext);
			masks.push(row);
		}
		let challenge = *hasher.finalize().as_bytes();
		let bits = bits(challenge, rows);
		let rows = masks.iter().zip(bits);
		let answers = rows.map(|(mask, bit)| answer(mask, &secrets, opening.message[0], bit));
		if let Some(rows) = answers.collect() {
			return Proof { challenge, rows };
		}
	}
}

fn bits(challenge: [u8; 32], rows: usize) -> Vec<bool> {
	let mut coins = Prg::from_seed(challenge);
	(0..rows).map(|_| coins.next_u32() & 1 == 1).collect()
}

fn answer(mask: &Row, secrets: &[&[i32]; VECTORS], constant: Fp, bit: bool) -> Option<Row> {
	let mut small: [Vec<i32>; VECTORS] = Default::default();
	for (index, answer) in small.iter_mut().enumerate() {
		let pairs = mask.small[index].iter().zip(secrets[index]);
		let sum =
			|(mask, secret): (&i32, &i32)| i64::from(*mask) + i64::from(*secret) * i64::from(bit);
		let sums: Vec<_> = pairs.map(sum).collect();
		*answer = within(&sums, BITS[index], SIZES[index])?;
	}
	let constant = if bit { mask.constant + constant } else { mask.constant };
	Some(Row { small, constant })
}

/// Whether a proof holds.
pub(crate) fn verify(
	scheme: &Scheme,
	announced: &Announced,
	context: &blake3::Hasher,
	proof: &Proof,
) -> bool {
	let rows = scheme.ring.params.setup_rows;
	let mut hasher = statement(scheme, announced, context);
	let mut key = announced.key.b.clone();
	scheme.ring.inverse(&mut key);
	for (row, bit) in proof.rows.iter().zip(bits(proof.challenge, rows)) {
		let (mut masked, mut ciphertext) = image(scheme, &announced.key, row);
		if bit {
			scheme.ring.subtract_shifted(&mut masked, &key, 0);
			for (part, other) in ciphertext.0.iter_mut().zip(&announced.mac.0) {
				scheme.ring.subtract_shifted(part, other, 0);
			}
		}
		hasher.update(&encode::element(&masked));
		absorb(&mut hasher, &ciphertext);
	}
	proof.rows.len() == rows && *hasher.finalize().as_bytes() == proof.challenge
}

/// Announces to all and hears what all announce, each proven.
pub(crate) fn exchange<T: Transport>(
	scheme: &Scheme,
	link: &mut Link<T>,
	announced: Announced,
	proof: &Proof,
	context: impl Fn(PartyId) -> blake3::Hasher,
) -> Result<Vec<Announced>, Error> {
	let elements = [&announced.key.b, &announced.mac.0[0], &announced.mac.0[1]];
	let mut heard = Vec::with_capacity(elements.len());
	for element in elements {
		heard.push(link.exchange(encode::element(element))?);
	}
	let challenges = link.exchange(proof.challenge.to_vec())?;
	let mut rows = Vec::with_capacity(proof.rows.len());
	for row in &proof.rows {
		rows.push(link.exchange(encode_row(row))?);
	}
	let a = announced.key.a.clone();
	let me = link.parties().me();
	let mut mine = Some(announced);
	let mut all = Vec::with_capacity(link.parties().count());
	for party in link.parties().all() {
		if party == me {
			all.extend(mine.take());
			continue;
		}
		let index = party.index();
		let size = scheme.ring.size();
		let malformed = Error::Malformed { party, what: WHAT };
		let part = |part: usize| encode::decode_element(&heard[part][index], size);
		let element = |which| part(which).ok_or(malformed.clone());
		let announced = Announced {
			key: PublicKey { a: a.clone(), b: element(0)? },
			mac: Ciphertext([element(1)?, element(2)?]),
		};
		let rows: Option<Vec<_>> =
			rows.iter().map(|row| decode_row(&row[index], scheme.ring.size())).collect();
		let challenge = challenges[index].as_slice().try_into().map_err(|_| malformed.clone())?;
		let proof = Proof { challenge, rows: rows.ok_or(malformed)? };
		if !verify(scheme, &announced, &context(party), &proof) {
			return Err(Error::FalseProof { party, what: WHAT });
		}
		all.push(announced);
	}
	Ok(all)
}

fn encode_row(row: &Row) -> Vec<u8> {
	let mut bytes = Vec::new();
	row.small.iter().for_each(|small| encode::small(&mut bytes, small));
	bytes.extend(row.constant.to_bytes());
	bytes
}

pub(crate) fn decode_row(bytes: &[u8], size: usize) -> Option<Row> {
	let (small, constant) = bytes.split_at_checked(VECTORS * 4 * size)?;
	let mut chunks = small.chunks_exact(4 * size).zip(BITS);
	let mut next = || chunks.next().and_then(|(bytes, bits)| encode::decode_small(bytes, bits));
	let small = [next()?, next()?, next()?, next()?, next()?];
	Some(Row { small, constant: Fp::from_bytes(constant.try_into().ok()?)? })
}
