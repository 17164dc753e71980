//! Encrypted queries: made before the job, opened after it.

use crate::{
	chain::ChainError,
	files::{ParameterChunks, TooManyChunks},
	open::{ResultError, SealedBytes},
};
use codec::Encode;
use panshi_compute::{diseases::catalogue_of, sealed_sum::ResultKeyPair};
use panshi_primitives::{
	agreement::AgreementId,
	data::{DataDescriptor, DataId},
	job::{JobId, JobSpec},
	Hash,
};
use panshi_query::{
	job_binding,
	ontology::{Ontology, TermId},
	ranking::{
		AnswerError, Catalogue, CatalogueError, Patient, PatientError, RankingAsker,
		MAX_CATALOGUE_BYTES,
	},
	Answer, Query,
};
use rand_core::{CryptoRng, RngCore};
use serde::Serialize;
use std::{
	fs::File,
	io::{self, Read},
	path::{Path, PathBuf},
};

/// Why a query could not be made or its answer not be used.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
	/// A file cannot be read.
	#[error("cannot read {}", path.display())]
	Read {
		/// The file.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The data are no database for queries.
	#[error("data {0} are no rare-disease database: their descriptor names no catalogue. `panshi data list` shows others")]
	NotADatabase(DataId),
	/// The catalogue is another one, or an old one.
	#[error("the catalogue is {given:?}, the descriptor of the data names {wanted:?}. Ask the owner for that one")]
	OtherCatalogue {
		/// Digest of what was given.
		given: Hash,
		/// Digest on the chain.
		wanted: Hash,
	},
	/// The bytes are no catalogue.
	#[error(transparent)]
	Catalogue(#[from] CatalogueError),
	/// The terms describe no patient.
	#[error(transparent)]
	Patient(#[from] PatientError),
	/// The query does not fit on the chain.
	#[error(transparent)]
	TooManyChunks(#[from] TooManyChunks),
	/// The answer is not there, or not for this key.
	#[error(transparent)]
	Result(#[from] ResultError),
	/// The chain could not be read.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The owner answered with something else than an answer.
	#[error("the owner's answer to job {job} is none. It has been paid for: report the job to the operator")]
	NoAnswer {
		/// The job.
		job: JobId,
	},
	/// The owner's answer is wrong.
	#[error("the answer to job {job} must not be used: {source}. Report the job to the operator")]
	Answer {
		/// The job.
		job: JobId,
		/// Why.
		source: AnswerError,
	},
}

/// Reads the catalogue that `data` names from the file that its owner hands out.
pub fn read_catalogue(
	path: &Path,
	id: DataId,
	data: &DataDescriptor,
) -> Result<Catalogue, QueryError> {
	let wanted = catalogue_of(data).ok_or(QueryError::NotADatabase(id))?;
	let failed = |source| QueryError::Read { path: path.to_owned(), source };
	let most = u64::try_from(MAX_CATALOGUE_BYTES).unwrap_or(u64::MAX);
	let mut bytes = Vec::new();
	let file = File::open(path).map_err(failed)?;
	file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
	let catalogue = Catalogue::from_bytes(&bytes)?;
	match catalogue.digest() {
		given if given == wanted => Ok(catalogue),
		given => Err(QueryError::OtherCatalogue { given, wanted }),
	}
}

/// A disease as the answer ranks it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankedDisease {
	/// Identifier, such as `OMIM:619340`.
	pub id: String,
	/// Name.
	pub name: String,
	/// simGIC with the patient: between zero and one.
	pub score: f64,
	/// Weight of the terms that patient and disease share; the score is this over `either`.
	pub shared: u32,
	/// Weight of the terms that either has.
	pub either: u32,
}

/// Where a phenotype query goes.
#[derive(Clone, Copy, Debug)]
pub struct Database<'c> {
	/// Its data identity.
	pub id: DataId,
	/// Fingerprint of the data.
	pub fingerprint: Hash,
	/// What the owner publishes.
	pub catalogue: &'c Catalogue,
	/// Digest of the algorithm of the job.
	pub algorithm: Hash,
}

/// An encrypted query and the keys to its answer. They are in memory alone: a query that is dropped
/// cannot be opened by anybody.
pub struct PhenotypeQuery<'c> {
	database: Database<'c>,
	asker: RankingAsker<'c>,
	key: ResultKeyPair,
	/// What is uploaded.
	pub parameters: ParameterChunks,
	/// Bytes of it.
	pub bytes: usize,
}

impl<'c> PhenotypeQuery<'c> {
	/// Encrypts the patient with `terms` for the owner of `database`. `ontology` is of the release
	/// that the catalogue names.
	pub fn new(
		terms: &[TermId],
		ontology: &Ontology,
		database: Database<'c>,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, QueryError> {
		let patient = Patient::new(terms, ontology, database.catalogue)?;
		let key = ResultKeyPair::generate(rng);
		let job = job_binding(&key.public(), &database.fingerprint, &database.algorithm);
		let (asker, query) = RankingAsker::ask(&patient, database.catalogue, &job, rng);
		let query = Query::Ranking(query);
		let encoded = query.encode();
		let parameters = ParameterChunks::of_bytes(&encoded, query.cost())?;
		Ok(PhenotypeQuery { database, asker, key, parameters, bytes: encoded.len() })
	}

	/// The job that asks it.
	pub fn job(&self, agreement: AgreementId) -> JobSpec {
		JobSpec {
			agreement,
			algorithm: self.database.algorithm,
			parameters: self.parameters.digest,
			items: self.parameters.items,
			identities: crate::Bounded::truncate_from(vec![self.database.id]),
			result_key: self.key.public(),
			rho: None,
		}
	}

	/// Opens the answer: all diseases, best first.
	pub fn open(self, sealed: &SealedBytes) -> Result<Vec<RankedDisease>, QueryError> {
		let job = sealed.id;
		let answers = sealed.answers(&self.key)?;
		let answer = answers.first().map(|packet| Answer::from_bytes(packet));
		let Some(Ok(Answer::Ranking(answer))) = answer else {
			return Err(QueryError::NoAnswer { job });
		};
		let ranking = self.asker.open(&answer);
		let ranking = ranking.map_err(|source| QueryError::Answer { job, source })?;
		let named = ranking.ranked().iter().map(|ranked| {
			let disease = &self.database.catalogue.diseases()[ranked.disease];
			RankedDisease {
				id: disease.id.clone(),
				name: disease.name.clone(),
				score: ranked.score(),
				shared: ranked.shared,
				either: ranked.either,
			}
		});
		Ok(named.collect())
	}
}
