//! The owner: scores every disease on ciphertexts.

use super::{
	keys,
	pack::Packer,
	params::{ring, ANSWER_LEVEL, BLOCK, CIPHERTEXT_LEVEL, DEGREE, FLOOD_BITS, MODULI, VARIANCE},
	product::{multiply, Block},
	wire::{self, Reader},
	QueryError, RankingDatabase,
};
use crate::{
	error::CallError,
	messages::{Call, Query},
};
use codec::{Decode, Encode};
use fhe::bfv::Ciphertext;
use fhe_math::rq::{traits::TryConvertFrom, Poly, Representation};
use panshi_primitives::Hash;
use rand_chacha_09::{
	rand_core::{RngCore as _, SeedableRng},
	ChaCha20Rng,
};
use rand_core::{CryptoRng, RngCore};
use std::fmt;
use zeroize::Zeroizing;

/// Asks for the scores of all diseases.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RankingQuery {
	/// What it belongs to.
	pub call: Call,
	/// Ciphertexts of the patient's weights, one of zero, the keys of packing.
	pub body: Vec<u8>,
}

/// The scores of all diseases, sealed for the asker.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RankingAnswer {
	/// What it belongs to.
	pub call: Call,
	/// Digest of the query.
	pub query: Hash,
	/// Packed ciphertexts.
	pub body: Vec<u8>,
}

/// The owner of a database during one epoch.
pub struct RankingOwner {
	database: RankingDatabase,
	digest: Hash,
	threads: usize,
}

impl RankingOwner {
	/// The owner of `database`, which answers with `threads` threads (at least one).
	pub fn new(database: RankingDatabase, threads: usize) -> Self {
		let digest = database.catalogue().digest();
		Self { database, digest, threads: threads.max(1) }
	}

	/// Its database.
	pub fn database(&self) -> &RankingDatabase {
		&self.database
	}

	/// Answers `query`, which the node has already found to be covered by job `job`.
	pub fn answer(
		&self,
		job: &Hash,
		query: &RankingQuery,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<RankingAnswer, QueryError> {
		let Opened { blocks, zero, packer } = self.open(job, query)?;
		let products = self.multiply(&blocks)?;
		let mut body = Vec::with_capacity(wire::answer_bytes(self.database.catalogue()));
		for mut packed in self.pack(&packer, products)? {
			let seed = Zeroizing::new(fresh_seed(rng));
			hide(&mut packed, &zero, FLOOD_BITS, &mut ChaCha20Rng::from_seed(*seed))?;
			packed.switch_to_level(ANSWER_LEVEL).map_err(|_| QueryError::Unusable)?;
			packed.iter().for_each(|poly| wire::write_short(poly, &mut body));
		}
		let digest = Query::Ranking(query.clone()).digest();
		Ok(RankingAnswer { call: query.call, query: digest, body })
	}

	/// Checks that [`Self::answer`] takes `query` for job `job`, without computing on it.
	pub fn check(&self, job: &Hash, query: &RankingQuery) -> Result<(), QueryError> {
		self.open(job, query).map(drop)
	}

	/// Reads `query` once it is found to belong here.
	fn open(&self, job: &Hash, query: &RankingQuery) -> Result<Opened, QueryError> {
		let catalogue = self.database.catalogue();
		let expected = Call { job: *job, epoch: catalogue.epoch(), database: self.digest };
		CallError::check(&query.call, &expected)?;
		let (given, wanted) = (query.body.len(), wire::query_bytes(catalogue));
		if given != wanted {
			return Err(QueryError::Length { given, wanted });
		}
		let mut reader = Reader::new(&query.body);
		let blocks = (0..catalogue.blocks())
			.map(|_| Block::new(ciphertext(&mut reader)?))
			.collect::<Result<Vec<_>, _>>()?;
		let zero = ciphertext(&mut reader)?;
		Ok(Opened { blocks, zero, packer: Packer::new(keys::read(&mut reader)?)? })
	}

	/// The products of all groups, in order.
	fn multiply(&self, blocks: &[Block]) -> Result<Vec<Ciphertext>, QueryError> {
		let groups = &self.database.groups;
		let share = groups.len().div_ceil(self.threads);
		in_parallel(groups.chunks(share).collect(), |part| {
			part.iter().map(|cells| multiply(cells, blocks)).collect::<Result<Vec<_>, _>>()
		})
		.map(|parts| parts.into_iter().flatten().collect())
	}

	/// The packed products, in order.
	fn pack(
		&self,
		packer: &Packer,
		products: Vec<Ciphertext>,
	) -> Result<Vec<Ciphertext>, QueryError> {
		let mut parts = Vec::new();
		let mut rest = products;
		while !rest.is_empty() {
			let after = rest.split_off(rest.len().min(BLOCK));
			parts.push(rest);
			rest = after;
		}
		in_parallel(parts, |part| packer.pack(part))
	}
}

impl fmt::Debug for RankingOwner {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("RankingOwner").field("database", &self.database).finish_non_exhaustive()
	}
}

