//! Exact look-up: does the owner know this variant, or this gene with this phenotype?
//!
//! The owner gives its table away, encrypted: every row can be found and opened only with the
//! value of an oblivious pseudorandom function (OPRF) at the row's item. The asker gets that value
//! for the items it asks, and the owner, who evaluates blindly, sees no item and not even whether
//! there was a row (Freedman et al., "Keyword Search and Oblivious Pseudorandom Functions", TCC
//! 2005). The OPRF is RFC 9497's VOPRF(ristretto255, SHA-512): the owner proves with each answer
//! that it used the key of the epoch.
//!
//! [`TableBuilder`] makes the table of an epoch, [`ExactOwner`] answers, [`ExactAsker`] asks and
//! opens, [`Table`] finds rows in the file. The owner commits to table and key with
//! [`Commitment`] on chain.
//!
//! # Security
//!
//! Neither side needs to be honest for the other's secrecy: blinded elements are uniform whatever
//! the item, and an answer with another key fails its proof. What the owner puts into the table is
//! not checked by the protocol, only that it does not change within an epoch. An asker that
//! guesses items needs an evaluation for each guess, so the quota of the agreement bounds it; the
//! number and the padded length of records are public.

mod asker;
mod error;
pub mod ideal;
mod item;
mod key;
mod owner;
mod row;
mod table;
#[cfg(test)]
mod tests;

pub use asker::{AskError, ExactAsker, Opening};
pub use error::{AnswerError, BuildError, QueryError, TableError};
pub use item::{Item, ItemError};
pub use key::EpochKey;
pub use owner::{ExactAnswer, ExactOwner, ExactQuery, MAX_LOOKUPS};
pub use table::{
	Commitment, Spelling, Table, TableBuilder, TableLayout, MAX_RECORD, ROWS_PER_PAGE,
};
