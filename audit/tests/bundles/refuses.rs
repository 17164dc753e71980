//! One thing that is wrong at a time.

use crate::{
	chain::{pair, Chain},
	story::{Story, AGREEMENT, JOB},
};
use panshi_audit::{Bundle, Draft, Error, Trust};
use panshi_primitives::{trail::Subject, Hash};
use sp_core::Pair;

fn agreement() -> (Story, Trust, Draft) {
	let story = Story::of_agreement();
	let trust = story.chain.trust();
	let draft = story.draft(Subject::Agreement(AGREEMENT));
	(story, trust, draft)
}

fn refusal(draft: &Draft, trust: &Trust) -> Error {
	draft.attempt(trust).expect_err("it is not in order")
}

#[test]
fn fails_under_another_trust() {
	let (story, trust, draft) = agreement();
	let other = Trust { genesis: Hash::repeat_byte(1), ..trust.clone() };
	assert_eq!(
		refusal(&draft, &other),
		Error::OtherChain { found: trust.genesis, wanted: other.genesis }
	);
	let stranger = Trust::new(trust.genesis, vec![pair("Mallory").public()]);
	let number = draft.sealed[0].number;
	assert_eq!(refusal(&draft, &stranger), Error::BadSeal { number });
	let mut swapped = trust.clone();
	swapped.authorities.swap(0, 1);
	assert!(matches!(refusal(&draft, &swapped), Error::BadSeal { .. }), "the turns are others");
	// One authority of the chain's three, at its own turn: sealed, but not the chain's set.
	let turn = usize::try_from(number + 999).expect("a small number") % 3;
	let one = Trust::new(trust.genesis, vec![story.chain.authorities[turn].public()]);
	let lone = Draft { sealed: draft.sealed[..1].to_vec(), ..draft };
	assert_eq!(refusal(&lone, &one), Error::OtherAuthorities);
}

#[test]
fn fails_without_a_usable_trust() {
	let (_, trust, draft) = agreement();
	let twice = vec![trust.authorities[0], trust.authorities[0]];
	for authorities in [vec![], twice] {
		let quorum = 1;
		let unusable = Trust { authorities, quorum, ..trust.clone() };
		assert_eq!(refusal(&draft, &unusable), Error::BadTrust);
	}
	for quorum in [0, 4] {
		assert_eq!(refusal(&draft, &Trust { quorum, ..trust.clone() }), Error::BadTrust);
	}
}

#[test]
fn fails_without_a_quorum() {
	let (_, trust, draft) = agreement();
	let two = Draft { sealed: draft.sealed[..2].to_vec(), ..draft.clone() };
	assert_eq!(refusal(&two, &trust), Error::NoQuorum { found: 2, wanted: 3 });
	assert!(two.attempt(&Trust { quorum: 2, ..trust.clone() }).is_ok(), "two are enough for some");
	let none = Draft { sealed: vec![], ..draft };
	assert_eq!(refusal(&none, &trust), Error::NoQuorum { found: 0, wanted: 3 });
}

#[test]
fn fails_when_sealed_blocks_do_not_follow_each_other() {
	let (_, trust, mut draft) = agreement();
	draft.sealed.remove(1);
	let number = draft.sealed[1].number;
	assert_eq!(refusal(&draft, &trust), Error::NotConsecutive { number });
}

#[test]
fn fails_with_a_seal_that_is_missing_or_by_somebody_else() {
	let (_, trust, draft) = agreement();
	let mut unsealed = draft.clone();
	unsealed.sealed[0].digest.pop();
	let number = unsealed.sealed[0].number;
	assert_eq!(refusal(&unsealed, &trust), Error::BadSeal { number });

	let mut forged = draft;
	let header = &mut forged.sealed[0];
	header.digest.pop();
	let seal = pair("Mallory").sign(header.hash().as_bytes()).0.to_vec();
	header.digest.push(sp_runtime::DigestItem::Seal(*b"aura", seal));
	assert_eq!(refusal(&forged, &trust), Error::BadSeal { number });
}

#[test]
fn fails_when_a_block_is_no_ancestor() {
	let (_, trust, draft) = agreement();
	let mut altered = draft.clone();
	altered.ancestors[1].state_root = Hash::zero();
	let number = altered.ancestors[1].number;
	assert_eq!(refusal(&altered, &trust), Error::NotLinked { number });
	let mut turned = draft.clone();
	turned.ancestors.swap(0, 1);
	let number = turned.ancestors[1].number;
	assert_eq!(refusal(&turned, &trust), Error::NotLinked { number });
	let other = Chain::new(&["Alice", "Bob", "Charlie"]);
	let mut foreign = draft;
	foreign.ancestors.insert(0, other.headers[0].clone());
	assert!(matches!(refusal(&foreign, &trust), Error::NotLinked { number: 1 }));
}

