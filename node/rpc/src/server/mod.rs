//! The methods over the database of a node.

#[cfg(test)]
mod fuzz;
mod guard;
mod lists;
mod search;

pub(crate) use guard::page_size;

use crate::{
	api::PanshiRpcServer,
	limits::{MAX_SUBSCRIPTIONS, SEND_TIMEOUT},
	reader::{hex_text, storage_keys_of, ChainAccess, FullChain, Named, Reader, Snapshot},
	trail::{BlockEvents, TrailIndex},
	types::{
		AgreementFilter, Answer, At, BlockRef, DataQuery, DataRef, DataSearch, Item, JobFilter,
		JsonValue, List, Page, ProofEntry, SearchResult, StorageProof, Trail, TrailQuery,
		WorkerNotes,
	},
	RpcError,
};
use guard::Guard;
use jsonrpsee::{
	core::{async_trait, RpcResult, SubscriptionResult},
	Extensions, PendingSubscriptionSink, SubscriptionMessage, SubscriptionSink,
};
use panshi_primitives::{
	agreement::AgreementId, data::DataId, job::JobId, offchain::ProgressReport, trail::Subject,
	AccountId, BlockNumber, Hash,
};
use polkadot_sdk::{
	sc_client_api::{
		backend::AuxStore, Backend, BlockBackend, ExecutorProvider, ProofProvider, StorageProvider,
	},
	sc_rpc_api::DenyUnsafe,
	sp_blockchain::HeaderBackend,
	sp_runtime::traits::{Block as BlockT, Header as HeaderT},
};
use serde_json::{json, Value};
use std::sync::Arc;
use tokio::sync::{broadcast, OwnedSemaphorePermit, Semaphore};

/// The methods over the database of a node. Cheap to clone.
#[derive(Clone)]
pub struct Panshi {
	reader: Arc<Reader>,
	trail: Arc<TrailIndex>,
	search: Option<Arc<dyn DataSearch>>,
	notes: Arc<dyn WorkerNotes>,
	guard: Guard,
	subscriptions: Arc<Semaphore>,
}

/// The methods, and the index whose task the node has to run.
pub struct PanshiParts {
	/// The methods.
	pub methods: Panshi,
	/// The index of the audit trail: run [`TrailIndex::follow`] with a stream that tells of every
	/// finalized block.
	pub trail: Arc<TrailIndex>,
}

impl Panshi {
	/// The methods over `client` and the `notes` of the offchain worker, with an index of data
	/// identities if the node keeps one.
	pub fn build<Block, Storage, Client>(
		client: Arc<Client>,
		search: Option<Arc<dyn DataSearch>>,
		notes: Arc<dyn WorkerNotes>,
	) -> Result<PanshiParts, RpcError>
	where
		Block: BlockT<Hash = Hash>,
		Block::Header: HeaderT<Number = BlockNumber>,
		Storage: Backend<Block> + 'static,
		Client: HeaderBackend<Block>
			+ BlockBackend<Block>
			+ StorageProvider<Block, Storage>
			+ ProofProvider<Block>
			+ ExecutorProvider<Block>
			+ AuxStore
			+ Send
			+ Sync
			+ 'static,
	{
		Self::over(Arc::new(FullChain::<Block, Client, Storage>::new(client)), search, notes)
	}

	pub(crate) fn over(
		chain: Arc<dyn ChainAccess>,
		search: Option<Arc<dyn DataSearch>>,
		notes: Arc<dyn WorkerNotes>,
	) -> Result<PanshiParts, RpcError> {
		let reader = Arc::new(Reader::new(chain));
		let trail = Arc::new(TrailIndex::open(reader.clone())?);
		let methods = Panshi {
			reader,
			trail: trail.clone(),
			search,
			notes,
			guard: Guard::default(),
			subscriptions: Arc::new(Semaphore::new(MAX_SUBSCRIPTIONS)),
		};
		Ok(PanshiParts { methods, trail })
	}

