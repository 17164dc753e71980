//! Calls on data identities.

use crate::chain::call::calls;
use panshi_primitives::{
	consortium::{ComputeNodeId, ReasonCode},
	data::{DataDescriptor, DataId},
};

calls! {
	"DataRegistry";

	/// Registers a data identity that the signer holds.
	register(descriptor: DataDescriptor);
	/// Names the compute node that serves the data, or none. By the holder.
	assign_node(data: DataId, node: Option<ComputeNodeId>);
	/// Takes a data identity back for good. By the holder.
	withdraw(data: DataId);
	/// Stops the use of a data identity. By an operator or an auditor.
	suspend(data: DataId, reason: ReasonCode);
	/// Ends a suspension. By an operator or an auditor.
	resume(data: DataId, reason: ReasonCode);
}
