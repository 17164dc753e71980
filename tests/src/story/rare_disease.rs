//! A clinic asks a rare-disease registry which diseases fit a patient, and shows it nothing.

use super::{
	market::{bounded, report_digest},
	run::refuse_failure,
	text, Authorization, Cast, Market, Outcome, Reporter,
};
use crate::{
	network::{disease_database, Network},
	report::with_ending,
};
use anyhow::{bail, ensure, Context, Result};
use codec::Encode;
use panshi_client::{
	chain::calls::{compute_jobs, data_registry, privacy_budget},
	query::{read_catalogue, Database, PhenotypeQuery, RankedDisease},
};
use panshi_compute::diseases::{
	catalogue_attribute, read_ontology, DiseaseDatabase, DiseaseFiles, MEDIA_TYPE,
};
use panshi_primitives::{
	data::{DataDescriptor, DataId, Lineage},
	duo::{DataUse, Modifier, Permission},
	genomics::{NormalisationRule, ReferenceBuild},
	job::{AggregationMode, AlgorithmContent, OutputShape, ParametersType, PHENOTYPE_RANKING},
	privacy::Allowance,
	Hash,
};
use panshi_query::{
	ontology::{Ontology, TermId},
	ranking::{ideal, Catalogue, Patient, RankingDatabase},
};
use serde_json::{json, Value};
use std::path::{Path, PathBuf};

/// Most bytes of an answer: twice what one over today's annotations has.
const MOST_BYTES: u32 = 4 * 65_536;

/// Terms of a patient with Dravet syndrome, as a clinician may note them: febrile, hemiclonic and
/// generalized myoclonic seizures, status epilepticus, global delay, ataxia.
pub const DRAVET: [&str; 6] =
	["HP:0002373", "HP:0006813", "HP:0002123", "HP:0002133", "HP:0001263", "HP:0001251"];

/// The registry's files, from tests/data: the Human Phenotype Ontology and its annotations.
fn registry_files() -> DiseaseFiles {
	let data = Path::new(env!("PANSHI_ROOT")).join("tests/data");
	DiseaseFiles { ontology: data.join("hp.obo.gz"), diseases: data.join("phenotype.hpoa.gz") }
}

/// The ontology as the clinic has it, which is the public one.
pub fn clinic_ontology() -> Result<Ontology> {
	Ok(read_ontology(&registry_files().ontology)?)
}

/// The terms, after a look at each: an error names what to use instead of a term that is gone.
pub fn patient_terms(words: &[String], ontology: &Ontology) -> Result<Vec<TermId>> {
	let read = |word: &String| {
		let term: TermId = word.parse().with_context(|| format!("`{word}`"))?;
		ontology.check(term)?;
		Ok(term)
	};
	words.iter().map(read).collect()
}

/// A clinic and a registry with an authorization in force between them.
pub struct RareDisease {
	/// The programs.
	pub network: Network,
	/// The people; the registry is the only laboratory.
	pub cast: Cast,
	/// The ontology, which everybody has.
	pub ontology: Ontology,
	/// What the registry holds.
	registry: RankingDatabase,
	fingerprint: Hash,
	/// What the registry handed to the clinic.
	catalogue_file: PathBuf,
	data: DataId,
	authorization: Authorization,
}

/// How a query ended.
pub struct Answered {
	/// How its job ended, with all diseases, best first.
	pub outcome: Outcome<Vec<RankedDisease>>,
	/// Bytes of the query.
	pub sent: usize,
	/// Bytes of the sealed answer.
	pub received: usize,
}

