//! Answers to exact look-ups: the owner evaluates blindly and proves it.

use super::query::{binding, queried};
use crate::{
	engine::{chain_of, Progress, Protocols, Request, Task, TaskError},
	keystore::StorageKey,
	lookup::{self, LookupFiles, MEDIA_TYPE},
	sealed_result,
	variants::{DataConfig, Location},
};
use codec::Encode;
use panshi_primitives::{
	job::{AbortReason, AggregationMode, OutputShape, ParametersType, RefusalReason, EXACT_QUERY},
	offchain::TaskStep,
	Hash,
};
use panshi_query::{
	exact::{ExactOwner, ExactQuery},
	Answer, Query,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex, PoisonError},
};

/// Most bytes of a sealed answer beside its elements.
const FRAME: u64 = 512;
/// Bytes of an element of an answer.
const ELEMENT: u64 = 32;

/// Answers to look-ups in the tables of this node.
pub(super) struct Lookups {
	files: Vec<LookupFiles>,
	storage: Option<StorageKey>,
	/// Tables by their fingerprint.
	owners: Mutex<BTreeMap<Hash, Arc<Owner>>>,
}

/// A table that can be answered about.
struct Owner {
	owner: ExactOwner,
	most_lookups: u32,
}

impl Lookups {
	/// Look-ups in those of `data` that are tables, whose keys are sealed under `storage`.
	pub(super) fn new<'a>(
		data: impl IntoIterator<Item = &'a DataConfig>,
		storage: Option<StorageKey>,
	) -> Self {
		let files = data.into_iter().filter_map(|config| match &config.location {
			Location::Lookup(files) => Some(files.clone()),
			_ => None,
		});
		Lookups { files: files.collect(), storage, owners: Mutex::default() }
	}

	/// Whether `code` is that of a look-up.
	pub(super) fn answers(code: &[u8]) -> bool {
		code == EXACT_QUERY
	}

	/// The table with this fingerprint; all are read again if it is not known yet.
	fn owner(&self, fingerprint: &Hash) -> Option<Arc<Owner>> {
		let mut owners = self.owners.lock().unwrap_or_else(PoisonError::into_inner);
		if !owners.contains_key(fingerprint) {
			*owners = self.read();
		}
		owners.get(fingerprint).cloned()
	}

	fn read(&self) -> BTreeMap<Hash, Arc<Owner>> {
		let Some(storage) = &self.storage else { return BTreeMap::new() };
		let read = |files: &LookupFiles| match lookup::owner(files, storage) {
			Ok((summary, owner)) => {
				let owner = Owner { owner, most_lookups: files.most_lookups };
				Some((summary.fingerprint, Arc::new(owner)))
			},
			Err(error) => {
				tracing::warn!(error = chain_of(&error), "a table for look-ups cannot be used");
				None
			},
		};
		self.files.iter().filter_map(read).collect()
	}
}

/// The query in `parameters`, if they are one of `items` look-ups.
fn query_of(parameters: &[u8], items: u32) -> Option<ExactQuery> {
	match queried(parameters, items)? {
		Query::Exact(query) => Some(query),
		Query::Ranking(_) => None,
	}
}

impl Protocols for Lookups {
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		let Request { algorithm, data, items, .. } = *request;
		if algorithm.parameters != ParametersType::ExactQuery
			|| algorithm.aggregation != AggregationMode::Collect
		{
			return Err(RefusalReason::UnknownAlgorithm);
		}
		if data.media_type.as_slice() != MEDIA_TYPE.as_bytes() {
			return Err(RefusalReason::RuleMismatch);
		}
		let query = query_of(request.parameters, items).ok_or(RefusalReason::BadParameters)?;
		let OutputShape::Bytes { most } = algorithm.output else {
			return Err(RefusalReason::UnknownAlgorithm);
		};
		if FRAME + ELEMENT * u64::from(items) > u64::from(most) {
			return Err(RefusalReason::BadParameters);
		}
		if request.source.is_none() {
			return Ok(());
		}
		let owner = self.owner(&data.fingerprint).ok_or(RefusalReason::DataMissing)?;
		if items > owner.most_lookups {
			let most = owner.most_lookups;
			tracing::warn!(items, most, "a query makes more look-ups than its table allows");
			return Err(RefusalReason::HolderPolicy);
		}
		let job = binding(request.result_key, &data.fingerprint, algorithm);
		owner.owner.check(&job, &query).map_err(|error| {
			tracing::warn!(%error, "the look-up is refused");
			RefusalReason::BadParameters
		})
	}

	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		// The table has the fingerprint that is registered, or it is not found.
		let owner = self.owner(&task.wanted).ok_or(TaskError::DataChanged)?;
		let unfit = || TaskError::Aborted(AbortReason::Unfit);
		let query = query_of(&task.parameters, task.items).ok_or_else(unfit)?;
		progress.show(TaskStep::Answering, 0, 1);
		let mut rng = ChaCha20Rng::from_seed(*task.seed);
		let job = binding(&task.result_key, &task.wanted, &task.algorithm);
		let answer = owner.owner.answer(&job, &query, &mut rng).map_err(|_| unfit())?;
		let packet = Answer::Exact(answer).encode();
		let sealed = task.seal(&packet, &mut rng).map_err(|_| unfit())?;
		progress.show(TaskStep::Answering, 1, 1);
		Ok(sealed_result::join(&[sealed]))
	}
}
