#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use weights::WeightInfo;

/// The pallet: configuration, storage, events, errors and calls.
#[frame_support::pallet]
pub mod pallet {
	use super::WeightInfo;
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use panshi_primitives::{
		data::{DataId, DataStatus},
		job::JobId,
		privacy::{Allowance, Ledger, PrivacyLoss},
		traits::DataIdentities,
		AccountId,
	};

	/// What the runtime chooses.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId> {
		/// Whose the data are, and whether they are on offer.
		type DataIdentities: DataIdentities;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Makes data identities for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper;
	}

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Account of each data identity whose holder has set a budget. Put in by `set`, whose fee pays
	/// for it; never removed.
	#[pallet::storage]
	pub type Budgets<T: Config> = StorageMap<_, Twox64Concat, DataId, Ledger>;

	/// What each job took from each identity; they add up to the account in [`Budgets`]. The fee of
	/// the job's creation pays for them. Removed when the loss is given back, otherwise never: they
	/// are the audit trail.
	#[pallet::storage]
	pub type Debits<T: Config> =
		StorageDoubleMap<_, Twox64Concat, DataId, Twox64Concat, JobId, PrivacyLoss>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A holder said what may be released about its data.
		Set {
			/// The identity.
			data: DataId,
			/// What may be released over all jobs.
			allowance: Allowance,
		},
		/// A holder allows less than before.
		Lowered {
			/// The identity.
			data: DataId,
			/// What may be released over all jobs, those of the past included.
			allowance: Allowance,
		},
		/// A job took its loss from a budget.
		Debited {
			/// The identity.
			data: DataId,
			/// The job.
			job: JobId,
			/// How much.
			loss: PrivacyLoss,
			/// What is left.
			left: Allowance,
		},
		/// A job ended before anything could leave a holder, and its loss was given back.
		GivenBack {
			/// The identity.
			data: DataId,
			/// The job.
			job: JobId,
			/// How much.
			loss: PrivacyLoss,
			/// What is left.
			left: Allowance,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no data identity of this number.
		NotFound,
		/// The identity belongs to another holder.
		NotHolder,
		/// The identity is on offer, suspended or withdrawn: its budget can only be lowered. To set
		/// it for the first time, its publication has to end first.
		NotRegistered,
		/// Something has been released already: the budget can only be lowered.
		InUse,
		/// The holder has not said what may be released: it has to set a budget before it puts the
		/// data on offer.
		NoBudget,
		/// The budget would grow: it can only be lowered.
		NotLower,
		/// The holder allows noised results only: ask for one, or for the holder's consent to exact
		/// ones when it publishes other data.
		ExactNotAllowed,
		/// The result would lose more privacy than the budget of one of the data sets has left, in
		/// thousandths of rho:
		Spent {
			/// What is left, in thousandths of rho, rounded down; 65535 stands for more, too.
			left_milli: u16,
		},
		/// The job has been charged to these data already.
		AlreadyDebited,
	}

	/// Questions that clients ask.
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The account of a data identity.
		pub fn ledger(data: DataId) -> Option<Ledger> {
			Budgets::<T>::get(data)
		}

		/// What may still be released about a data identity.
		pub fn left(data: DataId) -> Option<Allowance> {
			Budgets::<T>::get(data).map(|ledger| ledger.left())
		}

		/// What each job took from a data identity, in the order of the jobs.
		pub fn debits(data: DataId) -> Vec<(JobId, PrivacyLoss)> {
			let mut debits: Vec<_> = Debits::<T>::iter_prefix(data).collect();
			debits.sort_unstable_by_key(|(job, _)| *job);
			debits
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Says what may be released about the caller's data, over all jobs under all agreements.
		/// The data are not on offer, and nothing has been released yet.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set())]
		pub fn set(origin: OriginFor<T>, data: DataId, allowance: Allowance) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			let identity = Self::identity_of(&holder, data)?;
			ensure!(identity.status == DataStatus::Registered, Error::<T>::NotRegistered);
			let untouched = Budgets::<T>::get(data).is_none_or(|ledger| ledger.is_untouched());
			ensure!(untouched, Error::<T>::InUse);

			Budgets::<T>::insert(data, Ledger::new(allowance));
			Self::deposit_event(Event::Set { data, allowance });
			Ok(())
		}

		/// Allows less than before. Lowered to what has been released, or below, nothing more is;
		/// jobs that have been charged go on.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::lower())]
		pub fn lower(origin: OriginFor<T>, data: DataId, allowance: Allowance) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::identity_of(&holder, data)?;
			let ledger = Budgets::<T>::get(data).ok_or(Error::<T>::NoBudget)?;
			ensure!(allowance.is_within(&ledger.allowance), Error::<T>::NotLower);

			Budgets::<T>::insert(data, Ledger { allowance, ..ledger });
			Self::deposit_event(Event::Lowered { data, allowance });
			Ok(())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