impl RareDisease {
	/// Starts a chain and the registry's compute node, and brings an authorization of `quota` queries
	/// about.
	pub async fn open(
		folder: &Path,
		block_time: u64,
		quota: u32,
		report: Reporter<'_>,
	) -> Result<Self> {
		let files = registry_files();
		let network = Network::start_with(folder, &[disease_database(&files)], block_time).await?;
		report(&format!("chain and the registry's compute node are up: {}", network.url()));
		let mut cast = Cast::new(&network.url(), std::slice::from_ref(&files.diseases)).await?;
		cast.laboratories[0].organisation.name = "rare-disease registry".to_owned();
		let (phenotypes, registry) = tokio::task::spawn_blocking(move || {
			let phenotypes = DiseaseDatabase::read(&files)?;
			let registry = phenotypes.ranking()?;
			anyhow::Ok((phenotypes, registry))
		})
		.await??;
		let catalogue_file = folder.join("catalogue");
		std::fs::write(&catalogue_file, registry.catalogue().encode())?;
		cast.register_nodes(network.node_infos(), report).await?;
		let fingerprint = phenotypes.summary().fingerprint;
		let data = register_data(&mut cast, fingerprint, registry.catalogue(), report).await?;
		cast.publish(report).await?;
		let algorithm = cast.register(algorithm()?, report).await?;
		let project = "diagnosis of a rare disease";
		let market = Market { job_quota: quota, project, ..Market::default() };
		let authorization = cast.authorize(algorithm, &market, report).await?;
		let ontology = phenotypes.ontology;
		Ok(RareDisease {
			network,
			cast,
			ontology,
			registry,
			fingerprint,
			catalogue_file,
			data,
			authorization,
		})
	}

	/// The clinic asks for the diseases that fit a patient with `terms`; fails unless the ranking is
	/// the one that the registry would compute if it were shown the patient.
	pub async fn ask(&self, terms: &[TermId], report: Reporter<'_>) -> Result<Answered> {
		let Cast { chain, consumer, .. } = &self.cast;
		let data = chain.head().await?.identity(self.data).await?.descriptor;
		let catalogue = read_catalogue(&self.catalogue_file, self.data, &data)?;
		report("the clinic holds the registry's catalogue against its digest on the chain");
		let query = self.encrypt(terms, &catalogue)?;
		let (sent, parameters) = (query.bytes, query.parameters.digest);
		report(&format!("{} terms encrypted under a key of one query: {sent} bytes", terms.len()));
		chain.submit_all(&consumer.signer, query.parameters.upload().collect()).await?;
		report(&format!("query uploaded in {} chunks", query.parameters.chunks.len()));
		let create = compute_jobs::create(query.job(self.authorization.agreement));
		let done = chain.submit(&consumer.signer, create).await?;
		let job = done.value("ComputeJobs", "Created", "job")?;
		report(&format!("job {job} created, its fee on hold"));
		let ended = self.cast.follow(job, report).await?;
		refuse_failure(job, &ended)?;
		let sealed = chain.sealed_bytes(job).await?;
		let received = sealed.parts.iter().map(Vec::len).sum();
		let diseases = query.open(&sealed)?;
		report(&format!("answer of {received} bytes opened: {} diseases", diseases.len()));
		self.compare(terms, &diseases)?;
		report("the ranking is the plaintext one, score by score");
		// The deposit for the query is free again.
		let remove = compute_jobs::remove_parameters(parameters);
		chain.submit(&consumer.signer, remove).await?;
		let outcome = self.cast.outcome(job, &ended, diseases).await?;
		Ok(Answered { outcome, sent, received })
	}

	/// Asks once more and returns why the chain refuses the job.
	pub async fn ask_in_vain(&self, terms: &[TermId]) -> Result<String> {
		let Cast { chain, consumer, .. } = &self.cast;
		let query = self.encrypt(terms, self.registry.catalogue())?;
		chain.submit_all(&consumer.signer, query.parameters.upload().collect()).await?;
		let create = compute_jobs::create(query.job(self.authorization.agreement));
		match chain.submit(&consumer.signer, create).await {
			Ok(_) => bail!("the chain took a job beyond the quota"),
			Err(error) => Ok(error.to_string()),
		}
	}

