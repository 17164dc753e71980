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
		audit::{Activity, AuditFile, Opinion, Question, QuestionRefused, Verdict},
		consortium::Role,
		trail::Subject,
		traits::{AuditSubjects, Members},
		AccountId, BlockNumber, Hash,
	};
	use sp_runtime::traits::BlockNumberProvider;

	/// What the runtime chooses.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId, Hash = Hash> {
		/// The current block, in which deadlines are counted.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;

		/// Who is an auditor, and who a member.
		type Members: Members;

		/// What there is to ask about, and who answers for it.
		type Subjects: AuditSubjects;

		/// Blocks over which what an auditor writes is counted.
		#[pallet::constant]
		type Period: Get<BlockNumber>;

		/// Most questions and opinions of an auditor in a period.
		#[pallet::constant]
		type MaxWritten: Get<u32>;

		/// Most questions of an auditor that wait for an answer.
		#[pallet::constant]
		type MaxPending: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Makes auditors and what they ask about for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper;
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// How much has been written about each subject. The fee of the call pays; never removed.
	#[pallet::storage]
	pub type Files<T: Config> = StorageMap<_, Blake2_128Concat, Subject, AuditFile, ValueQuery>;

	/// Questions by subject and number, from zero to the count in [`Files`]. Never removed.
	#[pallet::storage]
	pub type Questions<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, Subject, Twox64Concat, u32, Question>;

	/// Opinions by subject and number, from zero to the count in [`Files`]. Never removed.
	#[pallet::storage]
	pub type Opinions<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, Subject, Twox64Concat, u32, Opinion>;

	/// What each auditor has written of late, and how many of its questions are pending.
	#[pallet::storage]
	pub type Activities<T: Config> =
		StorageMap<_, Blake2_128Concat, AccountId, Activity, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An auditor asked for an explanation.
		Asked {
			/// What it is about.
			subject: Subject,
			/// Number of the question.
			question: u32,
			/// The auditor.
			auditor: AccountId,
			/// Who has to answer.
			addressee: AccountId,
			/// Commitment to the question.
			text: Hash,
			/// Last block at which an answer is in time.
			deadline: BlockNumber,
		},
		/// A member explained itself.
		Answered {
			/// What the question is about.
			subject: Subject,
			/// Number of the question.
			question: u32,
			/// The member.
			addressee: AccountId,
			/// Commitment to the answer.
			text: Hash,
			/// Whether the deadline had passed.
			late: bool,
		},
		/// The deadline of a question passed without an answer.
		Overdue {
			/// What the question is about.
			subject: Subject,
			/// Number of the question.
			question: u32,
			/// Who did not answer.
			addressee: AccountId,
		},
		/// An auditor took a question back.
		QuestionWithdrawn {
			/// What the question is about.
			subject: Subject,
			/// Number of the question.
			question: u32,
			/// The auditor.
			auditor: AccountId,
		},
		/// An auditor recorded an opinion.
		OpinionRecorded {
			/// What it is about.
			subject: Subject,
			/// Number of the opinion.
			opinion: u32,
			/// The auditor.
			auditor: AccountId,
			/// What it comes to.
			verdict: Verdict,
			/// Commitment to the text.
			text: Hash,
		},
	}

	/// Why a call was refused, and what to do about it.
	#[pallet::error]
	pub enum Error<T> {
		/// Only auditors may do this. Ask one of them.
		NotAuditor,
		/// The signer is not a member. Ask the consortium to admit the organisation.
		NotAMember,
		/// There is no such subject. Correct its number.
		SubjectNotFound,
		/// The auditor answers for the subject itself. Let another auditor do it.
		OwnMatter,
		/// The member does not answer for the subject. Ask one that does.
		NotAnswerable,
		/// The deadline is not in the future. Choose a later block.
		DeadlinePassed,
		/// The auditor has as many questions pending as it may. Wait for answers, or withdraw some.
		TooManyPending,
		/// The auditor has written as much as it may in this period. Wait for the next one.
		TooMuchWritten,
		/// All numbers of the subject are taken. The runtime has to be upgraded.
		NumbersExhausted,
		/// There is no such question. Correct the number.
		NotFound,
		/// Another member was asked. Leave the answer to it.
		NotAddressee,
		/// Another auditor asked. Leave it to that one.
		NotAsker,
		/// The question has been answered. Nothing is left to do.
		AlreadyAnswered,
		/// The question was taken back. Nothing is left to do.
		Withdrawn,
		/// The deadline has not passed. Wait for it.
		NotOverdue,
		/// That the question is overdue has been recorded. Nothing is left to do.
		AlreadyRecorded,
	}

	impl<T> From<QuestionRefused> for Error<T> {
		fn from(why: QuestionRefused) -> Self {
			match why {
				QuestionRefused::AlreadyAnswered => Error::AlreadyAnswered,
				QuestionRefused::Withdrawn => Error::Withdrawn,
				QuestionRefused::NotOverdue => Error::NotOverdue,
				QuestionRefused::AlreadyRecorded => Error::AlreadyRecorded,
			}
		}
	}

	/// Questions that clients ask.
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// How much has been written about a subject.
		pub fn file(subject: Subject) -> AuditFile {
			Files::<T>::get(subject)
		}

		/// A question, its state with the deadline applied.
		pub fn question(subject: Subject, question: u32) -> Option<Question> {
			Self::question_now(&subject, question)
		}

		/// Numbers of the questions about a subject that are overdue, in ascending order.
		pub fn overdue(subject: Subject) -> Vec<u32> {
			Self::overdue_now(&subject)
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Asks `addressee`, which answers for `subject`, for an explanation up to block `deadline`.
		/// `text` commits to the question. Auditors only, and none that answers for the subject.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::ask())]
		pub fn ask(
			origin: OriginFor<T>,
			subject: Subject,
			addressee: AccountId,
			text: Hash,
			deadline: BlockNumber,
		) -> DispatchResult {
			let auditor = Self::ensure_auditor(origin)?;
			Self::do_ask((auditor, addressee), subject, text, deadline)
		}

		/// Answers a question, as the member that was asked, in time or late. `text` commits to the
		/// answer.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::answer())]
		pub fn answer(
			origin: OriginFor<T>,
			subject: Subject,
			question: u32,
			text: Hash,
		) -> DispatchResult {
			let addressee = ensure_signed(origin)?;
			let asked = Self::load(&subject, question)?;
			ensure!(asked.addressee == addressee, Error::<T>::NotAddressee);
			let now = Self::now();
			let state = asked.answered(text, now).map_err(Error::<T>::from)?;

			let late = now > asked.deadline;
			Self::close((&subject, question), asked, state);
			Self::deposit_event(Event::Answered { subject, question, addressee, text, late });
			Ok(())
		}

		/// Takes a question back that waits for an answer, as the auditor that asked.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw_question())]
		pub fn withdraw_question(
			origin: OriginFor<T>,
			subject: Subject,
			question: u32,
		) -> DispatchResult {
			let auditor = ensure_signed(origin)?;
			let asked = Self::load(&subject, question)?;
			ensure!(asked.auditor == auditor, Error::<T>::NotAsker);
			let state = asked.withdrawn(Self::now()).map_err(Error::<T>::from)?;

			Self::close((&subject, question), asked, state);
			Self::deposit_event(Event::QuestionWithdrawn { subject, question, auditor });
			Ok(())
		}

		/// Records that the deadline of a question has passed without an answer. Any member may.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::record_overdue())]
		pub fn record_overdue(
			origin: OriginFor<T>,
			subject: Subject,
			question: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(T::Members::is_member(&who), Error::<T>::NotAMember);
			let asked = Self::load(&subject, question)?;
			let state = asked.overdue_recorded(Self::now()).map_err(Error::<T>::from)?;

			let addressee = asked.addressee.clone();
			Questions::<T>::insert(&subject, question, Question { state, ..asked });
			Self::deposit_event(Event::Overdue { subject, question, addressee });
			Ok(())
		}

		/// Records an opinion on a subject. `text` commits to what the auditor wrote. Auditors only,
		/// and none that answers for the subject.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::record_opinion())]
		pub fn record_opinion(
			origin: OriginFor<T>,
			subject: Subject,
			verdict: Verdict,
			text: Hash,
		) -> DispatchResult {
			let auditor = Self::ensure_auditor(origin)?;
			Self::do_record_opinion(auditor, subject, verdict, text)
		}
	}

	impl<T: Config> Pallet<T> {
		fn ensure_auditor(origin: OriginFor<T>) -> Result<AccountId, DispatchError> {
			let who = ensure_signed(origin)?;
			ensure!(T::Members::has_role(&who, Role::Auditor), Error::<T>::NotAuditor);
			Ok(who)
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
