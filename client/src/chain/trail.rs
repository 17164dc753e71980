//! The audit trail: what happened to a job, an agreement or a data identity, in order.

use super::{events::names_hash, Chain, ChainError, ChainEvent, Snapshot};
use codec::Decode;
use panshi_primitives::{
	agreement::AgreementId,
	data::DataId,
	job::{JobId, JobStage},
	AccountId, BlockNumber, Hash,
};

/// What a trail is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Subject {
	/// A job.
	Job(JobId),
	/// An agreement.
	Agreement(AgreementId),
	/// A data identity.
	Data(DataId),
	/// An algorithm, by digest.
	Algorithm(Hash),
}

/// One event of a trail.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TrailEntry {
	/// Block in which it happened.
	pub block: BlockNumber,
	/// Time of the block by its author's clock, in milliseconds since 1970.
	pub time: u64,
	/// Account that signed the transaction; `None` for messages of compute nodes, which are
	/// authorized by the keys of the nodes, and for what the chain does by itself.
	pub signer: Option<AccountId>,
	/// What happened.
	pub event: ChainEvent,
}

impl Subject {
	/// Whether `event` is about the subject: one of its fields names it.
	pub fn is_of(self, event: &ChainEvent) -> bool {
		let ours = ["Consortium", "DataRegistry", "Agreements", "ComputeJobs", "PrivacyBudget"];
		let names = |field: &str, id: u32| {
			event.field(field).and_then(|field| field.decode::<u32>()) == Some(id)
		};
		ours.contains(&event.pallet.as_str())
			&& match self {
				Subject::Job(id) => names("job", id),
				Subject::Agreement(id) => names("agreement", id),
				Subject::Data(id) => names("data", id),
				Subject::Algorithm(digest) => names_hash(event, &digest),
			}
	}
}

impl Chain {
	/// The trail of `subject` between the blocks `from` and `to`, both included. Without `from` it
	/// starts where the subject appeared; without `to` it ends where the subject ended, or at the
	/// latest finalized block.
	pub async fn trail(
		&self,
		subject: Subject,
		from: Option<BlockNumber>,
		to: Option<BlockNumber>,
	) -> Result<Vec<TrailEntry>, ChainError> {
		let head = self.head().await?;
		let (appeared, ended) = match subject {
			Subject::Job(id) => {
				let job = head.job(id).await?;
				let ended = match job.stage {
					JobStage::Settled { at } | JobStage::Failed { at, .. } => Some(at),
					_ => None,
				};
				(job.created_at, ended)
			},
			Subject::Data(id) => (head.identity(id).await?.registered_at, None),
			Subject::Agreement(_) | Subject::Algorithm(_) => match from {
				Some(from) => (from, None),
				None => (self.first_block_of(subject, &head).await?, None),
			},
		};
		let last = to.or(ended).unwrap_or(head.number()).min(head.number());
		let mut trail = Vec::new();
		for number in from.unwrap_or(appeared)..=last {
			self.at(number).await?.trail_of(subject, &mut trail).await?;
		}
		Ok(trail)
	}

	/// First block at which `subject` is on the chain, which it then is for good.
	async fn first_block_of(
		&self,
		subject: Subject,
		head: &Snapshot,
	) -> Result<BlockNumber, ChainError> {
		head.require(subject).await?;
		let (mut absent, mut present) = (0, head.number());
		while present - absent > 1 {
			let middle = absent + (present - absent) / 2;
			match self.at(middle).await?.holds(subject).await? {
				true => present = middle,
				false => absent = middle,
			}
		}
		Ok(present)
	}
}

impl Snapshot {
	/// Fails when `subject` is not on the chain at this block.
	async fn require(&self, subject: Subject) -> Result<(), ChainError> {
		match subject {
			Subject::Job(id) => self.job(id).await.map(drop),
			Subject::Agreement(id) => self.agreement(id).await.map(drop),
			Subject::Data(id) => self.identity(id).await.map(drop),
			Subject::Algorithm(digest) => self.algorithm(&digest).await.map(drop),
		}
	}

	async fn holds(&self, subject: Subject) -> Result<bool, ChainError> {
		match self.require(subject).await {
			Ok(()) => Ok(true),
			Err(ChainError::NotFound { .. }) => Ok(false),
			Err(error) => Err(error),
		}
	}

	/// Adds the events of this block that are about `subject` to `trail`.
	async fn trail_of(
		&self,
		subject: Subject,
		trail: &mut Vec<TrailEntry>,
	) -> Result<(), ChainError> {
		let events: Vec<ChainEvent> =
			self.events().await?.into_iter().filter(|event| subject.is_of(event)).collect();
		if events.is_empty() {
			return Ok(());
		}
		let time = self.time().await?;
		let signers = self.signers().await?;
		trail.extend(events.into_iter().map(|event| {
			TrailEntry {
				block: self.number(),
				time,
				signer: event
					.extrinsic
					.and_then(|index| signers.get(usize::try_from(index).ok()?).cloned().flatten()),
				event,
			}
		}));
		Ok(())
	}

	/// Everything that happened in this block.
	pub async fn events(&self) -> Result<Vec<ChainEvent>, ChainError> {
		let metadata = self.inner().metadata();
		let events = self.inner().events().fetch().await?;
		events.iter().map(|event| ChainEvent::read(&event?, &metadata)).collect()
	}

	/// The signer of each extrinsic of this block, `None` where there is none.
	async fn signers(&self) -> Result<Vec<Option<AccountId>>, ChainError> {
		let extrinsics = self.inner().extrinsics().fetch().await?;
		extrinsics
			.iter()
			.map(|extrinsic| {
				let extrinsic = extrinsic?;
				// A `MultiAddress`, whose variant 0 is the account itself.
				Ok(extrinsic.address_bytes().and_then(|mut address| {
					let (kind, account) = <(u8, AccountId)>::decode(&mut address).ok()?;
					(kind == 0).then_some(account)
				}))
			})
			.collect()
	}
}
