//! Opening a result: from the sums on the chain to counts for each variant, or from sealed bytes to
//! what holders computed together.

mod association;
mod bytes;
mod evidence;
mod histogram;
mod millionaires;
mod noised;
mod order;
mod overlap;
mod regression;

pub use association::{AssociationResult, AssociationVariant};
pub use bytes::SealedBytes;
pub use evidence::{evidence_variants, EvidenceVariant};
pub use histogram::{NoisedBin, NoisedHistogram};
pub use millionaires::MillionairesResult;
pub use noised::{NoisedResult, NoisedVariant};
pub use order::{OrderBin, OrderResult, OrderValue};
pub use overlap::OverlapResult;
pub use regression::{RegressionResult, RegressionTerm};

use crate::{
	chain::{Chain, ChainError, Snapshot},
	files::ParameterChunks,
	words,
};
use codec::Decode;
use panshi_compute::{
	allele_counts::AlleleCounts,
	sealed_result::OpenPacketError,
	sealed_sum::{OpenError, ResultKeyPair, SumContext},
};
use panshi_mpc::programs::ProgramError;
use panshi_primitives::{
	acmg::FrequencyEvidence,
	genomics::{VariantKey, VariantList},
	job::{Job, JobId, JobOutput, JobStage},
	privacy::BadPlan,
	sealed_sum::chunk_count,
	ChannelKey, Hash,
};
use serde::Serialize;

/// Why a result could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ResultError {
	/// The chain could not be read.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The result is not there for the consumer.
	#[error(
		"job {job} has no result to open: it is {stage}. Follow it with `panshi job watch {job}`"
	)]
	NotReleased {
		/// The job.
		job: JobId,
		/// Where it is.
		stage: &'static str,
	},
	/// The job failed, so that there is nothing to open.
	#[error("job {job} failed and has no result. `panshi job show {job}` says why; create another job, with a new key")]
	Failed {
		/// The job.
		job: JobId,
	},
	/// The result is no sum.
	#[error("job {job} gives sealed bytes, which no command opens as counts. `panshi algorithm show` says what its algorithm gives")]
	NotASum {
		/// The job.
		job: JobId,
	},
	/// The result is a sum.
	#[error("job {job} gives a sum, and no sealed bytes. `panshi algorithm show` says what its algorithm gives")]
	NotBytes {
		/// The job.
		job: JobId,
	},
	/// The node gave other bytes than the compute nodes committed to.
	#[error("the node gave other bytes than the compute nodes of job {job} committed to. Ask another node, with --url")]
	Altered {
		/// The job.
		job: JobId,
	},
	/// The sealed bytes do not open.
	#[error("the result of job {job} does not open: {source}")]
	Packets {
		/// The job.
		job: JobId,
		/// Why, and whose packet it is.
		source: OpenPacketError,
	},
	/// The opened packets are not those of one computation.
	#[error("the result of job {job} opens, but a compute node sealed nonsense: {source}")]
	Program {
		/// The job.
		job: JobId,
		/// What does not fit.
		source: ProgramError,
	},
	/// This program cannot read the output.
	#[error("job {job} ran {code}, whose results this version does not read. Use a later one")]
	UnknownAlgorithm {
		/// The job.
		job: JobId,
		/// Code name of its algorithm.
		code: String,
	},
	/// The result was there and is gone.
	#[error("the result of job {job} has been discarded. Only a new job brings it back")]
	Discarded {
		/// The job.
		job: JobId,
	},
	/// The key is another one.
	#[error("the key {key} is not the one of job {job}, which is {wanted}. Use the file that `panshi job key-new` made for it")]
	OtherKey {
		/// The job.
		job: JobId,
		/// Public half of the key given.
		key: String,
		/// Public half of the key that the job names.
		wanted: String,
	},
	/// The sum does not open.
	#[error("the sum of job {job} does not open: {source}")]
	Open {
		/// The job.
		job: JobId,
		/// Why.
		source: OpenError,
	},
	/// The list of variants is not on the chain any more.
	#[error("the parameters of job {job} are not on the chain any more. Give the list with --parameters FILE")]
	ParametersGone {
		/// The job.
		job: JobId,
	},
	/// The result is noised, so that its counts are not what [`SealedResult::open`] gives.
	#[error("the result of job {job} is noised: its counts may be negative and scatter around the true ones. Open it as such")]
	Noised {
		/// The job.
		job: JobId,
	},
	/// There is no noise, or none that can be planned.
	#[error("the noise of job {job} is unknown: {why:?}")]
	NoNoise {
		/// The job.
		job: JobId,
		/// Why.
		why: BadPlan,
	},
	/// The list of variants is another one.
	#[error("the parameters are not those of job {job}: their digest is not {wanted:?}")]
	OtherParameters {
		/// The job.
		job: JobId,
		/// Digest that the job names.
		wanted: Hash,
	},
}