	/// Answers a question about the chain at a block, unless too many are being answered.
	fn answer<T>(
		&self,
		at: Option<At>,
		read: impl FnOnce(&Snapshot<'_>) -> Result<T, RpcError>,
	) -> RpcResult<Answer<T>> {
		let _turn = self.guard.enter()?;
		let snapshot = self.reader.at(at.unwrap_or_default())?;
		Ok(Answer { block: snapshot.block, value: read(&snapshot)? })
	}
}

#[async_trait]
impl PanshiRpcServer for Panshi {
	fn data_identity(&self, data: DataRef, at: Option<At>) -> RpcResult<Answer<Option<JsonValue>>> {
		self.answer(at, |chain| {
			let data: Option<DataId> = match data {
				DataRef::Id(data) => Some(data),
				DataRef::Fingerprint(print) => chain.ask("data_by_fingerprint", &print)?,
			};
			let Some(data) = data else { return Ok(None) };
			let identity = chain.ask_json("data_identity", &data)?;
			if identity.is_null() {
				return Ok(None);
			}
			let ledger = chain.ask_json("privacy_ledger", &data)?;
			Ok(Some(json!({ "data": data, "identity": identity, "privacyLedger": ledger })))
		})
	}

	fn search_data(&self, query: DataQuery) -> RpcResult<Answer<SearchResult>> {
		let _turn = self.guard.enter()?;
		let search = self.search.as_deref().ok_or(RpcError::NoSearchIndex)?;
		Ok(search::run(search, &self.reader, query)?)
	}

	fn rebuild_search_index(&self, extensions: &Extensions) -> RpcResult<()> {
		// Where nobody says that it is safe, it is not.
		extensions.get::<DenyUnsafe>().map_or(DenyUnsafe::Yes, |deny| *deny).check_if_safe()?;
		self.search.as_deref().ok_or(RpcError::NoSearchIndex)?.rebuild();
		Ok(())
	}

	fn agreement(
		&self,
		agreement: AgreementId,
		at: Option<At>,
	) -> RpcResult<Answer<Option<JsonValue>>> {
		self.answer(at, |chain| {
			let found = chain.ask_json("agreements", &vec![agreement])?;
			let Some(found) = found.get(0).filter(|found| !found.is_null()) else {
				return Ok(None);
			};
			let attestation = chain.ask_json("attestation", &agreement)?;
			Ok(Some(json!({
				"agreement": agreement,
				"content": found["content"],
				"standing": found["standing"],
				"attestation": attestation,
			})))
		})
	}

	fn agreements_of(
		&self,
		account: AccountId,
		filter: Option<AgreementFilter>,
		page: Option<Page>,
		at: Option<At>,
	) -> RpcResult<Answer<List>> {
		let (filter, page) = (filter.unwrap_or_default(), page.unwrap_or_default());
		self.answer(at, |chain| lists::agreements_of(chain, &account, &filter, page))
	}

	fn awaiting_signature(
		&self,
		account: AccountId,
		page: Option<Page>,
		at: Option<At>,
	) -> RpcResult<Answer<List>> {
		self.answer(at, |chain| {
			lists::awaiting_signature(chain, &account, page.unwrap_or_default())
		})
	}

	fn job(&self, job: JobId, at: Option<At>) -> RpcResult<Answer<Option<JsonValue>>> {
		self.answer(at, |chain| {
			let found = chain.ask_json("job", &job)?;
			if found.is_null() {
				return Ok(None);
			}
			let record = chain.ask_json("call_record", &job)?;
			Ok(Some(json!({ "id": job, "job": found, "record": record })))
		})
	}

	fn jobs_of(
		&self,
		account: AccountId,
		filter: Option<JobFilter>,
		page: Option<Page>,
		at: Option<At>,
	) -> RpcResult<Answer<List>> {
		let (filter, page) = (filter.unwrap_or_default(), page.unwrap_or_default());
		self.answer(at, |chain| lists::jobs_of(chain, &account, &filter, page))
	}

