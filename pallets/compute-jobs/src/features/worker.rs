//! The offchain worker: one short step a block between the chain and the compute nodes beside it.
//!
//! A step tells every compute node which jobs are in progress, takes the messages that they have
//! signed, and submits them. It keeps no state, and what it submits is idempotent: a compute node
//! offers a message until finalized state shows that it arrived. So a re-organisation, a restart
//! of either side, or two steps at the same time cost nothing but a repetition. Requests to all
//! compute nodes are under way at the same time and end with the step, so that a dead one does not
//! hold up the others.
//!
//! For people it notes, outside the chain's state, what came of its steps and how far the
//! computations at these nodes are. Nothing on the chain depends on either.

use crate::{Call, Config, HeartbeatSink, Jobs, NotSubmitted, OpenJobs, Pallet};
use alloc::{string::String, vec, vec::Vec};
use codec::Encode;
use frame_system::offchain::SubmitTransaction;
use panshi_primitives::{
	job::{Job, JobId, JobStage},
	offchain::{
		Message, ProgressReport, SignedMessage, StepCount, StepReply, StepRequest, TaskProgress,
		COMPUTE_ENDPOINTS_KEY, MAX_BODY, MAX_JOBS, MAX_MESSAGES, PROGRESS_HEADER, PROGRESS_KEY,
		STEP_COUNTS_KEY, STEP_PATH,
	},
	BlockNumber,
};
use sp_core::offchain::{Duration, HttpRequestId, HttpRequestStatus, Timestamp};
use sp_runtime::offchain::{http::Request, storage::StorageValueRef};

const LOG: &str = "panshi::compute-jobs";

/// Most compute nodes beside one chain node.
const MAX_ENDPOINTS: usize = 8;
/// Time until the replies have to begin.
const REPLY_TIME: Duration = Duration::from_millis(1_000);
/// Time to read what they say, once they have begun.
const BODY_TIME: u64 = 500;
/// Most jobs that one step proposes to settle or to report.
const MAX_PROPOSALS: usize = 4;
/// Bytes of a reply that are read at a time.
const BUFFER: usize = 64 * 1_024;

/// Why a compute node's part of a step came to nothing.
#[derive(Debug, Eq, PartialEq)]
enum StepError {
	/// The endpoint is not text.
	BadEndpoint,
	/// The request could not be sent.
	NotSent,
	/// No reply came in time.
	NoReply,
	/// The reply has another status than 200.
	Status(u16),
	/// The reply broke off, or did not end in time.
	BodyCutOff,
	/// The reply is longer than agreed.
	BodyTooLong,
	/// The messages do not decode, or are too many.
	BadReply,
}

impl<T: Config> Pallet<T> {
	/// One step of the offchain worker.
	pub(crate) fn step() {
		Self::propose_what_is_due();
		let endpoints = endpoints();
		if endpoints.is_empty() {
			return;
		}
		let request = StepRequest {
			genesis: Self::genesis(),
			best: Self::now(),
			jobs: OpenJobs::<T>::iter_keys().take(MAX_JOBS).collect(),
		}
		.encode();
		let reply_by = sp_io::offchain::timestamp().add(REPLY_TIME);
		let sent: Vec<_> =
			endpoints.iter().map(|endpoint| send(endpoint, &request, reply_by)).collect();
		// One wait for all: who answers is not held up by who does not.
		let ids: Vec<_> = sent.iter().flatten().copied().collect();
		let mut statuses = sp_io::offchain::http_response_wait(&ids, Some(reply_by)).into_iter();
		let mut outcomes = Vec::with_capacity(endpoints.len());
		let mut tasks = Vec::new();
		for (index, (endpoint, sent)) in endpoints.iter().zip(sent).enumerate() {
			let body_by = body_by(reply_by, index, endpoints.len());
			let reply = sent.and_then(|id| receive(id, statuses.next(), body_by));
			outcomes.push(reply.as_ref().ok().map(|reply| reply.messages.len()));
			match reply {
				Ok(StepReply { messages, progress }) => {
					tasks.extend(progress.into_iter().filter(Self::is_of_an_open_job));
					Self::submit_all(messages);
				},
				Err(error) => log::warn!(
					target: LOG,
					"no step with compute node {}: {error:?}",
					String::from_utf8_lossy(endpoint),
				),
			}
		}
		count_steps(endpoints, &outcomes, Self::now());
		// In the place of what was noted before: who says nothing any more is not in it.
		let report = ProgressReport { at: Self::now(), tasks };
		StorageValueRef::persistent(PROGRESS_KEY).set(&report);
	}

