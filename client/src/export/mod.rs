//! What the chain knows, in the words of others: ODRL 2.2, DCAT 3, tables.
//!
//! Each file maps domain types to one format and does nothing else. See docs/exports.md.

mod calls;
mod csv;
mod dcat;
mod duo_rules;
mod iri;
mod odrl;

pub use calls::{json_lines as calls_json_lines, table as calls_csv, CallRow};
pub use dcat::{catalogue, CatalogueEntry};
pub use duo_rules::{DuoRule, Operand, RuleKind, DUO_RULES};
pub use iri::Iris;
pub use odrl::{offer, policy, Policy};
