//! The job itself: asked, followed, opened, paid.

use super::{market::bounded, Authorization, Cast, Reporter, RULE};
use crate::plain_vcf::{self, Counts, Key};
use anyhow::{bail, ensure, Context, Result};
use codec::Encode;
use panshi_client::chain::{calls::compute_jobs, Subject, TrailEntry};
use panshi_compute::sealed_sum::ResultKeyPair;
use panshi_primitives::{
	genomics::{ReferenceBuild, VariantKey, VariantList},
	job::{CallRecord, Job, JobId, JobOutput, JobSpec, JobStage, MAX_PARAMETER_CHUNK},
	signing::parameters_digest,
	AccountId, Balance, BlockNumber, Hash,
};
use sp_crypto_hashing::blake2_256;
use std::collections::BTreeMap;

/// Finalized blocks that a story waits for a job, at the most.
pub const PATIENCE: BlockNumber = 2_000;

/// A result as the consumer opened it.
pub type Opened = BTreeMap<Key, Counts>;

/// How a job of a story ended.
pub struct Outcome<R = Opened> {
	/// The job.
	pub job: JobId,
	/// What the consumer opened.
	pub opened: R,
	/// The record that stays on the chain.
	pub record: CallRecord,
	/// Who was paid how much.
	pub payments: Vec<(AccountId, Balance)>,
	/// Everything that happened to the job.
	pub trail: Vec<TrailEntry>,
}

/// A question that has been uploaded, and the key that opens the answer.
pub struct Question {
	/// Number of variants that it is about.
	pub items: u32,
	/// What was uploaded.
	pub encoded: Vec<u8>,
	/// Digest of it.
	pub parameters: Hash,
	/// The one-time key.
	pub key: ResultKeyPair,
}

impl Cast {
	/// The list of all variants in any laboratory's file.
	pub fn variants(&self) -> Result<VariantList> {
		let mut keys = Vec::new();
		for lab in &self.laboratories {
			let counted = plain_vcf::count(std::slice::from_ref(&lab.vcf))?;
			keys.extend(counted.into_keys().map(|(sequence, position, reference, alternate)| {
				VariantKey {
					sequence: sequence.into_bytes(),
					position,
					reference: reference.into_bytes(),
					alternate: alternate.into_bytes(),
				}
			}));
		}
		VariantList::new(ReferenceBuild::Grch37, RULE, keys)
			.map_err(|error| anyhow::anyhow!("the variants make no list: {error:?}"))
	}

	/// Uploads the list of variants as a question.
	pub async fn ask(&self, list: VariantList, report: Reporter<'_>) -> Result<Question> {
		self.upload(list.encode(), u32::try_from(list.variants.len())?, report).await
	}

	/// Uploads a question about `items` variants.
	pub(crate) async fn upload(
		&self,
		encoded: Vec<u8>,
		items: u32,
		report: Reporter<'_>,
	) -> Result<Question> {
		let chunks: Vec<Vec<u8>> =
			encoded.chunks(MAX_PARAMETER_CHUNK as usize).map(<[u8]>::to_vec).collect();
		let hashes: Vec<Hash> = chunks.iter().map(|chunk| Hash::from(blake2_256(chunk))).collect();
		let parameters = parameters_digest(&hashes);
		let total = u32::try_from(chunks.len())?;
		let calls = (0u32..)
			.zip(chunks)
			.map(|(index, chunk)| {
				Ok(compute_jobs::upload_parameters(parameters, index, total, bounded(chunk)?))
			})
			.collect::<Result<Vec<_>>>()?;
		self.chain.submit_all(&self.consumer.signer, calls).await?;
		report(&format!("{items} variants uploaded in {total} chunk(s)"));
		let key = ResultKeyPair::generate(&mut rand_core::OsRng);
		Ok(Question { items, encoded, parameters, key })
	}

	/// Creates the job; its fee goes on hold.
	pub async fn create_job(
		&self,
		authorization: &Authorization,
		question: &Question,
	) -> Result<JobId> {
		let spec = JobSpec {
			agreement: authorization.agreement,
			algorithm: authorization.algorithm,
			parameters: question.parameters,
			items: question.items,
			identities: bounded(self.identities()?)?,
			result_key: question.key.public(),
			rho: None,
		};
		let done = self.chain.submit(&self.consumer.signer, compute_jobs::create(spec)).await?;
		Ok(done.value("ComputeJobs", "Created", "job")?)
	}

	/// Follows the job to its end, telling each stage once.
	pub async fn follow(&self, job: JobId, report: Reporter<'_>) -> Result<Job> {
		self.follow_for(job, PATIENCE, report).await
	}

