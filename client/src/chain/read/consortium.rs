//! Members and their compute nodes.

use super::Snapshot;
use crate::chain::{calls::consortium::PALLET, ChainError};
use panshi_primitives::{
	consortium::{ComputeNode, ComputeNodeId, Member},
	AccountId, SigningKey,
};

impl Snapshot {
	/// The member with this account.
	pub async fn member(&self, account: &AccountId) -> Result<Member, ChainError> {
		let found = self.get(PALLET, "Members", account.clone()).await?;
		found.ok_or_else(|| self.not_found("member", account))
	}

	/// Every member.
	pub async fn members(&self) -> Result<Vec<(AccountId, Member)>, ChainError> {
		self.entries(PALLET, "Members").await
	}

	/// The compute node with this number.
	pub async fn compute_node(&self, node: ComputeNodeId) -> Result<ComputeNode, ChainError> {
		let found = self.get(PALLET, "ComputeNodes", node).await?;
		found.ok_or_else(|| self.not_found("compute node", node))
	}

	/// Every compute node.
	pub async fn compute_nodes(&self) -> Result<Vec<(ComputeNodeId, ComputeNode)>, ChainError> {
		self.entries(PALLET, "ComputeNodes").await
	}

	/// Numbers of the compute nodes that `owner` runs.
	pub async fn compute_nodes_of(
		&self,
		owner: &AccountId,
	) -> Result<Vec<ComputeNodeId>, ChainError> {
		let found = self.entries_under::<_, _, ()>(PALLET, "NodesOf", owner.clone()).await?;
		Ok(found.into_iter().map(|(node, ())| node).collect())
	}

	/// Number of the compute node with this signing key, if one has it.
	pub async fn compute_node_by_key(
		&self,
		key: &SigningKey,
	) -> Result<Option<ComputeNodeId>, ChainError> {
		self.get(PALLET, "NodeBySigningKey", *key).await
	}
}
