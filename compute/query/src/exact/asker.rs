//! The asker: blinds items, checks the owner's proof, opens what it asked.

use super::{
	key::Output, row::RowSecrets, AnswerError, Commitment, ExactAnswer, ExactQuery, Item,
	ItemError, Table, TableError, MAX_LOOKUPS,
};
use crate::{
	error::CallError,
	messages::{Call, Query},
};
use panshi_primitives::Hash;
use rand_core::{CryptoRng, RngCore};
use std::{
	fmt,
	io::{Read, Seek},
};
use voprf::{EvaluationElement, Group, Proof, Ristretto255, VoprfClient};
use zeroize::Zeroizing;

/// An asker that waits for the answer to its query.
#[cfg_attr(test, derive(Clone))]
pub struct ExactAsker {
	query: Hash,
	call: Call,
	commitment: Commitment,
	inputs: Vec<Zeroizing<Vec<u8>>>,
	clients: Vec<VoprfClient<Ristretto255>>,
}

/// What opens the rows of the items that were asked, in the order of the question.
pub struct Opening {
	outputs: Vec<Output>,
}

/// Why no query could be made.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AskError {
	/// No item, or too many.
	#[error("{given} items; ask for one to {MAX_LOOKUPS} at a time")]
	Lookups {
		/// Items given.
		given: usize,
	},
	/// An item cannot be looked up.
	#[error("item {index}: {error}")]
	Item {
		/// Which, from zero.
		index: usize,
		/// Why.
		error: ItemError,
	},
}

impl ExactAsker {
	/// Asks for `items` in the table of `commitment`, as read from the chain: RFC 9497, section
	/// 3.3.2, `Blind`.
	pub fn ask(
		items: &[Item],
		commitment: &Commitment,
		job: &Hash,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Self, ExactQuery), AskError> {
		if items.is_empty() || items.len() > MAX_LOOKUPS {
			return Err(AskError::Lookups { given: items.len() });
		}
		let call = Call { job: *job, epoch: commitment.epoch, database: commitment.root };
		let mut query = ExactQuery { call, blinded: Vec::with_capacity(items.len()) };
		let (mut inputs, mut clients) = (Vec::new(), Vec::new());
		for (index, item) in items.iter().enumerate() {
			let input = item
				.to_input(&commitment.spelling)
				.map_err(|error| AskError::Item { index, error })?;
			let blinded = VoprfClient::<Ristretto255>::blind(&input, rng)
				.expect("an item is shorter than 64 kB and does not hash to the identity");
			query.blinded.push(blinded.message.serialize().into());
			inputs.push(input);
			clients.push(blinded.state);
		}
		let digest = Query::Exact(query.clone()).digest();
		let commitment = commitment.clone();
		Ok((Self { query: digest, call, commitment, inputs, clients }, query))
	}

	/// Checks the answer and unblinds it: RFC 9497, section 3.3.2, `Finalize`.
	pub fn open(self, answer: &ExactAnswer) -> Result<Opening, AnswerError> {
		CallError::check(&answer.call, &self.call)?;
		if answer.query != self.query {
			return Err(AnswerError::OtherQuery);
		}
		let (given, wanted) = (answer.evaluated.len(), self.clients.len());
		if given != wanted {
			return Err(AnswerError::Count { given, wanted });
		}
		let elements = answer
			.evaluated
			.iter()
			.enumerate()
			.map(|(index, bytes)| {
				EvaluationElement::deserialize(bytes).map_err(|_| AnswerError::Element { index })
			})
			.collect::<Result<Vec<EvaluationElement<Ristretto255>>, _>>()?;
		let key = Ristretto255::deserialize_elem(&self.commitment.public_key)
			.map_err(|_| AnswerError::PublicKey)?;
		let proof = Proof::deserialize(&answer.proof).map_err(|_| AnswerError::Proof)?;
		let inputs: Vec<&[u8]> = self.inputs.iter().map(|input| input.as_slice()).collect();
		let outputs = VoprfClient::batch_finalize(&inputs, &self.clients, &elements, &proof, key)
			.map_err(|_| AnswerError::Proof)?
			.map(|output| output.map(|bytes| Zeroizing::new(bytes.into())))
			.collect::<Result<Vec<Output>, _>>()
			.map_err(|_| AnswerError::Proof)?;
		Ok(Opening { outputs })
	}
}

impl Opening {
	/// The records of the items in `table`, in the order of the question; none for an item that
	/// the table does not have.
	pub fn find<R: Read + Seek>(
		&self,
		table: &mut Table<R>,
	) -> Result<Vec<Option<Vec<u8>>>, TableError> {
		self.outputs
			.iter()
			.map(|output| table.find(&RowSecrets::derive(output, table.salt())))
			.collect()
	}
}

impl fmt::Debug for ExactAsker {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("ExactAsker").field("call", &self.call).finish_non_exhaustive()
	}
}

impl fmt::Debug for Opening {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Opening").field("items", &self.outputs.len()).finish_non_exhaustive()
	}
}
