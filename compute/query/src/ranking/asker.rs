//! The asker: encrypts a patient, opens the scores.

use super::{
	keys,
	owner::fresh_seed,
	pack,
	params::{bfv, ANSWER_LEVEL, BLOCK, CIPHERTEXT_LEVEL, DEGREE, ROWS},
	wire, AnswerError, Catalogue, Patient, Ranking, RankingAnswer, RankingQuery,
};
use crate::{
	error::CallError,
	messages::{Call, Query},
};
use fhe::{
	bfv::{Ciphertext, Encoding, Plaintext, SecretKey},
	proto::bfv as proto,
};
use fhe_traits::{FheDecoder, FheDecrypter, FheEncoder, FheEncrypter};
use panshi_primitives::Hash;
use rand_chacha_09::{rand_core::SeedableRng, ChaCha20Rng};
use rand_core::{CryptoRng, RngCore};
use std::fmt;
use zeroize::Zeroizing;

/// An asker that waits for the answer to its query.
#[cfg_attr(test, derive(Clone))]
pub struct RankingAsker<'c> {
	catalogue: &'c Catalogue,
	call: Call,
	query: Hash,
	secret: SecretKey,
	total: u32,
}

impl<'c> RankingAsker<'c> {
	/// Asks the owner of `catalogue`, which has the digest on chain, for `patient`. The key is made
	/// for this query alone.
	pub fn ask(
		patient: &Patient,
		catalogue: &'c Catalogue,
		job: &Hash,
		rng: &mut (impl RngCore + CryptoRng),
	) -> (Self, RankingQuery) {
		let database = catalogue.digest();
		let call = Call { job: *job, epoch: catalogue.epoch(), database };
		let seed = Zeroizing::new(fresh_seed(rng));
		let mut rng = ChaCha20Rng::from_seed(*seed);
		let secret = SecretKey::random(bfv(), &mut rng);
		let body = body(&secret, patient, catalogue, &mut rng)
			.expect("weights and keys are within the bounds of the parameters");
		let query = RankingQuery { call, body };
		let digest = Query::Ranking(query.clone()).digest();
		let total = patient.total;
		(Self { catalogue, call, query: digest, secret, total }, query)
	}

	/// Decrypts the scores and ranks.
	pub fn open(self, answer: &RankingAnswer) -> Result<Ranking, AnswerError> {
		CallError::check(&answer.call, &self.call)?;
		if answer.query != self.query {
			return Err(AnswerError::OtherQuery);
		}
		let (given, wanted) = (answer.body.len(), wire::answer_bytes(self.catalogue));
		if given != wanted {
			return Err(AnswerError::Length { given, wanted });
		}
		let mut packs = Vec::with_capacity(self.catalogue.packs());
		for pack in answer.body.chunks_exact(wanted / self.catalogue.packs()) {
			packs.push(self.decrypt(pack)?);
		}
		let scores = self.scores(&packs)?;
		Ranking::new(self.catalogue, self.total, scores.iter().copied())
	}

	/// The scores in the order of the catalogue. All other coefficients must be zero, so that an answer
	/// whose second polynomials were altered, which turns all coefficients, is found.
	fn scores(&self, packs: &[Zeroizing<Vec<u64>>]) -> Result<Zeroizing<Vec<u64>>, AnswerError> {
		let mut scores = Zeroizing::new(vec![0; self.catalogue.diseases().len()]);
		for (pack, opened) in packs.iter().enumerate() {
			for row in 0..BLOCK * ROWS {
				let score = opened[pack::place(row / ROWS, row % ROWS)];
				match scores.get_mut(pack * BLOCK * ROWS + row) {
					Some(place) => *place = score,
					None if score != 0 => return Err(AnswerError::Stray),
					None => {},
				}
			}
		}
		Ok(scores)
	}

	fn decrypt(&self, pack: &[u8]) -> Result<Zeroizing<Vec<u64>>, AnswerError> {
		let (first, second) = pack.split_at(pack.len() / 2);
		let polys = vec![wire::read_short(first)?, wire::read_short(second)?];
		let open = || {
			let plain = self.secret.try_decrypt(&Ciphertext::new(polys, bfv())?)?;
			Vec::<u64>::try_decode(&plain, Encoding::poly_at_level(ANSWER_LEVEL))
		};
		let scores = open().map_err(|_| AnswerError::Unusable)?;
		debug_assert_eq!(scores.len(), DEGREE);
		Ok(Zeroizing::new(scores))
	}
}

impl fmt::Debug for RankingAsker<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("RankingAsker").field("call", &self.call).finish_non_exhaustive()
	}
}

/// The body of a query: blocks of weights, zero, keys.
fn body(
	secret: &SecretKey,
	patient: &Patient,
	catalogue: &Catalogue,
	rng: &mut ChaCha20Rng,
) -> Result<Vec<u8>, fhe::Error> {
	let mut out = Vec::with_capacity(wire::query_bytes(catalogue));
	for block in patient.weights.chunks(BLOCK) {
		encrypt(secret, block, rng, &mut out)?;
	}
	encrypt(secret, &[0], rng, &mut out)?;
	keys::write(secret, rng, &mut out)?;
	Ok(out)
}

/// Appends the encryption of some coefficients: its seed and its first polynomial.
fn encrypt(
	secret: &SecretKey,
	coefficients: &[u64],
	rng: &mut ChaCha20Rng,
	out: &mut Vec<u8>,
) -> Result<(), fhe::Error> {
	let encoding = Encoding::poly_at_level(CIPHERTEXT_LEVEL);
	let plain = Plaintext::try_encode(coefficients, encoding, bfv())?;
	let sealed = secret.try_encrypt(&plain, rng)?;
	out.extend_from_slice(&proto::Ciphertext::from(&sealed).seed);
	wire::write(&sealed[0], out);
	Ok(())
}
