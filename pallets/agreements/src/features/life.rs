//! The life of an agreement in force, and its end.

use crate::{types::count, Config, Error, Event, Pallet, WeightInfo};
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
};
use panshi_primitives::{
	agreement::{AgreementId, AgreementKind, AgreementState, Standing},
	consortium::{ReasonCode, Role},
	traits::DataIdentities,
	AccountId,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_give_notice(
		party: AccountId,
		agreement: AgreementId,
	) -> DispatchResultWithPostInfo {
		let now = Self::now();
		let standing = Self::load(agreement)?;
		ensure!(standing.party_index(&party).is_some(), Error::<T>::NotAParty);
		let state = standing.notice_given(&party, now).map_err(Error::<T>::from)?;

		let ends_at_once = state.is_final();
		let off_offer = if ends_at_once { Self::take_off_offer(agreement, &standing)? } else { 0 };
		let until = match &state {
			AgreementState::Terminating { until, .. } => *until,
			_ => now,
		};
		Self::store(agreement, standing, state);

		Self::deposit_event(Event::NoticeGiven { agreement, by: party, until });
		if ends_at_once {
			Self::deposit_event(Event::Terminated { agreement });
		}
		Ok(Some(T::WeightInfo::give_notice(off_offer)).into())
	}

	pub(crate) fn do_suspend(
		(by, role): (AccountId, Role),
		agreement: AgreementId,
		reason: ReasonCode,
	) -> DispatchResult {
		let standing = Self::load(agreement)?;
		Self::ensure_disinterested(&standing, &by)?;
		let state =
			standing.suspended((&by, role), reason, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, standing, state);
		Self::deposit_event(Event::Suspended { agreement, by, reason });
		Ok(())
	}

	pub(crate) fn do_resume(
		(by, role): (AccountId, Role),
		agreement: AgreementId,
		reason: ReasonCode,
	) -> DispatchResult {
		let standing = Self::load(agreement)?;
		Self::ensure_disinterested(&standing, &by)?;
		let state = standing.resumed(role, Self::now()).map_err(Error::<T>::from)?;

		let completed = state == AgreementState::Completed;
		Self::store(agreement, standing, state);
		Self::deposit_event(Event::Resumed { agreement, by, reason });
		if completed {
			Self::deposit_event(Event::Completed { agreement });
		}
		Ok(())
	}

	pub(crate) fn do_record_end(agreement: AgreementId) -> DispatchResultWithPostInfo {
		let standing = Self::load(agreement)?;
		let state = standing.end_recorded(Self::now()).map_err(Error::<T>::from)?;

		let off_offer = Self::take_off_offer(agreement, &standing)?;
		let event = match state {
			AgreementState::Terminated => Event::Terminated { agreement },
			_ => Event::Expired { agreement },
		};
		Self::store(agreement, standing, state);

		Self::deposit_event(event);
		Ok(Some(T::WeightInfo::record_end(off_offer)).into())
	}

	/// Takes the identities of a publication off offer, now that it ends; says how many it looked at.
	///
	/// An agreement that was never in force has nothing on offer: the identities may be on offer
	/// under another one by now.
	fn take_off_offer(
		agreement: AgreementId,
		standing: &Standing,
	) -> Result<u32, sp_runtime::DispatchError> {
		if standing.kind != AgreementKind::Publication {
			return Ok(0);
		}
		for data in &standing.identities {
			let publication = T::DataIdentities::get(*data).and_then(|i| i.status.publication());
			if publication == Some(agreement) {
				T::DataIdentities::unpublish(*data, agreement)?;
			}
		}
		Ok(count(&standing.identities))
	}
}
