//! Why a joint computation stopped, and what the chain is told of it.

use crate::{
	engine::{Progress, StopCause, TaskError},
	sealed_result::SealPacketError,
};
use panshi_mpc::{
	programs::ProgramError, transport::noise::EstablishError, Blame, Error, PartyId, TransportError,
};
use panshi_primitives::job::AbortReason;
use thiserror::Error;

/// Why an overlap was not computed.
#[derive(Debug, Error)]
pub(super) enum OverlapStop {
	/// A message did not come through.
	#[error(transparent)]
	Transport(TransportError),
	/// A message did not come through, and the channels do not say why.
	#[error("the other end is gone or silent: {reason}")]
	Channel {
		/// Who is at the other end.
		party: Option<PartyId>,
		/// What is known.
		reason: String,
	},
	/// Holders have different peppers, so that one of them told others different things.
	#[error("the holders have different peppers: one of them cheated")]
	Pepper,
	/// A party sent what no honest party sends.
	#[error("{party} cheated: {source}")]
	Cheated {
		/// Who.
		party: PartyId,
		/// What it did; parties are counted as in the overlap there.
		source: panshi_psi::Error,
	},
	/// This node's own list or terms do not do, or it had no luck.
	#[error(transparent)]
	Here(panshi_psi::Error),
}

