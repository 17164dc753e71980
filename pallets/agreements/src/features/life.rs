//! The life of an agreement in force, and its end.

use crate::{types::count, Config, Error, Event, Pallet, WeightInfo};
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
};
use panshi_primitives::{
	agreement::{AgreementContent, AgreementId, AgreementState, Terms},
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
		let record = Self::load(agreement)?;
		ensure!(record.content.party_index(&party).is_some(), Error::<T>::NotAParty);
		let state = record.notice_given(&party, now).map_err(Error::<T>::from)?;

		let ends_at_once = state.is_final();
		let off_offer =
			if ends_at_once { Self::take_off_offer(agreement, &record.content)? } else { 0 };
		let until = match &state {
			AgreementState::Terminating { until, .. } => *until,
			_ => now,
		};
		Self::store(agreement, record, state);

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
		let record = Self::load(agreement)?;
		Self::ensure_disinterested(&record.content, &by)?;
		let state = record.suspended((&by, role), reason, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, record, state);
		Self::deposit_event(Event::Suspended { agreement, by, reason });
		Ok(())
	}

	pub(crate) fn do_resume(
		(by, role): (AccountId, Role),
		agreement: AgreementId,
	) -> DispatchResult {
		let record = Self::load(agreement)?;
		Self::ensure_disinterested(&record.content, &by)?;
		let state = record.resumed(role, Self::now()).map_err(Error::<T>::from)?;

		Self::store(agreement, record, state);
		Self::deposit_event(Event::Resumed { agreement, by });
		Ok(())
	}

	pub(crate) fn do_record_end(agreement: AgreementId) -> DispatchResultWithPostInfo {
		let record = Self::load(agreement)?;
		let state = record.end_recorded(Self::now()).map_err(Error::<T>::from)?;

		let off_offer = Self::take_off_offer(agreement, &record.content)?;
		let event = match state {
			AgreementState::Terminated => Event::Terminated { agreement },
			_ => Event::Expired { agreement },
		};
		Self::store(agreement, record, state);

		Self::deposit_event(event);
		Ok(Some(T::WeightInfo::record_end(off_offer)).into())
	}

	/// Takes the identities of a publication off offer, now that it ends; says how many it looked at.
	///
	/// An agreement that was never in force has nothing on offer: the identities may be on offer
	/// under another one by now.
	fn take_off_offer(
		agreement: AgreementId,
		content: &AgreementContent,
	) -> Result<u32, sp_runtime::DispatchError> {
		if content.terms != Terms::Publication {
			return Ok(0);
		}
		for data in &content.identities {
			let publication = T::DataIdentities::get(*data).and_then(|i| i.status.publication());
			if publication == Some(agreement) {
				T::DataIdentities::unpublish(*data, agreement)?;
			}
		}
		Ok(count(&content.identities))
	}
}
