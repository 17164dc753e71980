//! Bytes that are not those that were made: each flipped, cut, and at random.

use crate::story::{Story, AGREEMENT, JOB};
use panshi_audit::{Bundle, Trust, Types};
use panshi_primitives::trail::Subject;
use proptest::prelude::*;
use std::sync::OnceLock;

/// A bundle in order, and the trust under which it is.
fn made(subject: Subject) -> (Vec<u8>, Trust) {
	let story = match subject {
		Subject::Job(_) => Story::of_job(),
		_ => Story::of_agreement(),
	};
	let trust = story.chain.trust();
	let (bundle, _) = story.draft(subject).attempt(&trust).expect("everything is there");
	(bundle.to_bytes(), trust)
}

fn proves(bytes: &[u8], trust: &Trust) -> bool {
	Bundle::from_bytes(bytes).is_ok_and(|bundle| bundle.verify(trust).is_ok())
}

/// The sentence: a tampered byte anywhere is found.
#[test]
fn every_byte_counts() {
	let (mut bytes, trust) = made(Subject::Job(JOB));
	assert!(proves(&bytes, &trust));
	for index in 0..bytes.len() {
		let bit = 1 << (index % 8);
		bytes[index] ^= bit;
		assert!(!proves(&bytes, &trust), "byte {index}");
		bytes[index] ^= bit;
	}
	assert!(proves(&bytes, &trust), "all bytes are back");
}

#[test]
fn no_beginning_of_a_bundle_proves_anything() {
	let (bytes, trust) = made(Subject::Agreement(AGREEMENT));
	for length in 0..bytes.len() {
		assert!(!proves(&bytes[..length], &trust), "the first {length} bytes");
	}
}

fn shared() -> &'static (Vec<u8>, Trust) {
	static MADE: OnceLock<(Vec<u8>, Trust)> = OnceLock::new();
	MADE.get_or_init(|| made(Subject::Agreement(AGREEMENT)))
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

	#[test]
	fn foreign_bytes_are_refused_and_never_panic(tail in prop::collection::vec(any::<u8>(), 0..2_048)) {
		let (bytes, trust) = shared();
		prop_assert!(!proves(&tail, trust));
		// Behind the right beginning, so that the decoder is reached.
		let begun = [&bytes[..10], &tail].concat();
		prop_assert!(!proves(&begun, trust));
	}

	#[test]
	fn spliced_bundles_are_refused(at in 0usize..100_000, with in prop::collection::vec(any::<u8>(), 1..64), cut in 0usize..64) {
		let (bytes, trust) = shared();
		let at = at % bytes.len();
		let end = (at + cut).min(bytes.len());
		let spliced = [&bytes[..at], &with, &bytes[end..]].concat();
		prop_assume!(spliced != *bytes);
		prop_assert!(!proves(&spliced, trust));
	}

	#[test]
	fn events_of_foreign_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
		let types = Types::of(1).expect("known");
		if let Some(events) = types.events(&bytes) {
			prop_assert!(events.len() <= bytes.len());
		}
	}
}
