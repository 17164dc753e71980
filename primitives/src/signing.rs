//! Digests that are signed, and what keeps them apart.
//!
//! Every digest is BLAKE2b-256 over a domain string of its own, the hash of the chain's genesis
//! block, and the SCALE encoding of what it commits to. So no signature for one purpose, one chain
//! or one agreement can serve for another.

use crate::{
	agreement::{AgreementContent, AgreementId},
	consortium::ComputeNodeId,
	job::{
		AbortReport, Acceptance, AlgorithmContent, Commitment, JobId, JobSpec, Participant,
		Refusal, ResultHeader, ResultLayout, ShareHeader,
	},
	AccountId, BlockNumber, Hash,
};
use alloc::vec::Vec;
use codec::Encode;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

fn digest(domain: &[u8], parts: impl Encode) -> Hash {
	let mut input = Vec::with_capacity(256);
	domain.encode_to(&mut input);
	parts.encode_to(&mut input);
	H256(blake2_256(&input))
}

/// Digest of an agreement: what `sign` names.
pub fn agreement_digest(genesis: &Hash, id: AgreementId, content: &AgreementContent) -> Hash {
	digest(b"panshi/agreement", (genesis, id, content))
}

/// What a party signs off chain for [`agreement_digest`] `agreement`, valid up to and including
/// block `expires_at`.
pub fn agreement_signature_payload(
	genesis: &Hash,
	agreement: &Hash,
	party: &AccountId,
	expires_at: BlockNumber,
) -> Hash {
	digest(b"panshi/agreement/sign", (genesis, agreement, party, expires_at))
}

/// `payload` as a browser wallet signs raw bytes: between `<Bytes>` and `</Bytes>`.
pub fn wrapped_for_wallet(payload: &[u8]) -> Vec<u8> {
	[b"<Bytes>".as_slice(), payload, b"</Bytes>"].concat()
}

/// Digest of an algorithm. It does not depend on the chain: an algorithm has one digest everywhere.
pub fn algorithm_digest(content: &AlgorithmContent) -> Hash {
	digest(b"panshi/algorithm", content)
}

/// Digest of a set of parameters from the BLAKE2b-256 hashes of its chunks.
pub fn parameters_digest(chunk_hashes: &[Hash]) -> Hash {
	digest(b"panshi/parameters", chunk_hashes)
}

/// Digest of a job: what compute nodes accept, and what masks are bound to.
pub fn job_digest(
	genesis: &Hash,
	id: JobId,
	consumer: &AccountId,
	spec: &JobSpec,
	participants: &[Participant],
	agreement: &Hash,
) -> Hash {
	digest(b"panshi/job", (genesis, id, consumer, spec, participants, agreement))
}

/// What a compute node signs to accept.
pub fn acceptance_payload(genesis: &Hash, acceptance: &Acceptance) -> Hash {
	digest(b"panshi/compute/accept", (genesis, acceptance))
}

/// What a compute node signs to refuse.
pub fn refusal_payload(genesis: &Hash, refusal: &Refusal) -> Hash {
	digest(b"panshi/compute/refuse", (genesis, refusal))
}

/// What a compute node signs for a chunk of its share. `job_digest` binds it to the job's content.
pub fn share_payload(genesis: &Hash, job_digest: &Hash, share: &ShareHeader) -> Hash {
	digest(b"panshi/compute/share", (genesis, job_digest, share))
}

/// What a compute node signs to commit to a part of the result. `job_digest` binds it to the job's
/// content.
pub fn commitment_payload(genesis: &Hash, job_digest: &Hash, commitment: &Commitment) -> Hash {
	digest(b"panshi/compute/commit", (genesis, job_digest, commitment))
}

/// What a compute node signs for a chunk of a result that it brings, with the chunk's BLAKE2b-256.
pub fn result_chunk_payload(
	genesis: &Hash,
	job_digest: &Hash,
	header: &ResultHeader,
	hash: &Hash,
) -> Hash {
	digest(b"panshi/compute/result", (genesis, job_digest, header, hash))
}

/// What a compute node signs to report that a joint computation stopped.
pub fn abort_payload(genesis: &Hash, report: &AbortReport) -> Hash {
	digest(b"panshi/compute/abort", (genesis, report))
}

/// What a compute node signs to show that it was alive at block `at`.
pub fn heartbeat_payload(genesis: &Hash, node: ComputeNodeId, at: BlockNumber) -> Hash {
	digest(b"panshi/compute/heartbeat", (genesis, node, at))
}

/// Digest of a result from the BLAKE2b-256 hashes of the chunks of the sum.
pub fn result_digest(job_digest: &Hash, chunk_hashes: &[Hash]) -> Hash {
	digest(b"panshi/result", (job_digest, chunk_hashes))
}

/// Digest of a result of bytes from the layouts of its parts, in their order.
pub fn sealed_result_digest(job_digest: &Hash, parts: &[ResultLayout]) -> Hash {
	digest(b"panshi/sealed-result", (job_digest, parts))
}

/// Commitment to a text that stays off chain. Who has `salt` and text can show that they are meant;
/// once the salt is destroyed nobody can, not even by guessing the text.
pub fn text_commitment(salt: &[u8; 32], text: &[u8]) -> Hash {
	digest(b"panshi/text", (salt, text))
}
