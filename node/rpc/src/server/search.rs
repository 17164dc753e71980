//! Search: the index names data identities, the chain says what they are.

use super::{page_size, standing_at};
use crate::{
	limits::{DEFAULT_PAGE, MAX_NAMES, MAX_PAGE, MAX_TEXT},
	reader::Reader,
	types::{Answer, At, DataQuery, DataSearch, Hit, Item, SearchError, SearchResult},
	RpcError,
};
use serde_json::Value;

impl From<SearchError> for RpcError {
	fn from(error: SearchError) -> Self {
		match error {
			SearchError::NotReady => RpcError::IndexNotReady,
			SearchError::Query(why) => RpcError::BadQuery(why),
			SearchError::Index(why) => RpcError::Internal(why),
		}
	}
}

/// Searches, and reads what was found at the block that the index stands at.
pub(super) fn run(
	search: &dyn DataSearch,
	reader: &Reader,
	query: DataQuery,
) -> Result<Answer<SearchResult>, RpcError> {
	check(&query)?;
	let limit = query.limit.unwrap_or(DEFAULT_PAGE);
	page_size(limit, MAX_PAGE)?;
	let found = search.search(&DataQuery { limit: Some(limit), ..query })?;
	let chain = reader.at(At::Hash(found.block.0))?;
	let Value::Array(identities) = chain.ask_json("data_identities", &found.data)? else {
		return Err(RpcError::Internal("data_identities gives no list".to_owned()));
	};
	let hit = |(data, identity)| Hit { data, identity, proof: Item::Data(data) };
	let value = SearchResult {
		hits: found.data.into_iter().zip(identities).map(hit).collect(),
		total: found.total,
		facets: found.facets,
		next: found.next,
	};
	Ok(Answer { block: standing_at(found.block), value })
}

fn check(query: &DataQuery) -> Result<(), RpcError> {
	let lists = [
		&query.permissions,
		&query.with_modifiers,
		&query.without_modifiers,
		&query.genes,
		&query.data_types,
		&query.reference_builds,
	];
	let lengths = lists.into_iter().map(Vec::len).chain([query.terms.len(), query.holders.len()]);
	if let Some(given) = lengths.into_iter().find(|length| *length > MAX_NAMES) {
		let what = "the length of a list in the question";
		return Err(RpcError::Limit { what, given, most: MAX_NAMES });
	}
	let texts = [&query.text, &query.price.least, &query.price.most, &query.after];
	let texts = texts.into_iter().flatten().chain(lists.into_iter().flatten());
	let texts = texts.chain(query.terms.iter().map(|term| &term.term));
	if let Some(given) = texts.map(String::len).find(|length| *length > MAX_TEXT) {
		let what = "the length of a text in the question";
		return Err(RpcError::Limit { what, given, most: MAX_TEXT });
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::types::TermQuery;

	fn limit_of(query: DataQuery) -> Option<usize> {
		match check(&query) {
			Err(RpcError::Limit { most, .. }) => Some(most),
			_ => None,
		}
	}

	#[test]
	fn questions_are_bounded() {
		assert_eq!(check(&DataQuery::default()), Ok(()));
		let long = "x".repeat(MAX_TEXT + 1);
		let text = DataQuery { text: Some(long.clone()), ..Default::default() };
		let gene = DataQuery { genes: vec![long.clone()], ..Default::default() };
		let after = DataQuery { after: Some(long), ..Default::default() };
		for query in [text, gene, after] {
			assert_eq!(limit_of(query), Some(MAX_TEXT));
		}
		let term = TermQuery { term: "HP:0001250".to_owned(), descendants: true };
		let terms = DataQuery { terms: vec![term; MAX_NAMES + 1], ..Default::default() };
		let genes = vec!["BRCA1".to_owned(); MAX_NAMES + 1];
		for query in [terms, DataQuery { genes, ..Default::default() }] {
			assert_eq!(limit_of(query), Some(MAX_NAMES));
		}
	}
}
