//! Honest parties, cheating ones, and bytes from elsewhere.

use super::*;
use crate::sealed_sum::{EphemeralSecret, ResultKeyPair};
use panshi_primitives::{job::MAX_RESULT_BYTES, ChannelKey, Hash};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use sp_crypto_hashing::blake2_256;

const JOB: Hash = Hash::repeat_byte(7);

struct Setup {
	rng: ChaCha20Rng,
	consumer: ResultKeyPair,
	secrets: Vec<EphemeralSecret>,
}

impl Setup {
	fn new() -> Self {
		let mut rng = ChaCha20Rng::seed_from_u64(5);
		let consumer = ResultKeyPair::generate(&mut rng);
		let secrets = (0..3).map(|_| EphemeralSecret::generate(&mut rng)).collect();
		Setup { rng, consumer, secrets }
	}

	fn keys(&self) -> Vec<ChannelKey> {
		self.secrets.iter().map(EphemeralSecret::public).collect()
	}

	fn seal(&mut self, kind: PacketKind, party: u8, packet: &[u8]) -> SealedPacket {
		let context = PacketContext { job_digest: JOB, kind, party };
		let secret = &self.secrets[usize::from(party)];
		context
			.seal(secret, &self.consumer.public(), packet, &mut self.rng)
			.expect("the key is sound")
	}

	fn packets(&mut self) -> Vec<SealedPacket> {
		(0..3).map(|party| self.seal(PacketKind::Joint, party, &[party; 9])).collect()
	}

	fn open(&self, sealed: &[u8]) -> Result<Vec<Vec<u8>>, OpenPacketError> {
		let opened = self.consumer.open_packets(JOB, &self.keys(), sealed)?;
		Ok(opened.iter().map(|packet| packet.to_vec()).collect())
	}
}

#[test]
fn opens_for_the_consumer_in_the_order_of_the_parties() {
	let mut setup = Setup::new();
	let sealed = join(&setup.packets());
	assert_eq!(setup.open(&sealed), Ok(vec![vec![0; 9], vec![1; 9], vec![2; 9]]));
}

#[test]
fn a_packet_of_another_party_job_or_kind_does_not_open() {
	let mut setup = Setup::new();
	let packets = setup.packets();
	let swapped = [packets[1].clone(), packets[0].clone(), packets[2].clone()];
	let refused = |party| Err(OpenPacketError::NotAuthentic { party });
	assert_eq!(setup.open(&join(&swapped)), refused(0));
	let mut mixed = packets.clone();
	mixed[2] = setup.seal(PacketKind::Answer, 2, &[2; 9]);
	assert_eq!(setup.open(&join(&mixed)), refused(2));
	let opened = setup.consumer.open_packets(Hash::repeat_byte(8), &setup.keys(), &join(&packets));
	assert_eq!(opened, Err(OpenPacketError::NotAuthentic { party: 0 }));
	let other = ResultKeyPair::generate(&mut setup.rng);
	let opened = other.open_packets(JOB, &setup.keys(), &join(&packets));
	assert_eq!(opened, Err(OpenPacketError::NotAuthentic { party: 0 }));
}

#[test]
fn every_flipped_bit_is_found_and_names_the_party() {
	let mut setup = Setup::new();
	let packets = setup.packets();
	for bit in 0..8 * (32 + packets[1].ciphertext.len()) {
		let mut broken = packets.clone();
		match bit / 8 {
			byte @ 0..32 => broken[1].salt[byte] ^= 1 << (bit % 8),
			byte => broken[1].ciphertext[byte - 32] ^= 1 << (bit % 8),
		}
		let opened = setup.open(&join(&broken));
		assert_eq!(opened, Err(OpenPacketError::NotAuthentic { party: 1 }), "bit {bit}");
	}
}

#[test]
fn an_answer_opens_for_the_consumer() {
	let mut setup = Setup::new();
	let sealed = join(&[setup.seal(PacketKind::Answer, 1, b"answer")]);
	let open = |party: u8, key: usize| {
		setup.consumer.open_answer(JOB, party, &setup.keys()[key], &sealed).map(|a| a.to_vec())
	};
	assert_eq!(open(1, 1), Ok(b"answer".to_vec()));
	assert_eq!(open(2, 1), Err(OpenPacketError::NotAuthentic { party: 2 }));
	assert_eq!(open(1, 2), Err(OpenPacketError::NotAuthentic { party: 1 }));
}

#[test]
fn sealing_the_same_packet_twice_shares_no_bytes_of_key_stream() {
	let mut setup = Setup::new();
	let (one, two) =
		(setup.seal(PacketKind::Joint, 0, &[0; 64]), setup.seal(PacketKind::Joint, 0, &[0; 64]));
	assert_ne!(one.salt, two.salt);
	let equal = one.ciphertext.iter().zip(&two.ciphertext).filter(|(a, b)| a == b).count();
	assert!(equal < 8, "{equal} of 80 bytes are equal");
}

#[test]
fn foreign_bytes_are_refused() {
	let mut setup = Setup::new();
	let packets = setup.packets();
	let sealed = join(&packets);
	assert_eq!(setup.open(&[]), Err(OpenPacketError::Malformed));
	assert_eq!(setup.open(&[0xff; 100]), Err(OpenPacketError::Malformed));
	assert_eq!(setup.open(&[sealed.as_slice(), &[0]].concat()), Err(OpenPacketError::Malformed));
	assert_eq!(setup.open(&sealed[..sealed.len() - 1]), Err(OpenPacketError::Malformed));
	let wanted = OpenPacketError::PacketCount { given: 2, wanted: 3 };
	assert_eq!(setup.open(&join(&packets[..2])), Err(wanted));
}

#[test]
fn keys_of_small_order_are_refused() {
	let mut setup = Setup::new();
	let context = PacketContext { job_digest: JOB, kind: PacketKind::Joint, party: 0 };
	let sealed = context.seal(&setup.secrets[0], &[0; 32], b"x", &mut setup.rng);
	assert_eq!(sealed, Err(SealPacketError::UnusableResultKey));
	let packets = join(&setup.packets());
	let keys = [setup.keys()[0], [0; 32], setup.keys()[2]];
	let opened = setup.consumer.open_packets(JOB, &keys, &packets);
	assert_eq!(opened, Err(OpenPacketError::UnusableKey { party: 1 }));
}

#[test]
fn a_packet_that_cannot_go_on_chain_is_not_sealed() {
	let mut setup = Setup::new();
	let context = PacketContext { job_digest: JOB, kind: PacketKind::Joint, party: 0 };
	let long = vec![0; MAX_RESULT_BYTES as usize + 1];
	let key = setup.consumer.public();
	let sealed = context.seal(&setup.secrets[0], &key, &long, &mut setup.rng);
	assert!(matches!(sealed, Err(SealPacketError::TooLong { .. })));
}

#[test]
fn the_bytes_are_pinned() {
	let mut setup = Setup::new();
	let digest = hex::encode(blake2_256(&join(&setup.packets())));
	assert_eq!(digest, "e4052cec2e21d18055a883b44a5037401ed6a0d51f1e8b99b6e50b0933ecf0f8");
}
