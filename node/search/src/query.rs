//! What is asked of the index, and what it answers.

use crate::{error::SearchError, record::Record};
use serde::{Deserialize, Serialize};

/// Most hits of a page.
pub const MAX_LIMIT: u32 = 100;
/// Most entries of a list in a query.
pub const MAX_LIST: usize = 32;
/// Longest text, in bytes.
pub const MAX_TEXT: usize = 256;
/// Most words of a text.
pub const MAX_WORDS: usize = 16;

/// What data to find. All conditions have to hold; a list that is empty is no condition.
#[derive(Clone, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Query {
	/// Words that all occur in the description; the beginning of a word is enough.
	pub text: Option<String>,
	/// One of these permissions: a DUO accession, or `DUO:0000007 MONDO:…` for one disease.
	pub permissions: Vec<String>,
	/// All of these conditions of use, as DUO accessions.
	pub with_modifiers: Vec<String>,
	/// None of these conditions of use.
	pub without_modifiers: Vec<String>,
	/// All of these terms of HPO, MONDO or another vocabulary.
	pub terms: Vec<TermFilter>,
	/// One of these genes: an accession such as `HGNC:1100`, or a symbol.
	pub genes: Vec<String>,
	/// One of these media types or assays.
	pub data_types: Vec<String>,
	/// One of these genome assemblies.
	pub reference_builds: Vec<String>,
	/// One of these holders, by account.
	pub holders: Vec<String>,
	/// Number of records.
	pub records: Span<u64>,
	/// Number of people.
	pub samples: Span<u64>,
	/// Price of a job by an authorization in force that names the data, in the smallest unit.
	pub price: Span<u128>,
	/// Whether data that are not on offer do as well.
	pub unpublished: bool,
	/// Order of the hits.
	pub order: Order,
	/// Hits of a page, 1 to [`MAX_LIMIT`]; without it, 20.
	pub limit: Option<u32>,
	/// Where the page begins: what the answer before gave as `next`.
	pub after: Option<String>,
}

/// A term that data are about.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TermFilter {
	/// Compact URI, such as `HP:0001250`.
	pub term: String,
	/// Whether narrower terms do as well; yes, if it is not said.
	#[serde(default = "yes")]
	pub descendants: bool,
}

fn yes() -> bool {
	true
}

/// A range of numbers, both ends included; an end that is missing is open.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Span<T> {
	/// Least number.
	pub least: Option<T>,
	/// Greatest number.
	pub most: Option<T>,
}

/// Order of hits. Hits that are equal in it are in the order of their numbers, the newest first.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
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

impl Query {
	/// Checks the sizes of everything that is given.
	pub fn check(&self) -> Result<(), SearchError> {
		let lists = [
			("permissions", self.permissions.len()),
			("withModifiers", self.with_modifiers.len()),
			("withoutModifiers", self.without_modifiers.len()),
			("terms", self.terms.len()),
			("genes", self.genes.len()),
			("dataTypes", self.data_types.len()),
			("referenceBuilds", self.reference_builds.len()),
			("holders", self.holders.len()),
		];
		if let Some((field, _)) = lists.into_iter().find(|(_, len)| *len > MAX_LIST) {
			return Err(SearchError::ListTooLong { field, max: MAX_LIST });
		}
		if self.text.as_ref().is_some_and(|text| text.len() > MAX_TEXT) {
			return Err(SearchError::TextTooLong { max_bytes: MAX_TEXT, max_words: MAX_WORDS });
		}
		self.limit().map(|_| ())
	}

	/// Hits of a page.
	pub(crate) fn limit(&self) -> Result<usize, SearchError> {
		match self.limit.unwrap_or(20) {
			limit @ 1..=MAX_LIMIT => Ok(limit as usize),
			_ => Err(SearchError::Limit { max: MAX_LIMIT }),
		}
	}
}

/// A finalized block.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct BlockRef {
	/// Its height.
	pub number: u32,
	/// Its hash.
	pub hash: String,
}

/// What was found, and at which block that holds. The block is always a finalized one.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
	/// Block whose state the index shows.
	pub block: BlockRef,
	/// Number of hits on all pages.
	pub total: u64,
	/// A page of hits.
	pub hits: Vec<Hit>,
	/// Counts over all hits, by property.
	pub facets: Vec<Facet>,
	/// Where the next page begins, if there is one.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub next: Option<String>,
}

/// A data identity that was found.
///
/// To check it against the chain, ask for a storage proof of `record.storage_key` at the block of
/// the answer.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
	/// What it is.
	#[serde(flatten)]
	pub record: Record,
	/// Name of its holder.
	pub holder_name: String,
	/// Country of its holder.
	pub holder_country: String,
	/// What was agreed to be paid for jobs over it, if authorizations are in force.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub prices: Option<Prices>,
}

/// Prices of jobs by the authorizations in force, as decimal numbers of the smallest unit.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Prices {
	/// The lowest.
	pub least: String,
	/// The highest.
	pub most: String,
	/// Number of authorizations.
	pub authorizations: u32,
}

/// How often each value of a property occurs among all hits.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Facet {
	/// The field of [`Query`] that takes the values.
	pub field: String,
	/// The most frequent values.
	pub values: Vec<FacetValue>,
	/// Number of further values.
	pub more: u64,
}

/// A value and how often it occurs.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FacetValue {
	/// The value.
	pub value: String,
	/// Its name for people, where it differs.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub label: Option<String>,
	/// Number of hits.
	pub count: u64,
}
