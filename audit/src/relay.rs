//! Finality by a relay chain: the head of the parachain in the state of a relay chain block, and the
//! votes of the relay chain's validators that made that block final.
//!
//! The types are those of GRANDPA justifications as the relay chain's nodes give them
//! (finality-grandpa 0.16, `Commit`; sp-consensus-grandpa 31, `GrandpaJustification`).

use crate::{
	bundle::Header,
	keys::{entry, twox},
	nodes::Nodes,
	records::State,
	Error,
};
use codec::{Decode, DecodeAll, Encode};
use panshi_primitives::{BlockNumber, Hash};
use sp_core::{ed25519, Pair};
use std::collections::{BTreeMap, BTreeSet};

/// What the reader of a bundle trusts of a relay chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RelayTrust {
	/// Hash of the relay chain's first block.
	pub genesis: Hash,
	/// Number of the parachain.
	pub para: u32,
	/// Keys of the validators that vote on blocks (GRANDPA).
	pub authorities: Vec<ed25519::Public>,
	/// Number of that set of validators.
	pub set: u64,
}

/// A vote for a block and all before it.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Vote {
	/// Hash of the block.
	pub target: Hash,
	/// Its number.
	pub number: BlockNumber,
	/// The validator's signature.
	pub signature: ed25519::Signature,
	/// The validator.
	pub validator: ed25519::Public,
}

/// The votes that made a block of the relay chain final.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Justification {
	/// Round of the votes.
	pub round: u64,
	/// Hash of the block.
	pub target: Hash,
	/// Its number.
	pub number: BlockNumber,
	/// The votes.
	pub votes: Vec<Vote>,
	/// Headers between the block and the later ones that were voted for.
	pub ancestries: Vec<Header>,
}

/// What shows that a relay chain finalized a block of the parachain.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Finality {
	/// Header of a relay chain block; its state has the head of the parachain.
	pub header: Header,
	/// The votes for it.
	pub justification: Justification,
}

/// What a bundle proves of a relay chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finalized {
	/// Number and hash of the relay chain block.
	pub relay: (BlockNumber, Hash),
	/// Number of the parachain block that it has as head: the anchor, or one on it.
	pub head: BlockNumber,
	/// Validators that voted for it; none where the reader trusts no relay chain.
	pub voters: usize,
	/// Validators that there are.
	pub validators: usize,
}

/// Keys that are read in the state of the relay chain block.
pub fn relay_keys(para: u32) -> Vec<Vec<u8>> {
	vec![head_key(para), genesis_key()]
}

/// Key of the parachain's head in the state of the relay chain.
pub fn head_key(para: u32) -> Vec<u8> {
	entry("Paras", "Heads", &[twox(para)])
}

fn genesis_key() -> Vec<u8> {
	entry("System", "BlockHash", &[twox(0u32)])
}

impl Finality {
	/// The head of the parachain `para` as bytes of the relay chain's state tell it.
	pub fn head(value: &[u8]) -> Option<Header> {
		let head = Vec::<u8>::decode_all(&mut &*value).ok()?;
		Header::decode_all(&mut head.as_slice()).ok()
	}

	/// Checks that the relay chain that is trusted has finalized one of `sealed`.
	pub(crate) fn check(
		&self,
		sealed: &[Header],
		nodes: &Nodes,
		trust: &RelayTrust,
	) -> Result<Finalized, Error> {
		let (number, hash) = (self.header.number, self.header.hash());
		let state = State::new(nodes, &self.header, hash);
		let found: Hash = state.get("hash of the relay chain's first block", genesis_key())?;
		if found != trust.genesis {
			return Err(Error::OtherRelayChain { found, wanted: trust.genesis });
		}
		let bytes = state.bytes(head_key(trust.para))?;
		let bytes = bytes.ok_or(Error::Absent { what: "head of the parachain", number })?;
		let what = "head of the parachain";
		let head = Finality::head(&bytes).ok_or(Error::Undecodable { what, number })?;
		if !sealed.contains(&head) {
			return Err(Error::OtherHead { number: head.number });
		}
		if (self.justification.target, self.justification.number) != (hash, number) {
			return Err(Error::OtherJustification { number });
		}
		let voters = self.justification.check(trust)?;
		let validators = trust.authorities.len();
		Ok(Finalized { relay: (number, hash), head: head.number, voters, validators })
	}
}

impl Justification {
	/// The justification in `bytes` that a node of the relay chain gave.
	pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
		Justification::decode_all(&mut &*bytes).ok()
	}

	/// Checks that more than two thirds of the validators voted for the block, and that nothing else
	/// is here; returns how many did.
	fn check(&self, trust: &RelayTrust) -> Result<usize, Error> {
		let validators: BTreeSet<_> = trust.authorities.iter().collect();
		if validators.is_empty() || validators.len() != trust.authorities.len() {
			return Err(Error::BadTrust);
		}
		let headers: BTreeMap<Hash, &Header> =
			self.ancestries.iter().map(|header| (header.hash(), header)).collect();
		let (mut voters, mut passed) = (BTreeSet::new(), BTreeSet::new());
		for vote in &self.votes {
			let bad = || Error::BadVote { validator: vote.validator.0, number: self.number };
			let known = validators.contains(&vote.validator) && voters.insert(vote.validator);
			if !known || !self.is_signed(vote, trust.set) {
				return Err(bad());
			}
			self.walk(vote, &headers, &mut passed).ok_or_else(bad)?;
		}
		if passed.len() != self.ancestries.len() {
			let unused = self.ancestries.len().abs_diff(passed.len());
			return Err(Error::Superfluous { unused });
		}
		// As many may be absent or lie as GRANDPA allows: fewer than a third.
		let wanted = validators.len().saturating_sub(validators.len().saturating_sub(1) / 3);
		let found = voters.len();
		(found >= wanted).then_some(found).ok_or(Error::NoRelayQuorum { found, wanted })
	}

	/// Whether the validator of `vote` signed it in this round, as one of the set.
	fn is_signed(&self, vote: &Vote, set: u64) -> bool {
		// The variant of precommits in GRANDPA's messages.
		let message = (1u8, vote.target, vote.number, self.round, set).encode();
		ed25519::Pair::verify(&vote.signature, message, &vote.validator)
	}

	/// Goes from what was voted for down to the block, through the headers that are there.
	fn walk(
		&self,
		vote: &Vote,
		headers: &BTreeMap<Hash, &Header>,
		passed: &mut BTreeSet<Hash>,
	) -> Option<()> {
		let (mut hash, mut number) = (vote.target, vote.number);
		while number > self.number {
			let header = headers.get(&hash).filter(|header| header.number == number)?;
			passed.insert(hash);
			(hash, number) = (header.parent_hash, number.checked_sub(1)?);
		}
		(hash == self.target && number == self.number).then_some(())
	}
}
