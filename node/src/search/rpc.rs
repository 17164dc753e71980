// SPDX-License-Identifier: GPL-3.0-only

//! The index as what `panshi_searchData` asks.

use super::SearchHandle;
use panshi_primitives::Hash;
use panshi_rpc::types as rpc;
use panshi_search as plain;
use std::sync::Arc;

/// The index, for JSON-RPC.
struct RpcSearch(SearchHandle);

/// What `panshi_searchData` asks.
pub(crate) fn data_search(index: SearchHandle) -> Arc<dyn rpc::DataSearch> {
	Arc::new(RpcSearch(index))
}

impl rpc::DataSearch for RpcSearch {
	fn rebuild(&self) {
		self.0.rebuild.notify_one();
	}

	fn search(&self, query: &rpc::DataQuery) -> Result<rpc::Found, rpc::SearchError> {
		let answer = self.0.searcher.search(&plain_query(query)?).map_err(refusal)?;
		let hash = answer.block.hash.parse::<Hash>();
		let hash = hash.map_err(|error| rpc::SearchError::Index(error.to_string()))?;
		Ok(rpc::Found {
			block: (hash, answer.block.number),
			data: answer.hits.iter().map(|hit| hit.record.data).collect(),
			total: answer.total,
			facets: answer.facets.into_iter().map(facet).collect(),
			next: answer.next,
		})
	}
}

fn plain_query(query: &rpc::DataQuery) -> Result<plain::Query, rpc::SearchError> {
	let term = |term: &rpc::TermQuery| plain::TermFilter {
		term: term.term.clone(),
		descendants: term.descendants,
	};
	let span = |range: rpc::Range<u64>| plain::Span { least: range.least, most: range.most };
	Ok(plain::Query {
		text: query.text.clone(),
		permissions: query.permissions.clone(),
		with_modifiers: query.with_modifiers.clone(),
		without_modifiers: query.without_modifiers.clone(),
		terms: query.terms.iter().map(term).collect(),
		genes: query.genes.clone(),
		data_types: query.data_types.clone(),
		reference_builds: query.reference_builds.clone(),
		holders: query.holders.iter().map(ToString::to_string).collect(),
		records: span(query.records),
		samples: span(query.samples),
		price: plain::Span { least: price(&query.price.least)?, most: price(&query.price.most)? },
		unpublished: query.unpublished,
		order: match query.order {
			rpc::Order::Newest => plain::Order::Newest,
			rpc::Order::Records => plain::Order::Records,
			rpc::Order::Samples => plain::Order::Samples,
		},
		limit: query.limit,
		after: query.after.clone(),
	})
}

fn price(written: &Option<String>) -> Result<Option<u128>, rpc::SearchError> {
	let wrong = |_| {
		rpc::SearchError::Query("a price is a whole number of the smallest unit, in quotes".into())
	};
	written.as_ref().map(|text| text.parse().map_err(wrong)).transpose()
}

fn facet(facet: plain::Facet) -> rpc::Facet {
	let value =
		|v: plain::FacetValue| rpc::FacetValue { value: v.value, label: v.label, count: v.count };
	let values = facet.values.into_iter().map(value).collect();
	rpc::Facet { field: facet.field, values, more: facet.more }
}

fn refusal(error: plain::SearchError) -> rpc::SearchError {
	match error {
		plain::SearchError::NotReady => rpc::SearchError::NotReady,
		plain::SearchError::Index(error) => rpc::SearchError::Index(error.to_string()),
		wrong => rpc::SearchError::Query(wrong.to_string()),
	}
}
