#![doc = include_str!("../README.md")]

mod bundle;
mod error;
mod events;
mod extrinsic;
mod keys;
mod nodes;
mod records;
mod relay;
mod signatures;
mod trust;
mod verify;
mod words;

pub use bundle::{Bundle, Header, FORMAT, MAX_BYTES};
pub use error::Error;
pub use events::{Event, Types};
pub use nodes::extrinsic_nodes;
pub use records::{AuditRecord, JobRecord, Records};
pub use relay::{head_key, relay_keys, Finality, Finalized, Justification, RelayTrust, Vote};
pub use signatures::{Carried, Signed};
pub use sp_core::{ed25519::Public as ValidatorKey, sr25519::Public as AuthorityKey};
pub use trust::{turn, Trust};
pub use verify::{block_keys, Draft, Entry, Report};
pub use words::Words;
