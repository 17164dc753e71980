//! One file for each call, and one for what agreements do to identities.

mod assign_node;
mod publication;
mod register;
mod resume;
mod suspend;
mod views;
mod withdraw;

pub(crate) use crate::{mock::*, Error, Event, Identities};
pub(crate) use frame_support::{assert_noop, assert_ok};
pub(crate) use panshi_primitives::{
	consortium::Role,
	data::{DataDescriptor, DataId, DataIdentity, DataStatus},
	traits::DataIdentities,
	AccountId,
};
pub(crate) use sp_runtime::DispatchError;

/// The status of `data`.
fn status(data: DataId) -> DataStatus {
	Identities::<Test>::get(data).expect("it is registered").status
}

/// Suspends `data` for reason 7.
fn suspended(data: DataId) {
	DataRegistry::suspend(RuntimeOrigin::signed(OPERATOR), data, 7)
		.expect("it is neither suspended nor withdrawn");
}

/// Puts `data` on offer under `agreement`.
fn published(data: DataId, agreement: u32) {
	DataRegistry::publish(data, agreement).expect("it is registered and not on offer");
}

/// Withdraws `data` of [`HOLDER`].
fn withdrawn(data: DataId) {
	DataRegistry::withdraw(RuntimeOrigin::signed(HOLDER), data).expect("it is not withdrawn");
}