/// A result as it is on the chain: a sum that only the consumer can open.
#[derive(Clone, Debug)]
pub struct SealedResult {
	/// Number of the job.
	pub id: JobId,
	/// The job.
	pub job: Job,
	/// Keys of the participants, in their order.
	pub keys: Vec<ChannelKey>,
	/// Chunks of the sum, in order.
	pub sums: Vec<Vec<u8>>,
	/// The encoded parameters, where they are still on the chain.
	pub parameters: Option<Vec<u8>>,
}

/// Pooled counts of one variant.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct VariantCounts {
	/// Name of the sequence.
	pub chrom: String,
	/// One-based position.
	pub pos: u32,
	/// Reference allele.
	#[serde(rename = "ref")]
	pub reference: String,
	/// Alternate allele.
	#[serde(rename = "alt")]
	pub alternate: String,
	/// Alleles that are the variant.
	pub ac: u64,
	/// Alleles that were called.
	pub an: u64,
	/// People both of whose alleles are the variant.
	pub hom: u64,
	/// Evidence that follows from the frequency alone: `BA1`, `BS1` or `PM2`.
	pub evidence: Option<&'static str>,
}

impl Chain {
	/// Fetches the sealed result of a released job.
	pub async fn sealed_result(&self, id: JobId) -> Result<SealedResult, ResultError> {
		let head = self.head().await?;
		let job = released_job(&head, id).await?;
		if !matches!(job.output, JobOutput::Sum { .. }) {
			return Err(ResultError::NotASum { job: id });
		}
		let sums = head.sums(id).await?;
		let keys = job_keys(&head, id, &job).await?;
		if u32::try_from(sums.len()) != Ok(chunk_count(job.lanes())) {
			return Err(ResultError::Discarded { job: id });
		}
		let parameters = head.parameters(id).await?;
		let sums = sums.into_iter().map(|(_, chunk)| chunk).collect();
		Ok(SealedResult { id, job, keys, sums, parameters })
	}
}

/// The job, if its result is there for the consumer.
async fn released_job(head: &Snapshot, id: JobId) -> Result<Job, ResultError> {
	let job = head.job(id).await?;
	match job.stage {
		JobStage::Released | JobStage::Settled { .. } => Ok(job),
		JobStage::Failed { .. } => Err(ResultError::Failed { job: id }),
		_ => Err(ResultError::NotReleased { job: id, stage: stage_word(&job.stage) }),
	}
}

/// The keys that the participants made for the job, in their order.
async fn job_keys(head: &Snapshot, id: JobId, job: &Job) -> Result<Vec<ChannelKey>, ResultError> {
	let keys = head.ephemeral_keys(id).await?;
	let of_node = |node| keys.iter().find(|(n, _)| *n == node).map(|(_, key)| *key);
	let keys: Option<_> = job.participants.iter().map(|p| of_node(p.node)).collect();
	keys.ok_or(ResultError::Discarded { job: id })
}

/// Fails unless the key is the one that the job names.
fn check_key(id: JobId, job: &Job, key: &ResultKeyPair) -> Result<(), ResultError> {
	let (given, wanted) = (key.public(), job.spec.result_key);
	if given == wanted {
		return Ok(());
	}
	let (key, wanted) = (words::bytes(&given), words::bytes(&wanted));
	Err(ResultError::OtherKey { job: id, key, wanted })
}

