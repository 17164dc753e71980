//! The methods, for servers and for clients.

use crate::types::{
	AgreementFilter, Answer, At, DataQuery, DataRef, EventEntry, Item, JobFilter, JsonValue, List,
	Page, SearchResult, StorageProof, Trail, TrailQuery,
};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use panshi_primitives::{
	agreement::AgreementId, job::JobId, offchain::ProgressReport, trail::Subject, AccountId,
};

/// What a node answers about the chain's business. Without `at` an answer holds at the latest
/// finalized block.
#[cfg_attr(feature = "node", rpc(client, server, namespace = "panshi"))]
#[cfg_attr(not(feature = "node"), rpc(client, namespace = "panshi"))]
pub trait PanshiRpc {
	/// A data identity and what may be released about it; null where there is none.
	#[method(name = "dataIdentity", blocking)]
	fn data_identity(&self, data: DataRef, at: Option<At>) -> RpcResult<Answer<Option<JsonValue>>>;

	/// The data identities that a description fits, from the index of the node.
	#[method(name = "searchData", blocking)]
	fn search_data(&self, query: DataQuery) -> RpcResult<Answer<SearchResult>>;

	/// Has the index of data identities thrown away and built anew, and does not wait for it. Unsafe:
	/// a node answers it only where its unsafe methods are open.
	#[method(name = "rebuildSearchIndex", with_extensions)]
	fn rebuild_search_index(&self) -> RpcResult<()>;

	/// An agreement, deadlines applied, and its attestation; null where there is none.
	#[method(name = "agreement", blocking)]
	fn agreement(
		&self,
		agreement: AgreementId,
		at: Option<At>,
	) -> RpcResult<Answer<Option<JsonValue>>>;

	/// The agreements that an account is a party to.
	#[method(name = "agreementsOf", blocking)]
	fn agreements_of(
		&self,
		account: AccountId,
		filter: Option<AgreementFilter>,
		page: Option<Page>,
		at: Option<At>,
	) -> RpcResult<Answer<List>>;

	/// The agreements that wait for the signature of an account.
	#[method(name = "awaitingSignature", blocking)]
	fn awaiting_signature(
		&self,
		account: AccountId,
		page: Option<Page>,
		at: Option<At>,
	) -> RpcResult<Answer<List>>;

	/// A job and its call record; null where there is none.
	#[method(name = "job", blocking)]
	fn job(&self, job: JobId, at: Option<At>) -> RpcResult<Answer<Option<JsonValue>>>;

	/// The jobs that an account asked for or holds data in.
	#[method(name = "jobsOf", blocking)]
	fn jobs_of(
		&self,
		account: AccountId,
		filter: Option<JobFilter>,
		page: Option<Page>,
		at: Option<At>,
	) -> RpcResult<Answer<List>>;

	/// How far computations are at the compute nodes beside this node, of one job or of all; null
	/// where none has been asked since the node started. Not of the chain's state: other nodes
	/// answer for other compute nodes.
	#[method(name = "progress", blocking)]
	fn progress(&self, job: Option<JobId>) -> RpcResult<Answer<Option<ProgressReport>>>;

	/// What happened to a subject, up to a finalized block.
	#[method(name = "auditTrail", blocking)]
	fn audit_trail(&self, subject: Subject, query: Option<TrailQuery>) -> RpcResult<Answer<Trail>>;

	/// Proves what stands under an item, or that nothing does.
	#[method(name = "proof", blocking)]
	fn proof(&self, item: Item, at: Option<At>) -> RpcResult<Answer<StorageProof>>;

	/// Tells what happens to a subject from now on: one message for each finalized block in which
	/// something does.
	#[subscription(
		name = "subscribeAuditTrail" => "auditTrailEntries",
		unsubscribe = "unsubscribeAuditTrail",
		item = Answer<Vec<EventEntry>>,
	)]
	async fn subscribe_audit_trail(&self, subject: Subject) -> jsonrpsee::core::SubscriptionResult;
}
