//! What an overlap of cohorts is asked.

use super::{decode, QuestionError};
use codec::{Decode, Encode};
use panshi_primitives::job::Strength;
use panshi_psi::identifiers::Scheme;
use thiserror::Error;

/// Most people of a list: as many as a table can have. The protocols would take longer ones, and set
/// memory aside for them at every holder.
const MAX_LISTED: u32 = 1_000_000;

/// Parameters of a job on the overlap of cohorts: one item.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct OverlapQuestion {
	/// Name of the scheme of the identifiers, such as `cn-resident-id`.
	pub scheme: String,
	/// Most people of each participant, in the order of the job's data identities: no honest holder
	/// has a longer list. Zero for one who brings none.
	pub bounds: Vec<u32>,
	/// What is told.
	pub reveal: Reveal,
	/// An overlap of fewer people is kept back, by whoever learns it.
	pub minimum: u32,
}

/// What is told of the overlap. Participants are named by index.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Reveal {
	/// How many people; the consumer counts them, and no participant learns it.
	Size,
	/// How many people; this participant, who brings no list, counts them and tells the consumer.
	Counted {
		/// Who counts.
		by: u8,
	},
	/// Who they are. Some participants learn it of their own people, and the consumer reads the names
	/// by which these have them.
	People {
		/// Who learns it, ascending.
		of: Vec<u8>,
		/// Most people: of more than so many nothing is told but that there are more.
		most: u32,
	},
}

/// Why no overlap can be computed as a question asks.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum OverlapError {
	/// There is not one bound for each participant.
	#[error("there are {given} bounds for {parties} participants")]
	Bounds {
		/// Bounds.
		given: usize,
		/// Participants.
		parties: usize,
	},
	/// A list has no bound, or one above the greatest.
	#[error("participant {index} has a bound of {bound}: a list has 1 to {MAX_LISTED} people, and who counts brings none")]
	Bound {
		/// Which participant.
		index: usize,
		/// Its bound.
		bound: u32,
	},
	/// A participant is named that does not take part, or the list is not in order.
	#[error(
		"the participants who learn are one or more of those who take part, in ascending order"
	)]
	Named,
	/// The strength does not cover what is asked for.
	#[error("a size is told by two holders under all-but-one, or by three participants under honest majority; another participant counts under honest majority only")]
	Strength,
	/// Nobody could keep a size back from who counts.
	#[error("the consumer who counts cannot be kept from small sizes: name a participant who counts, or no minimum")]
	Minimum,
	/// No people may come out.
	#[error("at least one person has to be admitted to the result")]
	Most,
}

impl OverlapQuestion {
	/// Reads what was uploaded.
	pub fn read(bytes: &[u8]) -> Result<Self, QuestionError> {
		let question: Self = decode(bytes)?;
		question.scheme().ok_or(QuestionError::Scheme)?;
		Ok(question)
	}

	/// Number of items that the job states.
	pub fn items(&self) -> u32 {
		1
	}

	/// The scheme of the identifiers.
	pub fn scheme(&self) -> Option<Scheme> {
		self.scheme.parse().ok().filter(|scheme: &Scheme| scheme.to_string() == self.scheme)
	}

	/// Whether it can be answered by so many participants under `strength`.
	pub fn check(&self, parties: usize, strength: Strength) -> Result<(), OverlapError> {
		let given = self.bounds.len();
		if given != parties {
			return Err(OverlapError::Bounds { given, parties });
		}
		for (index, bound) in self.bounds.iter().copied().enumerate() {
			let admitted = match self.counter() {
				Some(counter) if usize::from(counter) == index => 0..=0,
				_ => 1..=MAX_LISTED,
			};
			if !admitted.contains(&bound) {
				return Err(OverlapError::Bound { index, bound });
			}
		}
		match &self.reveal {
			Reveal::Size if self.minimum > 0 => Err(OverlapError::Minimum),
			Reveal::Size => match (strength, parties) {
				(Strength::AllButOne, 2) | (Strength::HonestMajority, 3) => Ok(()),
				_ => Err(OverlapError::Strength),
			},
			Reveal::Counted { by } if usize::from(*by) >= parties => Err(OverlapError::Named),
			Reveal::Counted { .. } => match (strength, parties) {
				(Strength::HonestMajority, 3) => Ok(()),
				_ => Err(OverlapError::Strength),
			},
			Reveal::People { most: 0, .. } => Err(OverlapError::Most),
			Reveal::People { of, .. } => {
				let ascend = of.is_sorted_by(|a, b| a < b);
				let known = of.last().is_some_and(|last| usize::from(*last) < parties);
				(ascend && known).then_some(()).ok_or(OverlapError::Named)
			},
		}
	}

