//! What the consortium votes on: the call that a proposal would run, in words, and the check that a
//! vote is on the proposal that its voter has seen.
//!
//! A vote has a number, which says nothing of what it is on: whoever proposes first has the next one.
//! The hash of the proposal is that of the encoded call.

use super::{calls::consortium, events, Chain, ChainError, Snapshot, Votes};
use crate::words;
use panshi_primitives::Hash;
use subxt::{
	ext::scale_value::{self, Composite, Value, ValueDef},
	Metadata,
};

/// A call in words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CallWords {
	/// Pallet that is called.
	pub pallet: String,
	/// Name of the call.
	pub name: String,
	/// Arguments with their names, in order.
	pub arguments: Vec<(String, String)>,
}

/// Why somebody does not vote on what it has seen.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NotInVote {
	/// There is no such vote.
	#[error("there is no open vote {0}. See `panshi council list`")]
	NoVote(u32),
	/// The vote is on something else.
	#[error(
		"vote {vote} is on another proposal, {}. Nothing was sent. See `panshi council show {vote}`",
		words::hash(found)
	)]
	OtherProposal {
		/// The vote.
		vote: u32,
		/// What it is on.
		found: Hash,
	},
	/// The proposal has another number.
	#[error("vote {vote} is on another proposal: this one is vote {actual}. Nothing was sent. See `panshi council list`")]
	OtherNumber {
		/// The number given.
		vote: u32,
		/// The number of the proposal.
		actual: u32,
	},
}

/// The votes on `proposal`, if it is what the vote of this number is on.
pub fn in_vote(open: &[(Hash, Votes)], vote: u32, proposal: &Hash) -> Result<Votes, NotInVote> {
	let found = open.iter().find(|(_, votes)| votes.index == vote);
	let (found, votes) = found.ok_or(NotInVote::NoVote(vote))?;
	if found == proposal {
		return Ok(votes.clone());
	}
	Err(match open.iter().find(|(other, _)| other == proposal) {
		Some((_, votes)) => NotInVote::OtherNumber { vote, actual: votes.index },
		None => NotInVote::OtherProposal { vote, found: *found },
	})
}

impl Snapshot {
	/// What the encoded `call` would do; `None` if it is no call of the runtime of this block.
	pub fn words_of(&self, call: &[u8]) -> Option<CallWords> {
		words_of(call, self.metadata())
	}
}

impl Chain {
	/// Hash of the proposal that authorizes the runtime of this hash.
	pub async fn upgrade_proposal(&self, code: Hash) -> Result<Hash, ChainError> {
		let call = self.encode(&consortium::authorize_upgrade(code)).await?;
		Ok(sp_crypto_hashing::blake2_256(&call).into())
	}
}

fn words_of(mut call: &[u8], metadata: &Metadata) -> Option<CallWords> {
	let (id, types) = (metadata.outer_enums().call_enum_ty(), metadata.types());
	let value = scale_value::scale::decode_as_type(&mut call, id, types).ok()?;
	let ValueDef::Variant(pallet) = value.value else { return None };
	let called = pallet.values.into_values().next()?;
	let ValueDef::Variant(called) = called.value else { return None };
	let text = |value: &Value<u32>| events::text(value, types);
	let arguments = match &called.values {
		Composite::Named(fields) => {
			fields.iter().map(|(name, value)| (name.clone(), text(value))).collect()
		},
		Composite::Unnamed(values) => {
			values.iter().map(|value| (String::new(), text(value))).collect()
		},
	};
	let words = CallWords { pallet: pallet.name, name: called.name, arguments };
	call.is_empty().then_some(words)
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::{Decode, Encode};

	fn open(proposals: [u8; 2]) -> Vec<(Hash, Votes)> {
		let votes = |index| Votes { index, threshold: 2, ayes: vec![], nays: vec![], end: 9 };
		(0..).zip(proposals).map(|(index, p)| (Hash::repeat_byte(p), votes(index))).collect()
	}

	#[test]
	fn a_vote_is_on_the_proposal_that_was_seen() {
		let seen = Hash::repeat_byte(1);
		assert_eq!(in_vote(&open([1, 2]), 0, &seen).map(|votes| votes.index), Ok(0));
		// Somebody else proposed first, and has the number that was expected.
		let swapped = in_vote(&open([2, 1]), 0, &seen);
		assert_eq!(swapped, Err(NotInVote::OtherNumber { vote: 0, actual: 1 }));
		let found = Hash::repeat_byte(3);
		let other = in_vote(&open([3, 2]), 0, &seen);
		assert_eq!(other, Err(NotInVote::OtherProposal { vote: 0, found }));
		assert_eq!(in_vote(&open([1, 2]), 7, &seen), Err(NotInVote::NoVote(7)));
	}

	/// The metadata that the portal reads, which is that of this chain.
	fn metadata() -> Metadata {
		let file =
			std::path::Path::new(env!("PANSHI_ROOT")).join("web/.papi/metadata/panshi.scale");
		let bytes = std::fs::read(file).expect("the metadata are in this repository");
		Metadata::decode(&mut bytes.as_slice()).expect("they can be read")
	}

	/// `pallet.call` with arguments, encoded.
	fn encoded(pallet: &str, call: &str, arguments: Vec<u8>, metadata: &Metadata) -> Vec<u8> {
		let pallet = metadata.pallet_by_name(pallet).expect("there is such a pallet");
		let call = pallet.call_variant_by_name(call).expect("it has such a call");
		[vec![pallet.call_index(), call.index], arguments].concat()
	}

	#[test]
	fn a_call_is_told_in_words() {
		let metadata = metadata();
		let code = Hash::repeat_byte(0xab);
		let upgrade = encoded("Consortium", "authorize_upgrade", code.encode(), &metadata);
		let words = words_of(&upgrade, &metadata).expect("it is a call");
		assert_eq!(
			(words.pallet.as_str(), words.name.as_str()),
			("Consortium", "authorize_upgrade")
		);
		assert_eq!(words.arguments, [("code_hash".to_owned(), words::hash(&code))]);

		let one = [vec![4], upgrade.clone()].concat();
		let batch = encoded("Utility", "batch_all", one, &metadata);
		let words = words_of(&batch, &metadata).expect("it is a call");
		let (_, calls) = words.arguments.first().expect("it has calls");
		assert!(calls.contains("authorize_upgrade") && calls.contains("abab"), "{calls}");

		assert_eq!(
			words_of(&[upgrade, vec![0]].concat(), &metadata),
			None,
			"something is left over"
		);
		assert_eq!(words_of(&[255, 255], &metadata), None);
	}

	#[test]
	fn refusals_say_what_the_vote_is_on() {
		let said = NotInVote::OtherProposal { vote: 4, found: Hash::repeat_byte(3) }.to_string();
		assert!(said.contains(&format!("0x{}", "03".repeat(32))), "{said}");
		assert!(said.contains("panshi council show 4"), "{said}");
	}
}
