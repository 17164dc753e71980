//! Search: the index names data identities, the chain says what they are.

use super::{page_size, standing_at};
use crate::{
	limits::{DEFAULT_PAGE, MAX_PAGE, MAX_TERMS, MAX_TEXT},
	reader::Reader,
	types::{Answer, At, DataQuery, DataSearch, Hit, Item, SearchError, SearchPage, SearchResult},
	RpcError,
};
use serde_json::Value;

impl From<SearchError> for RpcError {
	fn from(error: SearchError) -> Self {
		match error {
			SearchError::NotReady { at, of } => RpcError::IndexNotReady { at, of },
			SearchError::Query { field, why } => {
				RpcError::BadQuery { field: field.to_owned(), why }
			},
			SearchError::Index(why) => RpcError::Internal(why),
		}
	}
}

/// Searches, and reads what was found at the block that the index stands at.
pub(super) fn run(
	search: &dyn DataSearch,
	reader: &Reader,
	query: &DataQuery,
	page: SearchPage,
) -> Result<Answer<SearchResult>, RpcError> {
	check(query, &page)?;
	let limit = page.limit.unwrap_or(DEFAULT_PAGE);
	page_size(limit, MAX_PAGE)?;
	let found = search.search(query, &SearchPage { limit: Some(limit), ..page })?;
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

fn check(query: &DataQuery, page: &SearchPage) -> Result<(), RpcError> {
	let texts = [
		&query.text,
		&query.permission,
		&query.gene,
		&query.data_type,
		&query.reference_build,
		&query.price.least,
		&query.price.most,
		&page.after,
	];
	let texts = texts.into_iter().flatten().chain(query.terms.iter().map(|term| &term.id));
	if let Some(long) = texts.map(String::len).find(|length| *length > MAX_TEXT) {
		let what = "a text of the question, in bytes,";
		return Err(RpcError::Limit { what, given: long, most: MAX_TEXT });
	}
	if query.terms.len() > MAX_TERMS {
		let (what, given) = ("the number of terms", query.terms.len());
		return Err(RpcError::Limit { what, given, most: MAX_TERMS });
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::types::TermQuery;

	#[test]
	fn questions_are_bounded() {
		let page = SearchPage::default();
		assert_eq!(check(&DataQuery::default(), &page), Ok(()));
		let long = DataQuery { text: Some("x".repeat(MAX_TEXT + 1)), ..Default::default() };
		assert!(matches!(check(&long, &page), Err(RpcError::Limit { most: MAX_TEXT, .. })));
		let term = TermQuery { id: "HP:0001250".to_owned(), descendants: true };
		let many = DataQuery { terms: vec![term; MAX_TERMS + 1], ..Default::default() };
		assert!(matches!(check(&many, &page), Err(RpcError::Limit { most: MAX_TERMS, .. })));
		let after = SearchPage { after: long.text.clone(), ..Default::default() };
		assert!(matches!(check(&DataQuery::default(), &after), Err(RpcError::Limit { .. })));
	}
}
