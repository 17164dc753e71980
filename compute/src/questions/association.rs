//! What a joint association is asked.

use super::{decode, same_length, QuestionError};
use codec::{Decode, Encode};
use panshi_mpc::programs::association::Parameters;
use panshi_primitives::genomics::VariantList;

/// Parameters of a job of joint association. Its items are the variants.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct AssociationQuestion {
	/// The variants, in the order in which holders count them.
	pub list: VariantList,
	/// What is computed on them. `people` has an entry for each participant, in the order of the
	/// job's data identities: no holder brings more people than it says.
	pub parameters: Parameters,
}

impl AssociationQuestion {
	/// Reads what was uploaded.
	pub fn read(bytes: &[u8]) -> Result<Self, QuestionError> {
		let question: Self = decode(bytes)?;
		same_length(&question.list, question.parameters.variants)?;
		Ok(question)
	}

	/// Number of items that the job states.
	pub fn items(&self) -> u32 {
		self.parameters.variants
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_mpc::programs::association::Selection;
	use panshi_primitives::genomics::{NormalisationRule, ReferenceBuild, VariantKey};

	fn question() -> AssociationQuestion {
		let key = |position| VariantKey {
			sequence: b"22".to_vec(),
			position,
			reference: b"A".to_vec(),
			alternate: b"C".to_vec(),
		};
		let list = VariantList {
			build: ReferenceBuild::Grch37,
			rule: NormalisationRule::Trimmed,
			variants: vec![key(1), key(2)],
		};
		let parameters = Parameters {
			variants: 2,
			people: vec![3, 4, 5],
			selection: Selection::Top { count: 1 },
			minimum_cell: 0,
			rounding: 0,
		};
		AssociationQuestion { list, parameters }
	}

	#[test]
	fn is_read_as_it_was_written() {
		let question = question();
		assert_eq!(AssociationQuestion::read(&question.encode()), Ok(question));
	}

	#[test]
	fn fails_when_it_does_not_hold_together() {
		let read = |question: AssociationQuestion| AssociationQuestion::read(&question.encode());
		let mut other = question();
		other.parameters.variants = 3;
		assert_eq!(read(other), Err(QuestionError::Length { listed: 2, said: 3 }));
		let mut other = question();
		other.list.variants.reverse();
		assert_eq!(read(other), Err(QuestionError::List));
		let longer = [question().encode(), vec![0]].concat();
		assert_eq!(AssociationQuestion::read(&longer), Err(QuestionError::Malformed));
	}
}
