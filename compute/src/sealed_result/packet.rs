//! One packet: sealed by a party, opened by the consumer.

use super::{split, OpenPacketError, SealPacketError};
use crate::sealed_sum::{EphemeralSecret, ResultKeyPair};
use chacha20poly1305::{aead::Aead, ChaCha20Poly1305, KeyInit};
use codec::{Compact, CompactLen, Decode, Encode};
use hkdf::Hkdf;
use panshi_primitives::{job::MAX_RESULT_BYTES, ChannelKey, Hash};
use rand_core::{CryptoRng, RngCore};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

const PACKET: &[u8] = b"panshi/sealed-result/packet";
const ANSWER: &[u8] = b"panshi/sealed-result/answer";

/// What a packet is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PacketKind {
	/// A party's part of the result of a joint computation.
	Joint,
	/// An answer of its own.
	Answer,
}

/// What a packet is bound to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PacketContext {
	/// Digest of the job.
	pub job_digest: Hash,
	/// What it is.
	pub kind: PacketKind,
	/// The party, by index of the job's participants.
	pub party: u8,
}

/// A packet that only the consumer opens.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SealedPacket {
	/// Random, so that a key serves one packet even if a party seals twice.
	pub salt: [u8; 32],
	/// The packet under ChaCha20-Poly1305 (RFC 8439).
	pub ciphertext: Vec<u8>,
}

/// Bytes that sealing adds.
const TAG: usize = 16;

impl SealedPacket {
	/// Bytes of the encoding of a sealed packet that has `length` bytes before it is sealed.
	pub(crate) fn encoded_length(length: usize) -> usize {
		let sealed = length.saturating_add(TAG);
		let prefix = Compact::<u64>::compact_len(&u64::try_from(sealed).unwrap_or(u64::MAX));
		sealed.saturating_add(32).saturating_add(prefix)
	}
}

impl PacketContext {
	/// Seals `packet` of the party with `secret` for `result_key`.
	pub fn seal(
		&self,
		secret: &EphemeralSecret,
		result_key: &ChannelKey,
		packet: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<SealedPacket, SealPacketError> {
		let most = usize::try_from(MAX_RESULT_BYTES).unwrap_or(usize::MAX);
		let too_long = SealPacketError::TooLong { given: packet.len(), most };
		if packet.len() > most {
			return Err(too_long);
		}
		let mut salt = [0; 32];
		rng.fill_bytes(&mut salt);
		let cipher = self
			.cipher(secret.agree(), result_key, &secret.public(), result_key, &salt)
			.ok_or(SealPacketError::UnusableResultKey)?;
		// The key is used once, so that the nonce may be zero.
		let ciphertext = cipher.encrypt(&Default::default(), packet).map_err(|_| too_long)?;
		Ok(SealedPacket { salt, ciphertext })
	}

	fn open(
		&self,
		secret: &StaticSecret,
		own: &ChannelKey,
		key: &ChannelKey,
		sealed: &SealedPacket,
	) -> Result<Zeroizing<Vec<u8>>, OpenPacketError> {
		let party = usize::from(self.party);
		self.cipher(secret, key, key, own, &sealed.salt)
			.ok_or(OpenPacketError::UnusableKey { party })?
			.decrypt(&Default::default(), sealed.ciphertext.as_slice())
			.map(Zeroizing::new)
			.map_err(|_| OpenPacketError::NotAuthentic { party })
	}

	/// The cipher under HKDF-SHA256 (RFC 5869) of X25519 (RFC 7748). `secret` belongs to the party
	/// with key `sender` or to the owner of `result_key`, and `other` is the other's key. `None` if
	/// that is of small order.
	fn cipher(
		&self,
		secret: &StaticSecret,
		other: &ChannelKey,
		sender: &ChannelKey,
		result_key: &ChannelKey,
		salt: &[u8; 32],
	) -> Option<ChaCha20Poly1305> {
		let shared = secret.diffie_hellman(&PublicKey::from(*other));
		if !shared.was_contributory() {
			return None;
		}
		let domain = match self.kind {
			PacketKind::Joint => PACKET,
			PacketKind::Answer => ANSWER,
		};
		let mut key = Zeroizing::new([0; 32]);
		Hkdf::<Sha256>::new(Some(self.job_digest.as_bytes()), shared.as_bytes())
			.expand_multi_info(&[domain, &[self.party], sender, result_key, salt], key.as_mut())
			.expect("32 bytes are fewer than HKDF-SHA256 can give");
		Some(ChaCha20Poly1305::new((&*key).into()))
	}
}

impl ResultKeyPair {
	/// Opens the packets of a joint result: `keys` are the keys of all parties in the order of the
	/// job's participants, `sealed` the bytes that they agreed on.
	pub fn open_packets(
		&self,
		job_digest: Hash,
		keys: &[ChannelKey],
		sealed: &[u8],
	) -> Result<Vec<Zeroizing<Vec<u8>>>, OpenPacketError> {
		let packets = split(sealed, keys.len())?;
		(0u8..)
			.zip(keys)
			.zip(&packets)
			.map(|((party, key), packet)| {
				let context = PacketContext { job_digest, kind: PacketKind::Joint, party };
				context.open(self.secret(), &self.public(), key, packet)
			})
			.collect()
	}

	/// Opens the answer of the participant at index `party`, which published `key`.
	pub fn open_answer(
		&self,
		job_digest: Hash,
		party: u8,
		key: &ChannelKey,
		sealed: &[u8],
	) -> Result<Zeroizing<Vec<u8>>, OpenPacketError> {
		let packets = split(sealed, 1)?;
		let packet = packets.first().ok_or(OpenPacketError::Malformed)?;
		let context = PacketContext { job_digest, kind: PacketKind::Answer, party };
		context.open(self.secret(), &self.public(), key, packet)
	}
}
