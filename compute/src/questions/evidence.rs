//! What evidence from pooled cases is asked.

use super::{decode, same_length, QuestionError};
use codec::{Decode, Encode};
use panshi_mpc::programs::evidence::Parameters;
use panshi_primitives::genomics::VariantList;

/// Which genotype causes the disease, if the variant does.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Inheritance {
	/// One copy or two.
	Dominant,
	/// Two copies.
	Recessive,
}

impl Inheritance {
	/// Whether a person with so many copies would have the disease.
	pub fn causes(self, copies: u8) -> bool {
		match self {
			Inheritance::Dominant => copies >= 1,
			Inheritance::Recessive => copies >= 2,
		}
	}
}

/// Parameters of a job of evidence. Its items are the variants.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct EvidenceQuestion {
	/// The variants, in the order in which holders count them.
	pub list: VariantList,
	/// Whose health speaks against a variant (BS2).
	pub inheritance: Inheritance,
	/// When criteria are met. `people` has an entry for each participant, in the order of the job's
	/// data identities: no holder brings more people than it says.
	pub parameters: Parameters,
}

impl EvidenceQuestion {
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
