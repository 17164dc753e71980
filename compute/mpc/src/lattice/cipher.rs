//! Keys, ciphertexts and responses.
//!
//! BFV (Brakerski, CRYPTO 2012; Fan and Vercauteren, eprint 2012/144) with a plaintext modulus that
//! divides the ciphertext modulus. The public key is `(a, b)` with `b = -(a s + e)`; a ciphertext of
//! `m` is `(b v + e_0 + q' m, a v + e_1)`. A response to twice a ciphertext `c` with plaintext `x` and
//! mask `y` is `(2 c_0 x + b u + E + q' y, 2 c_1 x + a u)`, drowned by `E` and switched to the modulus
//! `p q_0`; its owner reads `2 m x + y`. A small error on the second part would vanish in the switch,
//! which rounds `2^240` away.

use crate::authenticated::field::Fp;
use crate::authenticated::prg::Prg;
use crate::lattice::params::LIMBS;
use crate::lattice::ring::{Element, Ring};
use crate::lattice::sample::{errors, ternary};
use crate::lattice::switch::{Switch, Switched};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A public key, in values.
#[derive(Clone)]
pub(crate) struct PublicKey {
	pub(crate) a: Element,
	pub(crate) b: Element,
}

/// A secret key and the error of its public key.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct SecretKey {
	pub(crate) secret: Vec<i32>,
	pub(crate) error: Vec<i32>,
	/// The secret in values, modulo `q_0` and `p`.
	limb: Vec<u64>,
	slots: Vec<Fp>,
}

/// What a ciphertext was made of: plaintext coefficients and randomness.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Opening {
	pub(crate) message: Vec<Fp>,
	pub(crate) randomness: Vec<i32>,
	pub(crate) errors: [Vec<i32>; 2],
}

/// A ciphertext, in coefficients or in values.
#[derive(Clone)]
pub(crate) struct Ciphertext(pub(crate) [Element; 2]);

/// A plaintext in values: of its coefficients modulo the five primes, and its slots.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Plaintext {
	limbs: [Vec<u64>; LIMBS],
	pub(crate) slots: Vec<Fp>,
}

/// The encryption with its tables.
pub(crate) struct Scheme {
	pub(crate) ring: Ring,
	switch: Switch,
	/// Responses until one is made with another factor: a cheating party in tests.
	#[cfg(test)]
	pub(crate) crooked: std::cell::Cell<Option<u32>>,
}

impl Scheme {
	/// The tables for a ring.
	pub(crate) fn new(ring: Ring) -> Self {
		Self {
			ring,
			switch: Switch::new(),
			#[cfg(test)]
			crooked: std::cell::Cell::default(),
		}
	}

	/// A secret key.
	pub(crate) fn secret(&self, rng: &mut Prg) -> SecretKey {
		let (secret, error) = (ternary(rng, self.ring.size()), errors(rng, self.ring.size()));
		let mut values = self.ring.small(&secret);
		self.ring.forward(&mut values);
		let limb = std::mem::take(&mut values.limbs[0]);
		SecretKey { secret, error, limb, slots: values.slots }
	}

	/// `-(a s + e)` in coefficients, for `a` in values.
	pub(crate) fn masked_secret(&self, a: &Element, secret: &[i32], error: &[i32]) -> Element {
		let mut values = self.ring.small(secret);
		self.ring.forward(&mut values);
		let mut masked = self.ring.product(a, &values);
		values.zeroize();
		self.ring.inverse(&mut masked);
		self.ring.add_small(&mut masked, error);
		let mut negative = self.ring.zero();
		self.ring.subtract_shifted(&mut negative, &masked, 0);
		negative
	}

	/// Fresh randomness for a message in coefficients.
	pub(crate) fn opening(&self, message: Vec<Fp>, rng: &mut Prg) -> Opening {
		let size = self.ring.size();
		let randomness = ternary(rng, size);
		Opening { message, randomness, errors: [errors(rng, size), errors(rng, size)] }
	}

	/// The coefficients of a message in slots.
	pub(crate) fn coefficients(&self, mut slots: Vec<Fp>) -> Vec<Fp> {
		self.ring.slots.inverse(&mut slots);
		slots
	}

	/// The ciphertext of an opening, in coefficients.
	pub(crate) fn encrypt(&self, key: &PublicKey, opening: &Opening) -> Ciphertext {
		let mut randomness = self.ring.small(&opening.randomness);
		self.ring.forward(&mut randomness);
		let mut parts =
			[self.ring.product(&key.b, &randomness), self.ring.product(&key.a, &randomness)];
		randomness.zeroize();
		for (part, errors) in parts.iter_mut().zip(&opening.errors) {
			self.ring.inverse(part);
			self.ring.add_small(part, errors);
		}
		let pairs = parts[0].slots.iter_mut().zip(&opening.message);
		pairs.for_each(|(slot, message)| *slot += *message * self.ring.scale);
		Ciphertext(parts)
	}

