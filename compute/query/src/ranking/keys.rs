//! The keys that packing takes, between the library's form and bytes.

use super::{
	params::{bfv, ring, CIPHERTEXT_LEVEL, DEGREE, KEY_LEVEL, LEVELS},
	wire::{self, Reader, DIGITS},
	QueryError,
};
use fhe::{
	bfv::{traits::TryConvertFrom, EvaluationKey, EvaluationKeyBuilder, SecretKey},
	proto::bfv as proto,
};
use fhe_math::rq::{Poly, Representation};
use fhe_traits::{DeserializeWithContext, Serialize};
use rand_chacha_09::ChaCha20Rng;

/// The automorphism X -> X^exponent that step `level` of packing applies, counted from one.
pub(super) fn exponent(level: u32) -> usize {
	(1 << (DEGREE.ilog2() - LEVELS + level)) + 1
}

/// The number of places by which that automorphism rotates, which is how the library names it:
/// the i with 3^i = exponent modulo 2N.
pub(super) fn rotation(level: u32) -> usize {
	let modulus = 2 * DEGREE;
	let powers = std::iter::successors(Some(3), |power| Some(power * 3 % modulus));
	let places = powers.take(DEGREE / 2).position(|power| power == exponent(level));
	places.map(|place| place + 1).expect("every exponent is one modulo eight, so a power of three")
}

/// Makes the keys of `secret` and appends them to `out`.
pub(super) fn write(
	secret: &SecretKey,
	rng: &mut ChaCha20Rng,
	out: &mut Vec<u8>,
) -> Result<(), fhe::Error> {
	let mut builder = EvaluationKeyBuilder::new_leveled(secret, CIPHERTEXT_LEVEL, KEY_LEVEL)?;
	for level in 1..=LEVELS {
		builder.enable_column_rotation(rotation(level))?;
	}
	let keys = proto::EvaluationKey::from(&builder.build(rng)?);
	for level in 1..=LEVELS {
		let of_level = |key: &&proto::GaloisKey| key.exponent as usize == exponent(level);
		let key = keys.gk.iter().find(of_level).and_then(|key| key.ksk.as_ref());
		let key = key.ok_or_else(|| fhe::Error::DefaultError("a key is missing".to_owned()))?;
		out.extend_from_slice(&key.seed);
		for digit in &key.c0 {
			wire::write(&Poly::from_bytes(digit, ring(KEY_LEVEL))?, out);
		}
	}
	Ok(())
}

/// Reads the keys that an asker made. Their content cannot be checked; wrong ones spoil the
/// answer, which only that asker opens.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<EvaluationKey, QueryError> {
	let mut keys = proto::EvaluationKey {
		gk: Vec::new(),
		ciphertext_level: CIPHERTEXT_LEVEL as u32,
		evaluation_key_level: KEY_LEVEL as u32,
	};
	for level in 1..=LEVELS {
		let mut ksk = proto::KeySwitchingKey {
			seed: reader.seed()?.to_vec(),
			ciphertext_level: keys.ciphertext_level,
			ksk_level: keys.evaluation_key_level,
			..Default::default()
		};
		for _ in 0..DIGITS {
			let mut poly = reader.poly(KEY_LEVEL)?;
			poly.change_representation(Representation::NttShoup);
			ksk.c0.push(poly.to_bytes());
		}
		keys.gk.push(proto::GaloisKey { exponent: exponent(level) as u32, ksk: Some(ksk) });
	}
	EvaluationKey::try_convert_from(&keys, bfv()).map_err(|_| QueryError::Unusable)
}
