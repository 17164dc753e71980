//! The records of a subject, read from the state of the anchor, and whether they agree.

use crate::{
	bundle::Header,
	keys::{blake2, entry, twox},
	nodes::Nodes,
	Error,
};
use codec::{Decode, DecodeAll};
use panshi_primitives::{
	agreement::{AgreementContent, AgreementId, Attestation, Standing, Template},
	audit::{AuditFile, Opinion, Question},
	consortium::Member,
	data::{DataId, DataIdentity},
	job::{Algorithm, CallRecord, Job, JobId},
	signing::{agreement_digest, algorithm_digest, job_digest},
	trail::Subject,
	AccountId, Hash,
};

/// The state of a block, as far as a bundle proves it.
pub(crate) struct State<'a> {
	nodes: &'a Nodes,
	header: &'a Header,
	hash: Hash,
}

impl<'a> State<'a> {
	pub(crate) fn new(nodes: &'a Nodes, header: &'a Header, hash: Hash) -> Self {
		State { nodes, header, hash }
	}

	/// The bytes under `key`.
	pub(crate) fn bytes(&self, key: Vec<u8>) -> Result<Option<Vec<u8>>, Error> {
		let read = self.nodes.read(&self.header.state_root, &key);
		read.map_err(|_| Error::MissingState { block: self.hash, key })
	}

	/// The extrinsic of the block under `key`.
	pub(crate) fn extrinsic(&self, key: &[u8]) -> Option<Vec<u8>> {
		self.nodes.read(&self.header.extrinsics_root, key).ok().flatten()
	}

	/// The value under `key`, which is `what`, if there is one.
	pub(crate) fn find<T: Decode>(
		&self,
		what: &'static str,
		key: Vec<u8>,
	) -> Result<Option<T>, Error> {
		let number = self.header.number;
		let decoded = self.bytes(key)?.map(|bytes| T::decode_all(&mut bytes.as_slice()));
		decoded.transpose().map_err(|_| Error::Undecodable { what, number })
	}

	/// The value under `key`, which is `what`.
	pub(crate) fn get<T: Decode>(&self, what: &'static str, key: Vec<u8>) -> Result<T, Error> {
		let number = self.header.number;
		self.find(what, key)?.ok_or(Error::Absent { what, number })
	}
}

/// What the chain has of a subject at the anchor.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Records {
	/// Number of the agreement: the subject, or the one that covers it.
	pub agreement: AgreementId,
	/// What the parties signed.
	pub content: AgreementContent,
	/// Where it stands.
	pub standing: Standing,
	/// The template that it fills.
	pub template: Template,
	/// The operator's attestation, if it was attested.
	pub attestation: Option<Attestation>,
	/// The parties, as members; `None` for one that is no member any more.
	pub members: Vec<(AccountId, Option<Member>)>,
	/// The data.
	pub identities: Vec<(DataId, DataIdentity)>,
	/// The job, if it is the subject.
	pub job: Option<JobRecord>,
	/// All that auditors asked and said about the agreement, and about the job.
	pub audits: Vec<AuditRecord>,
}

/// What the chain has of a job.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JobRecord {
	/// Its number.
	pub id: JobId,
	/// The job.
	pub job: Job,
	/// What it ran.
	pub algorithm: Algorithm,
	/// How it ended, if it has.
	pub record: Option<CallRecord>,
}

/// All that auditors asked and said about a subject, up to the anchor.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditRecord {
	/// The subject.
	pub subject: Subject,
	/// Questions, in the order of their numbers.
	pub questions: Vec<Question>,
	/// Opinions, in the order of their numbers.
	pub opinions: Vec<Opinion>,
}

const AGREEMENTS: &str = "Agreements";
const AUDITS: &str = "Audits";
const CONSORTIUM: &str = "Consortium";
const DATA_REGISTRY: &str = "DataRegistry";
const JOBS: &str = "ComputeJobs";

