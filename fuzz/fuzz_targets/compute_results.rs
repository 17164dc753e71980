//! What a consumer gets: sealed packets that somebody altered, and packets of parties that cheat.

#![no_main]

use codec::Decode;
use libfuzzer_sys::fuzz_target;
use panshi_compute::{
	overlap::Output,
	protocols::results,
	questions::{OverlapQuestion, Reveal},
	sealed_result::{join, split, PacketContext, PacketKind},
	sealed_sum::{EphemeralSecret, ResultKeyPair},
};
use panshi_mpc::programs::{association, evidence, order, regression};
use panshi_primitives::{job::Strength, ChannelKey, Hash};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use std::sync::LazyLock;

const JOB: Hash = Hash::repeat_byte(7);
/// Longest packet of an overlap that is made.
const LONGEST: usize = 1 << 12;

/// A result of three parties, and an answer of the second.
struct Sealed {
	consumer: ResultKeyPair,
	keys: Vec<ChannelKey>,
	result: Vec<u8>,
	answer: Vec<u8>,
}

static SEALED: LazyLock<Sealed> = LazyLock::new(|| {
	let mut rng = ChaCha20Rng::seed_from_u64(5);
	let consumer = ResultKeyPair::generate(&mut rng);
	let secrets: Vec<_> = (0..3).map(|_| EphemeralSecret::generate(&mut rng)).collect();
	let mut seal = |kind, party: u8| {
		let context = PacketContext { job_digest: JOB, kind, party };
		let secret = &secrets[usize::from(party)];
		context.seal(secret, &consumer.public(), &[party; 9], &mut rng).expect("the key is sound")
	};
	let result = join(&[0, 1, 2].map(|party| seal(PacketKind::Joint, party)));
	let answer = join(&[seal(PacketKind::Answer, 1)]);
	let keys = secrets.iter().map(EphemeralSecret::public).collect();
	Sealed { consumer, keys, result, answer }
});

/// Only what was sealed opens, and only as what it was.
fn open(bytes: &[u8]) {
	let Sealed { consumer, keys, result, answer } = &*SEALED;
	let opened = consumer.open_packets(JOB, keys, bytes);
	assert_eq!(opened.is_ok(), bytes == result);
	for party in 0..3 {
		let opened = consumer.open_answer(JOB, party, &keys[usize::from(party)], bytes);
		assert_eq!(opened.is_ok(), bytes == answer && party == 1);
	}
}

/// The sealed bytes with others in some places, as `data` says: two bytes for a place, one to add.
fn altered(sealed: &[u8], data: &[u8]) -> Vec<u8> {
	let mut bytes = sealed.to_vec();
	for change in data.chunks_exact(3) {
		let place = usize::from(u16::from_le_bytes([change[0], change[1]])) % bytes.len();
		bytes[place] ^= change[2];
	}
	bytes
}

/// Up to eight pieces, each as long as its first two bytes say.
fn pieces(mut data: &[u8]) -> Vec<Vec<u8>> {
	let mut pieces = Vec::new();
	while pieces.len() < 8 {
		let Some((length, rest)) = data.split_first_chunk::<2>() else { break };
		let length = usize::from(u16::from_le_bytes(*length)).min(rest.len());
		pieces.push(rest[..length].to_vec());
		data = &rest[length..];
	}
	pieces
}

/// Packets of the programs on shares.
fn programs(packets: &[Vec<u8>]) {
	let people = vec![5; 3];
	let association = association::Parameters {
		variants: 9,
		people,
		selection: association::Selection::Top { count: 2 },
		minimum_cell: 0,
		rounding: 0,
	};
	let question = order::Question::Histogram { edges: vec![3, 7] };
	let order =
		order::Parameters { bits: 8, values: vec![3; 3], question, minimum_cell: 2, rounding: 0 };
	let regression =
		regression::Parameters { covariates: 1, rows: vec![8; 3], iterations: 8, minimum_cell: 0 };
	let evidence = evidence::Parameters::decode(&mut &[0; 256][..]);
	for strength in [Strength::HonestMajority, Strength::AllButOne] {
		results::association(&association, strength, packets).ok();
		results::order(&order, strength, packets).ok();
		results::noised_histogram(&order, strength, packets).ok();
		results::regression(&regression, strength, packets).ok();
		evidence.iter().for_each(|rules| drop(results::evidence(rules, strength, packets)));
	}
	if let Ok(output) = results::millionaires(packets) {
		assert!(usize::from(output.richest) < packets.len());
	}
}

/// Packets of an overlap, filled up to their lengths, so that what is inside is read.
fn overlap(question: &OverlapQuestion, packets: &[Vec<u8>]) {
	let mut filled = Vec::new();
	for participant in (0..).take(question.bounds.len()) {
		let length = question.packet_length(participant);
		if length > LONGEST {
			return;
		}
		let mut packet = packets.get(usize::from(participant)).cloned().unwrap_or_default();
		packet.resize(length, 0);
		filled.push(packet);
	}
	match (results::overlap(question, JOB, &filled), &question.reveal) {
		(Ok(Output::People(people)), Reveal::People { of, most }) => {
			assert!(people.len() <= usize::try_from(*most).unwrap_or(usize::MAX));
			let sound = |name: &String| !name.is_empty() && !name.contains(char::is_control);
			assert!(people.iter().all(|names| names.len() == of.len()));
			assert!(people.iter().flatten().all(sound));
		},
		(Ok(Output::People(_)), _) => panic!("nobody asked who they are"),
		(Ok(Output::Size(size)), _) => assert!(size >= question.minimum),
		_ => (),
	}
}

fn admitted(question: &OverlapQuestion) -> bool {
	[Strength::HonestMajority, Strength::AllButOne]
		.into_iter()
		.any(|strength| question.check(question.bounds.len(), strength).is_ok())
}

fuzz_target!(|data: &[u8]| {
	for count in 0..4 {
		if let Ok(packets) = split(data, count) {
			assert_eq!(join(&packets), data);
		}
	}
	open(data);
	open(&altered(&SEALED.result, data));
	open(&altered(&SEALED.answer, data));
	let pieces = pieces(data);
	programs(&pieces);
	let reveals =
		[Reveal::People { of: vec![0, 2], most: 9 }, Reveal::Counted { by: 1 }, Reveal::Size];
	for reveal in reveals {
		let by = usize::from(reveal == Reveal::Counted { by: 1 });
		let question = OverlapQuestion {
			scheme: "cn-resident-id".into(),
			bounds: vec![9, if by == 1 { 0 } else { 20 }, 12],
			minimum: u32::from(reveal != Reveal::Size) * 2,
			reveal,
		};
		overlap(&question, &pieces);
	}
	if let Some((first, packets)) = pieces.split_first() {
		if let Some(question) = OverlapQuestion::read(first).ok().filter(admitted) {
			overlap(&question, packets);
		}
	}
});
