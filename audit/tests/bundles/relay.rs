//! A relay chain's votes: what they prove, and one thing that is wrong at a time.

use crate::{
	chain::twox,
	story::{Story, AGREEMENT},
};
use codec::Encode;
use panshi_audit::{
	Bundle, Draft, Error, Finality, Finalized, Header, Justification, RelayTrust, Trust, Vote,
};
use panshi_primitives::{trail::Subject, Hash};
use sp_core::{ed25519, Pair};
use sp_crypto_hashing::twox_128;
use sp_runtime::{generic::Digest, traits::BlakeTwo256};
use sp_trie::{LayoutV1, MemoryDB, TrieDBMutBuilder, TrieMut};

const PARA: u32 = 2_000;
const SET: u64 = 7;
const ROUND: u64 = 31;
/// Number of the relay chain block that has the head.
const NUMBER: u32 = 90;
const GENESIS: Hash = Hash::repeat_byte(0xaa);

fn validator(index: u8) -> ed25519::Pair {
	ed25519::Pair::from_seed(&[index + 1; 32])
}

fn trust(story: &Story) -> Trust {
	let authorities = (0..4).map(|index| validator(index).public()).collect();
	let relay = RelayTrust { genesis: GENESIS, para: PARA, authorities, set: SET };
	Trust { relay: Some(relay), ..story.chain.trust() }
}

fn map_key(pallet: &str, item: &str, key: u32) -> Vec<u8> {
	[&twox_128(pallet.as_bytes())[..], &twox_128(item.as_bytes()), &twox(key)].concat()
}

fn header(parent_hash: Hash, number: u32, state_root: Hash) -> Header {
	let digest = Digest::default();
	Header { parent_hash, number, state_root, extrinsics_root: Hash::zero(), digest }
}

/// A state with `head` of the parachain, its root, and its nodes.
fn state(genesis: Hash, head: Option<&Header>) -> (Hash, Vec<Vec<u8>>) {
	let mut db = MemoryDB::<BlakeTwo256>::with_hasher(Default::default());
	let mut root = Hash::default();
	{
		let mut trie = TrieDBMutBuilder::<LayoutV1<BlakeTwo256>>::new(&mut db, &mut root).build();
		let genesis_key = map_key("System", "BlockHash", 0);
		trie.insert(&genesis_key, &genesis.encode()).expect("memory takes it");
		if let Some(head) = head {
			let value = head.encode().encode();
			trie.insert(&map_key("Paras", "Heads", PARA), &value).expect("memory takes it");
		}
	}
	(root, db.drain().into_values().map(|(node, _)| node).collect())
}

fn vote(index: u8, header: &Header, (round, set): (u64, u64)) -> Vote {
	let (target, number) = (header.hash(), header.number);
	let message = (1u8, target, number, round, set).encode();
	let pair = validator(index);
	Vote { target, number, signature: pair.sign(&message), validator: pair.public() }
}

/// A draft whose relay chain has `head`, by the votes of three of four validators, one of them for a
/// later block.
fn with_relay(story: &Story, genesis: Hash, head: Option<&Header>) -> Draft {
	let mut draft = story.draft(Subject::Agreement(AGREEMENT));
	let (root, nodes) = state(genesis, head);
	draft.nodes.extend(nodes);
	let block = header(Hash::repeat_byte(1), NUMBER, root);
	let next = header(block.hash(), NUMBER + 1, Hash::repeat_byte(2));
	let at = (ROUND, SET);
	let votes = vec![vote(0, &block, at), vote(1, &next, at), vote(2, &block, at)];
	let justification = Justification {
		round: ROUND,
		target: block.hash(),
		number: NUMBER,
		votes,
		ancestries: vec![next],
	};
	draft.relay = Some(Finality { header: block, justification });
	draft
}

fn made() -> (Story, Trust, Draft) {
	let story = Story::of_agreement();
	let trust = trust(&story);
	let head = story.chain.headers.last().cloned();
	let draft = with_relay(&story, GENESIS, head.as_ref());
	(story, trust, draft)
}

/// The refusal once `change` has been made to the votes.
fn changed(change: impl FnOnce(&mut Justification)) -> Error {
	let (_, trust, mut draft) = made();
	change(&mut draft.relay.as_mut().expect("it has votes").justification);
	draft.attempt(&trust).expect_err("it is not in order")
}

fn bad_vote(index: u8) -> Error {
	Error::BadVote { validator: validator(index).public().0, number: NUMBER }
}

#[test]
fn a_relay_chain_that_is_trusted_finalized_a_block_on_the_anchor() {
	let (story, trust, draft) = made();
	let (bundle, report) = draft.attempt(&trust).expect("everything is there");
	let read = Bundle::from_bytes(&bundle.to_bytes()).expect("the bytes just made");
	assert_eq!(read.verify(&trust), Ok(report.clone()));
	let head = story.chain.headers.last().expect("there are blocks").number;
	let relay = (NUMBER, draft.relay.expect("it has votes").header.hash());
	assert_eq!(report.finalized, Some(Finalized { relay, head, voters: 3, validators: 4 }));
	let words = report.words();
	assert!(words.proven[0].contains("3 of 4 validators"), "{:?}", words.proven);
	assert!(!words.not_proven.iter().any(|said| said.contains("ask a relay chain node")));
}