impl Records {
	/// Reads the records of `subject` and checks that they agree with each other and with what was
	/// signed on the chain with this genesis.
	pub(crate) fn read(
		state: &State<'_>,
		subject: &Subject,
		genesis: &Hash,
	) -> Result<Self, Error> {
		let job = match subject {
			Subject::Job(id) => Some(JobRecord::read(state, *id)?),
			Subject::Agreement(_) => None,
			other => return Err(Error::Subject(other.clone())),
		};
		let agreement = match (subject, &job) {
			(Subject::Agreement(id), _) => *id,
			(_, Some(job)) => job.job.spec.agreement,
			(other, None) => return Err(Error::Subject(other.clone())),
		};
		let at = |item| entry(AGREEMENTS, item, &[twox(agreement)]);
		let standing: Standing = state.get("agreement", at("Agreements"))?;
		let content: AgreementContent = state.get("content of the agreement", at("Contents"))?;
		let attestation = state.find("attestation", at("Attestations"))?;
		let key = entry(AGREEMENTS, "Templates", &[twox(content.template)]);
		let template = state.get("template", key)?;
		let members = content.parties.iter().map(|party| {
			let key = entry(CONSORTIUM, "Members", &[blake2(&party.account)]);
			Ok((party.account.clone(), state.find("member", key)?))
		});
		let identities = content.identities.iter().map(|data| {
			let key = entry(DATA_REGISTRY, "Identities", &[twox(*data)]);
			Ok((*data, state.get("data identity", key)?))
		});
		let subjects = [Some(Subject::Agreement(agreement)), job.as_ref().map(JobRecord::subject)];
		let audits = subjects.into_iter().flatten().map(|about| AuditRecord::read(state, about));
		let records = Records {
			agreement,
			members: members.collect::<Result<_, Error>>()?,
			identities: identities.collect::<Result<_, Error>>()?,
			audits: audits.collect::<Result<_, Error>>()?,
			content,
			standing,
			template,
			attestation,
			job,
		};
		records.check(genesis)?;
		Ok(records)
	}

	/// What the trail is about: the agreement, and the job.
	pub(crate) fn subjects(&self) -> Vec<Subject> {
		let job = self.job.as_ref().map(JobRecord::subject);
		[Some(Subject::Agreement(self.agreement)), job].into_iter().flatten().collect()
	}

	fn check(&self, genesis: &Hash) -> Result<(), Error> {
		let digest = agreement_digest(genesis, self.agreement, &self.content);
		let follows = self.standing.follows_from(&self.content, &self.template.content.requires);
		if digest != self.standing.digest || !follows {
			return Err(Error::Contradiction("the content of the agreement and its standing"));
		}
		match &self.job {
			Some(job) => job.check(genesis, &digest),
			None => Ok(()),
		}
	}
}

impl JobRecord {
	fn read(state: &State<'_>, id: JobId) -> Result<Self, Error> {
		let job: Job = state.get("job", entry(JOBS, "Jobs", &[twox(id)]))?;
		let record = state.find("call record", entry(JOBS, "Records", &[twox(id)]))?;
		let key = entry(JOBS, "Algorithms", &[blake2(job.spec.algorithm)]);
		let algorithm = state.get("algorithm", key)?;
		Ok(JobRecord { id, job, algorithm, record })
	}

	fn subject(&self) -> Subject {
		Subject::Job(self.id)
	}

	fn check(&self, genesis: &Hash, agreement: &Hash) -> Result<(), Error> {
		let Job { consumer, spec, participants, .. } = &self.job;
		let digest = job_digest(genesis, self.id, consumer, spec, participants, agreement);
		if digest != self.job.digest || *agreement != self.job.agreement_digest {
			return Err(Error::Contradiction("the job and the agreement that covers it"));
		}
		if algorithm_digest(&self.algorithm.content) != spec.algorithm {
			return Err(Error::Contradiction("the job and its algorithm"));
		}
		let is_of_this_job = |record: &CallRecord| {
			record.job == self.id
				&& record.agreement == spec.agreement
				&& record.consumer == *consumer
				&& record.algorithm == spec.algorithm
				&& record.parameters == spec.parameters
				&& record.identities == spec.identities
		};
		match self.record.as_ref().is_none_or(is_of_this_job) {
			true => Ok(()),
			false => Err(Error::Contradiction("the job and its call record")),
		}
	}
}

impl AuditRecord {
	fn read(state: &State<'_>, subject: Subject) -> Result<Self, Error> {
		let key = entry(AUDITS, "Files", &[blake2(&subject)]);
		let file = state.find::<AuditFile>("file of the auditors", key)?.unwrap_or_default();
		let at = |item, number: u32| entry(AUDITS, item, &[blake2(&subject), twox(number)]);
		let questions = (0..file.questions).map(|n| state.get("question", at("Questions", n)));
		let questions = questions.collect::<Result<_, Error>>()?;
		let opinions = (0..file.opinions).map(|n| state.get("opinion", at("Opinions", n)));
		let opinions = opinions.collect::<Result<_, Error>>()?;
		Ok(AuditRecord { subject, questions, opinions })
	}
}
