//! A query as a job, and jobs that are refused.

use super::*;
use crate::{
	diseases::{
		tests::{descriptor, files, DISEASES, ONTOLOGY},
		DiseaseDatabase,
	},
	engine::TaskParty,
	sealed_sum::{EphemeralSecret, ResultKeyPair},
	variants::{DataSource, RuleName},
};
use panshi_primitives::{
	data::DataDescriptor,
	genomics::ReferenceBuild,
	job::{JobOutput, OutputShape},
};
use panshi_query::ranking::{ideal, Patient, RankingAsker, RankingDatabase};
use rand_core::OsRng;
use zeroize::Zeroizing;

const MOST: u32 = 262_144;

struct World {
	_folder: tempfile::TempDir,
	config: DataConfig,
	data: DataDescriptor,
	phenotypes: DiseaseDatabase,
	database: RankingDatabase,
	key: ResultKeyPair,
}

fn algorithm() -> AlgorithmContent {
	let text = |text: &[u8]| text.to_vec();
	AlgorithmContent {
		name: text(b"ranking").try_into().expect("it fits"),
		code: text(PHENOTYPE_RANKING).try_into().expect("it fits"),
		specification: Hash::zero(),
		parameters: ParametersType::PhenotypeQuery,
		output: OutputShape::Bytes { most: MOST },
		aggregation: AggregationMode::Collect,
	}
}

impl World {
	fn new() -> Self {
		let folder = tempfile::tempdir().expect("there is a place for temporary files");
		let files = files(folder.path(), ONTOLOGY, DISEASES);
		let phenotypes = DiseaseDatabase::read(&files).expect("the files are sound");
		let config = DataConfig {
			name: "diseases".into(),
			id: None,
			location: Location::Diseases(files),
			build: ReferenceBuild::None,
			rule: RuleName::Trimmed,
			phenotypes: None,
			tables: Default::default(),
		};
		World {
			_folder: folder,
			config,
			data: descriptor(&phenotypes),
			database: phenotypes.ranking().expect("it can be laid out"),
			phenotypes,
			key: ResultKeyPair::generate(&mut OsRng),
		}
	}

	fn queries(&self) -> Queries {
		Queries::new([&self.config])
	}

	fn patient(&self) -> Patient {
		let terms = ["HP:0000002".parse().expect("a term")];
		let catalogue = self.database.catalogue();
		Patient::new(&terms, &self.phenotypes.ontology, catalogue).expect("a patient")
	}

	/// A query for the job with `key`.
	fn ask(&self, key: &ResultKeyPair) -> (RankingAsker<'_>, Vec<u8>) {
		let job = binding(&key.public(), &self.data.fingerprint, &algorithm());
		let catalogue = self.database.catalogue();
		let (asker, query) = RankingAsker::ask(&self.patient(), catalogue, &job, &mut OsRng);
		(asker, Query::Ranking(query).encode())
	}

	fn check(&self, change: impl FnOnce(&mut Asked)) -> Result<(), RefusalReason> {
		let mut asked = Asked {
			algorithm: algorithm(),
			parameters: self.ask(&self.key).1,
			items: 1,
			data: self.data.clone(),
		};
		change(&mut asked);
		let source = DataSource::prepare(self.config.clone()).expect("no reference");
		self.queries().check(&Request {
			algorithm: &asked.algorithm,
			parameters: &asked.parameters,
			items: asked.items,
			data: &asked.data,
			result_key: &self.key.public(),
			disclosure: &Default::default(),
			parties: 1,
			index: 0,
			source: Some(&source),
		})
	}

