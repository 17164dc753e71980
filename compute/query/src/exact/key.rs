//! The OPRF key of an epoch, and its evaluation by the owner itself.

use curve25519_dalek::{ristretto::RistrettoPoint, scalar::Scalar};
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest, Sha512};
use std::fmt;
use voprf::{Group, Ristretto255, VoprfServer};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// `"HashToGroup-" || contextString` of RFC 9497, sections 3.1 and 4.1, in verifiable mode.
const HASH_TO_GROUP: &[u8] = b"HashToGroup-OPRFV1-\x01-ristretto255-SHA512";
/// RFC 9497, section 3.3.1.
const FINALIZE: &[u8] = b"Finalize";

/// Output of the OPRF.
pub(super) type Output = Zeroizing<[u8; 64]>;

/// Secret key of one epoch of a table. A new epoch takes a new key, so that what askers kept of
/// the old one opens nothing of the new table.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct EpochKey {
	scalar: Scalar,
	/// Half of it modulo the order of the group, see [`EpochKey::evaluate`].
	half: Scalar,
}

impl EpochKey {
	/// A fresh key.
	pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
		Self::from_scalar(Ristretto255::random_scalar(rng))
	}

	/// The key with these bytes, as [`EpochKey::to_bytes`] gave them; none if they are no scalar
	/// or zero.
	pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
		Ristretto255::deserialize_scalar(bytes).ok().map(Self::from_scalar)
	}

	fn from_scalar(scalar: Scalar) -> Self {
		Self { half: scalar * Scalar::from(2u8).invert(), scalar }
	}

	/// What the owner stores, sealed.
	pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
		Zeroizing::new(self.scalar.to_bytes())
	}

	/// What the owner commits to.
	pub fn public(&self) -> [u8; 32] {
		Ristretto255::serialize_elem(Ristretto255::base_elem() * self.scalar).into()
	}

	/// The role that evaluates blindly and proves.
	pub(super) fn server(&self) -> VoprfServer<Ristretto255> {
		VoprfServer::new_with_key(self.to_bytes().as_slice())
			.expect("a key is a scalar other than zero")
	}

	/// Evaluates the OPRF at many inputs of at most 65,535 bytes each (RFC 9497, section 3.3.2,
	/// `Evaluate`).
	///
	/// Encoding a point costs an inverse square root, but twice a point can be encoded in a batch
	/// with one inversion for all, so the points are multiplied with half the key.
	pub(super) fn evaluate(&self, inputs: &[Zeroizing<Vec<u8>>]) -> Vec<Output> {
		let halves: Vec<RistrettoPoint> = inputs.iter().map(|i| hash(i) * self.half).collect();
		RistrettoPoint::double_and_compress_batch(&halves)
			.iter()
			.zip(inputs)
			.map(|(element, input)| finalize(input, element.as_bytes()))
			.collect()
	}
}

impl fmt::Debug for EpochKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("EpochKey").finish_non_exhaustive()
	}
}

fn hash(input: &[u8]) -> RistrettoPoint {
	Ristretto255::hash_to_curve::<Sha512>(&[input], &[HASH_TO_GROUP])
		.expect("SHA-512 gives the 64 bytes that the map takes")
}

/// RFC 9497, section 3.3.1, `Finalize`, after the element is unblinded.
fn finalize(input: &[u8], element: &[u8; 32]) -> Output {
	let length = u16::try_from(input.len()).expect("items are shorter than 64 kB");
	let hash = Sha512::new()
		.chain_update(length.to_be_bytes())
		.chain_update(input)
		.chain_update(32u16.to_be_bytes())
		.chain_update(element)
		.chain_update(FINALIZE);
	Zeroizing::new(hash.finalize().into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};

	fn inputs(texts: &[&[u8]]) -> Vec<Zeroizing<Vec<u8>>> {
		texts.iter().map(|t| Zeroizing::new(t.to_vec())).collect()
	}

	/// RFC 9497, appendix A.1.2: VOPRF(ristretto255, SHA-512), vectors 1 and 2.
	#[test]
	fn gives_the_outputs_of_the_standard() {
		let secret = "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909";
		let public = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e";
		let outputs = [
			"b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d\
			 a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
			"8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60\
			 356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
		];
		let bytes = <[u8; 32]>::try_from(hex::decode(secret).unwrap()).unwrap();
		let key = EpochKey::from_bytes(&bytes).unwrap();
		assert_eq!(hex::encode(key.public()), public);
		let found = key.evaluate(&inputs(&[&[0], &[0x5a; 17]]));
		let found: Vec<String> = found.iter().map(|o| hex::encode(o.as_slice())).collect();
		assert_eq!(found, outputs);
	}

	#[test]
	fn agrees_with_the_library() {
		let key = EpochKey::generate(&mut ChaCha20Rng::seed_from_u64(1));
		let inputs = inputs(&[b"a", b"another item", &[7; 5_000]]);
		for (ours, input) in key.evaluate(&inputs).iter().zip(&inputs) {
			assert_eq!(ours.as_slice(), key.server().evaluate(input).unwrap().as_slice());
		}
	}

	#[test]
	fn shows_nothing_when_printed() {
		let key = EpochKey::generate(&mut ChaCha20Rng::seed_from_u64(1));
		assert_eq!(format!("{key:?}"), "EpochKey { .. }");
	}
}
