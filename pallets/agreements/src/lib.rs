#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod features;
mod impls;
mod refusals;
#[cfg(any(test, feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::Misfit;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::{types::count, *};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use panshi_primitives::{
		agreement::{
			Agreement, AgreementContent, AgreementId, AgreementList, Attestation, Check,
			PartySignature, Standing, Template, TemplateContent, TemplateId, MAX_CHECKS,
			MAX_IDENTITIES, MAX_PARTIES,
		},
		consortium::ReasonCode,
		traits::{Algorithms, DataIdentities, Members, StaffKeys},
		AccountId, BlockNumber, Hash,
	};
	use sp_runtime::traits::BlockNumberProvider;

	/// Signatures that are submitted together.
	pub type PartySignatures = BoundedVec<PartySignature, ConstU32<MAX_PARTIES>>;
	/// Checks of an attestation.
	pub type Checks = BoundedVec<Check, ConstU32<MAX_CHECKS>>;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, Hash = Hash, RuntimeEvent: From<Event<Self>>>
	{
		/// The current block, in which terms and deadlines are counted.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;
		/// Members, their roles and qualifications.
		type Members: Members;
		/// Staff that signs for a member.
		type StaffKeys: StaffKeys;
		/// The registry of data identities.
		type DataIdentities: DataIdentities;
		/// The algorithms that may be agreed on.
		type Algorithms: Algorithms;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// Makes what the benchmarks need in the other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// Templates by number. The content never changes; only the status does. The author's fee pays
	/// for it; it is never removed.
	#[pallet::storage]
	pub type Templates<T: Config> = StorageMap<_, Twox64Concat, TemplateId, Template>;

	/// Number of the next template; greater than every key of [`Templates`].
	#[pallet::storage]
	pub type NextTemplateId<T: Config> = StorageValue<_, TemplateId, ValueQuery>;

	/// Where each agreement stands, by number. Only its counters and its state change. The
	/// proposer's fee pays for it; it is evidence, and so never removed.
	#[pallet::storage]
	pub type Agreements<T: Config> = StorageMap<_, Twox64Concat, AgreementId, Standing>;

	/// What the parties sign, for each agreement, by number: written with it, never changed.
	#[pallet::storage]
	pub type Contents<T: Config> = StorageMap<_, Twox64Concat, AgreementId, AgreementContent>;

	/// Number of the next agreement; greater than every key of [`Agreements`].
	#[pallet::storage]
	pub type NextAgreementId<T: Config> = StorageValue<_, AgreementId, ValueQuery>;

	/// Agreements by party: exactly one entry for each party of each agreement, written with it.
	#[pallet::storage]
	pub type AgreementsOf<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		AccountId,
		Twox64Concat,
		AgreementId,
		(),
		OptionQuery,
	>;

	/// The operator's attestation of each agreement that is or was in force.
	#[pallet::storage]
	pub type Attestations<T: Config> = StorageMap<_, Twox64Concat, AgreementId, Attestation>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A member proposed a template.
		TemplateProposed {
			/// Its number.
			template: TemplateId,
			/// The member.
			author: AccountId,
			/// Its version.
			version: u16,
		},
		/// An operator approved a template: it may be filled.
		TemplateApproved {
			/// The template.
			template: TemplateId,
			/// The operator.
			operator: AccountId,
		},
		/// An operator retired a template: it may not be filled any more.
		TemplateRetired {
			/// The template.
			template: TemplateId,
			/// The operator.
			operator: AccountId,
		},
		/// A party proposed an agreement.
		Proposed {
			/// Its number.
			agreement: AgreementId,
			/// The party.
			proposer: AccountId,
			/// The digest to sign.
			digest: Hash,
		},
		/// A party is bound by a signature.
		Signed {
			/// The agreement.
			agreement: AgreementId,
			/// The party.
			party: AccountId,
			/// Who signed for it: itself, or its staff.
			signer: AccountId,
		},
		/// The last party signed: an operator may attest.
		FullySigned {
			/// The agreement.
			agreement: AgreementId,
			/// The digest that all parties signed.
			digest: Hash,
		},
		/// An agreement will not come into force.
		Rejected {
			/// The agreement.
			agreement: AgreementId,
			/// The operator or party that refused it, or the proposer that withdrew it.
			by: AccountId,
			/// Why; zero when it was withdrawn.
			reason: ReasonCode,
		},
		/// An operator attested an agreement: it is in force.
		Activated {
			/// The agreement.
			agreement: AgreementId,
			/// The operator.
			operator: AccountId,
			/// First block at which it is not in force any more.
			until: BlockNumber,
		},
		/// A party gave notice.
		NoticeGiven {
			/// The agreement.
			agreement: AgreementId,
			/// The party.
			by: AccountId,
			/// First block at which the agreement is not in force any more.
			until: BlockNumber,
		},
		/// An operator or auditor stopped an agreement.
		Suspended {
			/// The agreement.
			agreement: AgreementId,
			/// Who stopped it.
			by: AccountId,
			/// Why.
			reason: ReasonCode,
		},
		/// An operator or auditor let an agreement go on.
		Resumed {
			/// The agreement.
			agreement: AgreementId,
			/// Who let it go on.
			by: AccountId,
			/// Why.
			reason: ReasonCode,
		},
		/// The jobs of an authorization are used up.
		Completed {
			/// The agreement.
			agreement: AgreementId,
		},
		/// The time to sign an agreement, or its term, has passed.
		Expired {
			/// The agreement.
			agreement: AgreementId,
		},
		/// The notice has run out.
		Terminated {
			/// The agreement.
			agreement: AgreementId,
		},
	}

	/// Why a call was refused, and what to do about it.
	#[pallet::error]
	pub enum Error<T> {
		/// The signer is not a member. Ask the consortium to admit the organisation.
		NotAMember,
		/// Only operators may do this. Ask an operator of the market.
		NotOperator,
		/// Only operators and auditors may do this. Ask one of them.
		NotSupervisor,
		/// The account is not a party to this agreement. Sign with a party's account, or as its proxy.
		NotAParty,
		/// Only the proposer may withdraw. As another party, `decline`.
		NotProposer,
		/// The operator or auditor is a party. Let another one attest, suspend or resume.
		OperatorIsParty,
		/// All numbers are taken. The runtime has to be upgraded.
		IdsExhausted,

		/// There is no such template. Look the number up in `Templates`.
		TemplateNotFound,
		/// The template to follow makes another kind of agreement. Follow one of the same kind, or none.
		FollowsOtherKind,
		/// A clause admits no number: exchange its least and greatest value.
		BoundsReversed,
		/// The template asks for one qualification of one role twice. Remove one of them.
		RequirementRepeated,
		/// Authorizations need a holder: one for queries, three for sums. Raise `least_holders`.
		MinimumTooLow,
		/// The template to follow has the last version number. Propose one that follows none.
		VersionsExhausted,
		/// The template was approved or retired before. Nothing is left to do, or propose a new version.
		TemplateNotProposed,
		/// The template was retired before. Nothing is left to do.
		TemplateAlreadyRetired,

		/// The template is not approved, or retired. Choose an approved one, or ask an operator.
		TemplateNotApproved,
		/// The terms are of another kind than the template. Choose a template of that kind.
		KindMismatch,
		/// The number of parameters differs from that of the clauses. Give one for each, `None` included.
		ParameterCountMismatch,
		/// A parameter has the wrong type or is out of bounds. See the clause that it fills.
		ParameterNotAdmitted,
		/// An account is a party twice. Name it once.
		PartyRepeated,
		/// Operators attest and cannot be parties. Remove the party, or give it another role.
		OperatorAsParty,
		/// A party is not a member with the role it signs in. Have the role granted, or remove the party.
		RoleNotHeld,
		/// `sign_before` is not in the future. Choose a later block.
		SignBeforePassed,
		/// The term is zero. Choose a number of blocks.
		TermIsZero,
		/// The term ends after the last block number. Shorten it.
		TermTooLong,
		/// No data identity is named. Name one at least.
		NoIdentities,
		/// A data identity is named twice. Name it once.
		IdentityRepeated,
		/// A data identity does not exist. Register it, or correct the number.
		IdentityNotFound,
		/// The attestation would need more checks than it can hold. Name fewer parties or identities.
		MaxChecksExceeded,
		/// A publication has exactly one holder. Make one agreement for each holder.
		NotOneHolder,
		/// The holder of an identity does not sign as holder. Add it to the parties in that role.
		HolderNotAParty,
		/// An identity to publish is on offer, suspended or withdrawn. Remove it, or end that first.
		IdentityNotRegistered,
		/// An identity is not on offer. Have its holder publish it, or use other data.
		IdentityNotPublished,
		/// An authorization needs a consumer. Add one to the parties.
		NoConsumer,
		/// A share goes to an account that is not a party. Add the party, or remove the share.
		ShareNotToParty,
		/// An account has two shares. Join them.
		ShareRepeated,
		/// The shares do not sum to 1,000,000 parts. Correct them.
		SharesDoNotSum,
		/// No algorithm is named. Name one at least.
		NoAlgorithms,
		/// An algorithm is named twice. Name it once.
		AlgorithmRepeated,
		/// An algorithm is not registered and approved. Ask an operator to review it.
		AlgorithmNotApproved,
		/// The number of jobs is zero. Allow one at least.
		QuotaIsZero,
		/// The template demands more holders. Raise `least_holders`, or choose another template.
		LeastHoldersTooLow,
		/// The identities have fewer holders than `least_holders`. Add data of others, or lower it.
		LeastHoldersTooHigh,
		/// A stage of a job has no time. Give every window a block at least.
		WindowIsZero,
		/// A stage of a job has more time than 432,000 blocks. Shorten the window.
		WindowTooLong,
		/// The checker of results is not a party. Add it to the parties.
		CheckerNotAParty,
		/// The identities follow different normalisation rules or builds. Use data of one rule and build.
		RulesDiffer,
		/// The terms of use of an identity do not permit the purpose. The field says which and why:
		/// change the purpose or leave the identity out.
		PurposeNotPermitted(Misfit),

		/// There is no such agreement. Look the number up in `Agreements`.
		NotFound,
		/// The digest is not that of the agreement. Read the agreement again before you sign.
		DigestMismatch,
		/// The party has signed; signatures count once. Nothing is left to do.
		AlreadySigned,
		/// Not all parties have signed. Wait for them.
		NotFullySigned,
		/// The agreement has been attested. To end it, a party may `give_notice`.
		AlreadyAttested,
		/// The agreement is not in force. It has to be signed and attested first, or has ended.
		NotInForce,
		/// A party has given notice. Wait until it has run out.
		NoticeAlreadyGiven,
		/// The agreement is suspended. An operator or auditor has to `resume` it first.
		AgreementSuspended,
		/// The agreement is not suspended. Nothing is left to do.
		NotSuspended,
		/// The time to sign, or the term, has passed. Propose a new agreement.
		DeadlinePassed,
		/// The agreement was completed, terminated or rejected. Propose a new one.
		Ended,
		/// No deadline has passed that the record does not show. Nothing is left to do.
		NothingToRecord,

		/// No signature is given. Submit one at least.
		NoSignatures,
		/// The signer may not sign for the party. The party has to grant a proxy for signing first.
		SignerNotAuthorized,
		/// A signature has expired. Ask the signer for a new one.
		SignatureExpired,
		/// A signature is wrong: made by another key, for another party, agreement, chain or expiry.
		/// Ask the signer for one over this agreement's payload.
		BadSignature,

		/// A party lacks a qualification that the template asks of its role, or it has expired. Have it
		/// renewed, then attest.
		PartyNotQualified,
		/// The attestation lacks a required check. Add it; see `required_checks`.
		CheckMissing,

		/// The agreement is not an authorization. Name one.
		NotAnAuthorization,
		/// The account is not a consumer of the agreement. Ask the consumer to create the job.
		NotTheConsumer,
		/// The algorithm is not among those agreed. Use one that is.
		AlgorithmNotAgreed,
		/// An identity is not among those agreed, or is named twice. Use those agreed, each once.
		DataNotAgreed,
		/// Fewer holders take part than agreed. Add identities of other holders.
		TooFewHolders,
		/// The agreed number of jobs has been started. Propose a new agreement.
		QuotaUsedUp,
		/// An auditor suspended the agreement. Only an auditor can `resume` it.
		SuspendedByAuditor,
		/// The checker of results is a consumer. Name another party.
		CheckerIsConsumer,
		/// A sum cannot keep the agreed disclosure rule: the chain adds what it cannot read. Use an
		/// algorithm that computes jointly, or ask for no more items than agreed.
		DisclosureRule,
		/// A text has control characters or invisible ones, or is not UTF-8. Remove them: who signs has to
		/// see all that is signed.
		HiddenCharacters,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Proposes a template, which an operator may approve. Any member may.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::propose_template())]
		pub fn propose_template(origin: OriginFor<T>, content: TemplateContent) -> DispatchResult {
			let author = Self::ensure_member(origin)?;
			Self::do_propose_template(author, content)
		}

		/// Approves a template: from now on it may be filled. Operators only.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::approve_template())]
		pub fn approve_template(origin: OriginFor<T>, template: TemplateId) -> DispatchResult {
			let operator = Self::ensure_operator(origin)?;
			Self::do_approve_template(operator, template)
		}

		/// Retires a template: it may not be filled any more. Agreements made with it stand.
		/// Operators only.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::retire_template())]
		pub fn retire_template(origin: OriginFor<T>, template: TemplateId) -> DispatchResult {
			let operator = Self::ensure_operator(origin)?;
			Self::do_retire_template(operator, template)
		}

		/// Proposes an agreement to its parties, of which the signer is one. This does not sign it.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::propose(
			count(&content.parties),
			count(&content.identities),
			content.authorization().map_or(0, |terms| count(&terms.algorithms)),
		))]
		pub fn propose(origin: OriginFor<T>, content: AgreementContent) -> DispatchResult {
			let proposer = ensure_signed(origin)?;
			Self::do_propose(proposer, content)
		}

		/// Signs an agreement, as a party to it. `digest` is what the party saw and means to sign.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::sign(MAX_PARTIES))]
		pub fn sign(
			origin: OriginFor<T>,
			agreement: AgreementId,
			digest: Hash,
		) -> DispatchResultWithPostInfo {
			let party = ensure_signed(origin)?;
			Self::do_sign(party, agreement, digest)
		}

		/// Submits signatures that parties made off chain: all of them count, or none. Any member may
		/// carry them.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::submit_signatures(count(signatures)))]
		pub fn submit_signatures(
			origin: OriginFor<T>,
			agreement: AgreementId,
			digest: Hash,
			signatures: PartySignatures,
		) -> DispatchResult {
			Self::ensure_member(origin)?;
			Self::do_submit_signatures(agreement, digest, signatures)
		}

		/// Declines an agreement that is not in force yet, as a party to it: it is rejected.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::decline())]
		pub fn decline(
			origin: OriginFor<T>,
			agreement: AgreementId,
			reason: ReasonCode,
		) -> DispatchResult {
			let party = ensure_signed(origin)?;
			Self::do_decline(party, agreement, reason)
		}

		/// Withdraws an agreement that is not in force yet, as its proposer: it is rejected with
		/// reason zero.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResult {
			let proposer = ensure_signed(origin)?;
			Self::do_withdraw(proposer, agreement)
		}

		/// Attests that `checks` were made, which brings the agreement into force and publishes the
		/// identities of a publication. Operators only, and none that is a party.
		#[pallet::call_index(8)]
		#[pallet::weight(
			T::WeightInfo::attest_publication(MAX_PARTIES, MAX_IDENTITIES)
				.max(T::WeightInfo::attest_authorization(MAX_PARTIES, MAX_IDENTITIES))
				.saturating_add(T::WeightInfo::look_at_parties(MAX_PARTIES))
		)]
		pub fn attest(
			origin: OriginFor<T>,
			agreement: AgreementId,
			digest: Hash,
			checks: Checks,
		) -> DispatchResultWithPostInfo {
			let operator = Self::ensure_operator(origin)?;
			Self::do_attest(operator, agreement, digest, checks)
		}

		/// Refuses to attest an agreement that all parties signed. Operators only.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::reject())]
		pub fn reject(
			origin: OriginFor<T>,
			agreement: AgreementId,
			reason: ReasonCode,
		) -> DispatchResult {
			let operator = Self::ensure_operator(origin)?;
			Self::do_reject(operator, agreement, reason)
		}

		/// Gives notice, as a party to an active agreement. Without a notice period it ends at once.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::give_notice(MAX_IDENTITIES))]
		pub fn give_notice(
			origin: OriginFor<T>,
			agreement: AgreementId,
		) -> DispatchResultWithPostInfo {
			let party = ensure_signed(origin)?;
			Self::do_give_notice(party, agreement)
		}

		/// Stops an agreement in force, and the jobs under it whose shares are not all in. An auditor
		/// may also stop what an operator has stopped. Operators and auditors only, and none that is
		/// a party in another role than auditor.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::suspend())]
		pub fn suspend(
			origin: OriginFor<T>,
			agreement: AgreementId,
			reason: ReasonCode,
		) -> DispatchResult {
			let by = Self::ensure_supervisor(origin)?;
			Self::do_suspend(by, agreement, reason)
		}

		/// Lets a suspended agreement go on, if there is time left. Operators and auditors only, none
		/// that is a party in another role than auditor, and no operator if an auditor suspended it.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::resume())]
		pub fn resume(
			origin: OriginFor<T>,
			agreement: AgreementId,
			reason: ReasonCode,
		) -> DispatchResult {
			let by = Self::ensure_supervisor(origin)?;
			Self::do_resume(by, agreement, reason)
		}

		/// Records that a deadline of an agreement has passed, which takes the identities of a
		/// publication off offer. Any member may.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::record_end(MAX_IDENTITIES))]
		pub fn record_end(
			origin: OriginFor<T>,
			agreement: AgreementId,
		) -> DispatchResultWithPostInfo {
			Self::ensure_member(origin)?;
			Self::do_record_end(agreement)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The agreement, its state with deadlines applied.
		pub fn agreement(agreement: AgreementId) -> Option<Agreement> {
			Self::agreement_now(agreement)
		}

		/// At most `most` agreements below `before` that `account` is a party to, newest first.
		pub fn agreements_of(
			account: AccountId,
			before: Option<AgreementId>,
			most: u32,
		) -> AgreementList {
			Self::list_of(&account, before, most)
		}

		/// At most `most` agreements below `before` that wait for a signature of `account`, newest
		/// first.
		pub fn awaiting_signature(
			account: AccountId,
			before: Option<AgreementId>,
			most: u32,
		) -> AgreementList {
			Self::list_awaiting(&account, before, most)
		}

		/// Whether the agreement is in force.
		pub fn is_in_force(agreement: AgreementId) -> bool {
			Self::in_force(agreement)
		}
	}
}
