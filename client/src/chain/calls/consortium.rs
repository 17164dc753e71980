//! Calls on members, their roles and qualifications, and their compute nodes.

use crate::chain::call::calls;
use panshi_primitives::{
	consortium::{ComputeNodeId, ComputeNodeInfo, Qualification, QualificationKind, Role, Roles},
	AccountId, Balance, Hash, Text,
};

calls! {
	"Consortium";

	/// Admits an organisation. By the consortium.
	admit(account: &AccountId, name: Text<64>, country: [u8; 2], roles: Roles);
	/// Removes a member. By the consortium.
	remove(account: &AccountId);
	/// Grants a role. By an operator, or by the consortium for the roles of operator and auditor.
	grant_role(account: &AccountId, role: Role);
	/// Takes a role back. By whoever may grant it.
	revoke_role(account: &AccountId, role: Role);
	/// Records a qualification. By an operator or the consortium.
	grant_qualification(account: &AccountId, qualification: Qualification);
	/// Takes a qualification back. By an operator or the consortium.
	revoke_qualification(account: &AccountId, kind: QualificationKind);
	/// Registers a compute node of the signer and puts its bond on hold.
	register_node(info: ComputeNodeInfo);
	/// Replaces the keys and the address of a compute node. By its owner.
	update_node(node: ComputeNodeId, info: ComputeNodeInfo);
	/// Retires a compute node and releases its bond. By its owner.
	retire_node(node: ComputeNodeId);
	/// Adds to the bond of a compute node. By its owner.
	top_up_bond(node: ComputeNodeId, amount: Balance);
	/// Authorizes a new runtime by the hash of its code. By the consortium.
	authorize_upgrade(code_hash: Hash);
}
