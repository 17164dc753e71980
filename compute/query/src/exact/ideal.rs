//! The look-up that a party would do whom both sides trust: what the protocol must give, for
//! tests and for the layers above.

use super::{Item, ItemError, Spelling};
use std::collections::HashMap;

/// A table in the clear.
pub struct IdealTable {
	spelling: Spelling,
	records: HashMap<Vec<u8>, Vec<u8>>,
}

impl IdealTable {
	/// A table without records.
	pub fn new(spelling: Spelling) -> Self {
		IdealTable { spelling, records: HashMap::new() }
	}

	/// Adds a record that is found by `item`, or replaces it.
	pub fn add(&mut self, item: &Item, record: &[u8]) -> Result<(), ItemError> {
		self.records.insert(item.to_input(&self.spelling)?.to_vec(), record.to_vec());
		Ok(())
	}

	/// The records of `items`, in order.
	pub fn look_up(&self, items: &[Item]) -> Result<Vec<Option<Vec<u8>>>, ItemError> {
		let find =
			|item: &Item| Ok(self.records.get(item.to_input(&self.spelling)?.as_slice()).cloned());
		items.iter().map(find).collect()
	}
}