	/// A query about `terms`, as the clinic makes it.
	fn encrypt<'c>(
		&self,
		terms: &[TermId],
		catalogue: &'c Catalogue,
	) -> Result<PhenotypeQuery<'c>> {
		let (id, fingerprint) = (self.data, self.fingerprint);
		let algorithm = self.authorization.algorithm;
		let database = Database { id, fingerprint, catalogue, algorithm };
		Ok(PhenotypeQuery::new(terms, &self.ontology, database, &mut rand_core::OsRng)?)
	}

	/// Fails unless `diseases` is the ranking in the clear, naming the first difference.
	fn compare(&self, terms: &[TermId], diseases: &[RankedDisease]) -> Result<()> {
		let catalogue = self.registry.catalogue();
		let patient = Patient::new(terms, &self.ontology, catalogue)?;
		let plain = ideal::rank(&self.registry, &patient);
		let plain = plain.ranked();
		ensure!(
			plain.len() == diseases.len(),
			"{} diseases were ranked, in the clear {}",
			diseases.len(),
			plain.len()
		);
		for (place, (wanted, found)) in (1..).zip(plain.iter().zip(diseases)) {
			let id = &catalogue.diseases()[wanted.disease].id;
			ensure!(
				(id, wanted.shared, wanted.either) == (&found.id, found.shared, found.either),
				"place {place}: the answer has {found:?}, in the clear it is {id} with {wanted:?}"
			);
		}
		Ok(())
	}

	/// Everything as one object.
	pub fn object(&self, answered: &Answered, seconds: f64, query_seconds: f64) -> Value {
		let Answered { outcome, sent, received } = answered;
		let disease = |d: &RankedDisease| json!({ "id": d.id, "name": d.name, "score": d.score });
		let diseases: Vec<Value> = outcome.opened.iter().map(disease).collect();
		let result = json!({
			"diseases": diseases,
			"bytes": { "query": sent, "answer": received },
			"query_seconds": query_seconds,
		});
		with_ending(result, &self.cast, outcome, seconds)
	}

	/// The arguments of `panshi` that ask for `terms` once more.
	pub fn command(&self, terms: &[String]) -> String {
		format!(
			"query phenotypes --terms {} --agreement {} --algorithm {:?} --data {} --ontology {} --catalogue {}",
			terms.join(","),
			self.authorization.agreement,
			self.authorization.algorithm,
			self.data,
			registry_files().ontology.display(),
			self.catalogue_file.display(),
		)
	}
}

/// Registers the registry's database by the fingerprint of its content.
async fn register_data(
	cast: &mut Cast,
	fingerprint: Hash,
	catalogue: &Catalogue,
	report: Reporter<'_>,
) -> Result<DataId> {
	let (chain, registry) = (&cast.chain, &mut cast.laboratories[0]);
	let signer = &registry.organisation.signer;
	let descriptor = descriptor(fingerprint, catalogue)?;
	let done = chain.submit(signer, data_registry::register(descriptor)).await?;
	let data: DataId = done.value("DataRegistry", "Registered", "data")?;
	chain.submit(signer, data_registry::assign_node(data, registry.node)).await?;
	// Rankings are exact: what bounds them is the quota of the authorization.
	chain.submit(signer, privacy_budget::set(data, Allowance::Unlimited)).await?;
	registry.data = Some(data);
	report(&format!(
		"data identity {data}: {} diseases of {}, fingerprint {fingerprint:?}",
		catalogue.diseases().len(),
		catalogue.ontology(),
	));
	Ok(data)
}

fn descriptor(fingerprint: Hash, catalogue: &Catalogue) -> Result<DataDescriptor> {
	Ok(DataDescriptor {
		fingerprint,
		rule: NormalisationRule::Trimmed,
		media_type: text(MEDIA_TYPE)?,
		reference_build: ReferenceBuild::None,
		record_count: u64::try_from(catalogue.diseases().len())?,
		sample_count: 0,
		attributes: bounded(vec![catalogue_attribute(&catalogue.digest())])?,
		data_use: DataUse {
			permission: Permission::HealthMedicalBiomedical,
			modifiers: bounded(vec![Modifier::EthicsApprovalRequired])?,
		},
		metadata: report_digest(u32::MAX),
		location_hint: text("catalogue of the rare-disease registry")?,
		lineage: Lineage::default(),
	})
}

fn algorithm() -> Result<AlgorithmContent> {
	Ok(AlgorithmContent {
		name: text("Ranking of diseases by phenotypes")?,
		code: text(&String::from_utf8_lossy(PHENOTYPE_RANKING))?,
		specification: report_digest(1),
		parameters: ParametersType::PhenotypeQuery,
		output: OutputShape::Bytes { most: MOST_BYTES },
		aggregation: AggregationMode::Collect,
	})
}
