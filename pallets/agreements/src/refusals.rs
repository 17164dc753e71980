//! The reasons of the pure rules, as errors of the pallet.

use crate::{types::Misfit, Error};
use panshi_primitives::agreement::{Defect, NotCovered, Refused, Unacceptable};

impl<T> From<Defect> for Error<T> {
	fn from(defect: Defect) -> Self {
		match defect {
			Defect::KindDiffers => Error::FollowsOtherKind,
			Defect::BoundsReversed => Error::BoundsReversed,
			Defect::RequirementRepeated => Error::RequirementRepeated,
			Defect::MinimumTooLow => Error::MinimumTooLow,
			Defect::VersionsExhausted => Error::VersionsExhausted,
			Defect::HiddenCharacters => Error::HiddenCharacters,
		}
	}
}

impl<T> From<Unacceptable> for Error<T> {
	fn from(reason: Unacceptable) -> Self {
		use Unacceptable as U;
		match reason {
			U::TemplateNotApproved => Error::TemplateNotApproved,
			U::KindMismatch => Error::KindMismatch,
			U::ParameterCount => Error::ParameterCountMismatch,
			U::ParameterNotAdmitted => Error::ParameterNotAdmitted,
			U::HiddenCharacters => Error::HiddenCharacters,
			U::PartyRepeated => Error::PartyRepeated,
			U::OperatorAsParty => Error::OperatorAsParty,
			U::SignBeforePassed => Error::SignBeforePassed,
			U::TermIsZero => Error::TermIsZero,
			U::TermTooLong => Error::TermTooLong,
			U::NoIdentities => Error::NoIdentities,
			U::IdentityRepeated => Error::IdentityRepeated,
			U::TooManyChecks => Error::MaxChecksExceeded,
			U::NotOneHolder => Error::NotOneHolder,
			U::NoConsumer => Error::NoConsumer,
			U::ShareNotToParty => Error::ShareNotToParty,
			U::ShareRepeated => Error::ShareRepeated,
			U::SharesDoNotSum => Error::SharesDoNotSum,
			U::NoAlgorithms => Error::NoAlgorithms,
			U::AlgorithmRepeated => Error::AlgorithmRepeated,
			U::QuotaIsZero => Error::QuotaIsZero,
			U::LeastHoldersTooLow => Error::LeastHoldersTooLow,
			U::LeastHoldersTooHigh => Error::LeastHoldersTooHigh,
			U::WindowIsZero => Error::WindowIsZero,
			U::WindowTooLong => Error::WindowTooLong,
			U::CheckerNotAParty => Error::CheckerNotAParty,
			U::CheckerIsConsumer => Error::CheckerIsConsumer,
			U::HolderNotAParty => Error::HolderNotAParty,
			U::IdentityNotRegistered => Error::IdentityNotRegistered,
			U::IdentityNotPublished => Error::IdentityNotPublished,
			U::RulesDiffer => Error::RulesDiffer,
			U::PurposeNotPermitted { identity, mismatch } => {
				let identity = u8::try_from(identity).unwrap_or(u8::MAX);
				Error::PurposeNotPermitted(Misfit { identity, mismatch })
			},
		}
	}
}

impl<T> From<Refused> for Error<T> {
	fn from(refused: Refused) -> Self {
		match refused {
			Refused::AlreadySigned => Error::AlreadySigned,
			Refused::NotFullySigned => Error::NotFullySigned,
			Refused::AlreadyAttested => Error::AlreadyAttested,
			Refused::NotInForce => Error::NotInForce,
			Refused::NoticeAlreadyGiven => Error::NoticeAlreadyGiven,
			Refused::Suspended => Error::AgreementSuspended,
			Refused::NotSuspended => Error::NotSuspended,
			Refused::SuspendedByAuditor => Error::SuspendedByAuditor,
			Refused::DeadlinePassed => Error::DeadlinePassed,
			Refused::Ended => Error::Ended,
			Refused::NothingToRecord => Error::NothingToRecord,
		}
	}
}

impl<T> From<NotCovered> for Error<T> {
	fn from(reason: NotCovered) -> Self {
		match reason {
			NotCovered::NotAnAuthorization => Error::NotAnAuthorization,
			NotCovered::NotInForce => Error::NotInForce,
			NotCovered::NotTheConsumer => Error::NotTheConsumer,
			NotCovered::AlgorithmNotAgreed => Error::AlgorithmNotAgreed,
			NotCovered::DataNotAgreed => Error::DataNotAgreed,
			NotCovered::HolderNotAParty => Error::HolderNotAParty,
			NotCovered::TooFewHolders => Error::TooFewHolders,
			NotCovered::QuotaUsedUp => Error::QuotaUsedUp,
			NotCovered::DisclosureRule => Error::DisclosureRule,
		}
	}
}
