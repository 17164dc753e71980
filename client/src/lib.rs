#![doc = include_str!("../README.md")]

pub mod chain;
pub mod export;
pub mod files;
pub mod keys;
pub mod lookup;
pub mod open;
pub mod query;
pub mod words;

use sp_runtime::{traits::ConstU32, BoundedVec};

/// A list of at most `N` items, as calls take it.
pub type Bounded<T, const N: u32> = BoundedVec<T, ConstU32<N>>;
