//! Phenotype ranking: which diseases fit a patient best, without showing the patient.
//!
//! The score is simGIC (Pesquita et al., "Metrics for GO based protein semantic similarity: a
//! systematic evaluation", BMC Bioinformatics 2008): of the closed term sets of patient and
//! disease, the weight of what they share divided by the weight of what either has,
//!
//! ```text
//! score(q, d) = S / (W_q + W_d - S),   S = Σ weights of the terms in both sets
//! ```
//!
//! with information content as weights ([`crate::ontology::InformationContent`]). S is linear in
//! the patient's vector, so the owner computes it for all diseases on ciphertexts of BFV
//! (Fan and Vercauteren, ePrint 2012/144; crate `fhe`); W_d is public in the [`Catalogue`], W_q is
//! the asker's own. Weights are whole numbers and fractions are compared by cross-multiplication,
//! so the ranking *is* the one computed in the clear, not an approximation of it.
//!
//! [`RankingOwner`] holds the database, [`RankingAsker`] a patient; [`ideal`] computes the same in
//! the clear.
//!
//! # Security
//!
//! The owner learns nothing of the patient: it sees BFV ciphertexts under the asker's key, and
//! their number depends on the catalogue alone. It may answer with anything; an impossible score
//! is found, a wrong one is not.
//!
//! An asker that follows the protocol learns S for every disease and nothing else: the answer is
//! re-randomised and its noise flooded to a statistical distance of at most 2^-40 (see
//! [`params`]). One that deviates learns other linear functions of the table, at most the
//! [`answer_bytes`] of one answer for one call of its quota; the owner cannot tell. See
//! docs/protocols/query.md for what that means for the quota.

mod asker;
mod catalogue;
mod database;
mod error;
pub mod ideal;
mod keys;
mod owner;
mod pack;
pub mod params;
mod patient;
mod product;
mod score;
#[cfg(test)]
mod tests;
mod wire;

pub use asker::RankingAsker;
pub use catalogue::{Catalogue, CatalogueEntry, MAX_CATALOGUE_BYTES};
pub use database::RankingDatabase;
pub use error::{AnswerError, CatalogueError, DatabaseError, PatientError, QueryError};
pub use owner::{RankingAnswer, RankingOwner, RankingQuery};
pub use patient::Patient;
pub use score::{Ranked, Ranking};
pub use wire::{answer_bytes, query_bytes};
