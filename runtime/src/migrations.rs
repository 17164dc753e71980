//! Rewriting of the state by new versions of the runtime.
//!
//! A migration that fits into one block goes into `Executive`'s list (none yet). What could be long,
//! such as another encoding of every data identity, is a [`SteppedMigration`] in [`MultiBlock`]: it
//! is done in steps of at most four fifths of a block, and until it is done the chain takes no
//! transactions. `docs/operating/upgrade.md` says how the consortium goes about it; the
//! tests below rehearse it with this runtime.
//!
//! [`SteppedMigration`]: polkadot_sdk::frame_support::migrations::SteppedMigration

/// Migrations of this version that take many blocks, in order.
#[cfg(not(any(test, feature = "runtime-benchmarks")))]
pub(crate) type MultiBlock = ();
/// The rehearsal.
#[cfg(all(test, not(feature = "runtime-benchmarks")))]
pub(crate) type MultiBlock = (rehearsal::AddNode,);
/// What the benchmarks of the pallet of migrations measure with.
#[cfg(feature = "runtime-benchmarks")]
pub(crate) type MultiBlock = polkadot_sdk::pallet_migrations::mock_helpers::MockedMigrations;

#[cfg(all(test, not(feature = "runtime-benchmarks")))]
mod rehearsal;
