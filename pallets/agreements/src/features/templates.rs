//! Templates: proposed by members, approved and retired by operators, never edited.

use crate::{Config, Error, Event, NextTemplateId, Pallet, Templates};
use frame_support::{dispatch::DispatchResult, ensure};
use panshi_primitives::{
	agreement::{Template, TemplateContent, TemplateId, TemplateStatus},
	AccountId,
};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_propose_template(
		author: AccountId,
		content: TemplateContent,
	) -> DispatchResult {
		let followed = content.follows.map(Self::template).transpose()?;
		let version = content.check(followed.as_ref()).map_err(Error::<T>::from)?;
		let template = NextTemplateId::<T>::get();
		let next = template.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;

		NextTemplateId::<T>::put(next);
		let status = TemplateStatus::Proposed;
		let record = Template { author: author.clone(), content, version, status };
		Templates::<T>::insert(template, record);

		Self::deposit_event(Event::TemplateProposed { template, author, version });
		Ok(())
	}

	pub(crate) fn do_approve_template(operator: AccountId, template: TemplateId) -> DispatchResult {
		Templates::<T>::try_mutate(template, |stored| -> Result<(), DispatchError> {
			let stored = stored.as_mut().ok_or(Error::<T>::TemplateNotFound)?;
			let proposed = stored.status == TemplateStatus::Proposed;
			ensure!(proposed, Error::<T>::TemplateNotProposed);
			stored.status = TemplateStatus::Approved;
			Ok(())
		})?;
		Self::deposit_event(Event::TemplateApproved { template, operator });
		Ok(())
	}

	pub(crate) fn do_retire_template(operator: AccountId, template: TemplateId) -> DispatchResult {
		Templates::<T>::try_mutate(template, |stored| -> Result<(), DispatchError> {
			let stored = stored.as_mut().ok_or(Error::<T>::TemplateNotFound)?;
			let retired = stored.status == TemplateStatus::Retired;
			ensure!(!retired, Error::<T>::TemplateAlreadyRetired);
			stored.status = TemplateStatus::Retired;
			Ok(())
		})?;
		Self::deposit_event(Event::TemplateRetired { template, operator });
		Ok(())
	}

	pub(crate) fn template(id: TemplateId) -> Result<Template, Error<T>> {
		Templates::<T>::get(id).ok_or(Error::TemplateNotFound)
	}
}
