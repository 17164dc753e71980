//! What takes long: reading data, and the checks of a job that do so. It runs beside the engine, one
//! piece of work a source at a time, and can be stopped between two records.

use super::{
	asked::Asked,
	chain_of,
	job::SealedChunk,
	store::{Store, StoreError},
	verify::Finding,
};
use crate::{
	allele_counts::{add_noise, count_alleles, count_alleles_bounded, AlleleCounts, CountError},
	fingerprint::{fingerprint, Summary},
	sealed_sum::{EphemeralSecret, Holder, SealError, SumContext},
	variants::{DataConfig, DataSource, Stoppable, VariantsError},
};
use panshi_noise::NoiseError;
use panshi_primitives::{genomics::VariantList, job::JobId, privacy::NoisePlan, ChannelKey, Hash};
use sp_crypto_hashing::blake2_256;
use std::sync::{atomic::AtomicBool, Arc};
use thiserror::Error;
use zeroize::Zeroizing;

/// Something to do with data.
pub(super) enum Work {
	/// Take the fingerprint of a source.
	Scan(DataConfig),
	/// See whether the source that a job means serves it and take its fingerprint, before the job is
	/// accepted.
	Verify { job: JobId, job_digest: Hash, source: Arc<DataSource>, wanted: Hash, asked: Asked },
	/// Compute the share of a job and write it to disk.
	Seal(Box<Sealing>),
}

/// Everything it takes to compute a share.
pub(super) struct Sealing {
	pub(super) job: JobId,
	pub(super) context: SumContext,
	pub(super) index: usize,
	pub(super) secret: EphemeralSecret,
	pub(super) keys: Vec<ChannelKey>,
	pub(super) result_key: ChannelKey,
	pub(super) list: VariantList,
	pub(super) noise: Option<NoisePlan>,
	pub(super) source: Arc<DataSource>,
	pub(super) wanted: Hash,
	pub(super) store: Store,
}

/// What came of it.
pub(super) enum Outcome {
	Scanned {
		name: String,
		result: Result<(Arc<DataSource>, Summary), VariantsError>,
	},
	Verified {
		job: JobId,
		job_digest: Hash,
		source: Arc<DataSource>,
		wanted: Hash,
		result: Result<Summary, VerifyError>,
	},
	Sealed {
		job: JobId,
		job_digest: Hash,
		result: Result<Vec<SealedChunk>, WorkError>,
	},
}

/// Why a job cannot be accepted now, or not at all.
pub(super) enum VerifyError {
	/// The data do not serve it.
	Unfit(Finding),
	/// The data could not be read.
	Data(VariantsError),
}

/// Why a share was not computed.
#[derive(Debug, Error)]
pub(super) enum WorkError {
	/// The data are not those that were registered.
	#[error("the data have changed since they were registered")]
	DataChanged,
	/// The data could not be read or counted.
	#[error(transparent)]
	Count(#[from] CountError),
	/// The masks could not be agreed on.
	#[error(transparent)]
	Seal(#[from] SealError),
	/// The noise could not be drawn.
	#[error(transparent)]
	Noise(#[from] NoiseError),
	/// The share could not be written.
	#[error(transparent)]
	Store(#[from] StoreError),
}

impl WorkError {
	/// What a log may say: nothing of the data.
	pub(super) fn for_log(&self) -> String {
		match self {
			WorkError::Count(CountError::Data(error)) => error.for_log(),
			other => chain_of(other),
		}
	}
}

impl Work {
	/// Name of the source that it reads.
	pub(super) fn source(&self) -> &str {
		match self {
			Work::Scan(config) => &config.name,
			Work::Verify { source, .. } => &source.config().name,
			Work::Seal(sealing) => &sealing.source.config().name,
		}
	}

	/// The job that may be accepted after it.
	pub(super) fn verified_job(&self) -> Option<JobId> {
		match self {
			Work::Verify { job, .. } => Some(*job),
			Work::Scan(_) | Work::Seal(_) => None,
		}
	}

	/// Does it. Blocks for as long as reading the data takes, or until `cancel` is set.
	pub(super) fn run(self, cancel: &AtomicBool) -> Outcome {
		match self {
			Work::Scan(config) => {
				let name = config.name.clone();
				let scan = || {
					let source = DataSource::prepare(config)?;
					let summary = read(&source, cancel)?;
					Ok((Arc::new(source), summary))
				};
				Outcome::Scanned { name, result: scan() }
			},
			Work::Verify { job, job_digest, source, wanted, asked } => {
				let fits = asked.check(Some(&source)).map_err(VerifyError::Unfit);
				let result = fits.and_then(|()| read(&source, cancel).map_err(VerifyError::Data));
				Outcome::Verified { job, job_digest, source, wanted, result }
			},
			Work::Seal(sealing) => Outcome::Sealed {
				job: sealing.job,
				job_digest: sealing.context.job_digest,
				result: sealing.run(cancel),
			},
		}
	}
}

fn read(source: &DataSource, cancel: &AtomicBool) -> Result<Summary, VariantsError> {
	source.summary(|inner| fingerprint(&mut Stoppable::new(inner, cancel)))
}

impl Sealing {
	/// Counts and fingerprints in one pass, so that what is counted is what was registered.
	fn run(self, cancel: &AtomicBool) -> Result<Vec<SealedChunk>, WorkError> {
		let inner = self.source.open().map_err(CountError::from)?;
		let count = if self.noise.is_some() { count_alleles_bounded } else { count_alleles };
		let (counts, summary) = count(&self.list, &mut Stoppable::new(inner, cancel))?;
		let counts = Zeroizing::new(counts);
		let summary = self.source.bind(summary).map_err(CountError::from)?;
		if summary.fingerprint != self.wanted {
			return Err(WorkError::DataChanged);
		}
		// Room for all from the start: a vector that grows leaves a copy behind.
		let all = self.context.lanes.try_into().unwrap_or(usize::MAX);
		let mut lanes = Zeroizing::new(Vec::with_capacity(all));
		lanes.extend(counts.iter().copied().flat_map(AlleleCounts::to_lanes));
		if let Some(plan) = &self.noise {
			add_noise(&mut lanes, plan, &self.secret.noise_seed(&self.context.job_digest))?;
		}
		let holder =
			Holder::new(self.context, self.index, &self.secret, &self.keys, &self.result_key)?;
		(0..)
			.zip(holder.seal(std::mem::take(&mut *lanes))?)
			.map(|(index, chunk)| {
				self.store.save_share(self.job, index, &chunk.lanes)?;
				let lanes_hash = Hash::from(blake2_256(&chunk.lanes));
				Ok(SealedChunk { check: chunk.check, lanes_hash })
			})
			.collect()
	}
}