	fn progress(&self, job: Option<JobId>) -> RpcResult<Answer<Option<ProgressReport>>> {
		let _turn = self.guard.enter()?;
		let mut report = self.notes.progress();
		if let (Some(job), Some(report)) = (job, &mut report) {
			report.tasks.retain(|task| task.job == job);
		}
		Ok(Answer { block: standing_at(self.reader.chain().finalized()), value: report })
	}

	fn audit_trail(&self, subject: Subject, query: Option<TrailQuery>) -> RpcResult<Answer<Trail>> {
		let _turn = self.guard.enter()?;
		Ok(self.trail.page(&subject, &query.unwrap_or_default())?)
	}

	fn proof(&self, item: Item, at: Option<At>) -> RpcResult<Answer<StorageProof>> {
		self.answer(at, |chain| prove(chain, item))
	}

	async fn subscribe_audit_trail(
		&self,
		pending: PendingSubscriptionSink,
		subject: Subject,
	) -> SubscriptionResult {
		let Ok(place) = self.subscriptions.clone().try_acquire_owned() else {
			let refusal = RpcError::TooManySubscriptions { most: MAX_SUBSCRIPTIONS };
			pending.reject(refusal).await;
			return Ok(());
		};
		// Before the subscriber is told that it is one, so that nothing falls in between.
		let news = self.trail.subscribe();
		let (_, since) = self.reader.chain().finalized();
		let sink = pending.accept().await?;
		forward(sink, news, subject, since, place).await;
		Ok(())
	}
}

/// Sends the events about `subject` in blocks after `since`, until the subscriber leaves, takes too
/// long or falls too far behind.
async fn forward(
	sink: SubscriptionSink,
	mut news: broadcast::Receiver<Arc<BlockEvents>>,
	subject: Subject,
	since: BlockNumber,
	_place: OwnedSemaphorePermit,
) {
	loop {
		let told = tokio::select! {
			() = sink.closed() => return,
			told = news.recv() => told,
		};
		let Ok(told) = told else { return };
		let entries = told.about(&subject);
		if entries.is_empty() || told.block.number <= since {
			continue;
		}
		let answer = Answer { block: told.block, value: entries };
		let Ok(message) = SubscriptionMessage::from_json(&answer) else { return };
		if sink.send_timeout(message, SEND_TIMEOUT).await.is_err() {
			return;
		}
	}
}

/// Proves what stands under `item`.
fn prove(chain: &Snapshot<'_>, item: Item) -> Result<StorageProof, RpcError> {
	let places = storage_keys_of(&item);
	let keys: Vec<Vec<u8>> = places.iter().map(|place| place.key.clone()).collect();
	let nodes = chain.prove(&keys)?;
	let mut entries = Vec::with_capacity(places.len());
	for place in places {
		let value = chain.storage(&place.key)?;
		let ty = chain.schema.entry(place.pallet, place.entry);
		let decoded = match (&value, ty) {
			(Some(bytes), Some(ty)) => Some(shown(chain, ty, bytes)?),
			_ => None,
		};
		entries.push(ProofEntry {
			pallet: place.pallet.to_owned(),
			entry: place.entry.to_owned(),
			key: hex_text(&place.key),
			value: value.map(|bytes| hex_text(&bytes)),
			decoded,
		});
	}
	Ok(StorageProof {
		item,
		header: hex_text(&chain.header.encoded),
		state_root: hex_text(chain.header.state_root.as_bytes()),
		entries,
		nodes: nodes.iter().map(|node| hex_text(node)).collect(),
	})
}

fn shown(chain: &Snapshot<'_>, ty: u32, bytes: &[u8]) -> Result<Value, RpcError> {
	let shown = chain.schema.json(ty, &mut &*bytes, &mut Named::default());
	shown.map_err(|error| RpcError::Internal(error.to_string()))
}

/// The block at which an index stands, or that was final when the worker's notes were read.
fn standing_at(block: (Hash, BlockNumber)) -> BlockRef {
	BlockRef { hash: block.0, number: block.1, finalized: true }
}
