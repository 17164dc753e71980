//! What the methods take and give. `docs/rpc.md` shows each of them as JSON.

mod block;
mod item;
mod list;
mod progress;
mod proof;
mod search;
mod trail;

pub use block::{Answer, At, BlockRef, UnknownBlockName};
pub use item::{DataRef, Item, JsonValue};
pub use list::{AgreementFilter, Entry, JobFilter, JobParty, List, Page};
pub use progress::WorkerNotes;
pub use proof::{ProofEntry, StorageProof};
pub use search::{
	DataQuery, DataSearch, Facet, FacetValue, Found, Hit, Order, Range, SearchError, SearchResult,
	TermQuery,
};
pub use trail::{Cursor, EventEntry, Trail, TrailQuery};

#[cfg(test)]
mod tests;
