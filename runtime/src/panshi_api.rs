//! What a node answers about the chain's business, at any block, through `state_call`.

use alloc::vec::Vec;
use panshi_primitives::{
	agreement::{Agreement, AgreementId},
	consortium::{ComputeNodeId, Member},
	data::{DataId, DataIdentity, Fingerprint},
	job::{CallRecord, Job, JobId},
	offchain::{Assignment, ComputeNodeAnswer},
	AccountId, SigningKey,
};
use polkadot_sdk::sp_api;

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
	}
}
