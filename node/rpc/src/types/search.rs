//! Search among data identities, and the index that answers it.

use super::{Item, JsonValue};
use panshi_primitives::{data::DataId, AccountId, BlockNumber, Hash};
use serde::{Deserialize, Serialize};

/// What is searched for. Everything that is given has to hold; what is left out does not matter.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DataQuery {
	/// Words, all of which occur in the attributes, the media type, the location hint or the name of
	/// the holder.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub text: Option<String>,
	/// DUO permission, by accession (`DUO:0000042`) or by name (`generalResearch`).
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub permission: Option<String>,
	/// Terms of HPO and MONDO, all of which an attribute has.
	#[serde(default, skip_serializing_if = "Vec::is_empty")]
	pub terms: Vec<TermQuery>,
	/// Symbol or HGNC number of a gene that an attribute names.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub gene: Option<String>,
	/// Media type, such as `text/x-vcf`.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub data_type: Option<String>,
	/// Genome assembly: `none`, `grch37`, `grch38` or `chm13`.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub reference_build: Option<String>,
	/// Number of records.
	#[serde(default, skip_serializing_if = "Range::is_open")]
	pub records: Range<u64>,
	/// Number of people that the records describe.
	#[serde(default, skip_serializing_if = "Range::is_open")]
	pub samples: Range<u32>,
	/// Member that holds the data.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub holder: Option<AccountId>,
	/// Price of a job in the smallest unit, as decimal strings, of an authorization in force that
	/// names the data.
	#[serde(default, skip_serializing_if = "Range::is_open")]
	pub price: Range<String>,
	/// Whether data that are not on offer are wanted too.
	#[serde(default)]
	pub unpublished: bool,
}

/// A term of an ontology.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TermQuery {
	/// Compact URI, such as `HP:0001250` or `MONDO:0005148`.
	pub id: String,
	/// Whether a narrower term will do.
	#[serde(default)]
	pub descendants: bool,
}

/// A range with both ends included; an end that is left out is open.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Range<T> {
	/// Least value.
	#[serde(default = "none", skip_serializing_if = "Option::is_none")]
	pub least: Option<T>,
	/// Greatest value.
	#[serde(default = "none", skip_serializing_if = "Option::is_none")]
	pub most: Option<T>,
}

fn none<T>() -> Option<T> {
	None
}

impl<T> Default for Range<T> {
	fn default() -> Self {
		Range { least: None, most: None }
	}
}

impl<T> Range<T> {
	/// Whether it leaves everything open.
	pub fn is_open(&self) -> bool {
		self.least.is_none() && self.most.is_none()
	}
}

/// Which part of the hits is wanted.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SearchPage {
	/// Most hits on the page; see [`crate::limits::MAX_PAGE`].
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub limit: Option<u32>,
	/// `next` of the page before.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub after: Option<String>,
}

/// The answer to a search.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchResult {
	/// The data identities found, best first.
	pub hits: Vec<Hit>,
	/// Number of all hits.
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

/// How the hits divide by one property.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
	/// The property, named as in [`DataQuery`].
	pub name: String,
	/// Its values among the hits, the most frequent first.
	pub values: Vec<FacetValue>,
}

/// A value of a property, and how many hits have it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FacetValue {
	/// The value.
	pub value: String,
	/// How many hits have it.
	pub count: u64,
}

/// What an index found. The node reads the identities themselves from the chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
	/// The finalized block that the index stands at, whose hash and height these are.
	pub block: (Hash, BlockNumber),
	/// The data identities of the page, best first.
	pub data: Vec<DataId>,
	/// Number of all hits.
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
	#[error("the index is being built: it stands at block {at} of {of}; ask again later")]
	NotReady {
		/// Where it stands.
		at: BlockNumber,
		/// Where it has to get.
		of: BlockNumber,
	},
	/// A part of the question is malformed.
	#[error("{field}: {why}")]
	Query {
		/// The part.
		field: &'static str,
		/// What is wrong with it, and what to write.
		why: String,
	},
	/// The index failed.
	#[error("the index failed: {0}")]
	Index(String),
}

/// An index of data identities beside the node's database.
///
/// The chain stays the truth: an index names data identities, the node reads them from the state of
/// the block that the index stands at, and each hit can be proved.
pub trait DataSearch: Send + Sync + 'static {
	/// The data identities that `query` describes; `page.limit` has been checked and is set.
	fn search(&self, query: &DataQuery, page: &SearchPage) -> Result<Found, SearchError>;
}
