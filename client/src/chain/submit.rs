//! Transactions: signed, sent, followed until they are final, and explained when refused.

use super::{
	events::{carried_failure, find},
	refusals::{pool_refusal, Standing},
	Call, Chain, ChainError, ChainEvent, Config, Refusal, Snapshot,
};
use crate::keys::{account_of, Signer};
use codec::Decode;
use panshi_primitives::{AccountId, BlockNumber, Hash};
use sp_crypto_hashing::blake2_256;
use std::time::Duration;
use subxt::{
	client::OnlineClientAtBlockImpl,
	config::{DefaultExtrinsicParams, DefaultExtrinsicParamsBuilder},
	error::{BackendError, DispatchError, ExtrinsicError, RpcError},
	extrinsics::ExtrinsicEvents,
	tx::{TransactionInBlock, TransactionProgress, TransactionStatus},
};

/// How long a transaction may wait for its block to be final before the node counts as stalled.
const PATIENCE: Duration = Duration::from_secs(300);
/// Blocks for which a transaction stays valid.
const MORTALITY: BlockNumber = 64;
/// Blocks for which one stays valid that is signed long before it is sent.
const LONG_MORTALITY: BlockNumber = 1_024;

/// Blocks by which a node's pool of transactions may lag behind its finalized head.
const POOL_LAG: BlockNumber = 8;

type Progress = TransactionProgress<Config, OnlineClientAtBlockImpl<Config>>;
type InBlock = TransactionInBlock<Config, OnlineClientAtBlockImpl<Config>>;

/// What a node says of a transaction that waits in its pool.
const ALREADY_THERE: &str = "Already Imported";

/// A transaction on its way.
enum Sent {
	/// The node tells what becomes of it.
	Watched(Progress),
	/// The node has it and tells nothing: it is looked for in final blocks, from this one on.
	Unwatched(Signed, BlockNumber),
}

/// A block, by number and hash.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Block {
	/// Its height.
	pub number: BlockNumber,
	/// Its hash.
	pub hash: Hash,
}

/// A signed transaction, encoded.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signed(Vec<u8>);

/// A transaction that succeeded, in a finalized block.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Submitted {
	/// The block.
	pub block: Block,
	/// What happened, in order.
	pub events: Vec<ChainEvent>,
}

impl Submitted {
	/// The value of `field` in the event `event` of `pallet`, such as the number of a new thing.
	pub fn value<T: Decode>(
		&self,
		pallet: &str,
		event: &str,
		field: &str,
	) -> Result<T, ChainError> {
		find(&self.events, pallet, event, field).ok_or_else(|| ChainError::EventMissing {
			block: self.block.number,
			event: format!("{pallet}.{event} with {field}"),
		})
	}

	/// Whether the event `event` of `pallet` is among them.
	pub fn has(&self, pallet: &str, event: &str) -> bool {
		self.events.iter().any(|e| e.is(pallet, event))
	}
}

impl Chain {
	/// Signs `call`, sends it and waits until the block that has it is final.
	///
	/// # Errors
	/// [`ChainError::Refused`] when the chain refused it, with the reason and the next step.
	pub async fn submit(&self, signer: &Signer, call: Call) -> Result<Submitted, ChainError> {
		let nonce = self.next_nonce(signer).await?;
		let progress = self.send(signer, &call, nonce).await?;
		self.finish(progress).await
	}

	/// Signs and sends `calls` at once, in this order, and waits until all are final.
	///
	/// # Errors
	/// That of the first call that fails; those after it may have succeeded.
	pub async fn submit_all(
		&self,
		signer: &Signer,
		calls: Vec<Call>,
	) -> Result<Vec<Submitted>, ChainError> {
		let first = self.next_nonce(signer).await?;
		let mut sent = Vec::with_capacity(calls.len());
		for (nonce, call) in (first..).zip(&calls) {
			sent.push(self.send(signer, call, nonce).await?);
		}
		let mut done = Vec::with_capacity(sent.len());
		for progress in sent {
			done.push(self.finish(progress).await?);
		}
		Ok(done)
	}

	/// The next nonce of the signer, transactions that wait in the node's pool included.
	async fn next_nonce(&self, signer: &Signer) -> Result<u64, ChainError> {
		let account = subxt::utils::AccountId32(account_of(signer).into());
		Ok(self.rpc.system_account_next_index(&account).await?)
	}

	/// Signs `calls` in this order, to be sent by [`send_unwatched`](Chain::send_unwatched).
	pub async fn sign_all(
		&self,
		signer: &Signer,
		calls: &[Call],
	) -> Result<Vec<Signed>, ChainError> {
		let first = self.next_nonce(signer).await?;
		self.sign_from(signer, first, calls).await
	}

	/// Signs `calls` in this order, the first with the nonce `first`: for who knows better than the
	/// node's pool, which lags, what has been sent.
	pub async fn sign_from(
		&self,
		signer: &Signer,
		first: u64,
		calls: &[Call],
	) -> Result<Vec<Signed>, ChainError> {
		let birth = self.birth().await?;
		let mut transactions = self.client.tx().await?;
		let mut signed = Vec::with_capacity(calls.len());
		for (nonce, call) in (first..).zip(calls) {
			let params = params(nonce, LONG_MORTALITY, &birth);
			let transaction = transactions.create_signed(call, signer, params).await?;
			signed.push(Signed(transaction.into_encoded()));
		}
		Ok(signed)
	}

	/// Sends what was signed and does not follow it: what becomes of it shows in the account's
	/// [`nonce`](super::Snapshot::nonce) and in events.
	pub async fn send_unwatched(&self, signed: &[Signed]) -> Result<(), ChainError> {
		for Signed(transaction) in signed {
			self.rpc.author_submit_extrinsic(transaction).await?;
		}
		Ok(())
	}

