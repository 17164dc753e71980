//! Opening an overlap of cohorts.

use super::{ResultError, SealedBytes};
use panshi_compute::{
	overlap::Output,
	protocols::results,
	questions::{OverlapQuestion, Reveal},
	sealed_sum::ResultKeyPair,
};
use panshi_primitives::{
	data::DataId,
	job::{OVERLAP, OVERLAP_SIZE},
};
use serde::Serialize;

/// What was found of the people that all holders share.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct OverlapResult {
	/// How many they are, where that is told.
	pub size: Option<u32>,
	/// There are fewer than this, and nothing else is told.
	pub fewer_than: Option<u32>,
	/// There are more than this, and nothing else is told.
	pub more_than: Option<u32>,
	/// Data identities whose holders have told who the people are.
	pub data: Vec<DataId>,
	/// The people, each by its names in these data, in their order.
	pub people: Vec<Vec<String>>,
}

impl OverlapResult {
	/// Joins what was delivered with what was asked of these data identities.
	pub fn new(question: &OverlapQuestion, identities: &[DataId], output: Output) -> Self {
		let nothing = OverlapResult {
			size: None,
			fewer_than: None,
			more_than: None,
			data: Vec::new(),
			people: Vec::new(),
		};
		let (named, most) = match &question.reveal {
			Reveal::People { of, most } => (of.as_slice(), Some(*most)),
			Reveal::Size | Reveal::Counted { .. } => (&[][..], None),
		};
		let data = named.iter().filter_map(|place| identities.get(usize::from(*place)).copied());
		match output {
			Output::Few => OverlapResult { fewer_than: Some(question.minimum), ..nothing },
			Output::Many => OverlapResult { more_than: most, ..nothing },
			Output::Size(size) => OverlapResult { size: Some(size), ..nothing },
			Output::People(people) => OverlapResult {
				size: u32::try_from(people.len()).ok(),
				data: data.collect(),
				people,
				..nothing
			},
		}
	}
}

impl SealedBytes {
	/// Opens an overlap; for `parameters` see [`SealedBytes::parameters`].
	pub fn overlap(
		&self,
		key: &ResultKeyPair,
		parameters: Option<&[u8]>,
	) -> Result<OverlapResult, ResultError> {
		self.strength_of(OVERLAP).or_else(|_| self.strength_of(OVERLAP_SIZE))?;
		let question = self.question(OverlapQuestion::read(self.parameters(parameters)?))?;
		let output = results::overlap(&question, self.job.digest, &self.packets(key)?);
		let identities: Vec<_> = self.job.participants.iter().map(|p| p.data).collect();
		Ok(OverlapResult::new(&question, &identities, self.output(output)?))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn people_stand_under_the_data_that_name_them() {
		let reveal = Reveal::People { of: vec![0, 2], most: 5 };
		let scheme = "local/clinic".to_owned();
		let question = OverlapQuestion { scheme, bounds: vec![9; 3], reveal, minimum: 2 };
		let result = |output| OverlapResult::new(&question, &[10, 11, 12], output);
		let people = vec![vec!["a".to_owned(), "x".to_owned()]; 2];
		let found = result(Output::People(people.clone()));
		assert_eq!((found.size, found.data, found.people), (Some(2), vec![10, 12], people));
		assert_eq!(result(Output::Few).fewer_than, Some(2));
		let many = result(Output::Many);
		assert_eq!((many.more_than, many.size, many.data), (Some(5), None, vec![]));
	}
}
