//! One party's keys, and what it does with every other party: share products and MACs.
//!
//! For each pair of parties the owner of a ciphertext reads `x y + mask` and the responder keeps
//! `-mask`: summands of the product of a number of each (LowGear; Keller, Pastro and Rotaru,
//! EUROCRYPT 2018, figure 6, steps 3 and 4, and figure 7 for MACs).

use crate::authenticated::field::Fp;
use crate::authenticated::{Link, MacKey, Share};
use crate::lattice::cipher::{Ciphertext, Opening, Plaintext, PublicKey, Scheme, SecretKey};
use crate::lattice::params::{Params, MOST};
use crate::lattice::ring::Ring;
use crate::lattice::{encode, proof, setup};
use crate::{Error, Parties, PartyId, Transport};
use rand_core::RngCore;
use zeroize::Zeroize;

const WHAT: &str = "ciphertexts";

/// One party after the set-up.
pub(crate) struct Party {
	pub(crate) scheme: Scheme,
	pub(crate) parties: Parties,
	pub(crate) mac: Fp,
	secret: SecretKey,
	keys: Vec<PublicKey>,
	/// Everybody's encrypted MAC key, doubled, in values.
	macs: Vec<Ciphertext>,
	/// What proofs are bound to: session, common coins, prover and its key.
	contexts: Vec<blake3::Hasher>,
	proofs: u64,
}