	/// A block that the node's pool has certainly seen, to count mortality from: the pool may lag
	/// behind the head.
	async fn birth(&self) -> Result<Snapshot, ChainError> {
		let head = self.head().await?.number();
		self.at(head.saturating_sub(POOL_LAG)).await
	}

	async fn send(&self, signer: &Signer, call: &Call, nonce: u64) -> Result<Sent, ChainError> {
		let from = self.head().await?.number();
		let params = params(nonce, MORTALITY, &self.birth().await?);
		let transaction = self.client.tx().await?.create_signed(call, signer, params).await?;
		match transaction.submit_and_watch().await {
			Ok(progress) => Ok(Sent::Watched(progress)),
			// A node that makes a view of its pool for a new block just then takes the transaction
			// into it, and says of the transaction's own arrival that it is there already
			// (polkadot-sdk, pull request 12919).
			Err(error) if is_there_already(&error) => {
				Ok(Sent::Unwatched(Signed(transaction.into_encoded()), from))
			},
			Err(error) => Err(self.not_taken(error, &account_of(signer)).await),
		}
	}

	/// Puts the node's refusal to take a transaction of `signer` in plain words.
	async fn not_taken(&self, error: ExtrinsicError, signer: &AccountId) -> ChainError {
		match error {
			ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(
				RpcError::ClientError(subxt::rpcs::Error::User(said)),
			)) => {
				let data = said.data.map(|data| data.get().trim_matches('"').to_owned());
				let standing = self.standing(signer).await;
				let reason = pool_refusal(&said.message, data.as_deref(), standing);
				ChainError::NotTaken { reason }
			},
			other => other.into(),
		}
	}

	/// Whether `signer` is a member; where the node cannot say, it counts as one.
	async fn standing(&self, signer: &AccountId) -> Standing {
		let member = match self.head().await {
			Ok(head) => head.member(signer).await.map(drop),
			Err(error) => Err(error),
		};
		match member {
			Err(ChainError::NotFound { .. }) => Standing::Stranger,
			_ => Standing::Member,
		}
	}

	/// Waits until what was [sent unwatched](Chain::send_unwatched) is in a final block, from the block
	/// `from` on.
	///
	/// # Errors
	/// [`ChainError::Refused`] when the chain refused it; [`ChainError::NotTaken`] when it is in no
	/// block for as long as a transaction is valid.
	pub async fn wait_for_signed(
		&self,
		signed: &Signed,
		from: BlockNumber,
	) -> Result<Submitted, ChainError> {
		for number in from..from.saturating_add(MORTALITY) {
			self.wait_for_block(number).await?;
			let block = self.at(number).await?;
			for extrinsic in block.inner().extrinsics().fetch().await?.iter() {
				let extrinsic = extrinsic?;
				if extrinsic.hash().as_ref() == blake2_256(&signed.0) {
					let events = extrinsic.events().await?;
					return outcome(&block, &events);
				}
			}
		}
		Err(ChainError::NotTaken { reason: "the node has lost it. Send it again".to_owned() })
	}

	async fn finish(&self, sent: Sent) -> Result<Submitted, ChainError> {
		let progress = match sent {
			Sent::Watched(progress) => progress,
			Sent::Unwatched(signed, from) => return self.wait_for_signed(&signed, from).await,
		};
		let waited = tokio::time::timeout(PATIENCE, finalized(progress)).await;
		let in_block =
			waited.map_err(|_| ChainError::Stalled { seconds: PATIENCE.as_secs() })??;
		outcome(&Snapshot::new(in_block.at().await?), &in_block.fetch_events().await?)
	}
}

/// What became of a transaction in the final block `at`.
fn outcome(at: &Snapshot, happened: &ExtrinsicEvents<Config>) -> Result<Submitted, ChainError> {
	let block = Block { number: at.number(), hash: at.hash() };
	let metadata = at.inner().metadata();
	let mut events = Vec::new();
	for event in happened.iter() {
		let event = event?;
		let event_read = ChainEvent::read(&event, &metadata)?;
		let failure = match event_read.is("System", "ExtrinsicFailed") {
			true => Some(event.field_bytes()),
			false => carried_failure(&event_read),
		};
		if let Some(failure) = failure {
			let error = DispatchError::decode_from(failure, metadata.clone())?;
			return Err(ChainError::Refused(Refusal::explain(&error, &metadata)));
		}
		events.push(event_read);
	}
	Ok(Submitted { block, events })
}

/// Whether the node has the very transaction that was sent.
fn is_there_already(error: &ExtrinsicError) -> bool {
	let ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(RpcError::ClientError(
		subxt::rpcs::Error::User(said),
	))) = error
	else {
		return false;
	};
	said.message.contains(ALREADY_THERE)
}

fn params(nonce: u64, mortality: BlockNumber, birth: &Snapshot) -> DefaultExtrinsicParams<Config> {
	DefaultExtrinsicParamsBuilder::<Config>::new()
		.nonce(nonce)
		.mortal_from_unchecked(mortality.into(), birth.number().into(), birth.hash())
		.build()
}

async fn finalized(mut progress: Progress) -> Result<InBlock, ChainError> {
	while let Some(status) = progress.next().await {
		let reason = match status? {
			TransactionStatus::InFinalizedBlock(block) => return Ok(block),
			TransactionStatus::Error { message }
			| TransactionStatus::Invalid { message }
			| TransactionStatus::Dropped { message } => message,
			_ => continue,
		};
		return Err(ChainError::Lost { reason: format!("{reason}. Look, and send it again") });
	}
	let reason = "the node closed the connection. Look, and send it again".to_owned();
	Err(ChainError::Lost { reason })
}