/// A query as it is computed on.
struct Opened {
	blocks: Vec<Block>,
	zero: [Poly; 2],
	packer: Packer,
}

/// Runs `work` on every part in a thread of its own.
fn in_parallel<P: Send, T: Send>(
	parts: Vec<P>,
	work: impl Fn(P) -> Result<T, QueryError> + Sync,
) -> Result<Vec<T>, QueryError> {
	std::thread::scope(|scope| {
		let work = &work;
		let threads: Vec<_> =
			parts.into_iter().map(|part| scope.spawn(move || work(part))).collect();
		let joined = threads.into_iter().map(|t| t.join().unwrap_or(Err(QueryError::Unusable)));
		joined.collect()
	})
}

/// The next ciphertext of a query; its second polynomial follows from a seed.
fn ciphertext(reader: &mut Reader<'_>) -> Result<[Poly; 2], QueryError> {
	let seed = reader.seed()?;
	let mut first = reader.poly(CIPHERTEXT_LEVEL)?;
	first.change_representation(Representation::Ntt);
	let ring = ring(CIPHERTEXT_LEVEL);
	Ok([first, Poly::random_from_seed(ring, Representation::Ntt, seed)])
}

/// Hides everything of `packed` but its scores: adds a fresh encryption of zero, made from the
/// asker's `zero` as from a public key, and floods the noise (Gentry, "A fully homomorphic
/// encryption scheme", 2009, section 21: circuit privacy).
pub(super) fn hide(
	packed: &mut Ciphertext,
	zero: &[Poly; 2],
	flood_bits: u32,
	rng: &mut ChaCha20Rng,
) -> Result<(), QueryError> {
	let ring = ring(CIPHERTEXT_LEVEL);
	let mut small = || {
		Poly::small(ring, Representation::Ntt, VARIANCE, rng)
			.map(Zeroizing::new)
			.map_err(|_| QueryError::Unusable)
	};
	let (mask, first, second) = (small()?, small()?, small()?);
	let flood = flood(flood_bits, rng)?;
	let additions = [&*first + &flood, (*second).clone()];
	for ((poly, zero), addition) in packed.iter_mut().zip(zero).zip(additions) {
		*poly += &(zero * &*mask);
		*poly += &Zeroizing::new(addition);
	}
	Ok(())
}

/// A polynomial with coefficients uniform between minus and plus 2^`bits`.
fn flood(bits: u32, rng: &mut ChaCha20Rng) -> Result<Zeroizing<Poly>, QueryError> {
	let moduli = &MODULI[..MODULI.len() - CIPHERTEXT_LEVEL];
	let mut coefficients = Zeroizing::new(vec![0u64; moduli.len() * DEGREE]);
	for place in 0..DEGREE {
		let wide = u128::from(rng.next_u64()) << 64 | u128::from(rng.next_u64());
		let number = (wide >> (127 - bits)) as i128 - (1i128 << bits);
		for (limb, modulus) in moduli.iter().enumerate() {
			let residue = number.rem_euclid(i128::from(*modulus));
			coefficients[limb * DEGREE + place] = residue as u64;
		}
	}
	let (plain, ring) = (Representation::PowerBasis, ring(CIPHERTEXT_LEVEL));
	let mut poly = Poly::try_convert_from(coefficients.to_vec(), ring, false, plain)
		.map(Zeroizing::new)
		.map_err(|_| QueryError::Unusable)?;
	poly.change_representation(Representation::Ntt);
	Ok(poly)
}

/// A seed for the generator that the library takes.
pub(super) fn fresh_seed(rng: &mut (impl RngCore + CryptoRng)) -> [u8; 32] {
	let mut seed = [0; 32];
	rng.fill_bytes(&mut seed);
	seed
}
