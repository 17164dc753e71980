//! Every decoder of bytes that came from elsewhere, fed with mutated and random ones: an answer or an
//! error, never a panic, and never more memory than the bytes account for.

use codec::{Decode, DecodeAll, Encode};
use panshi_compute::{
	association::Phenotypes,
	engine::{check_parameters, JobRecord, JobState, SealedChunk, StateDir, Store, StoredSecret},
	keystore::{self, KeystoreError, NodeKeys},
	protocols::results,
	questions::{self, OverlapQuestion, Reveal},
	sealed_result,
	sealed_sum::EphemeralSecret,
	tables::{Identifiers, People, Segregation},
	variants::{Normaliser, Records, VariantRecord, VariantSource, VcfFile},
};
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild, VariantKey, VariantList},
	job::{ParametersType, RefusalReason, Strength},
	offchain::{Assignment, ComputeNodeAnswer, StepReply, StepRequest, MAX_BODY},
	Hash,
};
use proptest::{prelude::*, sample::Index};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::{fs, io::Cursor, os::unix::fs::PermissionsExt, path::Path, sync::LazyLock};
use tempfile::TempDir;

/// Most memory that this whole program may ever have taken.
const MAX_PEAK_KIB: u64 = 256 * 1_024;

fn decode_everything(bytes: &[u8]) {
	drop(StepRequest::decode_all(&mut &bytes[..]));
	drop(StepReply::decode_all(&mut &bytes[..]));
	drop(StepReply::read(bytes));
	drop(ComputeNodeAnswer::decode_all(&mut &bytes[..]));
	drop(Vec::<u32>::decode_all(&mut &bytes[..]));
	drop(Option::<Vec<u8>>::decode_all(&mut &bytes[..]));
	drop(JobRecord::decode_all(&mut &bytes[..]));
	if let Ok(list) = VariantList::decode_all(&mut &bytes[..]) {
		list.check().ok();
	}
	if let Ok(question) = OverlapQuestion::read(bytes) {
		question.check(3, Strength::HonestMajority).ok();
		results::overlap(&question, Hash::zero(), &[bytes; 3]).ok();
	}
	for question in overlaps() {
		let mut packets = [bytes.to_vec(), bytes.to_vec()];
		results::overlap(&question, Hash::zero(), &packets).ok();
		// Filled up to the length that a packet has, so that what is inside is read.
		packets.iter_mut().for_each(|packet| packet.resize(5 + 33 * 9, 0));
		results::overlap(&question, Hash::zero(), &packets).ok();
	}
	let questions = [
		ParametersType::Association,
		ParametersType::Evidence,
		ParametersType::Order,
		ParametersType::Regression,
		ParametersType::Millionaires,
		ParametersType::Overlap,
	];
	for kind in questions {
		let _items = questions::items(kind, bytes);
	}
	for count in 0..4 {
		if let Ok(packets) = sealed_result::split(bytes, count) {
			assert_eq!(sealed_result::join(&packets), bytes);
		}
	}
	if let Ok(Some(assignment)) = Option::<Assignment>::decode_all(&mut &bytes[..]) {
		drop(check_parameters(&assignment, &[bytes.to_vec()]));
	}
}

/// Tables and files of variants.
fn read_everything(bytes: &[u8]) {
	drop(People::read(bytes));
	drop(Phenotypes::read(bytes));
	drop(Identifiers::read(bytes));
	drop(Segregation::read(bytes, &mut Normaliser::trimmed()));
	let Ok(file) = VcfFile::read(Cursor::new(bytes.to_vec())) else { return };
	let mut records = Records::new(file, ReferenceBuild::Grch38, Normaliser::trimmed());
	let mut record = VariantRecord::default();
	while let Ok(true) = records.next_record(&mut record) {
		assert!(record.key.is_canonical());
	}
}

static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(seeds);

