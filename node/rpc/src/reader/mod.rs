//! Reads the chain: which block, what the runtime says at it, and how that looks as JSON.

mod chain;
#[cfg(test)]
pub(crate) mod fake;
mod items;
mod schema;
mod values;

pub(crate) use chain::{BlockHeader, ChainAccess, FullChain, StateError};
pub(crate) use items::{storage_key, storage_keys_of, Hasher};
pub(crate) use schema::Schema;
pub(crate) use values::{camel_case, hex_text, Named, ValueError};

use crate::{
	types::{At, BlockRef},
	RpcError,
};
use codec::{Decode, Encode};
use panshi_primitives::Hash;
use serde_json::Value;
use std::{
	collections::VecDeque,
	sync::{Arc, Mutex, PoisonError},
};

/// Runtimes whose types are kept.
const KEPT_SCHEMAS: usize = 4;

/// Where the state keeps the code of the runtime.
const CODE: &[u8] = b":code";

/// Reads the chain.
pub(crate) struct Reader {
	chain: Arc<dyn ChainAccess>,
	/// Types of the runtimes that were read last, by hash of the code.
	schemas: Mutex<VecDeque<(Hash, Arc<Schema>)>>,
}

/// The chain as it is at the end of a block.
pub(crate) struct Snapshot<'a> {
	reader: &'a Reader,
	/// The block.
	pub(crate) block: BlockRef,
	/// Its header.
	pub(crate) header: BlockHeader,
	/// Types of its runtime.
	pub(crate) schema: Arc<Schema>,
}

impl Reader {
	pub(crate) fn new(chain: Arc<dyn ChainAccess>) -> Self {
		Reader { chain, schemas: Mutex::default() }
	}

	pub(crate) fn chain(&self) -> &dyn ChainAccess {
		&*self.chain
	}

	/// The chain at a block.
	pub(crate) fn at(&self, at: At) -> Result<Snapshot<'_>, RpcError> {
		let hash = match at {
			At::Finalized => self.chain.finalized().0,
			At::Best => self.chain.best(),
			At::Hash(hash) => hash,
		};
		let header = self.chain.header(hash).map_err(failed)?;
		let header = header.ok_or(RpcError::UnknownBlock(hash))?;
		let number = header.number;
		let finalized = number <= self.chain.finalized().1
			&& self.chain.hash(number).map_err(failed)? == Some(hash);
		let block = BlockRef { hash, number, finalized };
		let schema = self.schema(&block)?;
		Ok(Snapshot { reader: self, block, header, schema })
	}

	/// Types of the runtime at a block.
	fn schema(&self, block: &BlockRef) -> Result<Arc<Schema>, RpcError> {
		let code = self.chain.storage_hash(block.hash, CODE).map_err(|e| discarded(e, block))?;
		let code = code.ok_or_else(|| RpcError::Internal("the state has no runtime".into()))?;
		if let Some(schema) = self.kept(&code) {
			return Ok(schema);
		}
		let argument = Schema::VERSION.encode();
		let answer = self.chain.call(block.hash, Schema::METHOD, &argument);
		let answer = answer.map_err(|e| discarded(e, block))?;
		let schema = Schema::decode(&answer).map_err(|e| RpcError::Internal(e.to_string()))?;
		let schema = Arc::new(schema);
		let mut kept = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
		kept.push_front((code, schema.clone()));
		kept.truncate(KEPT_SCHEMAS);
		Ok(schema)
	}

	fn kept(&self, code: &Hash) -> Option<Arc<Schema>> {
		let kept = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
		kept.iter().find(|(of, _)| of == code).map(|(_, schema)| schema.clone())
	}
}

impl Snapshot<'_> {
	/// The answer of a method of the runtime API `PanshiApi`, SCALE encoded.
	fn ask_raw(&self, method: &str, argument: &[u8]) -> Result<(u32, Vec<u8>), RpcError> {
		let method = format!("PanshiApi_{method}");
		let Some(output) = self.schema.output(&method) else {
			return Err(RpcError::NotInRuntime { method, number: self.block.number });
		};
		let answer = self.reader.chain.call(self.block.hash, &method, argument);
		Ok((output, answer.map_err(|e| discarded(e, &self.block))?))
	}

	/// The answer of a method of the runtime API `PanshiApi`.
	pub(crate) fn ask<T: Decode>(
		&self,
		method: &str,
		argument: &impl Encode,
	) -> Result<T, RpcError> {
		let (_, answer) = self.ask_raw(method, &argument.encode())?;
		T::decode(&mut answer.as_slice()).map_err(|_| {
			let method = format!("PanshiApi_{method}");
			RpcError::NotInRuntime { method, number: self.block.number }
		})
	}

	/// The answer of a method of the runtime API `PanshiApi` as JSON.
	pub(crate) fn ask_json(&self, method: &str, argument: &impl Encode) -> Result<Value, RpcError> {
		let (output, answer) = self.ask_raw(method, &argument.encode())?;
		let shown = self.schema.json(output, &mut answer.as_slice(), &mut Named::default());
		shown.map_err(|error| RpcError::Internal(error.to_string()))
	}

	/// The value under a key of the state.
	pub(crate) fn storage(&self, key: &[u8]) -> Result<Option<Vec<u8>>, RpcError> {
		let value = self.reader.chain.storage(self.block.hash, key);
		value.map_err(|e| discarded(e, &self.block))
	}

	/// Nodes of the trie that prove what is under keys of the state.
	pub(crate) fn prove(&self, keys: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, RpcError> {
		let proof = self.reader.chain.prove(self.block.hash, keys);
		proof.map_err(|e| discarded(e, &self.block))
	}
}

fn failed(error: StateError) -> RpcError {
	RpcError::Internal(error.to_string())
}

fn discarded(error: StateError, block: &BlockRef) -> RpcError {
	match error {
		StateError::Discarded => RpcError::StateDiscarded { number: block.number },
		error => failed(error),
	}
}
