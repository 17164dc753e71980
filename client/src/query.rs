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

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_compute::diseases::{
		catalogue_attribute, DiseaseDatabase, DiseaseFiles, MEDIA_TYPE,
	};
	use panshi_primitives::{
		data::Lineage,
		duo::{DataUse, Permission},
		genomics::{NormalisationRule, ReferenceBuild},
	};
	use rand_core::OsRng;

	const ONTOLOGY: &str = "data-version: test\n\n[Term]\nid: HP:0000001\nname: All\n\n\
		[Term]\nid: HP:0000002\nname: Two\nis_a: HP:0000001\n\n\
		[Term]\nid: HP:0000003\nname: Three\nis_a: HP:0000001\n\n\
		[Term]\nid: HP:0000004\nname: obsolete Four\nis_obsolete: true\nreplaced_by: HP:0000003\n";
	const DISEASES: &str = "#version: 1\n\
		database_id\tdisease_name\tqualifier\thpo_id\tfrequency\taspect\n\
		OMIM:1\tone\t\tHP:0000002\t\tP\nOMIM:2\ttwo\t\tHP:0000003\t\tP\n";

	fn descriptor(catalogue: &Hash) -> DataDescriptor {
		let attribute = catalogue_attribute(catalogue);
		DataDescriptor {
			fingerprint: Hash::repeat_byte(1),
			rule: NormalisationRule::Trimmed,
			media_type: crate::Bounded::truncate_from(MEDIA_TYPE.as_bytes().to_vec()),
			reference_build: ReferenceBuild::None,
			record_count: 2,
			sample_count: 0,
			attributes: crate::Bounded::truncate_from(vec![attribute]),
			data_use: DataUse {
				permission: Permission::GeneralResearch,
				modifiers: Default::default(),
			},
			metadata: Hash::zero(),
			location_hint: Default::default(),
			lineage: Lineage::default(),
		}
	}

	fn database(folder: &Path) -> DiseaseDatabase {
		let files = DiseaseFiles { ontology: folder.join("obo"), diseases: folder.join("hpoa") };
		std::fs::write(&files.ontology, ONTOLOGY).expect("a new file");
		std::fs::write(&files.diseases, DISEASES).expect("a new file");
		DiseaseDatabase::read(&files).expect("the files are sound")
	}

	#[test]
	fn fails_with_another_catalogue_than_the_descriptor_names() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let table = database(folder.path()).ranking().expect("it can be laid out");
		let path = folder.path().join("catalogue");
		std::fs::write(&path, table.catalogue().encode()).expect("a new file");
		let good = descriptor(&table.catalogue().digest());
		assert_eq!(&read_catalogue(&path, 0, &good).expect("it is named"), table.catalogue());
		let other = descriptor(&Hash::zero());
		let refused = |data: &DataDescriptor| read_catalogue(&path, 0, data).expect_err("refused");
		assert!(matches!(refused(&other), QueryError::OtherCatalogue { .. }));
		let none = DataDescriptor { attributes: Default::default(), ..good.clone() };
		assert!(matches!(refused(&none), QueryError::NotADatabase(0)));
		std::fs::write(&path, b"nonsense").expect("the file is ours");
		assert!(matches!(refused(&good), QueryError::Catalogue(_)));
	}

	#[test]
	fn terms_that_are_gone_are_named_with_what_stands_for_them() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let database = database(folder.path());
		let table = database.ranking().expect("it can be laid out");
		let (fingerprint, algorithm) = (Hash::zero(), Hash::zero());
		let at = Database { id: 7, fingerprint, catalogue: table.catalogue(), algorithm };
		let ask = |term: &str| {
			let terms = [term.parse().expect("a term")];
			PhenotypeQuery::new(&terms, &database.ontology, at, &mut OsRng)
		};
		let query = ask("HP:0000002").expect("a live term");
		let job = query.job(3);
		assert_eq!((job.agreement, job.items, job.identities.as_slice()), (3, 1, [7].as_slice()));
		assert_eq!(job.parameters, query.parameters.digest);
		let error = ask("HP:0000004").err().expect("an obsolete one").to_string();
		assert!(error.contains("HP:0000003"), "{error}");
	}
}
