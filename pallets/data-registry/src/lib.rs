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
		agreement::AgreementId,
		consortium::{ComputeNodeId, ReasonCode, Role},
		data::{
			DataDescriptor, DataId, DataIdentity, DataStatus, Fingerprint, InvalidDescriptor,
			RefusedTransition,
		},
		traits::{ComputeNodes, Members},
		AccountId, BlockNumber, Hash,
	};
	use sp_runtime::traits::BlockNumberProvider;

	/// What the runtime chooses.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId, Hash = Hash> {
		/// The current block.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;

		/// Who is a holder, an operator, an auditor.
		type Members: Members;

		/// Whose a compute node is.
		type ComputeNodes: ComputeNodes;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Makes members and compute nodes for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper;
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Data identities by number. Put in by `register`, whose fee pays for them; never removed.
	#[pallet::storage]
	pub type Identities<T: Config> = StorageMap<_, Twox64Concat, DataId, DataIdentity>;

	/// Data identity of each fingerprint; mirrors [`Identities`] and keeps fingerprints unique.
	#[pallet::storage]
	pub type ByFingerprint<T: Config> = StorageMap<_, Blake2_128Concat, Fingerprint, DataId>;

	/// Data identities of each holder; mirrors [`Identities`].
	#[pallet::storage]
	pub type IdentitiesOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AccountId, Twox64Concat, DataId, ()>;

	/// Number of the next data identity; numbers are never reused.
	#[pallet::storage]
	pub type NextDataId<T: Config> = StorageValue<_, DataId, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A holder declared a data set.
		Registered {
			/// The identity.
			data: DataId,
			/// Member that holds the data.
			holder: AccountId,
			/// Commitment to the content.
			fingerprint: Fingerprint,
		},
		/// A holder named the compute node that serves the data, or none.
		NodeAssigned {
			/// The identity.
			data: DataId,
			/// The node.
			node: Option<ComputeNodeId>,
		},
		/// The identity is on offer.
		Published {
			/// The identity.
			data: DataId,
			/// Publication that put it on offer.
			agreement: AgreementId,
		},
		/// The publication of the identity ended.
		Unpublished {
			/// The identity.
			data: DataId,
			/// Publication that ended.
			agreement: AgreementId,
		},
		/// An operator or auditor stopped the use of the data.
		Suspended {
			/// The identity.
			data: DataId,
			/// Who stopped it.
			by: AccountId,
			/// Why.
			reason: ReasonCode,
		},
		/// An operator or auditor ended the suspension.
		Resumed {
			/// The identity.
			data: DataId,
			/// Who ended it.
			by: AccountId,
			/// Why.
			reason: ReasonCode,
			/// Publication that it is on offer under again, if any.
			publication: Option<AgreementId>,
		},
		/// The holder took the data back for good.
		Withdrawn {
			/// The identity.
			data: DataId,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no data identity of this number.
		NotFound,
		/// The caller lacks the role that this call takes.
		NotAuthorized,
		/// The identity belongs to another holder.
		NotHolder,
		/// This content is registered; the view function `identity_by_fingerprint` names the first.
		AlreadyRegistered,
		/// The fingerprint is zero; compute it with the fingerprint command of the compute node.
		ZeroFingerprint,
		/// The number of records is zero.
		NoRecords,
		/// The media type is empty or not printable ASCII.
		InvalidMediaType,
		/// A term is not of the form `prefix:reference`, or a value is not UTF-8 or has characters that
		/// nobody sees.
		InvalidAttribute,
		/// The location hint is not UTF-8, or has characters that nobody sees.
		InvalidLocationHint,
		/// The identity to supersede does not exist.
		SupersededNotFound,
		/// The identity to supersede belongs to another holder.
		SupersededNotOwned,
		/// An identity that this one was derived from does not exist.
		SourceNotFound,
		/// There is no compute node of this number.
		NodeNotFound,
		/// The compute node belongs to another member.
		NodeNotOwned,
		/// The identity is on offer already.
		AlreadyPublished,
		/// The identity is suspended; an operator or auditor has to resume it first.
		Suspended,
		/// The identity was withdrawn for good.
		Withdrawn,
		/// The identity is not on offer.
		NotPublished,
		/// Another publication put the identity on offer.
		OtherPublication,
		/// The identity is not suspended.
		NotSuspended,
		/// An auditor suspended the identity, and only an auditor can resume it.
		SuspendedByAuditor,
		/// The caller holds the data itself; another operator or auditor has to decide.
		OwnData,
	}

	impl<T> From<RefusedTransition> for Error<T> {
		fn from(why: RefusedTransition) -> Self {
			match why {
				RefusedTransition::AlreadyPublished => Error::AlreadyPublished,
				RefusedTransition::Suspended => Error::Suspended,
				RefusedTransition::Withdrawn => Error::Withdrawn,
				RefusedTransition::NotPublished => Error::NotPublished,
				RefusedTransition::OtherPublication => Error::OtherPublication,
				RefusedTransition::NotSuspended => Error::NotSuspended,
				RefusedTransition::SuspendedByAuditor => Error::SuspendedByAuditor,
			}
		}
	}

	impl<T> From<InvalidDescriptor> for Error<T> {
		fn from(why: InvalidDescriptor) -> Self {
			match why {
				InvalidDescriptor::ZeroFingerprint => Error::ZeroFingerprint,
				InvalidDescriptor::NoRecords => Error::NoRecords,
				InvalidDescriptor::MediaType => Error::InvalidMediaType,
				InvalidDescriptor::Attribute => Error::InvalidAttribute,
				InvalidDescriptor::LocationHint => Error::InvalidLocationHint,
			}
		}
	}

	/// Questions that clients ask.
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The identity with this fingerprint, and its holder.
		pub fn identity_by_fingerprint(fingerprint: Fingerprint) -> Option<(DataId, AccountId)> {
			let data = ByFingerprint::<T>::get(fingerprint)?;
			Some((data, Identities::<T>::get(data)?.holder))
		}

		/// Numbers of the identities of a holder, in order.
		pub fn identities_of(holder: AccountId) -> Vec<DataId> {
			let mut identities: Vec<_> = IdentitiesOf::<T>::iter_key_prefix(holder).collect();
			identities.sort_unstable();
			identities
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Declares a data set of the caller, which is a holder.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register(
			descriptor.attributes.len().try_into().unwrap_or(u32::MAX),
			descriptor.lineage.derived_from.len().try_into().unwrap_or(u32::MAX),
		))]
		pub fn register(origin: OriginFor<T>, descriptor: DataDescriptor) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_register(holder, descriptor)
		}

		/// Names the compute node of the holder that serves the data, or none.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::assign_node())]
		pub fn assign_node(
			origin: OriginFor<T>,
			data: DataId,
			node: Option<ComputeNodeId>,
		) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			let mut identity = Self::identity_of(&holder, data)?;
			let withdrawn = matches!(identity.status, DataStatus::Withdrawn { .. });
			ensure!(!withdrawn, Error::<T>::Withdrawn);
			if let Some(id) = node {
				let known = T::ComputeNodes::get(id).ok_or(Error::<T>::NodeNotFound)?;
				ensure!(known.owner == holder, Error::<T>::NodeNotOwned);
			}

			identity.node = node;
			Identities::<T>::insert(data, identity);
			Self::deposit_event(Event::NodeAssigned { data, node });
			Ok(())
		}

		/// Takes the data back for good. No job uses them any more; the fingerprint stays taken.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>, data: DataId) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			let mut identity = Self::identity_of(&holder, data)?;
			let now = T::BlockNumberProvider::current_block_number();
			identity.status = identity.status.withdraw(now).map_err(Error::<T>::from)?;
			Identities::<T>::insert(data, identity);
			Self::deposit_event(Event::Withdrawn { data });
			Ok(())
		}

		/// Stops the use of the data until an operator or auditor resumes it, and ends the jobs that
		/// use them. An auditor may do so to data that an operator has stopped. Not for own data.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::suspend())]
		pub fn suspend(origin: OriginFor<T>, data: DataId, reason: ReasonCode) -> DispatchResult {
			let (by, role) = Self::ensure_overseer(origin, data)?;
			Self::transition(data, |status| status.suspend((by.clone(), role), reason))?;
			Self::deposit_event(Event::Suspended { data, by, reason });
			Ok(())
		}

		/// Ends a suspension: the data return to their publication, if it still stands. An auditor's
		/// suspension is ended by an auditor alone. Not for own data.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::resume())]
		pub fn resume(origin: OriginFor<T>, data: DataId, reason: ReasonCode) -> DispatchResult {
			let (by, role) = Self::ensure_overseer(origin, data)?;
			let resumed = Self::transition(data, |status| status.resume(role))?;
			let publication = resumed.publication();
			Self::deposit_event(Event::Resumed { data, by, reason, publication });
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// The caller, in its role of auditor or else of operator, unless it holds `data` itself.
		fn ensure_overseer(
			origin: OriginFor<T>,
			data: DataId,
		) -> Result<(AccountId, Role), DispatchError> {
			let who = ensure_signed(origin)?;
			let role = [Role::Auditor, Role::Operator]
				.into_iter()
				.find(|role| T::Members::has_role(&who, *role))
				.ok_or(Error::<T>::NotAuthorized)?;
			let own = Identities::<T>::get(data).is_some_and(|identity| identity.holder == who);
			ensure!(!own, Error::<T>::OwnData);
			Ok((who, role))
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
