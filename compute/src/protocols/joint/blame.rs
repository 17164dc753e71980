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

/// Why a joint computation stopped.
#[derive(Debug, Error)]
pub(super) enum Stop {
	/// The parties did not come together.
	#[error(transparent)]
	Join(#[from] EstablishError),
	/// The program stopped.
	#[error(transparent)]
	Program(#[from] ProgramError),
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
			Stop::Seal(_) => AbortReason::Unfit,
		}
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
