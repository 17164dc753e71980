//! Queries to a rare-disease database that neither show the patient to the database nor the
//! database to the asker.
//!
//! - [`exact`]: is this variant, or this gene with this phenotype, in the database? An oblivious
//!   pseudorandom function opens exactly the rows that were asked for in an encrypted table.
//! - [`ranking`]: which of all diseases fit the phenotypes of a patient best? The owner scores
//!   every disease under homomorphic encryption.
//! - [`ontology`]: the Human Phenotype Ontology and the annotations of diseases with it.
//!
//! The roles are pure: state and message in, state and message out. Transport, quota and the
//! record on chain belong to the layers above; [`Query::digest`], [`Answer::digest`] and
//! [`Query::cost`] are what they record. docs/protocols/query.md gives every byte, what each side
//! learns, and what a cheating side gains.

#![cfg_attr(
	test,
	expect(clippy::unwrap_used, reason = "a test that panics has failed, with a line")
)]

mod error;
pub mod exact;
#[cfg(test)]
mod faults;
mod messages;
pub mod ontology;
pub mod ranking;

pub use error::CallError;
pub use messages::{
	job_binding, Answer, Call, DecodeError, Query, MAX_ANSWER_BYTES, MAX_QUERY_BYTES,
};
