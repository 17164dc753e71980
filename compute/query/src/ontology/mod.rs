//! The Human Phenotype Ontology and the annotations of diseases with its terms.
//!
//! [`Ontology`] reads `hp.obo`, [`Annotations`] reads `phenotype.hpoa`; both take the files as
//! they are released, plain or gzipped. A set of terms is always *closed*: whoever has a phenotype
//! has every ancestor of it (the true path rule; Köhler et al., "Clinical diagnostics in human
//! genetics with semantic similarity searches in ontologies", AJHG 2009). The weight of a term is
//! its information content, see [`InformationContent`].

mod content;
mod error;
mod hpoa;
mod input;
mod obo;
mod term;
#[cfg(test)]
pub(crate) mod tests;

pub use content::{InformationContent, WEIGHT_UNIT};
pub use error::{FileError, LineProblem, TermError};
pub use hpoa::{Annotations, Disease};
pub use obo::Ontology;
pub use term::TermId;
