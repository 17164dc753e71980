//! What keeps a question from costing more than it may.

use crate::{limits::MAX_AT_A_TIME, RpcError};
use std::sync::{
	atomic::{AtomicUsize, Ordering},
	Arc,
};

/// Lets no more than [`MAX_AT_A_TIME`] questions in at a time.
#[derive(Clone, Default)]
pub(crate) struct Guard {
	inside: Arc<AtomicUsize>,
}

/// A question that is being answered.
pub(crate) struct Turn {
	inside: Arc<AtomicUsize>,
}

impl Guard {
	/// Lets a question in, until the turn is dropped.
	pub(crate) fn enter(&self) -> Result<Turn, RpcError> {
		let one_more = |inside: usize| (inside < MAX_AT_A_TIME).then(|| inside.saturating_add(1));
		let entered = self.inside.fetch_update(Ordering::AcqRel, Ordering::Acquire, one_more);
		entered.map_err(|_| RpcError::Busy { most: MAX_AT_A_TIME })?;
		Ok(Turn { inside: self.inside.clone() })
	}
}

impl Drop for Turn {
	fn drop(&mut self) {
		self.inside.fetch_sub(1, Ordering::AcqRel);
	}
}

/// The size of a page for which `asked` items were asked for.
pub(crate) fn page_size(asked: u32, most: u32) -> Result<usize, RpcError> {
	let size = |items: u32| usize::try_from(items).unwrap_or(usize::MAX);
	match asked {
		0 => Err(RpcError::BadQuery(format!("limit: a page has 1 to {most} items"))),
		asked if asked > most => Err(RpcError::Limit {
			what: "the number of items on a page",
			given: size(asked),
			most: size(most),
		}),
		asked => Ok(size(asked)),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn no_more_questions_are_let_in_than_may_be() {
		let guard = Guard::default();
		let turns: Vec<Turn> =
			(0..MAX_AT_A_TIME).map(|_| guard.enter().expect("there is room")).collect();
		assert_eq!(guard.enter().err(), Some(RpcError::Busy { most: MAX_AT_A_TIME }));
		drop(turns);
		assert!(guard.enter().is_ok());
	}

	#[test]
	fn a_page_has_one_to_the_most_items() {
		assert_eq!(page_size(1, 100), Ok(1));
		assert_eq!(page_size(100, 100), Ok(100));
		assert!(matches!(page_size(101, 100), Err(RpcError::Limit { given: 101, most: 100, .. })));
		assert!(matches!(page_size(0, 100), Err(RpcError::BadQuery(_))));
	}
}
