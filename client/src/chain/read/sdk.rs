//! What the SDK's pallets keep: balances, and the open votes of the consortium.

use super::Snapshot;
use crate::chain::{calls::governance::COUNCIL, ChainError};
use codec::{Decode, Encode};
use panshi_audit::AuthorityKey;
use panshi_primitives::{AccountId, Balance, Hash};

/// What an account has.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, PartialEq)]
pub struct Funds {
	/// May be spent, but for what locks and the minimum balance keep.
	pub free: Balance,
	/// On hold for a named purpose, such as the fee of a job or the bond of a compute node.
	pub held: Balance,
}

/// `frame_system::AccountInfo` with `pallet_balances::AccountData`, which no type of ours names.
#[derive(Decode)]
struct AccountInfo {
	nonce: u32,
	_references: [u32; 3],
	money: Funds,
	_frozen: Balance,
	_flags: u128,
}

/// State of a vote of the consortium: `pallet_collective::Votes`.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Votes {
	/// Number of the proposal.
	pub index: u32,
	/// Members that have to agree.
	pub threshold: u32,
	/// Members that agree.
	pub ayes: Vec<AccountId>,
	/// Members that do not.
	pub nays: Vec<AccountId>,
	/// Last block of the vote.
	pub end: u32,
}

impl Snapshot {
	/// What `account` has.
	pub async fn money(&self, account: &AccountId) -> Result<Funds, ChainError> {
		let info: Option<AccountInfo> = self.get("System", "Account", account.clone()).await?;
		Ok(info.map(|info| info.money).unwrap_or_default())
	}

	/// Transactions of `account` so far.
	pub async fn nonce(&self, account: &AccountId) -> Result<u32, ChainError> {
		let info: Option<AccountInfo> = self.get("System", "Account", account.clone()).await?;
		Ok(info.map(|info| info.nonce).unwrap_or_default())
	}

	/// Keys of the authorities that seal blocks after this one, in the order of their turns.
	pub async fn authorities(&self) -> Result<Vec<AuthorityKey>, ChainError> {
		let keys: Vec<[u8; 32]> = self.value("Aura", "Authorities").await?.unwrap_or_default();
		Ok(keys.into_iter().map(AuthorityKey::from).collect())
	}

	/// Number of the chain at its relay chain.
	pub async fn para_id(&self) -> Result<u32, ChainError> {
		Ok(self.value("ParachainInfo", "ParachainId").await?.unwrap_or_default())
	}

	/// Accounts that vote for the consortium.
	pub async fn council(&self) -> Result<Vec<AccountId>, ChainError> {
		Ok(self.value(COUNCIL, "Members").await?.unwrap_or_default())
	}

	/// Open votes of the consortium, by hash of the proposal.
	pub async fn votes(&self) -> Result<Vec<(Hash, Votes)>, ChainError> {
		let proposals: Vec<Hash> = self.value(COUNCIL, "Proposals").await?.unwrap_or_default();
		let mut open = Vec::with_capacity(proposals.len());
		for proposal in proposals {
			let votes: Option<Votes> = self.get(COUNCIL, "Voting", proposal).await?;
			open.extend(votes.map(|votes| (proposal, votes)));
		}
		Ok(open)
	}

	/// The encoded call that a proposal would run, if it is open.
	pub async fn proposal(&self, proposal: &Hash) -> Result<Option<Vec<u8>>, ChainError> {
		self.raw(COUNCIL, "ProposalOf", *proposal).await
	}
}