	/// Whether a compute node may be at what it says: its job is in progress, and it takes part.
	fn is_of_an_open_job(task: &TaskProgress) -> bool {
		let takes_part = |job: Job| job.participants.iter().any(|p| p.node == task.node);
		OpenJobs::<T>::contains_key(task.job) && Jobs::<T>::get(task.job).is_some_and(takes_part)
	}

	fn submit_all(messages: Vec<SignedMessage>) {
		for SignedMessage { message, signature } in messages {
			let submitted = match message {
				Message::Heartbeat { node, at } => T::Heartbeats::submit(node, at, signature),
				Message::Accept(acceptance) => Self::submit(Call::accept { acceptance, signature }),
				Message::Refuse(refusal) => Self::submit(Call::refuse { refusal, signature }),
				Message::Share(header, lanes) => {
					lanes.try_into().map_err(|_| NotSubmitted).and_then(|lanes| {
						Self::submit(Call::submit_share { header, lanes, signature })
					})
				},
				Message::Commit(commitment) => {
					Self::submit(Call::commit_result { commitment, signature })
				},
				Message::Result(header, bytes) => {
					bytes.try_into().map_err(|_| NotSubmitted).and_then(|bytes| {
						Self::submit(Call::upload_result { header, bytes, signature })
					})
				},
				Message::Abort(report) => Self::submit(Call::report_abort { report, signature }),
			};
			if submitted.is_err() {
				// In the pool already, on chain already, or invalid: the pool does not say which.
				log::debug!(target: LOG, "the pool did not take a message of a compute node");
			}
		}
	}

	/// Submits to settle what is released and to report what is late.
	fn propose_what_is_due() {
		let due = OpenJobs::<T>::iter_keys().filter_map(Self::due).take(MAX_PROPOSALS);
		for call in due.collect::<Vec<_>>() {
			if Self::submit(call).is_err() {
				log::debug!(target: LOG, "the pool did not take a settlement or a report");
			}
		}
	}

	fn due(id: JobId) -> Option<Call<T>> {
		let job = Jobs::<T>::get(id)?;
		if job.stage == JobStage::Released {
			return Some(Call::settle { job: id });
		}
		Self::reported(id, &job).ok().map(|_| Call::report_deadline { job: id })
	}

	fn submit(call: Call<T>) -> Result<(), NotSubmitted> {
		let transaction = T::create_authorized_transaction(call.into());
		SubmitTransaction::<T, Call<T>>::submit_transaction(transaction).map_err(|()| NotSubmitted)
	}
}

/// Addresses of the compute nodes, as the node wrote them down at its start.
fn endpoints() -> Vec<Vec<u8>> {
	let stored = StorageValueRef::persistent(COMPUTE_ENDPOINTS_KEY).get::<Vec<Vec<u8>>>();
	let Ok(endpoints) = stored else {
		log::error!(target: LOG, "the stored list of compute nodes does not decode");
		return Vec::new();
	};
	endpoints.unwrap_or_default().into_iter().take(MAX_ENDPOINTS).collect()
}