/// The parameters of the job: `given`, or those on the chain, if their digest is the one that the
/// job names.
fn check_parameters<'a>(
	id: JobId,
	job: &Job,
	given: Option<&'a [u8]>,
	on_chain: Option<&'a [u8]>,
) -> Result<&'a [u8], ResultError> {
	let wanted = job.spec.parameters;
	let encoded = given.or(on_chain).ok_or(ResultError::ParametersGone { job: id })?;
	match ParameterChunks::digest_of(encoded) == wanted {
		true => Ok(encoded),
		false => Err(ResultError::OtherParameters { job: id, wanted }),
	}
}

impl SealedResult {
	/// Opens the sum with the consumer's key: one number for each lane but the check lane.
	pub fn lanes(&self, key: &ResultKeyPair) -> Result<Vec<u64>, ResultError> {
		check_key(self.id, &self.job, key)?;
		let context = SumContext { job_digest: self.job.digest, lanes: self.job.lanes() };
		key.open(&context, &self.keys, &self.sums)
			.map_err(|source| ResultError::Open { job: self.id, source })
	}

	/// The list of variants that the lanes are about: `given`, or the one on the chain. Either way
	/// it has to have the digest that the job names.
	pub fn variants(&self, given: Option<&[u8]>) -> Result<VariantList, ResultError> {
		let encoded = check_parameters(self.id, &self.job, given, self.parameters.as_deref())?;
		let wanted = self.job.spec.parameters;
		VariantList::decode(&mut &*encoded)
			.map_err(|_| ResultError::OtherParameters { job: self.id, wanted })
	}

	/// Opens the result and joins it with the list of variants; see [`SealedResult::variants`].
	pub fn open(
		&self,
		key: &ResultKeyPair,
		parameters: Option<&[u8]>,
	) -> Result<Vec<VariantCounts>, ResultError> {
		if self.is_noised() {
			return Err(ResultError::Noised { job: self.id });
		}
		let counts = AlleleCounts::from_lanes(&self.lanes(key)?);
		let variants = self.variants(parameters)?.variants;
		Ok(variants
			.iter()
			.zip(&counts)
			.map(|(key, counts)| VariantCounts::new(key, counts))
			.collect())
	}
}

impl VariantCounts {
	/// The counts of `key`, with the evidence that follows from them.
	pub fn new(key: &VariantKey, counts: &AlleleCounts) -> Self {
		let (ac, an) = (counts.allele_count, counts.allele_number);
		VariantCounts {
			chrom: words::text(&key.sequence),
			pos: key.position,
			reference: words::text(&key.reference),
			alternate: words::text(&key.alternate),
			ac,
			an,
			hom: counts.homozygotes,
			evidence: FrequencyEvidence::of(ac, an).map(FrequencyEvidence::code),
		}
	}
}

