//! Configuration of the pallets.

mod agreements;
mod audits;
mod compute_jobs;
mod consensus;
mod consortium;
mod data_registry;
mod governance;
mod money;
mod privacy_budget;
mod system;

pub use consensus::ConsensusHook;
pub use consortium::{Admission, ConsortiumOrigin};
pub use governance::{CouncilCollective, ProxyType};
pub use system::RuntimeBlockWeights;