/// What the fuzz targets of this crate begin with; that of the questions has a byte before each.
fn seeds() -> Vec<Vec<u8>> {
	let root = Path::new(env!("PANSHI_ROOT")).join("fuzz/seeds");
	let mut seeds = Vec::new();
	for target in ["compute_questions", "compute_results", "compute_tables", "compute_vcf"] {
		let entries = fs::read_dir(root.join(target)).expect("it has seeds");
		let mut paths: Vec<_> = entries.map(|entry| entry.expect("a seed").path()).collect();
		paths.sort();
		let skipped = usize::from(target == "compute_questions");
		let read = |path| fs::read(path).expect("a seed").get(skipped..).map(<[u8]>::to_vec);
		seeds.extend(paths.iter().filter_map(read).filter(|bytes| !bytes.is_empty()));
	}
	seeds
}

fn request() -> Vec<u8> {
	StepRequest { genesis: Hash::repeat_byte(1), best: 7, jobs: vec![1, 2, 3] }.encode()
}

/// Questions whose packets are read.
fn overlaps() -> [OverlapQuestion; 2] {
	let people = Reveal::People { of: vec![0, 1], most: 9 };
	[people, Reveal::Size].map(|reveal| OverlapQuestion {
		scheme: "cn-resident-id".into(),
		bounds: vec![9, 20],
		reveal,
		minimum: 0,
	})
}

/// What a holder may tell the consumer of two people.
fn packet() -> Vec<u8> {
	let mut bytes = vec![5];
	vec!["P-1", "P-2"].encode_to(&mut bytes);
	bytes
}

/// Zeros are the first variant of everything.
fn assignment() -> Vec<u8> {
	let bytes = [&[1], [0; 1_024].as_slice()].concat();
	let assignment = Option::<Assignment>::decode(&mut bytes.as_slice()).expect("zeros decode");
	assignment.encode()
}

fn list() -> Vec<u8> {
	let variant = |position| VariantKey {
		sequence: b"22".to_vec(),
		position,
		reference: b"A".to_vec(),
		alternate: b"C".to_vec(),
	};
	let (build, rule) = (ReferenceBuild::Grch37, NormalisationRule::Trimmed);
	VariantList { build, rule, variants: (1..20).map(variant).collect() }.encode()
}

fn records() -> Vec<JobRecord> {
	let secret = StoredSecret(EphemeralSecret::from_bytes([3; 32]));
	let chunk = SealedChunk { check: 9, lanes_hash: Hash::repeat_byte(2) };
	[
		JobState::Accepted { secret, source: "genotypes".into() },
		JobState::Ready { chunks: vec![chunk; 3] },
		JobState::Done,
		JobState::Refused { reason: RefusalReason::DataChanged },
	]
	.into_iter()
	.map(|state| JobRecord { digest: Hash::repeat_byte(5), seen_at: 6, state })
	.collect()
}

fn mutated(mut bytes: Vec<u8>, changes: &[(Index, u8)], cut: Option<Index>) -> Vec<u8> {
	for (at, byte) in changes {
		let at = at.index(bytes.len());
		bytes[at] = *byte;
	}
	if let Some(cut) = cut {
		bytes.truncate(cut.index(bytes.len()));
	}
	bytes
}

fn changes() -> impl Strategy<Value = Vec<(Index, u8)>> {
	prop::collection::vec((any::<Index>(), any::<u8>()), 1..6)
}

fn store(folder: &TempDir) -> Store {
	let keys = NodeKeys::generate(&mut ChaCha20Rng::seed_from_u64(1));
	let state = StateDir::lock(&folder.path().join("state")).expect("nobody else has it");
	state.store(Hash::repeat_byte(7), keys.storage().clone()).expect("the folder is ours")
}

