//! Answers to encrypted queries: the ranking of diseases by a patient's phenotypes.
//!
//! A job brings one query as its parameters and gets one answer, sealed for the consumer
//! ([`crate::sealed_result`]). docs/protocols/query.md gives every byte.

#[cfg(test)]
mod tests;

use crate::{
	diseases::{catalogue_of, DiseaseDatabase, DiseaseFiles, DiseasesError},
	engine::{Progress, Protocols, Request, Task, TaskError},
	sealed_result,
	variants::{DataConfig, Location},
};
use codec::Encode;
use panshi_primitives::{
	job::{
		AbortReason, AggregationMode, AlgorithmContent, ParametersType, RefusalReason,
		PHENOTYPE_RANKING,
	},
	offchain::TaskStep,
	signing::algorithm_digest,
	ChannelKey, Hash,
};
use panshi_query::{
	job_binding,
	ranking::{RankingOwner, RankingQuery},
	Answer, Query,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use std::{
	collections::BTreeMap,
	fmt,
	num::NonZero,
	sync::{Arc, Mutex, PoisonError},
	thread,
};

/// Most threads that an answer takes: the node has other things to do too.
const MAX_THREADS: usize = 4;

/// Answers to queries about the databases of this node.
pub struct Queries {
	files: Vec<DiseaseFiles>,
	/// Databases by the fingerprint of what they were made of. Whoever looks while they are made
	/// waits.
	owners: Mutex<BTreeMap<Hash, Arc<RankingOwner>>>,
}

impl fmt::Debug for Queries {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Queries").field("files", &self.files).finish_non_exhaustive()
	}
}

impl Queries {
	/// Queries about those of `data` that are such databases. They are read when they are first
	/// asked for; see [`Queries::warm`].
	pub fn new<'a>(data: impl IntoIterator<Item = &'a DataConfig>) -> Self {
		let files = data.into_iter().filter_map(|config| match &config.location {
			Location::Diseases(files) => Some(files.clone()),
			_ => None,
		});
		Queries { files: files.collect(), owners: Mutex::default() }
	}

	/// Whether `code` is that of a query.
	pub fn answers(code: &[u8]) -> bool {
		code == PHENOTYPE_RANKING
	}

	/// Reads all databases on a thread of its own, so that the first query need not wait.
	pub fn warm(self: &Arc<Self>) {
		let queries = self.clone();
		if !queries.files.is_empty() {
			thread::spawn(move || queries.read_into(&mut queries.owners()));
		}
	}

	/// The database with this fingerprint, which is read again if it is not known yet.
	fn owner(&self, fingerprint: &Hash) -> Option<Arc<RankingOwner>> {
		let mut owners = self.owners();
		if !owners.contains_key(fingerprint) {
			self.read_into(&mut owners);
		}
		owners.get(fingerprint).cloned()
	}

	fn owners(&self) -> std::sync::MutexGuard<'_, BTreeMap<Hash, Arc<RankingOwner>>> {
		self.owners.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// Puts what the files hold now in the place of what was known.
	fn read_into(&self, owners: &mut BTreeMap<Hash, Arc<RankingOwner>>) {
		owners.clear();
		for files in &self.files {
			match read(files) {
				Ok((fingerprint, owner)) => drop(owners.insert(fingerprint, Arc::new(owner))),
				Err(error) => {
					let error = crate::engine::chain_of(&error);
					tracing::warn!(path = %files.diseases.display(), error, "the database cannot be read");
				},
			}
		}
	}
}

/// The database in `files`, with the fingerprint of just what it was made of.
fn read(files: &DiseaseFiles) -> Result<(Hash, RankingOwner), DiseasesError> {
	let phenotypes = DiseaseDatabase::read(files)?;
	let fingerprint = phenotypes.summary().fingerprint;
	let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS);
	Ok((fingerprint, RankingOwner::new(phenotypes.ranking()?, threads)))
}

/// The query of either kind in `parameters`, if they are one of `items` items.
pub(super) fn queried(parameters: &[u8], items: u32) -> Option<Query> {
	Query::from_bytes(parameters).ok().filter(|query| query.cost() == items)
}

/// The query in `parameters`, if they are one of `items` items.
fn query_of(parameters: &[u8], items: u32) -> Option<RankingQuery> {
	match queried(parameters, items)? {
		Query::Ranking(query) => Some(query),
		Query::Exact(_) => None,
	}
}

/// What stands for the job in its query.
pub(super) fn binding(
	result_key: &ChannelKey,
	fingerprint: &Hash,
	algorithm: &AlgorithmContent,
) -> Hash {
	job_binding(result_key, fingerprint, &algorithm_digest(algorithm))
}

impl Protocols for Queries {
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		let Request { algorithm, data, .. } = *request;
		if !Self::answers(&algorithm.code)
			|| algorithm.parameters != ParametersType::PhenotypeQuery
			|| algorithm.aggregation != AggregationMode::Collect
		{
			return Err(RefusalReason::UnknownAlgorithm);
		}
		if catalogue_of(data).is_none() {
			return Err(RefusalReason::RuleMismatch);
		}
		let query = query_of(request.parameters, request.items);
		let query = query.ok_or(RefusalReason::BadParameters)?;
		if request.source.is_none() {
			// It is asked again once the data have been found: what follows takes a while.
			return Ok(());
		}
		let owner = self.owner(&data.fingerprint).ok_or(RefusalReason::DataMissing)?;
		let job = binding(request.result_key, &data.fingerprint, algorithm);
		owner.check(&job, &query).map_err(|error| {
			tracing::warn!(%error, "the query is refused");
			RefusalReason::BadParameters
		})
	}

	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		// The database has the fingerprint that is registered, or it is not found.
		let owner = self.owner(&task.wanted).ok_or(TaskError::DataChanged)?;
		let unfit = || TaskError::Aborted(AbortReason::Unfit);
		let query = query_of(&task.parameters, task.items).ok_or_else(unfit)?;
		if progress.should_stop() {
			return Err(TaskError::Stopped);
		}
		progress.show(TaskStep::Answering, 0, 1);
		let mut rng = ChaCha20Rng::from_seed(*task.seed);
		let job = binding(&task.result_key, &task.wanted, &task.algorithm);
		let answer = owner.answer(&job, &query, &mut rng).map_err(|_| unfit())?;
		let packet = Answer::Ranking(answer).encode();
		let sealed = task.seal(&packet, &mut rng).map_err(|_| unfit())?;
		progress.show(TaskStep::Answering, 1, 1);
		Ok(sealed_result::join(&[sealed]))
	}
}