	fn task(&self, parameters: Vec<u8>) -> Task {
		let secret = EphemeralSecret::generate(&mut OsRng);
		Task {
			job: 3,
			job_digest: Hash::repeat_byte(3),
			output: JobOutput::Collected { most_bytes: MOST },
			algorithm: algorithm(),
			parameters,
			items: 1,
			noise: None,
			parties: vec![TaskParty { ephemeral_key: secret.public(), peer: None }],
			index: 0,
			result_key: self.key.public(),
			source: Arc::new(DataSource::prepare(self.config.clone()).expect("no reference")),
			wanted: self.data.fingerprint,
			seed: Zeroizing::new([5; 32]),
			secret,
		}
	}
}

struct Asked {
	algorithm: AlgorithmContent,
	parameters: Vec<u8>,
	items: u32,
	data: DataDescriptor,
}

#[test]
fn the_answer_opens_to_the_plaintext_ranking() {
	let world = World::new();
	let (asker, parameters) = world.ask(&world.key);
	let task = world.task(parameters);
	let sealed = world.queries().run(&task, &Progress::default()).expect("it is answered");
	let key = task.parties[0].ephemeral_key;
	let packet = world.key.open_answer(task.job_digest, 0, &key, &sealed).expect("it is ours");
	let Ok(Answer::Ranking(answer)) = Answer::from_bytes(&packet) else { panic!("a ranking") };
	let ranking = asker.open(&answer).expect("the answer is sound");
	assert_eq!(ranking, ideal::rank(&world.database, &world.patient()));
	assert_eq!(ranking.ranked()[0].disease, 0);
	assert!(ranking.ranked()[0].score() > ranking.ranked()[1].score());
}

/// Makes the last number of a query larger than any residue.
fn beyond_the_modulus(query: &mut [u8]) {
	let last = query.len().saturating_sub(6);
	query[last..].fill(0xff);
}

#[test]
fn refuses_before_it_accepts_what_it_would_not_answer() {
	use RefusalReason as Why;
	let world = World::new();
	let other = world.ask(&ResultKeyPair::generate(&mut OsRng)).1;
	assert_eq!(world.check(|_| ()), Ok(()));
	let refused = |change: fn(&mut Asked), why| assert_eq!(world.check(change), Err(why));
	refused(|a| a.algorithm.code = Default::default(), Why::UnknownAlgorithm);
	refused(|a| a.algorithm.aggregation = AggregationMode::SealedSum, Why::UnknownAlgorithm);
	refused(|a| a.algorithm.parameters = ParametersType::ExactQuery, Why::UnknownAlgorithm);
	refused(|a| a.data.media_type = Default::default(), Why::RuleMismatch);
	refused(|a| a.data.fingerprint = Hash::zero(), Why::DataMissing);
	refused(|a| a.items = 2, Why::BadParameters);
	refused(|a| a.parameters.truncate(100), Why::BadParameters);
	refused(|a| a.parameters.push(0), Why::BadParameters);
	refused(|a| beyond_the_modulus(&mut a.parameters), Why::BadParameters);
	// Another algorithm's digest, and another job's key.
	refused(|a| a.algorithm.specification = Hash::repeat_byte(1), Why::BadParameters);
	assert_eq!(world.check(|asked| asked.parameters = other), Err(Why::BadParameters));
}

#[test]
fn answers_only_about_the_content_that_is_registered() {
	let world = World::new();
	let task = world.task(world.ask(&world.key).1);
	let Location::Diseases(files) = &world.config.location else { panic!("a database") };
	std::fs::write(&files.diseases, DISEASES.replace("one", "eins")).expect("the file is ours");
	let result = world.queries().run(&task, &Progress::default());
	assert!(matches!(result, Err(TaskError::DataChanged)), "{result:?}");
}

#[test]
fn a_spoilt_query_is_the_consumer_s_fault() {
	let world = World::new();
	let other = ResultKeyPair::generate(&mut OsRng);
	for parameters in [vec![], world.ask(&other).1] {
		let result = world.queries().run(&world.task(parameters), &Progress::default());
		assert!(matches!(result, Err(TaskError::Aborted(AbortReason::Unfit))), "{result:?}");
	}
}