#[test]
fn every_byte_counts_with_votes_too() {
	let (_, trust, draft) = made();
	let (bundle, _) = draft.attempt(&trust).expect("everything is there");
	let mut bytes = bundle.to_bytes();
	let proves = |bytes: &[u8]| Bundle::from_bytes(bytes).is_ok_and(|b| b.verify(&trust).is_ok());
	for index in 0..bytes.len() {
		let bit = 1 << (index % 8);
		bytes[index] ^= bit;
		assert!(!proves(&bytes), "byte {index}");
		bytes[index] ^= bit;
	}
	assert!(proves(&bytes), "all bytes are back");
}

#[test]
fn fails_when_only_one_of_file_and_trust_has_a_relay_chain() {
	let (story, trust, draft) = made();
	let none = Trust { relay: None, ..trust.clone() };
	assert_eq!(draft.attempt(&none).expect_err("no relay chain"), Error::RelayNotTrusted);
	let without = story.draft(Subject::Agreement(AGREEMENT));
	assert_eq!(without.attempt(&trust).expect_err("no votes"), Error::NoFinality);
}

#[test]
fn fails_with_another_relay_chain_or_another_parachain() {
	let (story, trust, draft) = made();
	let found = Hash::repeat_byte(3);
	let foreign = with_relay(&story, found, story.chain.headers.last());
	let error = foreign.attempt(&trust).expect_err("another relay chain");
	assert_eq!(error, Error::OtherRelayChain { found, wanted: GENESIS });
	let number = NUMBER;
	let absent = with_relay(&story, GENESIS, None);
	let error = absent.attempt(&trust).expect_err("no parachain");
	assert_eq!(error, Error::Absent { what: "head of the parachain", number });
	let mut other = trust;
	other.relay.as_mut().expect("it has one").para += 1;
	assert!(matches!(
		draft.attempt(&other),
		Err(Error::Absent { .. } | Error::MissingState { .. })
	));
}

#[test]
fn fails_when_the_head_is_not_on_the_anchor() {
	let (story, trust, draft) = made();
	let before = &story.chain.headers[usize::try_from(draft.sealed[0].number).expect("few") - 2];
	let earlier = with_relay(&story, GENESIS, Some(before));
	let error = earlier.attempt(&trust).expect_err("the head is before the anchor");
	assert_eq!(error, Error::OtherHead { number: before.number });
	let mut fork = story.chain.headers.last().expect("there are blocks").clone();
	fork.state_root = Hash::zero();
	let error = with_relay(&story, GENESIS, Some(&fork)).attempt(&trust).expect_err("a fork");
	assert_eq!(error, Error::OtherHead { number: fork.number });
}

#[test]
fn fails_with_votes_for_something_else() {
	let other = changed(|votes| votes.target = Hash::repeat_byte(9));
	assert_eq!(other, Error::OtherJustification { number: NUMBER });
	let other = changed(|votes| votes.number += 1);
	assert_eq!(other, Error::OtherJustification { number: NUMBER });
	let aside = header(Hash::repeat_byte(8), NUMBER + 1, Hash::repeat_byte(2));
	let aside = changed(|votes| {
		votes.votes[1] = vote(1, &aside, (ROUND, SET));
		votes.ancestries = vec![aside];
	});
	assert_eq!(aside, bad_vote(1), "a block that is not on it");
	assert_eq!(changed(|votes| votes.ancestries.clear()), bad_vote(1), "nothing leads there");
}

#[test]
fn fails_with_a_vote_of_a_stranger_or_of_one_validator_twice() {
	let again = changed(|votes| votes.votes.push(votes.votes[0].clone()));
	assert_eq!(again, bad_vote(0));
	let stranger = changed(|votes| {
		let (message, pair) = ((1u8, votes.target, NUMBER, ROUND, SET).encode(), validator(9));
		votes.votes[2].signature = pair.sign(&message);
		votes.votes[2].validator = pair.public();
	});
	assert_eq!(stranger, bad_vote(9));
}

#[test]
fn fails_with_a_signature_of_another_round_or_set_or_validator() {
	assert_eq!(changed(|votes| votes.round += 1), bad_vote(0));
	let swapped = changed(|votes| votes.votes[0].signature = votes.votes[2].signature);
	assert_eq!(swapped, bad_vote(0));
	let (_, mut trust, draft) = made();
	trust.relay.as_mut().expect("it has one").set += 1;
	assert_eq!(draft.attempt(&trust).expect_err("another set"), bad_vote(0));
}

#[test]
fn fails_without_two_thirds_of_the_validators_and_with_what_is_not_needed() {
	let few = changed(|votes| drop(votes.votes.pop()));
	assert_eq!(few, Error::NoRelayQuorum { found: 2, wanted: 3 });
	let more = header(Hash::repeat_byte(8), NUMBER + 5, Hash::repeat_byte(2));
	assert_eq!(changed(|votes| votes.ancestries.push(more)), Error::Superfluous { unused: 1 });
}

#[test]
fn fails_without_usable_validators() {
	let (_, trust, draft) = made();
	let twice = vec![validator(0).public(); 2];
	for authorities in [vec![], twice] {
		let mut trust = trust.clone();
		trust.relay.as_mut().expect("it has one").authorities = authorities;
		assert_eq!(draft.attempt(&trust).expect_err("no validators"), Error::BadTrust);
	}
}

#[test]
fn a_justification_reads_as_a_node_gives_it() {
	let (_, _, draft) = made();
	let votes = draft.relay.expect("it has votes").justification;
	let mut bytes = votes.encode();
	assert_eq!(Justification::from_bytes(&bytes), Some(votes));
	bytes.push(0);
	assert_eq!(Justification::from_bytes(&bytes), None);
}