/// Why a joint computation stopped.
#[derive(Debug, Error)]
pub(super) enum Stop {
	/// The parties did not come together.
	#[error(transparent)]
	Join(#[from] EstablishError),
	/// The program stopped.
	#[error(transparent)]
	Program(#[from] ProgramError),
	/// The overlap was not computed.
	#[error(transparent)]
	Overlap(OverlapStop),
	/// The packet could not be sealed.
	#[error(transparent)]
	Seal(#[from] SealPacketError),
}

impl From<Error> for Stop {
	fn from(error: Error) -> Self {
		Stop::Program(error.into())
	}
}

impl Stop {
	/// What the engine does about it, where `me` is this party.
	pub(super) fn into_task_error(self, me: PartyId, progress: &Progress) -> TaskError {
		let reason = match self.reason() {
			// Nobody accuses itself: what this party could not send is too long.
			reason if reason.accused() == Some(me.index()) => AbortReason::Unfit,
			reason => reason,
		};
		match (progress.stop_cause(), reason) {
			// This one was waited for until the last moment.
			(Some(StopCause::Deadline), AbortReason::Silent { .. }) | (None, _) => {
				TaskError::Aborted(reason)
			},
			(Some(_), _) => TaskError::Stopped,
		}
	}

	fn reason(&self) -> AbortReason {
		match self {
			Stop::Join(EstablishError::Channel(error)) => by_transport(error),
			Stop::Join(_) => AbortReason::Interrupted,
			Stop::Program(error) => by_program(error),
			Stop::Overlap(stop) => by_overlap(stop),
			Stop::Seal(_) => AbortReason::Unfit,
		}
	}
}

fn by_overlap(stop: &OverlapStop) -> AbortReason {
	match stop {
		OverlapStop::Transport(error) => by_transport(error),
		OverlapStop::Channel { party: Some(party), .. } => AbortReason::Silent { party: party.0 },
		OverlapStop::Cheated { party, .. } => AbortReason::Cheated { party: party.0 },
		OverlapStop::Pepper => AbortReason::Unknown,
		OverlapStop::Channel { party: None, .. }
		| OverlapStop::Here(panshi_psi::Error::Encoding) => AbortReason::Interrupted,
		OverlapStop::Here(_) => AbortReason::Unfit,
	}
}

fn by_program(error: &ProgramError) -> AbortReason {
	if let ProgramError::Mpc(Error::Transport(error)) = error {
		return by_transport(error);
	}
	match (error.blame(), error) {
		(Blame::Accused(PartyId(party)), _) => AbortReason::Cheated { party },
		(Blame::Unknown, _) => AbortReason::Unknown,
		(Blame::Nobody, ProgramError::Mpc(Error::Exhausted(_) | Error::Storage { .. })) => {
			AbortReason::Interrupted
		},
		(Blame::Nobody, _) => AbortReason::Unfit,
	}
}

/// A message of another length came over an authenticated channel: no honest party sends it. One
/// that is not authentic may be anybody's who can reach the wire, which must not cost the party more
/// than silence does.
fn by_transport(error: &TransportError) -> AbortReason {
	match error {
		TransportError::Length { party, .. } => AbortReason::Cheated { party: party.0 },
		TransportError::Silent(party) | TransportError::Forged(party) => {
			AbortReason::Silent { party: party.0 }
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const THIRD: PartyId = PartyId(2);

	fn reason(error: impl Into<Stop>, progress: &Progress) -> Option<AbortReason> {
		match error.into().into_task_error(PartyId(0), progress) {
			TaskError::Aborted(reason) => Some(reason),
			TaskError::Stopped => None,
			other => panic!("{other}"),
		}
	}

	#[test]
	fn accuses_by_what_only_the_party_can_have_sent() {
		let going = Progress::default();
		let cheated = Some(AbortReason::Cheated { party: 2 });
		let length = TransportError::Length { party: THIRD, expected: 1, got: 2 };
		assert_eq!(reason(Error::from(length), &going), cheated);
		assert_eq!(reason(Error::BrokenCommitment(THIRD), &going), cheated);
		assert_eq!(reason(ProgramError::OutOfRange(THIRD), &going), cheated);
		for error in [TransportError::Silent(THIRD), TransportError::Forged(THIRD)] {
			let silent = Some(AbortReason::Silent { party: 2 });
			assert_eq!(reason(Error::from(error), &going), silent);
			assert_eq!(reason(EstablishError::from(error), &going), silent);
		}
	}

	#[test]
	fn accuses_no_holder_of_what_another_may_have_done() {
		let going = Progress::default();
		let overlap = |stop| reason(Stop::Overlap(stop), &going);
		let source = panshi_psi::Error::FalseClaim(panshi_psi::Party(1));
		let cheated = OverlapStop::Cheated { party: THIRD, source };
		assert_eq!(overlap(cheated), Some(AbortReason::Cheated { party: 2 }));
		let silent = OverlapStop::Transport(TransportError::Silent(THIRD));
		assert_eq!(overlap(silent), Some(AbortReason::Silent { party: 2 }));
		assert_eq!(overlap(OverlapStop::Pepper), Some(AbortReason::Unknown));
		let here = OverlapStop::Here(panshi_psi::Error::Encoding);
		assert_eq!(overlap(here), Some(AbortReason::Interrupted));
	}

	#[test]
	fn accuses_nobody_without_a_trace() {
		let going = Progress::default();
		assert_eq!(reason(Error::CheckFailed("products"), &going), Some(AbortReason::Unknown));
		let range = ProgramError::InputRange { index: 0 };
		assert_eq!(reason(range, &going), Some(AbortReason::Unfit));
		assert_eq!(reason(EstablishError::Key, &going), Some(AbortReason::Interrupted));
		let own = TransportError::Length { party: PartyId(0), expected: 1, got: 2 };
		assert_eq!(reason(Error::from(own), &going), Some(AbortReason::Unfit));
	}

	#[test]
	fn names_whom_it_waited_for_at_the_deadline_only() {
		let silent = || Error::from(TransportError::Silent(THIRD));
		let late = Progress::default();
		late.stop(StopCause::Deadline);
		assert_eq!(reason(silent(), &late), Some(AbortReason::Silent { party: 2 }));
		for cause in [StopCause::Reported, StopCause::Over] {
			let told = Progress::default();
			told.stop(cause);
			assert_eq!(reason(silent(), &told), None);
		}
	}
}
