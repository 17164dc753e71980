//! What the reader of a bundle trusts, and whether the authorities stand behind its anchor.

use crate::{bundle::Header, relay::RelayTrust, Error};
use codec::{Decode, Encode};
use panshi_primitives::Hash;
use sp_core::{sr25519, Pair};
use sp_runtime::{ConsensusEngineId, DigestItem};
use std::collections::BTreeSet;

/// Mark of what Aura writes into headers.
const AURA: ConsensusEngineId = *b"aura";

/// What the reader of a bundle trusts, and has from somewhere else than from who gave it the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Trust {
	/// Hash of the chain's first block.
	pub genesis: Hash,
	/// Keys of the authorities that seal blocks at the anchor, in the order of their turns.
	pub authorities: Vec<sr25519::Public>,
	/// How many of them have to have sealed the anchor or a block on it.
	pub quorum: usize,
	/// The relay chain that has to have finalized one of these blocks. Without it no relay chain is
	/// asked for.
	pub relay: Option<RelayTrust>,
}

impl Trust {
	/// Trust in more than two thirds of `authorities`: two such majorities share an honest one as
	/// long as less than a third of them are not.
	pub fn new(genesis: Hash, authorities: Vec<sr25519::Public>) -> Self {
		let quorum = authorities.len() * 2 / 3 + 1;
		Trust { genesis, authorities, quorum, relay: None }
	}

	/// Checks that `sealed` is a chain of headers, each sealed by the authority whose turn it was,
	/// and that a quorum has sealed one of them; returns how many authorities have.
	pub(crate) fn check(&self, sealed: &[Header]) -> Result<usize, Error> {
		let distinct: BTreeSet<_> = self.authorities.iter().collect();
		let usable = (1..=distinct.len()).contains(&self.quorum);
		if !usable || distinct.len() != self.authorities.len() {
			return Err(Error::BadTrust);
		}
		let mut parent: Option<(&Header, u64)> = None;
		let mut sealers = BTreeSet::new();
		for header in sealed {
			let bad = Error::BadSeal { number: header.number };
			let (slot, author) = self.sealer(header).ok_or(bad)?;
			if let Some((parent, parent_slot)) = parent {
				let follows = header.parent_hash == parent.hash()
					&& Some(header.number) == parent.number.checked_add(1);
				if !follows || slot <= parent_slot {
					return Err(Error::NotConsecutive { number: header.number });
				}
			}
			sealers.insert(author);
			parent = Some((header, slot));
		}
		let (found, wanted) = (sealers.len(), self.quorum);
		match found >= wanted {
			true => Ok(found),
			false => Err(Error::NoQuorum { found, wanted }),
		}
	}

	/// The slot of `header` and the index of the authority that sealed it, if that is the one whose
	/// turn the slot was.
	fn sealer(&self, header: &Header) -> Option<(u64, usize)> {
		let (slot, author) = turn(header, self.authorities.len())?;
		let mut unsealed = header.clone();
		let Some(DigestItem::Seal(AURA, seal)) = unsealed.digest.pop() else { return None };
		let seal = sr25519::Signature::from_raw(seal.as_slice().try_into().ok()?);
		let key = self.authorities.get(author)?;
		sr25519::Pair::verify(&seal, unsealed.hash(), key).then_some((slot, author))
	}
}

/// The slot of `header`, and whose turn it was among so many authorities.
pub fn turn(header: &Header, authorities: usize) -> Option<(u64, usize)> {
	let mut slots = header.digest.logs.iter().filter_map(|item| match item {
		DigestItem::PreRuntime(AURA, slot) => Some(slot),
		_ => None,
	});
	let (Some(slot), None) = (slots.next(), slots.next()) else { return None };
	let slot = u64::decode(&mut slot.as_slice()).ok().filter(|number| number.encode() == *slot)?;
	let turn = slot.checked_rem(u64::try_from(authorities).ok()?)?;
	Some((slot, usize::try_from(turn).ok()?))
}
