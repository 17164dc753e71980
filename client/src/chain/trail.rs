//! The audit trail: what happened to a job, an agreement or a data identity, in order.

use super::{Chain, ChainError, ChainEvent, Snapshot};
use codec::Decode;
pub use panshi_primitives::trail::Subject;
use panshi_primitives::{
	job::JobStage,
	trail::{is_of_trails, NODE_FIELD},
	AccountId, BlockNumber,
};

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

/// Whether `event` is about `subject`: one of its fields names it.
fn is_about(subject: &Subject, event: &ChainEvent) -> bool {
	is_of_trails(&event.pallet)
		&& event.fields.iter().any(|field| subject.is_named_by(&field.name, field.bytes()))
}

impl Chain {
	/// The trail of `subject` between the blocks `from` and `to`, both included. Without `from` it
	/// starts where the subject appeared; without `to` it ends where the subject ended and nobody
	/// audited it, or at the latest finalized block.
	pub async fn trail(
		&self,
		subject: Subject,
		from: Option<BlockNumber>,
		to: Option<BlockNumber>,
	) -> Result<Vec<TrailEntry>, ChainError> {
		let head = self.head().await?;
		let audited = head.is_audited(&subject).await?;
		let (appeared, ended) = match &subject {
			Subject::Job(id) => {
				let job = head.job(*id).await?;
				let ended = match job.stage {
					JobStage::Settled { at } | JobStage::Failed { at, .. } => Some(at),
					_ => None,
				};
				// Auditors may ask and judge after its end.
				let ended = ended.filter(|_| !audited);
				(job.created_at, ended)
			},
			Subject::Data(id) => (head.identity(*id).await?.registered_at, None),
			Subject::Member(account) => (head.member(account).await?.admitted_at, None),
			Subject::Agreement(_) | Subject::Algorithm(_) => match from {
				Some(from) => (from, None),
				None => (self.first_block_of(&subject, &head).await?, None),
			},
		};
		let last = to.or(ended).unwrap_or(head.number()).min(head.number());
		let mut trail = Vec::new();
		for number in from.unwrap_or(appeared)..=last {
			self.at(number).await?.trail_of(&subject, &mut trail).await?;
		}
		Ok(trail)
	}

	/// First block at which `subject` is on the chain, which it then is for good.
	async fn first_block_of(
		&self,
		subject: &Subject,
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
	async fn require(&self, subject: &Subject) -> Result<(), ChainError> {
		match subject {
			Subject::Job(id) => self.job(*id).await.map(drop),
			Subject::Agreement(id) => self.agreement(*id).await.map(drop),
			Subject::Data(id) => self.identity(*id).await.map(drop),
			Subject::Algorithm(digest) => self.algorithm(digest).await.map(drop),
			Subject::Member(account) => self.member(account).await.map(drop),
		}
	}

	async fn holds(&self, subject: &Subject) -> Result<bool, ChainError> {
		match self.require(subject).await {
			Ok(()) => Ok(true),
			Err(ChainError::NotFound { .. }) => Ok(false),
			Err(error) => Err(error),
		}
	}

	/// Adds the events of this block that are about `subject` to `trail`.
	async fn trail_of(
		&self,
		subject: &Subject,
		trail: &mut Vec<TrailEntry>,
	) -> Result<(), ChainError> {
		let events = self.events().await?.into_iter().filter(|event| is_of_trails(&event.pallet));
		let mut about = Vec::new();
		let mut signers = None;
		for event in events {
			// Whoever signed is looked up once something is there that somebody signed.
			if signers.is_none()
				&& (matches!(subject, Subject::Member(_)) || is_about(subject, &event))
			{
				signers = Some(self.signers().await?);
			}
			let signed_by = |index: u32| {
				let index = usize::try_from(index).ok()?;
				signers.as_deref().and_then(|signers| signers.get(index).cloned().flatten())
			};
			let signer = event.extrinsic.and_then(signed_by);
			if is_about(subject, &event) || self.is_by_member(subject, &event, &signer).await? {
				about.push((signer, event));
			}
		}
		if about.is_empty() {
			return Ok(());
		}
		let (block, time) = (self.number(), self.time().await?);
		let entry = |(signer, event)| TrailEntry { block, time, signer, event };
		trail.extend(about.into_iter().map(entry));
		Ok(())
	}

	/// Whether `subject` is the member that signed, or that runs the compute node of `event`.
	async fn is_by_member(
		&self,
		subject: &Subject,
		event: &ChainEvent,
		signer: &Option<AccountId>,
	) -> Result<bool, ChainError> {
		let Subject::Member(account) = subject else { return Ok(false) };
		if signer.as_ref() == Some(account) {
			return Ok(true);
		}
		let Some(node) = event.field(NODE_FIELD).and_then(|field| field.decode::<u32>()) else {
			return Ok(false);
		};
		match self.compute_node(node).await {
			Ok(node) => Ok(node.owner == *account),
			Err(ChainError::NotFound { .. }) => Ok(false),
			Err(error) => Err(error),
		}
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
