//! Debits, and what this pallet gives the others.

use crate::{Budgets, Config, Debits, Error, Event, Pallet, WeightInfo};
use alloc::collections::BTreeMap;
use frame_support::{ensure, pallet_prelude::DispatchResult, weights::Weight};
use panshi_primitives::{
	data::{DataId, DataIdentity},
	job::JobId,
	privacy::{Ledger, NotAllowed, PrivacyLoss, Rho},
	traits::{DataIdentities, PrivacyBudgets},
	AccountId,
};

/// What is left, as errors carry it: in thousandths, rounded down. It ends at the greatest number.
fn left_milli(left: Rho) -> u16 {
	u16::try_from(left.micro().div_euclid(1_000)).unwrap_or(u16::MAX)
}

impl<T> From<NotAllowed> for Error<T> {
	fn from(why: NotAllowed) -> Self {
		match why {
			NotAllowed::ExactRelease => Error::ExactNotAllowed,
			NotAllowed::Spent { left } => Error::Spent { left_milli: left_milli(left) },
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The identity `data`, if `holder` holds it.
	pub(crate) fn identity_of(holder: &AccountId, data: DataId) -> Result<DataIdentity, Error<T>> {
		let identity = T::DataIdentities::get(data).ok_or(Error::<T>::NotFound)?;
		ensure!(identity.holder == *holder, Error::<T>::NotHolder);
		Ok(identity)
	}

	/// The accounts of `identities` after `loss` for `job`. Nothing is written.
	fn debited(
		job: JobId,
		identities: &[DataId],
		loss: PrivacyLoss,
	) -> Result<BTreeMap<DataId, Ledger>, Error<T>> {
		let mut ledgers = BTreeMap::new();
		for data in identities {
			let ledger = Budgets::<T>::get(data).ok_or(Error::<T>::NoBudget)?;
			let repeated = ledgers.insert(*data, ledger.debit(loss)?).is_some();
			ensure!(!repeated && !Debits::<T>::contains_key(data, job), Error::<T>::AlreadyDebited);
		}
		Ok(ledgers)
	}
}

impl<T: Config> PrivacyBudgets for Pallet<T> {
	fn debit_weight(identities: u32) -> Weight {
		T::WeightInfo::debit(identities)
	}

	fn give_back_weight(identities: u32) -> Weight {
		T::WeightInfo::give_back(identities)
	}

	fn debit(job: JobId, identities: &[DataId], loss: PrivacyLoss) -> DispatchResult {
		let ledgers = Self::debited(job, identities, loss)?;

		for (data, ledger) in ledgers {
			Budgets::<T>::insert(data, ledger);
			Debits::<T>::insert(data, job, loss);
			Self::deposit_event(Event::Debited { data, job, loss, left: ledger.left() });
		}
		Ok(())
	}

	fn give_back(job: JobId, identities: &[DataId]) {
		for &data in identities {
			// A debit that is taken out cannot be given back twice.
			let Some(loss) = Debits::<T>::take(data, job) else { continue };
			let Some(ledger) = Budgets::<T>::get(data).and_then(|l| l.give_back(loss)) else {
				frame_support::defensive!("a debit is not in its account");
				continue;
			};
			Budgets::<T>::insert(data, ledger);
			Self::deposit_event(Event::GivenBack { data, job, loss, left: ledger.left() });
		}
	}
}