#[test]
fn fails_without_a_block_in_which_something_must_have_happened() {
	let (story, trust, draft) = agreement();
	let without = |index: usize| {
		let mut draft = draft.clone();
		// The latest is first.
		draft.ancestors.remove(draft.ancestors.len() - 1 - index);
		refusal(&draft, &trust)
	};
	assert_eq!(story.blocks.len(), 6);
	assert_eq!(without(0), Error::MissingEvent("the agreement was proposed"));
	for signed in 1..4 {
		assert!(matches!(without(signed), Error::MissingSignature(_)), "{signed}");
	}
	assert_eq!(without(4), Error::MissingEvent("the agreement was attested"));

	let story = Story::of_job();
	let draft = story.draft(Subject::Job(JOB));
	for (back, what) in [(2, "the job was created"), (0, "the job ended")] {
		let mut draft = draft.clone();
		draft.ancestors.remove(back);
		assert_eq!(refusal(&draft, &story.chain.trust()), Error::MissingEvent(what));
	}
}

#[test]
fn says_what_is_missing() {
	let (_, trust, draft) = agreement();
	let anchor = draft.sealed[0].hash();
	let empty = Draft { nodes: Default::default(), ..draft.clone() };
	assert!(
		matches!(refusal(&empty, &trust), Error::MissingState { block, .. } if block == anchor)
	);
	let (bundle, _) = draft.attempt(&trust).expect("everything is there");
	let mut missed = 0;
	for left_out in &bundle.nodes {
		let mut nodes = draft.nodes.clone();
		nodes.remove(left_out);
		let error = refusal(&Draft { nodes, ..draft.clone() }, &trust);
		assert!(
			matches!(error, Error::MissingState { .. } | Error::MissingExtrinsic { .. }),
			"{error}"
		);
		missed += 1;
	}
	assert!(missed > 20, "a proof has many nodes");
}

#[test]
fn fails_with_more_than_it_takes() {
	let (story, trust, draft) = agreement();
	let (bundle, _) = draft.attempt(&trust).expect("everything is there");
	let unused = story.chain.nodes.iter().find(|node| !bundle.nodes.contains(node));
	let mut more = bundle;
	more.nodes.push(unused.expect("the chain has more nodes").clone());
	more.nodes.sort();
	assert_eq!(more.verify(&trust).expect_err("too much"), Error::Superfluous { unused: 1 });
}

#[test]
fn fails_for_what_there_are_no_bundles_of_and_for_what_is_not_there() {
	let (_, trust, draft) = agreement();
	let data = Draft { subject: Subject::Data(2), ..draft.clone() };
	assert_eq!(refusal(&data, &trust), Error::Subject(Subject::Data(2)));
	let number = draft.sealed[0].number;
	let absent = Draft { subject: Subject::Agreement(AGREEMENT + 1), ..draft };
	assert_eq!(refusal(&absent, &trust), Error::Absent { what: "agreement", number });
}

#[test]
fn fails_when_the_bytes_are_no_bundle() {
	let (_, trust, draft) = agreement();
	let bytes = draft.attempt(&trust).expect("everything is there").0.to_bytes();
	assert_eq!(Bundle::from_bytes(b"PK"), Err(Error::NotABundle));
	assert_eq!(Bundle::from_bytes(&[]), Err(Error::NotABundle));
	let mut later = bytes.clone();
	later[8] = 3;
	assert_eq!(Bundle::from_bytes(&later), Err(Error::NotABundle));
	let longer = [bytes.clone(), vec![0]].concat();
	assert_eq!(Bundle::from_bytes(&longer), Err(Error::Malformed));
	let bundle = Bundle::from_bytes(&bytes).expect("the bytes just made");
	let mut unsorted = bundle;
	unsorted.nodes.swap(0, 1);
	assert_eq!(Bundle::from_bytes(&unsorted.to_bytes()), Err(Error::Malformed));
	let long = vec![0; panshi_audit::MAX_BYTES + 1];
	assert_eq!(Bundle::from_bytes(&long), Err(Error::TooLong { bytes: long.len() }));
}
