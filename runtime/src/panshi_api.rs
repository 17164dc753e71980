//! What a node answers about the chain's business, at any block, through `state_call`.

use alloc::vec::Vec;
use panshi_primitives::{
	agreement::{Agreement, AgreementId, AgreementList, Attestation},
	consortium::{ComputeNodeId, Member},
	data::{DataId, DataIdentity, Fingerprint},
	job::{CallRecord, Job, JobId, JobList},
	offchain::{Assignment, ComputeNodeAnswer},
	privacy::Ledger,
	AccountId, SigningKey,
};
use polkadot_sdk::sp_api;

/// Most items that one call gives.
pub const MAX_ITEMS: usize = 100;

sp_api::decl_runtime_apis! {
	/// Reads of members, data, agreements and jobs. The names of the first four methods are part
	/// of the compute nodes' protocol: see `panshi_primitives::offchain::methods`.
	pub trait PanshiApi {
		/// The compute node with this signing key.
		fn compute_node(key: SigningKey) -> ComputeNodeAnswer;
		/// Jobs in progress in which the compute node takes part.
		fn open_jobs(node: ComputeNodeId) -> Vec<JobId>;
		/// Everything that the compute node needs to check and do a job.
		fn assignment(job: JobId, node: ComputeNodeId) -> Option<Assignment>;
		/// One chunk of the parameters of a job.
		fn parameter_chunk(job: JobId, index: u32) -> Option<Vec<u8>>;
		/// The member with this account.
		fn member(account: AccountId) -> Option<Member>;
		/// A data identity.
		fn data_identity(data: DataId) -> Option<DataIdentity>;
		/// The data identity with this fingerprint.
		fn data_by_fingerprint(fingerprint: Fingerprint) -> Option<DataId>;
		/// An agreement.
		fn agreement(agreement: AgreementId) -> Option<Agreement>;
		/// A job.
		fn job(job: JobId) -> Option<Job>;
		/// How a job ended.
		fn call_record(job: JobId) -> Option<CallRecord>;
		/// Data identities, in the order of `data`; at most [`MAX_ITEMS`] of them.
		fn data_identities(data: Vec<DataId>) -> Vec<Option<DataIdentity>>;
		/// What may be released about a data identity, and what has been.
		fn privacy_ledger(data: DataId) -> Option<Ledger>;
		/// Agreements in the order of `agreements`, deadlines applied; at most [`MAX_ITEMS`] of them.
		fn agreements(agreements: Vec<AgreementId>) -> Vec<Option<Agreement>>;
		/// The operator's attestation of an agreement.
		fn attestation(agreement: AgreementId) -> Option<Attestation>;
		/// At most `most` agreements below `before` that the account is a party to, newest first.
		fn agreements_of(
			account: AccountId,
			before: Option<AgreementId>,
			most: u32,
		) -> AgreementList;
		/// At most `most` agreements below `before` that wait for the account's signature, newest
		/// first.
		fn awaiting_signature(
			account: AccountId,
			before: Option<AgreementId>,
			most: u32,
		) -> AgreementList;
		/// Jobs in the order of `jobs`; at most [`MAX_ITEMS`] of them.
		fn jobs(jobs: Vec<JobId>) -> Vec<Option<Job>>;
		/// At most `most` jobs below `before` that the account asked for or holds data in, newest
		/// first.
		fn jobs_of(account: AccountId, before: Option<JobId>, most: u32) -> JobList;
	}
}