fn folder() -> TempDir {
	tempfile::tempdir().expect("there is a place for temporary files")
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(3_000))]

	#[test]
	fn random_messages(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
		decode_everything(&bytes);
		read_everything(&bytes);
	}

	#[test]
	fn mutated_seeds_of_fuzz_targets(
		changes in changes(),
		cut in any::<Option<Index>>(),
		which in any::<Index>(),
	) {
		let seeds = &*SEEDS;
		let bytes = mutated(seeds[which.index(seeds.len())].clone(), &changes, cut);
		decode_everything(&bytes);
		read_everything(&bytes);
	}

	#[test]
	fn mutated_messages(changes in changes(), cut in any::<Option<Index>>(), which in 0usize..10) {
		let mut all = vec![request(), assignment(), list(), packet()];
		all.extend(overlaps().iter().map(Encode::encode));
		all.extend(records().iter().map(Encode::encode));
		decode_everything(&mutated(all.swap_remove(which), &changes, cut));
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	#[test]
	fn job_state_files(changes in changes(), cut in any::<Option<Index>>(), which in 0usize..4) {
		let folder = folder();
		let store = store(&folder);
		let record = records().swap_remove(which);
		store.save(5, &record, &mut ChaCha20Rng::seed_from_u64(2)).expect("it can be written");
		let root = folder.path().join("state").join(hex::encode(Hash::repeat_byte(7)));
		let path = root.join("jobs/5.job");
		let sound = fs::read(&path).expect("it was written");
		let broken = mutated(sound.clone(), &changes, cut);
		fs::write(&path, &broken).expect("it is ours");
		// The file is authentic or it is refused: there is nothing between.
		prop_assert_eq!(store.load().is_ok(), broken == sound);
		fs::remove_file(&path).expect("it is ours");
		fs::write(root.join("fingerprints"), &broken).expect("it is ours");
		drop(store.load_fingerprints());
	}

	#[test]
	fn keystore_files(changes in changes(), cut in any::<Option<Index>>()) {
		// A cheap derivation, so that many can be tried; what it seals is not a key.
		let text = format!(
			"{{\"kdf\":{{\"memory_kib\":8,\"passes\":1,\"lanes\":1}},\"salt\":\"{0}\",\
			 \"signing_key\":\"{0}{0}\",\"channel_key\":\"{0}{0}\",\"sealed\":\"{0}{0}{0}\"}}",
			"ab".repeat(16)
		);
		let folder = folder();
		let path = folder.path().join("keystore.json");
		fs::write(&path, "").expect("the folder is ours");
		fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
		fs::write(&path, mutated(text.into_bytes(), &changes, cut)).expect("it is ours");
		let refused = keystore::open(&path, "p");
		let is_refusal = matches!(
			refused,
			Err(KeystoreError::Malformed { .. } | KeystoreError::WrongPassphrase { .. })
		);
		prop_assert!(is_refusal, "{refused:?}");
		drop(keystore::read_public(&path));
	}
}

/// Lengths that promise what does not come.
#[test]
fn large_promises_take_no_memory() {
	let count = codec::Compact(u32::MAX / 8);
	let request = (Hash::zero(), 1u32, count).encode();
	let list = (ReferenceBuild::Grch37, NormalisationRule::Trimmed, count).encode();
	let reply = count.encode();
	for promise in [request, list, reply] {
		decode_everything(&promise);
		// With as many bytes behind it as a body may have.
		decode_everything(&[promise, vec![0; MAX_BODY]].concat());
	}
	let status = fs::read_to_string("/proc/self/status").expect("this is Linux");
	let peak = status.lines().find(|line| line.starts_with("VmHWM:")).expect("the peak is there");
	let kib = peak.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok());
	assert!(kib.is_some_and(|kib| kib < MAX_PEAK_KIB), "{kib:?} KiB");
}

#[test]
fn a_keystore_cannot_ask_for_all_memory() {
	let folder = folder();
	let path = folder.path().join("keystore.json");
	keystore::create(&path, "p", &mut ChaCha20Rng::seed_from_u64(3)).expect("it is new");
	let text = fs::read_to_string(&path).expect("it is text");
	fs::write(&path, text.replace("65536", "1048576")).expect("it is ours");
	assert!(matches!(keystore::open(&path, "p"), Err(KeystoreError::Malformed { .. })));
}

/// Too long for any state that is kept.
#[test]
fn a_state_file_of_any_length_is_not_read_whole() {
	let folder = folder();
	let store = store(&folder);
	let root = folder.path().join("state").join(hex::encode(Hash::repeat_byte(7)));
	let file = fs::File::create(root.join("jobs/5.job")).expect("the folder is ours");
	file.set_len(1 << 40).expect("it is sparse");
	assert!(store.load().is_err());
}
