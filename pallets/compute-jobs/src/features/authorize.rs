//! What lets a transaction without a signer in: checks of the state first, the signature last.
//!
//! The calls check the state once more when they run, but not the signature: only
//! `AuthorizeCall` makes their origin, and it has been here just before.

use crate::{features::CheckedChunk, pallet::Error, Config, Pallet, ResultBytes, ShareLanes};
use codec::Encode;
use frame_support::{pallet_prelude::TransactionSource, weights::Weight};
use panshi_primitives::{
	job::{AbortReport, Acceptance, Commitment, Job, JobId, Refusal, ResultHeader, ShareHeader},
	signing::{
		abort_payload, acceptance_payload, commitment_payload, refusal_payload,
		result_chunk_payload, share_payload,
	},
	Hash,
};
use sp_core::ed25519;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionPriority, TransactionValidityError,
	TransactionValidityWithRefund, ValidTransaction,
};

/// Blocks for which the pool keeps a transaction.
const LONGEVITY: u64 = 64;
/// Before all that pays for its place: a deadline runs, and nobody's tip may make a participant
/// silent.
const PRIORITY: TransactionPriority = TransactionPriority::MAX;

impl<T: Config> Pallet<T> {
	pub(crate) fn authorize_accept(
		_source: TransactionSource,
		acceptance: &Acceptance,
		signature: &[u8; 64],
	) -> TransactionValidityWithRefund {
		let (job, index, _) = Self::check_acceptance(acceptance).map_err(turned_away)?;
		let payload = acceptance_payload(&Self::genesis(), acceptance);
		check_signature(&job, index, &payload, signature)?;
		valid((b"accept", job.digest, acceptance.node))
	}

	pub(crate) fn authorize_refuse(
		_source: TransactionSource,
		refusal: &Refusal,
		signature: &[u8; 64],
	) -> TransactionValidityWithRefund {
		let (job, index, _) = Self::check_refusal(refusal).map_err(turned_away)?;
		let payload = refusal_payload(&Self::genesis(), refusal);
		check_signature(&job, index, &payload, signature)?;
		valid((b"refuse", job.digest, refusal.node))
	}

	pub(crate) fn authorize_submit_share(
		_source: TransactionSource,
		header: &ShareHeader,
		lanes: &ShareLanes,
		signature: &[u8; 64],
	) -> TransactionValidityWithRefund {
		let share = Self::check_share(header, lanes).map_err(turned_away)?;
		let payload = share_payload(&Self::genesis(), &share.job.digest, header);
		check_signature(&share.job, share.index, &payload, signature)?;
		let hash = Hash::from(sp_io::hashing::blake2_256(lanes));
		if hash != header.lanes_hash {
			return Err(turned_away(Error::<T>::LanesHashMismatch));
		}
		valid((b"share", share.job.digest, header.node, header.chunk))
	}

	pub(crate) fn authorize_commit_result(
		_source: TransactionSource,
		commitment: &Commitment,
		signature: &[u8; 64],
	) -> TransactionValidityWithRefund {
		let checked = Self::check_commitment(commitment).map_err(turned_away)?;
		let payload = commitment_payload(&Self::genesis(), &checked.job.digest, commitment);
		check_signature(&checked.job, checked.index, &payload, signature)?;
		valid((b"commit", checked.job.digest, commitment.node))
	}

	/// The tag does not name the node: one that brings a chunk is enough.
	pub(crate) fn authorize_upload_result(
		_source: TransactionSource,
		header: &ResultHeader,
		bytes: &ResultBytes,
		signature: &[u8; 64],
	) -> TransactionValidityWithRefund {
		let checked = Self::check_result_chunk(header, bytes).map_err(turned_away)?;
		let CheckedChunk { job, index, hash, .. } = &checked;
		let payload = result_chunk_payload(&Self::genesis(), &job.digest, header, hash);
		check_signature(job, *index, &payload, signature)?;
		valid((b"result", job.digest, job.output.part_of(*index), header.chunk))
	}

	pub(crate) fn authorize_report_abort(
		_source: TransactionSource,
		report: &AbortReport,
		signature: &[u8; 64],
	) -> TransactionValidityWithRefund {
		let checked = Self::check_abort(report).map_err(turned_away)?;
		let payload = abort_payload(&Self::genesis(), report);
		check_signature(&checked.job, checked.index, &payload, signature)?;
		valid((b"abort", checked.job.digest, report.node))
	}

	pub(crate) fn authorize_settle(
		_source: TransactionSource,
		id: &JobId,
	) -> TransactionValidityWithRefund {
		let job = Self::stored_job(*id).map_err(turned_away)?;
		job.settle(Self::now()).map_err(|e| turned_away(Error::<T>::from(e)))?;
		valid((b"settle", job.digest))
	}

	pub(crate) fn authorize_report_deadline(
		_source: TransactionSource,
		id: &JobId,
	) -> TransactionValidityWithRefund {
		let job = Self::stored_job(*id).map_err(turned_away)?;
		Self::reported(*id, &job).map_err(turned_away)?;
		valid((b"deadline", job.digest, job.stage.deadline()))
	}
}

/// By the key that the compute node had when the job was created.
fn check_signature(
	job: &Job,
	index: usize,
	payload: &Hash,
	signature: &[u8; 64],
) -> Result<(), TransactionValidityError> {
	let participant = job.participants.get(index).ok_or(InvalidTransaction::BadProof)?;
	let key = ed25519::Public::from_raw(participant.signing_key);
	let signature = ed25519::Signature::from_raw(*signature);
	let is_valid = sp_io::crypto::ed25519_verify(&signature, payload.as_bytes(), &key);
	is_valid.then_some(()).ok_or(InvalidTransaction::BadProof.into())
}

/// `tag` names what happens at most once; jobs go by their digest, which unlike their number is
/// not given again after a re-organisation.
fn valid(tag: impl Encode) -> TransactionValidityWithRefund {
	ValidTransaction::with_tag_prefix("PanshiComputeJobs")
		.priority(PRIORITY)
		.and_provides(tag)
		.longevity(LONGEVITY)
		.propagate(true)
		.build()
		.map(|valid| (valid, Weight::zero()))
}

/// What has happened already is stale, what is yet to be is of the future, and the rest is a custom
/// error whose code is the index of the pallet's error.
fn turned_away<T: Config>(error: Error<T>) -> TransactionValidityError {
	match error {
		Error::AlreadyAccepted
		| Error::AlreadySubmitted
		| Error::WrongStage
		| Error::DeadlinePassed => InvalidTransaction::Stale,
		Error::DeadlineNotPassed => InvalidTransaction::Future,
		error => InvalidTransaction::Custom(error.encode().first().copied().unwrap_or(u8::MAX)),
	}
	.into()
}
