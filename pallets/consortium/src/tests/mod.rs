//! One file for each call, and one for each thing this pallet gives the runtime.

mod admit;
mod authorize_upgrade;
mod extension;
mod genesis;
mod glue;
mod grant_qualification;
mod grant_role;
mod heartbeat;
mod origins;
mod register_node;
mod remove;
mod retire_node;
mod revoke_qualification;
mod revoke_role;
mod top_up_bond;
mod update_node;
mod views;

pub(crate) use crate::{mock::*, ComputeNodes, Error, Event, HoldReason, Members, NodesOf};
pub(crate) use frame_support::{
	assert_noop, assert_ok,
	traits::fungible::{Inspect, InspectHold, Mutate},
};
pub(crate) use panshi_primitives::{
	consortium::{ComputeNodeId, Privilege, QualificationKind, Role},
	traits::{ComputeNodes as _, Members as _},
	AccountId, Balance,
};
pub(crate) use sp_runtime::DispatchError;

/// What `owner` has on hold for compute nodes.
fn on_hold(owner: &AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::ComputeNodeBond.into(), owner)
}

/// Makes `node` take part in a job.
fn busy(node: ComputeNodeId) {
	Consortium::open_job(node).expect("the node exists");
}
