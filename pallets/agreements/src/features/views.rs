//! Lists that clients read, page by page.
//!
//! What is looked at for a page is bounded, however many agreements there are.

use crate::{types::count, Agreements, AgreementsOf, Config, NextAgreementId, Pallet};
use panshi_primitives::{
	agreement::{AgreementId, AgreementList, MAX_AGREEMENTS_LOOKED_AT},
	AccountId,
};

impl<T: Config> Pallet<T> {
	/// At most `most` agreements below `before` that `account` is a party to, newest first.
	pub fn list_of(account: &AccountId, before: Option<AgreementId>, most: u32) -> AgreementList {
		list::<T>(before, most, |id| AgreementsOf::<T>::contains_key(account, id))
	}

	/// At most `most` agreements below `before` that wait for a signature of `account`, newest first.
	pub fn list_awaiting(
		account: &AccountId,
		before: Option<AgreementId>,
		most: u32,
	) -> AgreementList {
		let now = Self::now();
		list::<T>(before, most, |id| {
			AgreementsOf::<T>::contains_key(account, id)
				&& Agreements::<T>::get(id).is_some_and(|standing| {
					let index = standing.party_index(account);
					index.is_some_and(|index| standing.signed_by(index, now).is_ok())
				})
		})
	}
}

fn list<T: Config>(
	before: Option<AgreementId>,
	most: u32,
	wanted: impl Fn(AgreementId) -> bool,
) -> AgreementList {
	let end = NextAgreementId::<T>::get().min(before.unwrap_or(AgreementId::MAX));
	let first = end.saturating_sub(MAX_AGREEMENTS_LOOKED_AT);
	let mut list = AgreementList::default();
	for id in (first..end).rev() {
		if count(&list.agreements) >= most {
			return AgreementList { next: id.checked_add(1), ..list };
		}
		if wanted(id) {
			list.agreements.push(id);
		}
	}
	AgreementList { next: Some(first).filter(|first| *first > 0), ..list }
}
