//! The compute node of Panshi: what a holder runs beside its data.
//!
//! A job reaches a holder when the chain node beside it says so. The compute node believes only
//! finalized chain state: it checks there that all parties signed for the job, that its own data
//! are those that were registered, and then counts, seals and signs. The chain node carries what it
//! signed to the chain.
//!
//! From the pure middle to the thin edges:
//!
//! - [`variants`]: genotypes of files and tables as one stream of normalised records.
//! - [`fingerprint`]: a commitment to that stream.
//! - [`tables`]: what is known of people and families beside their genotypes.
//! - [`allele_counts`]: the algorithm that runs over it.
//! - [`association`]: what a holder brings to joint association.
//! - [`evidence`]: what a holder brings to evidence from pooled cases.
//! - [`overlap`]: what comes out of an overlap of cohorts.
//! - [`questions`]: what a joint computation is asked.
//! - [`sealed_sum`]: vectors that open only as a sum, and only for the consumer.
//! - [`sealed_result`]: what a joint computation or a query gives, for the consumer alone.
//! - [`diseases`]: a rare-disease database as a data set.
//! - [`lookup`]: an encrypted table for exact look-ups as a data set.
//! - [`new_file`]: files that are there whole or not at all.
//! - [`keystore`]: the node's keys in one encrypted file.
//! - [`engine`]: the life of a job: verify, accept, compute, deliver, forget; with its ports to the
//!   chain and to the disk.
//! - [`protocols`]: what the engine computes with other nodes, the parties' channels and programs, and
//!   what it answers to queries.
//! - [`daemon`]: configuration, HTTP, metrics: what the binary `panshi-compute` runs.

pub mod allele_counts;
pub mod association;
pub mod daemon;
pub mod diseases;
pub mod engine;
pub mod evidence;
pub mod fingerprint;
pub mod keystore;
pub mod lookup;
pub mod new_file;
pub mod overlap;
pub mod protocols;
pub mod questions;
pub mod sealed_result;
pub mod sealed_sum;
pub mod tables;
pub mod variants;