/// A word for where a job is.
pub fn stage_word(stage: &JobStage) -> &'static str {
	match stage {
		JobStage::Requested { .. } => "requested",
		JobStage::Accepted { .. } => "accepted",
		JobStage::Computing { .. } => "computing",
		JobStage::Agreed { .. } => "agreed",
		JobStage::Aborting { .. } => "aborting",
		JobStage::Aggregated { .. } => "aggregated",
		JobStage::Released => "released",
		JobStage::Settled { .. } => "settled",
		JobStage::Failed { .. } => "failed",
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use panshi_compute::sealed_sum::{EphemeralSecret, Holder};
	use panshi_primitives::{
		agreement::{ReleaseRule, Windows},
		genomics::{NormalisationRule, ReferenceBuild},
		job::{JobSpec, Participant},
		privacy::Rho,
		sealed_sum::add_lanes,
		AccountId,
	};
	use rand_core::OsRng;

	fn list() -> VariantList {
		let variants = [10, 20].map(|position| VariantKey {
			sequence: b"22".to_vec(),
			position,
			reference: b"A".to_vec(),
			alternate: b"C".to_vec(),
		});
		VariantList::new(ReferenceBuild::Grch37, NormalisationRule::Trimmed, variants.to_vec())
			.expect("the variants are well formed")
	}

	/// A job of two holders whose vectors are summed as the chain does it.
	fn result(key: &ResultKeyPair, vectors: [Vec<u64>; 2]) -> SealedResult {
		let chunks = ParameterChunks::of(&list()).expect("it fits");
		let job = Job {
			consumer: AccountId::new([1; 32]),
			spec: JobSpec {
				agreement: 0,
				algorithm: Hash::zero(),
				parameters: chunks.digest,
				items: 2,
				identities: Default::default(),
				result_key: key.public(),
				rho: None,
			},
			participants: Default::default(),
			output: JobOutput::Sum { lanes: 7 },
			agreement_digest: Hash::zero(),
			ordinal: 0,
			digest: Hash::repeat_byte(7),
			fee: 0,
			shares: Default::default(),
			windows: Windows { accept: 1, compute: 1, check: 1 },
			release: ReleaseRule::AtOnce,
			created_at: 0,
			stage: JobStage::Released,
		};
		let context = SumContext { job_digest: job.digest, lanes: job.lanes() };
		let secrets = [(); 2].map(|()| EphemeralSecret::generate(&mut OsRng));
		let keys: Vec<ChannelKey> = secrets.iter().map(EphemeralSecret::public).collect();
		let mut sum = vec![0; 7 * 8];
		for (index, vector) in vectors.into_iter().enumerate() {
			let holder = Holder::new(context, index, &secrets[index], &keys, &key.public())
				.expect("the keys are fresh");
			for chunk in holder.seal(vector).expect("one number for each lane") {
				assert!(add_lanes(&mut sum, &chunk.lanes));
			}
		}
		SealedResult { id: 3, job, keys, sums: vec![sum], parameters: Some(list().encode()) }
	}

	#[test]
	fn opens_to_the_pooled_counts() {
		let key = ResultKeyPair::generate(&mut OsRng);
		let sealed = result(&key, [vec![1, 10, 0, 0, 8, 0], vec![2, 10, 1, 0, 8, 0]]);
		let counts = sealed.open(&key, None).expect("the key is the right one");
		assert_eq!(counts.len(), 2);
		assert_eq!((counts[0].ac, counts[0].an, counts[0].hom), (3, 20, 1));
		assert_eq!(counts[0].evidence, Some("BA1"));
		assert_eq!((counts[1].pos, counts[1].ac, counts[1].evidence), (20, 0, Some("PM2")));
	}

	#[test]
	fn opens_a_noised_result_as_such() {
		let key = ResultKeyPair::generate(&mut OsRng);
		// As holders submit them: less than nothing modulo 2^64.
		let below = |n: u64| 0u64.wrapping_sub(n);
		let mut sealed =
			result(&key, [vec![below(9), 10, below(1), 0, 8, 0], vec![2, 10, 1, 0, below(30), 0]]);
		assert!(matches!(sealed.open_noised(&key, None), Err(ResultError::NoNoise { .. })));
		sealed.job.spec.rho = Some(Rho::from_micro(500_000));
		let participant = |n: u8| Participant {
			data: n.into(),
			fingerprint: Hash::zero(),
			holder: AccountId::new([n; 32]),
			node: n.into(),
			signing_key: [n; 32],
		};
		sealed.job.participants = vec![participant(1), participant(2)].try_into().expect("few");
		assert!(matches!(sealed.open(&key, None), Err(ResultError::Noised { .. })));
		let opened = sealed.open_noised(&key, None).expect("the key is the right one");
		let counts: Vec<_> = opened.variants.iter().map(|v| (v.ac, v.an, v.hom)).collect();
		assert_eq!(counts, [(-7, 20, 0), (0, -22, 0)]);
		// Two variants at rho 0.5: variance 18 of each of two holders, whose sum has 36.
		assert_eq!(opened.standard_deviation, "6");
	}

	#[test]
	fn fails_with_another_key_or_other_parameters() {
		let key = ResultKeyPair::generate(&mut OsRng);
		let mut sealed = result(&key, [vec![0; 6], vec![0; 6]]);
		let other = ResultKeyPair::generate(&mut OsRng);
		assert!(matches!(sealed.open(&other, None), Err(ResultError::OtherKey { .. })));
		assert!(matches!(sealed.open(&key, Some(&[0])), Err(ResultError::OtherParameters { .. })));
		sealed.parameters = None;
		assert!(matches!(sealed.open(&key, None), Err(ResultError::ParametersGone { .. })));
		assert!(sealed.open(&key, Some(&list().encode())).is_ok());
		sealed.sums[0][0] ^= 1;
		assert!(matches!(sealed.lanes(&key), Err(ResultError::Open { .. })));
	}
}