/// Whose ciphertexts a factor meets.
#[derive(Clone, Copy)]
pub(crate) enum With<'a> {
	/// The encrypted MAC keys.
	Macs,
	/// These, by party.
	All(&'a [Ciphertext]),
	/// These, but of each pair of parties only one responds: for squares, whose mixed terms are equal.
	Half(&'a [Ciphertext]),
}

impl Drop for Party {
	fn drop(&mut self) {
		self.mac.zeroize();
	}
}

impl Party {
	/// Makes keys, announces them, and checks what the others announce.
	pub(crate) fn set_up<T: Transport>(link: &mut Link<T>, params: Params) -> Result<Self, Error> {
		let scheme = Scheme::new(Ring::new(params));
		let parties = link.parties();
		let mut coins = link.coins()?;
		let a = setup::common(&scheme.ring, &mut coins);
		let mut binding = *link.session();
		coins.fill_bytes(&mut binding);
		let secret = scheme.secret(&mut link.rng);
		let mut b = scheme.masked_secret(&a, &secret.secret, &secret.error);
		scheme.ring.forward(&mut b);
		let key = PublicKey { a, b };
		let mac = Fp::random(&mut link.rng);
		let half = setup::constant(&scheme.ring, mac * Fp::new(2).invert());
		let opening = scheme.opening(half, &mut link.rng);
		let announced = setup::Announced { mac: scheme.encrypt(&key, &opening), key };
		let session = *link.session();
		let context = |party: PartyId| {
			let mut hasher = blake3::Hasher::new_derive_key("panshi mpc 2026 lattice proof");
			hasher.update(&session).update(&binding).update(&[party.0]);
			hasher
		};
		let mine = context(parties.me());
		let proof = setup::prove(&scheme, &announced, &secret, &opening, &mine, &mut link.rng);
		let announced = setup::exchange(&scheme, link, announced, &proof, context)?;
		let bind = |(party, announced): (PartyId, &setup::Announced)| {
			let mut hasher = context(party);
			hasher.update(&encode::element(&announced.key.b));
			hasher
		};
		let contexts = parties.all().zip(&announced).map(bind).collect();
		let (keys, macs): (Vec<_>, Vec<_>) =
			announced.into_iter().map(|announced| (announced.key, announced.mac)).unzip();
		let macs = macs.into_iter().map(|mac| scheme.doubled(mac)).collect();
		Ok(Self { scheme, parties, mac, secret, keys, macs, contexts, proofs: 0 })
	}

	/// Slots of a ciphertext.
	pub(crate) fn size(&self) -> usize {
		self.scheme.ring.size()
	}

	/// This party's summand of the MAC key.
	pub(crate) fn key(&self) -> MacKey {
		MacKey::new(self.mac, self.parties.me())
	}

	/// Uniform slots.
	pub(crate) fn random<T: Transport>(&self, link: &mut Link<T>) -> Vec<Fp> {
		(0..self.size()).map(|_| Fp::random(&mut link.rng)).collect()
	}

	/// Encrypts slots to all, with a proof (EUROCRYPT 2018, figure 6, step 1), and hears the others':
	/// for each list of slots everybody's ciphertexts, doubled, in values; they encrypt the slots.
	pub(crate) fn encrypt<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		lists: &[Vec<Fp>],
	) -> Result<Vec<Vec<Ciphertext>>, Error> {
		debug_assert!(lists.len() <= MOST);
		let me = self.parties.me();
		let key = &self.keys[me.index()];
		let half = Fp::new(2).invert();
		let opening = |slots: &Vec<Fp>| {
			let halves = slots.iter().map(|slot| *slot * half).collect();
			self.scheme.opening(self.scheme.coefficients(halves), &mut link.rng)
		};
		let openings: Vec<Opening> = lists.iter().map(opening).collect();
		let mine: Vec<_> = openings.iter().map(|o| self.scheme.encrypt(key, o)).collect();
		self.proofs += 1;
		let bound = self.context(me);
		let proof = proof::prove(&self.scheme, key, &openings, &mine, &bound, &mut link.rng);
		drop(openings);
		let mut heard = Vec::with_capacity(mine.len());
		for ciphertext in &mine {
			let [first, second] = &ciphertext.0;
			heard.push([
				link.exchange(encode::element(first))?,
				link.exchange(encode::element(second))?,
			]);
		}
		drop(mine);
		let challenges = link.exchange(proof.challenge.to_vec())?;
		let mut rows = Vec::with_capacity(proof.rows.len());
		for row in &proof.rows {
			rows.push(link.exchange(proof::encode_row(row))?);
		}
		let mut lists: Vec<Vec<Ciphertext>> = heard.iter().map(|_| Vec::new()).collect();
		for party in self.parties.all() {
			let theirs = self.check(party, &heard, &challenges, &rows)?;
			for (list, ciphertext) in lists.iter_mut().zip(theirs) {
				list.push(self.scheme.doubled(ciphertext));
			}
		}
		Ok(lists)
	}

	/// One party's ciphertexts, if well formed and proven. Its own need no check.
	fn check(
		&self,
		party: PartyId,
		heard: &[[Vec<Vec<u8>>; 2]],
		challenges: &[Vec<u8>],
		rows: &[Vec<Vec<u8>>],
	) -> Result<Vec<Ciphertext>, Error> {
		let (index, size) = (party.index(), self.size());
		let malformed = Error::Malformed { party, what: WHAT };
		let element = |bytes: &Vec<u8>| encode::decode_element(bytes, size);
		let ciphertext = |parts: &[Vec<Vec<u8>>; 2]| {
			Some(Ciphertext([element(&parts[0][index])?, element(&parts[1][index])?]))
		};
		let ciphertexts: Option<Vec<_>> = heard.iter().map(ciphertext).collect();
		let ciphertexts = ciphertexts.ok_or(malformed.clone())?;
		if party == self.parties.me() {
			return Ok(ciphertexts);
		}
		let rows: Option<Vec<_>> =
			rows.iter().map(|row| proof::decode_row(&row[index], size)).collect();
		let challenge = challenges[index].as_slice().try_into().map_err(|_| malformed.clone())?;
		let proof = proof::Proof { challenge, rows: rows.ok_or(malformed)? };
		let bound = self.context(party);
		proof::verify(&self.scheme, &self.keys[index], &ciphertexts, &bound, &proof)
			.then_some(ciphertexts)
			.ok_or(Error::FalseProof { party, what: WHAT })
	}

	/// This party's summands of each factor's mixed products with the others' encrypted numbers:
	/// over all parties they are the sum of `x_i y_j` for `i != j`.
	pub(crate) fn mixed<T: Transport>(
		&self,
		link: &mut Link<T>,
		factors: &[(With<'_>, &Plaintext)],
	) -> Result<Vec<Vec<Fp>>, Error> {
		let mut sums = vec![vec![Fp::ZERO; self.size()]; factors.len()];
		for owner in self.parties.others() {
			for ((with, plaintext), sums) in factors.iter().zip(&mut sums) {
				let Some(ciphertext) = self.answered(with, owner, self.parties.me()) else {
					continue;
				};
				let mask = self.random(link);
				let key = &self.keys[owner.index()];
				let ciphertext = &ciphertext[owner.index()];
				let response =
					self.scheme.respond(key, ciphertext, plaintext, &mask, &mut link.rng);
				link.send(owner, &encode::response(&response))?;
				sums.iter_mut().zip(mask).for_each(|(sum, mask)| *sum -= mask);
			}
		}
		let length = 2 * encode::PART * self.size();
		for responder in self.parties.others() {
			for ((with, _), sums) in factors.iter().zip(&mut sums) {
				if self.answered(with, self.parties.me(), responder).is_none() {
					continue;
				}
				let bytes = link.receive(responder, length)?;
				let slots = self.read(responder, &bytes)?;
				sums.iter_mut().zip(slots).for_each(|(sum, slot)| *sum += slot);
			}
		}
		Ok(sums)
	}

	/// The slots of a response.
	pub(crate) fn read(&self, responder: PartyId, bytes: &[u8]) -> Result<Vec<Fp>, Error> {
		let malformed = Error::Malformed { party: responder, what: "response" };
		let response = encode::decode_response(bytes, self.size()).ok_or(malformed)?;
		Ok(self.scheme.decrypt(&self.secret, &response))
	}

	/// The ciphertexts that a responder answers to an owner with, if it does.
	fn answered<'a>(
		&'a self,
		with: &With<'a>,
		owner: PartyId,
		responder: PartyId,
	) -> Option<&'a [Ciphertext]> {
		match with {
			With::Macs => Some(&self.macs),
			With::All(ciphertexts) => Some(ciphertexts),
			With::Half(ciphertexts) => {
				// Of a pair whose indices differ by an even number the lower one responds, else the
				// upper: the work is spread.
				let even = (owner.0 ^ responder.0) & 1 == 0;
				((responder < owner) == even).then_some(ciphertexts)
			},
		}
	}

	/// Shares of numbers that everybody holds summands of, from the mixed products with the MAC keys.
	pub(crate) fn shares(&self, summands: &[Fp], mixed: &[Fp]) -> Vec<Share> {
		let share =
			|(value, mixed): (&Fp, &Fp)| Share { value: *value, mac: self.mac * *value + *mixed };
		summands.iter().zip(mixed).map(share).collect()
	}

	/// A response under the MAC key of one party to a factor of this one; what is left here.
	pub(crate) fn authenticate_for<T: Transport>(
		&self,
		link: &mut Link<T>,
		owner: PartyId,
		plaintext: &Plaintext,
	) -> Result<Vec<Fp>, Error> {
		let mask = self.random(link);
		let (key, mac) = (&self.keys[owner.index()], &self.macs[owner.index()]);
		let response = self.scheme.respond(key, mac, plaintext, &mask, &mut link.rng);
		link.send(owner, &encode::response(&response))?;
		Ok(mask)
	}

	/// What the current proof of a party is bound to. It does not speak of the verifier: all get the
	/// same proof.
	fn context(&self, prover: PartyId) -> blake3::Hasher {
		let mut hasher = self.contexts[prover.index()].clone();
		hasher.update(&self.proofs.to_le_bytes());
		hasher
	}

	/// Bytes of a response.
	pub(crate) fn response_length(&self) -> usize {
		2 * encode::PART * self.size()
	}
}
