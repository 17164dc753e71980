#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod extension;
mod features;
mod genesis;
mod impls;
#[cfg(test)]
mod mock;
mod origins;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use extension::{refusal, Admits, CheckMembership};
pub use genesis::{GenesisMember, GenesisQualification};
pub use origins::{EnsureGrantor, EnsureRole};
pub use pallet::*;
pub use weights::WeightInfo;

/// The pallet: configuration, storage, events, errors and calls.
#[frame_support::pallet]
pub mod pallet {
	use super::{Admits, GenesisMember, WeightInfo};
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, ChangeMembers},
	};
	use frame_system::{pallet_prelude::*, WeightInfo as _};
	use panshi_primitives::{
		consortium::{
			ComputeNode, ComputeNodeId, ComputeNodeInfo, Member, Privilege, Qualification,
			QualificationKind, Role, Roles, MAX_NODES_PER_MEMBER,
		},
		AccountId, Balance, BlockNumber, Hash, SigningKey, Text,
	};
	use sp_runtime::traits::BlockNumberProvider;

	/// What the runtime chooses.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId, Hash = Hash> {
		/// The current block.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;

		/// Reason for which bonds are on hold.
		type RuntimeHoldReason: From<HoldReason>;

		/// Money of the bonds.
		type Currency: fungible::MutateHold<
			AccountId,
			Balance = Balance,
			Reason = Self::RuntimeHoldReason,
		>;

		/// A vote of the consortium.
		type ConsortiumOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who grants roles and qualifications, and by which authority; usually
		/// [`EnsureGrantor`](crate::EnsureGrantor).
		type GrantOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Privilege>;

		/// Bond of a compute node.
		#[pallet::constant]
		type NodeBond: Get<Balance>;

		/// Most members at a time.
		#[pallet::constant]
		type MaxMembers: Get<u32>;

		/// Told of every admission and removal; usually the collective that votes.
		type MembershipChanged: ChangeMembers<AccountId>;
		/// What it weighs at most, beside what the benchmarks of `admit` and `remove` see of it.
		type MembershipChangedWeight: Get<Weight>;

		/// Which signed calls of accounts that are not members pass
		/// [`CheckMembership`](crate::CheckMembership).
		type Admission: Admits<<Self as frame_system::Config>::RuntimeCall>;

		/// Weights of the calls and of the transaction extension.
		type WeightInfo: WeightInfo;
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Why money is on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Bond of a compute node; released when it is retired.
		ComputeNodeBond,
	}

	/// Members by account, at most `MaxMembers`. Put in by `admit`, removed by `remove`; the
	/// consortium carries the cost.
	#[pallet::storage]
	pub type Members<T: Config> = CountedStorageMap<_, Blake2_128Concat, AccountId, Member>;

	/// The last block at which a member lost a role, a qualification before it ran out, or its
	/// membership; zero if none ever did. Who looked at members later need not look again. Read as
	/// every block begins.
	#[pallet::storage]
	pub type LastLoss<T: Config> = StorageValue<_, BlockNumber, ValueQuery>;

	/// Compute nodes by number. Put in by `register_node` against a bond, removed by `retire_node`
	/// or with their owner. The owner is a member.
	#[pallet::storage]
	pub type ComputeNodes<T: Config> = StorageMap<_, Twox64Concat, ComputeNodeId, ComputeNode>;

	/// Compute nodes of each owner; mirrors [`ComputeNodes`].
	#[pallet::storage]
	pub type NodesOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AccountId, Twox64Concat, ComputeNodeId, ()>;

	/// Compute node of each signing key; mirrors [`ComputeNodes`] and keeps keys unique.
	#[pallet::storage]
	pub type NodeBySigningKey<T: Config> =
		StorageMap<_, Blake2_128Concat, SigningKey, ComputeNodeId>;

	/// Number of the next compute node; numbers are never reused.
	#[pallet::storage]
	pub type NextComputeNodeId<T: Config> = StorageValue<_, ComputeNodeId, ValueQuery>;

	/// The organisations that found the consortium.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Members with their roles and qualifications. At least one should be an operator, since
		/// only a vote can make one later.
		pub members: Vec<GenesisMember>,
		/// Ties the configuration to the runtime.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::found(&self.members);
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An organisation became a member.
		MemberAdmitted {
			/// Account of the organisation.
			account: AccountId,
			/// What it does.
			roles: Roles,
		},
		/// A member left; its compute nodes were retired.
		MemberRemoved {
			/// Account of the organisation.
			account: AccountId,
		},
		/// A member got a further role.
		RoleGranted {
			/// The member.
			account: AccountId,
			/// The role.
			role: Role,
			/// By which authority.
			by: Privilege,
		},
		/// A member lost a role.
		RoleRevoked {
			/// The member.
			account: AccountId,
			/// The role.
			role: Role,
			/// By which authority.
			by: Privilege,
		},
		/// A member was certified; an earlier qualification of the same kind is replaced.
		QualificationGranted {
			/// The member.
			account: AccountId,
			/// What is certified.
			kind: QualificationKind,
			/// First block at which it no longer counts.
			expires_at: BlockNumber,
			/// By which authority.
			by: Privilege,
		},
		/// A member lost a qualification before its expiry.
		QualificationRevoked {
			/// The member.
			account: AccountId,
			/// What was certified.
			kind: QualificationKind,
			/// By which authority.
			by: Privilege,
		},
		/// A member announced a compute node.
		NodeRegistered {
			/// The node.
			node: ComputeNodeId,
			/// Member that runs it.
			owner: AccountId,
			/// What was put on hold.
			bond: Balance,
		},
		/// The keys or the address of a compute node changed.
		NodeUpdated {
			/// The node.
			node: ComputeNodeId,
		},
		/// A compute node is gone.
		NodeRetired {
			/// The node.
			node: ComputeNodeId,
			/// Member that ran it.
			owner: AccountId,
			/// What was released of its bond.
			released: Balance,
		},
		/// The owner added to the bond of a compute node.
		BondToppedUp {
			/// The node.
			node: ComputeNodeId,
			/// What was added.
			amount: Balance,
			/// The bond now.
			bond: Balance,
		},
		/// A compute node showed that it is alive.
		NodeSeen {
			/// The node.
			node: ComputeNodeId,
			/// Block that it saw.
			at: BlockNumber,
		},
		/// Part of the bond of a compute node was taken.
		NodePenalised {
			/// The node.
			node: ComputeNodeId,
			/// Who got it.
			beneficiary: AccountId,
			/// What was taken.
			amount: Balance,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The organisation is a member already; grant it a role instead.
		AlreadyMember,
		/// The account is not a member; it has to be admitted first.
		NotMember,
		/// There is no room for a further member.
		TooManyMembers,
		/// The last member cannot leave: nobody could vote any more.
		LastMember,
		/// The name of the organisation is empty, not UTF-8, or has characters that nobody sees.
		InvalidName,
		/// The country is not two capital letters of ISO 3166-1.
		InvalidCountry,
		/// There is no role, or one that does not exist.
		InvalidRoles,
		/// The privilege does not reach as far as this role, or it is the operator's own account; it
		/// takes a vote of the consortium.
		NotAuthorized,
		/// The member has this role already.
		RoleHeld,
		/// The member does not have this role.
		RoleNotHeld,
		/// A member keeps at least one role; remove the member instead.
		LastRole,
		/// The issuer is empty, not UTF-8, or has characters that nobody sees.
		InvalidIssuer,
		/// The commitment to the evidence is zero.
		NoEvidence,
		/// The expiry is not in the future.
		Expired,
		/// The member has no qualification of this kind.
		QualificationNotHeld,
		/// Only a member with the role of holder runs compute nodes.
		NotHolder,
		/// There is no compute node of this number.
		NodeNotFound,
		/// The compute node belongs to another member.
		NotOwner,
		/// The compute node takes part in a job; wait until it has ended.
		NodeBusy,
		/// The signing key is of small order or not in its canonical encoding; have the compute node
		/// make a new one.
		InvalidSigningKey,
		/// The endpoint is empty, not UTF-8, or has characters that nobody sees.
		InvalidEndpoint,
		/// Another compute node has this signing key.
		SigningKeyTaken,
		/// The member runs as many compute nodes as it may; retire one first.
		TooManyNodes,
		/// The amount is zero.
		ZeroAmount,
		/// The channel key is of small order or not in its canonical encoding; have the compute node
		/// make a new one.
		InvalidChannelKey,
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// Most compute nodes of a member.
		#[pallet::constant_name(MaxNodesPerMember)]
		fn max_nodes_per_member() -> u32 {
			MAX_NODES_PER_MEMBER
		}
	}

	/// Questions that clients ask.
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The member with this account.
		pub fn member(account: AccountId) -> Option<Member> {
			Members::<T>::get(account)
		}

		/// Numbers of the compute nodes of a member, in order.
		pub fn nodes_of(account: AccountId) -> Vec<ComputeNodeId> {
			let mut nodes: Vec<_> = NodesOf::<T>::iter_key_prefix(account).collect();
			nodes.sort_unstable();
			nodes
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Admits an organisation as a member with `roles`.
		///
		/// `country` is the ISO 3166-1 alpha-2 code of its seat.
		#[pallet::call_index(0)]
		#[pallet::weight(
			T::WeightInfo::admit(T::MaxMembers::get())
				.saturating_add(T::MembershipChangedWeight::get())
		)]
		pub fn admit(
			origin: OriginFor<T>,
			account: AccountId,
			name: Text<64>,
			country: [u8; 2],
			roles: Roles,
		) -> DispatchResult {
			T::ConsortiumOrigin::ensure_origin(origin)?;
			Self::do_admit(account, name, country, roles)
		}

		/// Removes a member, retires its compute nodes and releases their bonds.
		///
		/// Refused while one of its compute nodes takes part in a job.
		#[pallet::call_index(1)]
		#[pallet::weight(
			T::WeightInfo::remove(T::MaxMembers::get(), MAX_NODES_PER_MEMBER)
				.saturating_add(T::MembershipChangedWeight::get())
		)]
		pub fn remove(origin: OriginFor<T>, account: AccountId) -> DispatchResult {
			T::ConsortiumOrigin::ensure_origin(origin)?;
			Self::do_remove(account)
		}

		/// Gives a member a further role; an operator gives itself none.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::grant_role())]
		pub fn grant_role(origin: OriginFor<T>, account: AccountId, role: Role) -> DispatchResult {
			let by = T::GrantOrigin::ensure_origin(origin)?;
			Self::do_grant_role(account, role, by)
		}

		/// Takes a role from a member, which keeps at least one.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::revoke_role())]
		pub fn revoke_role(origin: OriginFor<T>, account: AccountId, role: Role) -> DispatchResult {
			let by = T::GrantOrigin::ensure_origin(origin)?;
			Self::do_revoke_role(account, role, by)
		}

		/// Certifies a member; replaces a qualification of the same kind. An operator does not certify
		/// itself.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::grant_qualification())]
		pub fn grant_qualification(
			origin: OriginFor<T>,
			account: AccountId,
			qualification: Qualification,
		) -> DispatchResult {
			let by = T::GrantOrigin::ensure_origin(origin)?;
			Self::do_grant_qualification(account, qualification, by)
		}

		/// Ends a qualification before its expiry.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::revoke_qualification())]
		pub fn revoke_qualification(
			origin: OriginFor<T>,
			account: AccountId,
			kind: QualificationKind,
		) -> DispatchResult {
			let by = T::GrantOrigin::ensure_origin(origin)?;
			Self::do_revoke_qualification(account, kind, by)
		}

		/// Announces a compute node of the caller and puts its bond on hold.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::register_node(MAX_NODES_PER_MEMBER))]
		pub fn register_node(origin: OriginFor<T>, info: ComputeNodeInfo) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_register_node(owner, info)
		}

		/// Changes the keys or the address of a compute node that takes part in no job.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::update_node())]
		pub fn update_node(
			origin: OriginFor<T>,
			node: ComputeNodeId,
			info: ComputeNodeInfo,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_update_node(owner, node, info)
		}

		/// Retires a compute node that takes part in no job and releases its bond.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::retire_node())]
		pub fn retire_node(origin: OriginFor<T>, node: ComputeNodeId) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_retire_node(owner, node)
		}

		/// Adds to the bond of a compute node, for instance after a penalty.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::top_up_bond())]
		pub fn top_up_bond(
			origin: OriginFor<T>,
			node: ComputeNodeId,
			amount: Balance,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_top_up_bond(owner, node, amount)
		}

		/// Records that a compute node was alive at block `at`.
		///
		/// `signature` is the node's over [`panshi_primitives::signing::heartbeat_payload`]. It
		/// alone authorizes the transaction, which has no account and costs no fee.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::heartbeat())]
		#[pallet::authorize(Self::authorize_heartbeat)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_heartbeat())]
		pub fn heartbeat(
			origin: OriginFor<T>,
			node: ComputeNodeId,
			at: BlockNumber,
			signature: [u8; 64],
		) -> DispatchResult {
			ensure_authorized(origin)?;
			// Verified by the authorization.
			let _ = signature;
			Self::do_heartbeat(node, at)
		}

		/// Authorizes a new runtime by the BLAKE2b-256 hash of its code.
		///
		/// Anyone may then bring the code by `System::apply_authorized_upgrade`, which checks that it
		/// is this chain's and of a higher version. A later authorization takes the place of an
		/// earlier one. The event is `System::UpgradeAuthorized`.
		#[pallet::call_index(11)]
		#[pallet::weight(<T as frame_system::Config>::SystemWeightInfo::authorize_upgrade())]
		pub fn authorize_upgrade(origin: OriginFor<T>, code_hash: Hash) -> DispatchResult {
			T::ConsortiumOrigin::ensure_origin(origin)?;
			frame_system::Pallet::<T>::do_authorize_upgrade(code_hash, true);
			Ok(())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Reads, once for the block, what every attestation asks.
		fn on_initialize(_now: BlockNumberFor<T>) -> Weight {
			LastLoss::<T>::get();
			T::DbWeight::get().reads(1)
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
