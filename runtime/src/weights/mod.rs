//! Weights measured by `cargo xtask weights`; every file but this one is generated.
//!
//! # Security
//!
//! The files were measured with a development build of the node, whose host functions are only
//! partly optimised: they overestimate, never underestimate, on such a machine. A consortium
//! measures again with a production build on its own hardware before it goes live.

pub mod pallet_agreements;
pub mod pallet_audits;
pub mod pallet_balances;
pub mod pallet_compute_jobs;
pub mod pallet_consortium;
pub mod pallet_data_registry;
pub mod pallet_multisig;
pub mod pallet_privacy_budget;