/// Keeps count of a step for whoever watches the node: how many messages each endpoint gave, or that
/// nothing came of it. A step of another block at the same time goes first; this one is then lost.
fn count_steps(endpoints: Vec<Vec<u8>>, outcomes: &[Option<usize>], now: BlockNumber) {
	let counted = StorageValueRef::persistent(STEP_COUNTS_KEY).mutate(|before| {
		let before: Vec<StepCount> = before.ok().flatten().unwrap_or_default();
		let count = |(endpoint, messages): (Vec<u8>, &Option<usize>)| {
			let known = before.iter().find(|count| count.endpoint == endpoint).cloned();
			let mut count = known.unwrap_or(StepCount { endpoint, ..Default::default() });
			count.add(*messages, now);
			count
		};
		Ok::<_, ()>(endpoints.into_iter().zip(outcomes).map(count).collect::<Vec<_>>())
	});
	if counted.is_err() {
		log::debug!(target: LOG, "a step was not counted");
	}
}

fn send(endpoint: &[u8], request: &[u8], by: Timestamp) -> Result<HttpRequestId, StepError> {
	let endpoint = core::str::from_utf8(endpoint).map_err(|_| StepError::BadEndpoint)?;
	let url = [endpoint.trim_end_matches('/'), STEP_PATH].concat();
	let pending = Request::post(&url, vec![request])
		.add_header("content-type", "application/octet-stream")
		.add_header(PROGRESS_HEADER, "1")
		.deadline(by)
		.send()
		.map_err(|_| StepError::NotSent)?;
	Ok(pending.id)
}

/// When the reply of one of `count` nodes has to be complete: bodies are read one after the other, and
/// one that trickles leaves the later ones their parts of the time.
fn body_by(reply_by: Timestamp, index: usize, count: usize) -> Timestamp {
	let parts = BODY_TIME.saturating_mul(index.saturating_add(1) as u64);
	let time = parts.checked_div(count as u64).unwrap_or(BODY_TIME);
	reply_by.add(Duration::from_millis(time))
}

fn receive(
	id: HttpRequestId,
	status: Option<HttpRequestStatus>,
	by: Timestamp,
) -> Result<StepReply, StepError> {
	match status {
		Some(HttpRequestStatus::Finished(200)) => {},
		Some(HttpRequestStatus::Finished(code)) => return Err(StepError::Status(code)),
		_ => return Err(StepError::NoReply),
	}
	let body = read_body(id, by)?;
	let reply = StepReply::read(&body).map_err(|_| StepError::BadReply)?;
	if reply.messages.len() > MAX_MESSAGES {
		return Err(StepError::BadReply);
	}
	Ok(reply)
}

fn read_body(id: HttpRequestId, by: Timestamp) -> Result<Vec<u8>, StepError> {
	let mut body = Vec::new();
	let mut buffer = vec![0; BUFFER];
	loop {
		let read = sp_io::offchain::http_response_read_body(id, &mut buffer, Some(by))
			.map_err(|_| StepError::BodyCutOff)?;
		let read = usize::try_from(read).map_err(|_| StepError::BodyCutOff)?;
		match buffer.get(..read) {
			Some([]) => return Ok(body),
			Some(bytes) if body.len().saturating_add(read) <= MAX_BODY => {
				body.extend_from_slice(bytes)
			},
			Some(_) => return Err(StepError::BodyTooLong),
			None => return Err(StepError::BodyCutOff),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_reply_that_trickles_leaves_the_others_their_time() {
		let reply_by = Timestamp::from_unix_millis(10_000);
		for count in 1..=MAX_ENDPOINTS {
			let mut ends: Vec<_> = (0..count)
				.map(|index| body_by(reply_by, index, count).diff(&reply_by).millis())
				.collect();
			assert_eq!(ends.last(), Some(&BODY_TIME));
			ends.insert(0, 0);
			assert!(ends.windows(2).all(|two| two[1] - two[0] >= BODY_TIME / MAX_ENDPOINTS as u64));
		}
	}
}