	/// Twice a ciphertext in coefficients, in values: what proofs bound the noise of.
	pub(crate) fn doubled(&self, ciphertext: Ciphertext) -> Ciphertext {
		Ciphertext(ciphertext.0.map(|mut part| {
			self.ring.forward(&mut part);
			let copy = part.clone();
			self.ring.add(&mut part, &copy);
			part
		}))
	}

	/// A plaintext of slots.
	pub(crate) fn plaintext(&self, slots: Vec<Fp>) -> Plaintext {
		let mut coefficients = self.coefficients(slots.clone());
		let mut limbs = self.ring.lifted(&coefficients);
		coefficients.zeroize();
		self.ring.forward_limbs(&mut limbs);
		Plaintext { limbs, slots }
	}

	/// The response to a doubled ciphertext in values.
	pub(crate) fn respond(
		&self,
		key: &PublicKey,
		ciphertext: &Ciphertext,
		plaintext: &Plaintext,
		mask: &[Fp],
		rng: &mut Prg,
	) -> [Switched; 2] {
		#[cfg(test)]
		let bent = self.bent(plaintext);
		#[cfg(test)]
		let plaintext = bent.as_ref().unwrap_or(plaintext);
		let mut small = ternary(rng, self.ring.size());
		let mut randomness = self.ring.small(&small);
		small.zeroize();
		self.ring.forward(&mut randomness);
		let first = self.combined(&ciphertext.0[0], plaintext, &key.b, &randomness);
		let second = self.combined(&ciphertext.0[1], plaintext, &key.a, &randomness);
		randomness.zeroize();
		let mut first = self.switch.drown(&self.ring, first, rng);
		let scale = Fp::new(u128::from(self.ring.limbs[0].modulus.prime));
		let pairs = first.slots.iter_mut().zip(mask);
		pairs.for_each(|(slot, mask)| *slot += *mask * scale);
		[first, self.switch.round(&self.ring, second)]
	}

	/// Another factor, if it is this response's turn.
	#[cfg(test)]
	fn bent(&self, plaintext: &Plaintext) -> Option<Plaintext> {
		let left = self.crooked.get();
		self.crooked.set(left.and_then(|left| left.checked_sub(1)));
		(left == Some(0)).then(|| {
			let mut slots = plaintext.slots.clone();
			slots.iter_mut().for_each(|slot| *slot += Fp::ONE);
			self.plaintext(slots)
		})
	}

	/// `part * plaintext + key * randomness` in values.
	fn combined(
		&self,
		part: &Element,
		plaintext: &Plaintext,
		key: &Element,
		randomness: &Element,
	) -> Element {
		let limbs = std::array::from_fn(|limb| {
			let modulus = &self.ring.limbs[limb].modulus;
			let left = part.limbs[limb].iter().zip(&plaintext.limbs[limb]);
			let right = key.limbs[limb].iter().zip(&randomness.limbs[limb]);
			let sum = |((a, b), (c, d)): ((&u64, &u64), (&u64, &u64))| {
				modulus.add(modulus.multiply(*a, *b), modulus.multiply(*c, *d))
			};
			left.zip(right).map(sum).collect()
		});
		let left = part.slots.iter().zip(&plaintext.slots);
		let right = key.slots.iter().zip(&randomness.slots);
		let slots = left.zip(right).map(|((a, b), (c, d))| *a * *b + *c * *d).collect();
		Element { limbs, slots }
	}

	/// The slots of a response: modulo `q_0` only noise is left, and `q_0 m` modulo `p` without it.
	pub(crate) fn decrypt(&self, key: &SecretKey, response: &[Switched; 2]) -> Vec<Fp> {
		let [first, second] = response;
		let noise = self.noise(key, response);
		let mut noise: Vec<_> = noise.iter().map(|noise| Fp::signed(i128::from(*noise))).collect();
		self.ring.slots.forward(&mut noise);
		let scale = Fp::new(u128::from(self.ring.limbs[0].modulus.prime)).invert();
		let parts = first.slots.iter().zip(second.slots.iter().zip(&key.slots));
		let slot = |((first, (second, key)), noise): ((&Fp, (&Fp, &Fp)), &Fp)| {
			(*first + *second * *key - *noise) * scale
		};
		parts.zip(&noise).map(slot).collect()
	}

	/// The noise of a response: its coefficients nearest to zero modulo `q_0`.
	pub(crate) fn noise(&self, key: &SecretKey, response: &[Switched; 2]) -> Vec<i64> {
		let [first, second] = response;
		let modulus = &self.ring.limbs[0].modulus;
		let parts = first.limb.iter().zip(second.limb.iter().zip(&key.limb));
		let noise = |(first, (second, key)): (&u64, (&u64, &u64))| {
			modulus.add(*first, modulus.multiply(*second, *key))
		};
		let mut noise: Vec<_> = parts.map(noise).collect();
		self.ring.limbs[0].inverse(&mut noise);
		let centred = |value: u64| {
			let upper = ((modulus.prime / 2).wrapping_sub(value) as i64 >> 63) as u64;
			value.wrapping_sub(upper & modulus.prime) as i64
		};
		noise.into_iter().map(centred).collect()
	}
}
