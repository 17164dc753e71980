#![doc = include_str!("../README.md")]

pub mod beacon;
mod error;
mod ontology;
mod query;
mod record;
mod store;
mod text;

pub use error::{IndexError, OntologyError, SearchError};
pub use ontology::Ontology;
pub use query::{
	Answer, BlockRef, Facet, FacetValue, Hit, Order, Prices, Query, Span, TermFilter, MAX_LIMIT,
	MAX_LIST, MAX_TEXT, MAX_WORDS,
};
pub use record::{
	Attribute, Authorization, Clause, Holder, Modifier, Offer, Record, Requirement, Template, ASSAY,
};
pub use store::{Batch, Index, Searcher, TermCount, SCHEMA_VERSION};
