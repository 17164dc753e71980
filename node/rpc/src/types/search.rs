//! Search among data identities, and the index that answers it.

use super::{Item, JsonValue};
use panshi_primitives::{data::DataId, AccountId, BlockNumber, Hash};
use serde::{Deserialize, Serialize};

/// What data to find. All conditions have to hold; a list that is empty is no condition.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct DataQuery {
	/// Words that all occur in the description; the beginning of a word is enough.
	pub text: Option<String>,
	/// One of these permissions: a DUO accession, or `DUO:0000007 MONDO:…` for one disease.
	pub permissions: Vec<String>,
	/// All of these conditions of use, as DUO accessions.
	pub with_modifiers: Vec<String>,
	/// None of these conditions of use.
	pub without_modifiers: Vec<String>,
	/// All of these terms of HPO, MONDO or another vocabulary.
	pub terms: Vec<TermQuery>,
	/// One of these genes: an accession such as `HGNC:1100`, or a symbol.
	pub genes: Vec<String>,
	/// One of these media types or assays.
	pub data_types: Vec<String>,
	/// One of these genome assemblies.
	pub reference_builds: Vec<String>,
	/// One of these holders.
	pub holders: Vec<AccountId>,
	/// Number of records.
	pub records: Range<u64>,
	/// Number of people that the records describe.
	pub samples: Range<u64>,
	/// Price of a job by an authorization in force that names the data, in the smallest unit, as
	/// decimal strings.
	pub price: Range<String>,
	/// Whether data that are not on offer do as well.
	pub unpublished: bool,
	/// Order of the hits.
	pub order: Order,
	/// Most hits on the page; see [`crate::limits::MAX_PAGE`].
	pub limit: Option<u32>,
	/// Where the page begins: `next` of the page before.
	pub after: Option<String>,
}

/// A term of an ontology.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TermQuery {
	/// Compact URI, such as `HP:0001250` or `MONDO:0005148`.
	pub term: String,
	/// Whether narrower terms do as well; yes, if it is not said.
	#[serde(default = "yes")]
	pub descendants: bool,
}

fn yes() -> bool {
	true
}

/// A range with both ends included; an end that is left out is open.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Range<T> {
	/// Least value.
	pub least: Option<T>,
	/// Greatest value.
	pub most: Option<T>,
}

/// Order of hits. Hits that are equal in it are in the order of their numbers, the newest first.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Order {
	/// What was registered last comes first.
	#[default]
	Newest,
	/// The most records first.
	Records,
	/// The most people first.
	Samples,
}

/// The answer to a search.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchResult {
	/// A page of the data identities found.
	pub hits: Vec<Hit>,
	/// Number of hits on all pages.
	pub total: u64,
	/// How all hits divide by their properties.
	pub facets: Vec<Facet>,
	/// Where the rest begins; null when there is no rest.
	pub next: Option<String>,
}

/// A data identity that was found.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
	/// Its number.
	pub data: DataId,
	/// The identity as the chain has it at the block of the answer.
	pub identity: JsonValue,
	/// What to ask `panshi_proof` for.
	pub proof: Item,
}

/// How all hits divide by one property.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Facet {
	/// The property: the field of [`DataQuery`] that takes the values.
	pub field: String,
	/// The most frequent values.
	pub values: Vec<FacetValue>,
	/// Number of further values.
	pub more: u64,
}

/// A value of a property, and how many hits have it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FacetValue {
	/// The value.
	pub value: String,
	/// Its name for people, where it differs.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub label: Option<String>,
	/// How many hits have it.
	pub count: u64,
}

/// What an index found. The node reads the identities themselves from the chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
	/// The finalized block that the index stands at, whose hash and height these are.
	pub block: (Hash, BlockNumber),
	/// The data identities of the page, in their order.
	pub data: Vec<DataId>,
	/// Number of hits on all pages.
	pub total: u64,
	/// How all hits divide by their properties.
	pub facets: Vec<Facet>,
	/// Where the rest begins.
	pub next: Option<String>,
}

/// Why a search has no answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SearchError {
	/// The index is being built.
	#[error("the search index is being built; ask again when the node has caught up")]
	NotReady,
	/// The question is malformed, or over a limit of the index.
	#[error("{0}")]
	Query(String),
	/// The index failed.
	#[error("{0}")]
	Index(String),
}

/// An index of data identities beside the node's database.
///
/// The chain stays the truth: an index names data identities, the node reads them from the state of
/// the block that the index stands at, and each hit can be proved.
pub trait DataSearch: Send + Sync + 'static {
	/// The data identities that `query` describes. Its limit is set, and is that of a page.
	fn search(&self, query: &DataQuery) -> Result<Found, SearchError>;

	/// Has the index thrown away and built anew. Does not wait for it; searches are refused until it
	/// is done.
	fn rebuild(&self);
}