	/// Whether it is told who the people are.
	pub fn names_people(&self) -> bool {
		matches!(self.reveal, Reveal::People { .. })
	}

	/// Which participant counts, if one does.
	pub fn counter(&self) -> Option<u8> {
		match self.reveal {
			Reveal::Counted { by } => Some(by),
			Reveal::Size | Reveal::People { .. } => None,
		}
	}

	/// Participants who bring lists, in order.
	pub fn holders(&self) -> Vec<u8> {
		let all = (0u8..).take(self.bounds.len());
		all.filter(|participant| Some(*participant) != self.counter()).collect()
	}

	/// Length to which every list is filled up where more than two are compared, or counted.
	pub(crate) fn common_bound(&self) -> u32 {
		self.bounds.iter().copied().max().unwrap_or_default()
	}

	/// Most people that can be told.
	pub(crate) fn most_people(&self) -> u32 {
		let shortest = self.bounds.iter().copied().min().unwrap_or_default();
		match self.reveal {
			Reveal::People { most, .. } => most.min(shortest),
			Reveal::Size | Reveal::Counted { .. } => 0,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use Strength::{AllButOne, HonestMajority};

	fn question(bounds: &[u32], reveal: Reveal) -> OverlapQuestion {
		let bounds = bounds.to_vec();
		OverlapQuestion { scheme: "local/clinic".into(), bounds, reveal, minimum: 0 }
	}

	fn people(of: &[u8]) -> Reveal {
		Reveal::People { of: of.to_vec(), most: 10 }
	}

	#[test]
	fn is_read_as_it_was_written() {
		let question = question(&[3, 4], people(&[0, 1]));
		assert_eq!(OverlapQuestion::read(&question.encode()), Ok(question.clone()));
		for scheme in ["", "clinic", "local/Clinic", "national-number/sweden"] {
			let scheme = scheme.to_owned();
			let other = OverlapQuestion { scheme, ..question.clone() };
			assert_eq!(OverlapQuestion::read(&other.encode()), Err(QuestionError::Scheme));
		}
	}

	#[test]
	fn every_strength_promises_what_its_protocol_keeps() {
		let counted = Reveal::Counted { by: 1 };
		for (bounds, reveal, strength, wanted) in [
			(vec![5, 5], Reveal::Size, AllButOne, Ok(())),
			(vec![5, 5, 5], Reveal::Size, HonestMajority, Ok(())),
			(vec![5, 5, 5], Reveal::Size, AllButOne, Err(OverlapError::Strength)),
			(vec![5, 0, 5], counted.clone(), HonestMajority, Ok(())),
			(vec![5, 0, 5], counted.clone(), AllButOne, Err(OverlapError::Strength)),
			(vec![5, 0], counted, AllButOne, Err(OverlapError::Strength)),
			(vec![5; 7], people(&[0, 6]), AllButOne, Ok(())),
			(vec![5; 3], people(&[2]), HonestMajority, Ok(())),
		] {
			let found = question(&bounds, reveal.clone()).check(bounds.len(), strength);
			assert_eq!(found, wanted, "{reveal:?} {bounds:?} {strength:?}");
		}
	}

	#[test]
	fn refuses_what_does_not_hold_together() {
		let check = |question: OverlapQuestion| question.check(3, HonestMajority);
		let size = |bounds: &[u32]| check(question(bounds, Reveal::Size));
		assert_eq!(size(&[1, 1]), Err(OverlapError::Bounds { given: 2, parties: 3 }));
		assert_eq!(size(&[1, 0, 1]), Err(OverlapError::Bound { index: 1, bound: 0 }));
		assert_eq!(usize::try_from(MAX_LISTED), Ok(crate::variants::MAX_SAMPLES));
		assert_eq!(size(&[MAX_LISTED; 3]), Ok(()));
		let bound = MAX_LISTED + 1;
		assert_eq!(size(&[1, 1, bound]), Err(OverlapError::Bound { index: 2, bound }));
		let counted = question(&[1, 1, 1], Reveal::Counted { by: 2 });
		assert_eq!(check(counted), Err(OverlapError::Bound { index: 2, bound: 1 }));
		let absent = question(&[1, 1, 1], Reveal::Counted { by: 3 });
		assert_eq!(check(absent), Err(OverlapError::Named));
		for of in [vec![], vec![1, 0], vec![1, 1], vec![3]] {
			assert_eq!(check(question(&[1, 1, 1], people(&of))), Err(OverlapError::Named));
		}
		let nobody = question(&[1, 1, 1], Reveal::People { of: vec![0], most: 0 });
		assert_eq!(check(nobody), Err(OverlapError::Most));
		let kept = OverlapQuestion { minimum: 1, ..question(&[1, 1, 1], Reveal::Size) };
		assert_eq!(check(kept), Err(OverlapError::Minimum));
	}
}