	/// As [`Cast::follow`], for at most so many finalized blocks.
	pub(crate) async fn follow_for(
		&self,
		job: JobId,
		patience: BlockNumber,
		report: Reporter<'_>,
	) -> Result<Job> {
		let mut last = "";
		let ended = self
			.chain
			.wait_for_job(job, patience, |job| {
				let stage = stage_name(job);
				if stage != last {
					report(&format!("job: {stage}"));
					last = stage;
				}
				matches!(job.stage, JobStage::Settled { .. } | JobStage::Failed { .. })
			})
			.await?;
		Ok(ended)
	}

	/// Fetches the sum and opens it.
	pub async fn open(&self, job: JobId, question: &Question) -> Result<Opened> {
		let sealed = self.chain.sealed_result(job).await?;
		let rows = sealed.open(&question.key, Some(&question.encoded))?;
		ensure!(u32::try_from(rows.len()) == Ok(question.items), "the result has another length");
		Ok(rows
			.into_iter()
			.map(|row| {
				let key = (row.chrom, row.pos, row.reference, row.alternate);
				(key, Counts { ac: row.ac, an: row.an, hom: row.hom })
			})
			.collect())
	}

	/// Asks, follows, opens; fails unless the job was settled.
	pub async fn run_job(
		&self,
		authorization: &Authorization,
		report: Reporter<'_>,
	) -> Result<Outcome> {
		let list = self.variants()?;
		let question = self.ask(list, report).await?;
		let job = self.create_job(authorization, &question).await?;
		report(&format!("job {job} created, its fee on hold"));
		self.finish_job(job, &question, report).await
	}

	/// Follows and opens a job that was created; fails unless it was settled.
	pub async fn finish_job(
		&self,
		job: JobId,
		question: &Question,
		report: Reporter<'_>,
	) -> Result<Outcome> {
		let ended = self.follow(job, report).await?;
		refuse_failure(job, &ended)?;
		let counts = self.open(job, question).await?;
		report("result opened with the consumer's key; its check lane holds");
		self.outcome(job, &ended, counts).await
	}

	/// How the job ended, with what the consumer opened.
	pub(crate) async fn outcome<R>(
		&self,
		job: JobId,
		ended: &Job,
		opened: R,
	) -> Result<Outcome<R>> {
		let record = self.chain.head().await?.record(job).await?;
		let record = record.context("a settled job has a record")?;
		let payments = ended
			.shares
			.iter()
			.map(|share| share.account.clone())
			.zip(record.settlement.paid.iter().copied())
			.collect();
		let trail = self.chain.trail(Subject::Job(job), None, None).await?;
		Ok(Outcome { job, opened, record, payments, trail })
	}

	/// What a direct count over the laboratories' files gives.
	pub fn direct_count(&self) -> Result<Opened> {
		let files: Vec<_> = self.laboratories.iter().map(|lab| lab.vcf.clone()).collect();
		plain_vcf::count(&files)
	}
}

/// Fails unless the opened counts are those of `wanted`, naming the first difference.
pub fn compare(opened: &Opened, wanted: &Opened) -> Result<()> {
	ensure!(
		opened.len() == wanted.len(),
		"{} variants were opened, a direct count finds {}",
		opened.len(),
		wanted.len()
	);
	for (key, counts) in wanted {
		let found = opened.get(key);
		ensure!(
			found == Some(counts),
			"{key:?}: opened {found:?}, a direct count gives {counts:?}"
		);
	}
	Ok(())
}

/// Fails if the job has, with the reason.
pub(crate) fn refuse_failure(job: JobId, ended: &Job) -> Result<()> {
	if let JobStage::Failed { cause, at_fault, .. } = &ended.stage {
		bail!("job {job} failed: {cause:?}, at fault {at_fault:?}");
	}
	Ok(())
}

fn stage_name(job: &Job) -> &'static str {
	let is_joint = matches!(job.output, JobOutput::Agreed { .. });
	match &job.stage {
		JobStage::Accepted { .. } if is_joint => {
			"accepted by every compute node; they compute together"
		},
		JobStage::Computing { .. } if is_joint => {
			"computed; compute nodes commit to the sealed result"
		},
		JobStage::Agreed { .. } => "agreed on by all; the sealed result is brought to the chain",
		JobStage::Aborting { .. } => "the computation stopped; compute nodes say what they saw",
		JobStage::Requested { .. } => "requested; compute nodes check it for themselves",
		JobStage::Accepted { .. } => "accepted by every compute node",
		JobStage::Computing { .. } if matches!(job.output, JobOutput::Collected { .. }) => {
			"answering; each sealed answer is brought to the chain"
		},
		JobStage::Computing { .. } => "computing; masked shares arrive and are added",
		JobStage::Aggregated { .. } => "aggregated; waits for the checker",
		JobStage::Released => "released to the consumer",
		JobStage::Settled { .. } => "settled; everybody has been paid",
		JobStage::Failed { .. } => "failed; the fee has been refunded",
	}
}
