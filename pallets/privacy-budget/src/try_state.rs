//! What holds in every state.

use crate::{Budgets, Config, Debits, Pallet};
use frame_support::ensure;
use panshi_primitives::{
	privacy::{Allowance, PrivacyLoss, Rho},
	traits::DataIdentities,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet's storage.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for (data, ledger) in Budgets::<T>::iter() {
			ensure!(T::DataIdentities::get(data).is_some(), "a budget of no data identity");
			ensure!(ledger.allowance.is_within(&ledger.granted), "a budget has grown");
			let (mut spent, mut exact) = (Rho::ZERO, 0u32);
			for (_, loss) in Debits::<T>::iter_prefix(data) {
				match loss {
					PrivacyLoss::Exact => exact = exact.saturating_add(1),
					PrivacyLoss::Bounded(rho) => {
						spent = spent.checked_add(rho).ok_or("debits of more than there is")?;
					},
				}
			}
			ensure!(
				(spent, exact) == (ledger.spent, ledger.exact),
				"debits do not add up to their account"
			);
			if let Allowance::AtMost(total) = ledger.granted {
				ensure!(exact == 0, "an exact release that the holder did not allow");
				ensure!(spent <= total, "a budget is overspent");
			}
		}
		for (data, _) in Debits::<T>::iter_keys() {
			ensure!(Budgets::<T>::contains_key(data), "a debit without an account");
		}
		Ok(())
	}
}
