//! Domain types, canonical encodings and rules of Panshi, shared by the chain and its clients.
//!
//! One file per domain. Nothing here stores, signs or does I/O: a rule that lives here is called
//! by the pallet that enforces it, by the compute node that checks it again, and by the client
//! that explains it.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod acmg;
pub mod agreement;
pub mod audit;
pub mod catalogue;
mod channel_key;
pub mod consortium;
pub mod data;
pub mod duo;
mod field_25519;
pub mod genomics;
pub mod job;
pub mod offchain;
pub mod privacy;
pub mod sealed_sum;
pub mod signing;
mod signing_key;
mod text;
pub mod trail;
pub mod traits;

pub use channel_key::is_usable_channel_key;
pub use signing_key::is_usable_signing_key;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;
pub use text::{is_seen, is_text, seen_text};

/// Account of an organisation or of its staff.
pub type AccountId = sp_runtime::AccountId32;
/// Amount of money in the smallest unit.
pub type Balance = u128;
/// Height of a block; every term and deadline is counted in blocks.
pub type BlockNumber = u32;
/// 256-bit hash.
pub type Hash = sp_core::H256;
/// Signature of an account.
pub type Signature = sp_runtime::MultiSignature;
/// Text of at most `N` bytes; [`seen_text`] and [`is_text`] say what may be stored as such.
pub type Text<const N: u32> = BoundedVec<u8, ConstU32<N>>;

/// Public X25519 key (RFC 7748).
pub type ChannelKey = [u8; 32];
/// Public Ed25519 key (RFC 8032).
pub type SigningKey = [u8; 32];
