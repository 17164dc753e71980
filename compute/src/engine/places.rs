//! Which joint jobs this node accepts: no more than it can begin.
//!
//! A joint computation waits for its parties before anybody computes, for up to an hour if one of
//! them never comes. A job that is accepted behind such computations might find no place in time, so
//! it is not accepted before there is one; if there is none at the last call, it is refused, which is
//! nobody's fault. Answers need no other node: they have places of their own ([`super::sessions`]).

use super::{job::JobState, ChainPort, Engine};
use panshi_primitives::{agreement::AgreementId, job::JobId};

/// Most joint jobs that are accepted and in which nobody computes yet.
const MAX_WAITING: usize = 4;
/// Most of them under one agreement: a consumer and a holder in league, whose node never comes, keep
/// the others of their agreement waiting, not those of all agreements.
const MAX_WAITING_OF_ONE: usize = 2;

impl<C: ChainPort> Engine<C> {
	/// Whether one more joint job of `agreement` may be accepted.
	pub(super) fn has_place(&self, agreement: AgreementId) -> bool {
		let waiting = self.joint.iter().filter(|(job, _)| self.waits(**job));
		let (mut all, mut of_it) = (0, 0);
		for (_, other) in waiting {
			all += 1;
			of_it += usize::from(*other == agreement);
		}
		all < MAX_WAITING && of_it < MAX_WAITING_OF_ONE
	}

	/// Whether `job` is accepted, and nobody computes yet.
	fn waits(&self, job: JobId) -> bool {
		match self.records.get(&job).map(|record| &record.state) {
			Some(JobState::Accepted { .. }) => true,
			Some(JobState::Computing) => self.sessions.waits(job),
			_ => false,
		}
	}
}
