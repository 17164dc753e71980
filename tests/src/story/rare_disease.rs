//! A clinic asks a rare-disease registry which diseases fit a patient, and shows it nothing.

use super::{
	market::{bounded, party_checks, publication, publication_template, report_digest, template},
	run::stage_name,
	text, Organisation, Reporter, PATIENCE, PRICE,
};
use crate::network::Network;
use anyhow::{bail, ensure, Context, Result};
use codec::Encode;
use panshi_client::{
	chain::{
		calls::{agreements, compute_jobs, consortium, data_registry, privacy_budget},
		Chain, Subject, TrailEntry,
	},
	query::{read_catalogue, Database, PhenotypeQuery, RankedDisease},
};
use panshi_compute::phenotypes::{
	catalogue_attribute, read_ontology, PhenotypeFiles, Phenotypes, MEDIA_TYPE,
};
use panshi_primitives::{
	agreement::{
		AgreementContent, AgreementId, AgreementKind, AuthorizationTerms, Check, Party,
		ReleaseRule, Share, TemplateContent, Terms, Windows, WHOLE,
	},
	consortium::{ComputeNodeId, QualificationKind, Role},
	data::{DataDescriptor, DataId, Lineage},
	duo::{DataUse, Field, Modifier, Permission, Purpose},
	genomics::{NormalisationRule, ReferenceBuild},
	job::{
		AggregationMode, AlgorithmContent, CallRecord, JobId, JobStage, OutputShape,
		ParametersType, PHENOTYPE_RANKING,
	},
	privacy::Allowance,
	AccountId, Balance, Hash,
};
use panshi_query::{
	ontology::{Ontology, TermId},
	ranking::{ideal, Catalogue, Patient, RankingDatabase},
};
use std::path::{Path, PathBuf};

/// Most bytes of an answer: twice what one over today's annotations has.
const MOST_BYTES: u32 = 4 * 65_536;

/// Terms of a patient with Dravet syndrome, as a clinician may note them: febrile, hemiclonic and
/// generalized myoclonic seizures, status epilepticus, global delay, ataxia.
pub const DRAVET: [&str; 6] =
	["HP:0002373", "HP:0006813", "HP:0002123", "HP:0002133", "HP:0001263", "HP:0001251"];

/// The registry's files, from tests/data: the Human Phenotype Ontology and its annotations.
pub fn registry_files() -> PhenotypeFiles {
	let data = Path::new(env!("PANSHI_ROOT")).join("tests/data");
	PhenotypeFiles {
		ontology: data.join("hp.obo.gz"),
		diseases: data.join("phenotype.hpoa.gz"),
	}
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

/// Everybody in this story.
pub struct RareDisease {
	/// The chain.
	pub chain: Chain,
	operator: Organisation,
	registry: Organisation,
	clinic: Organisation,
	third_party: Organisation,
	/// What the registry holds.
	database: RankingDatabase,
	fingerprint: Hash,
	/// The ontology, which everybody has.
	pub ontology: Ontology,
	/// What the registry handed to the clinic.
	catalogue_file: PathBuf,
	data: DataId,
	agreement: AgreementId,
	algorithm: Hash,
}

/// How a query ended.
pub struct Answered {
	/// The job.
	pub job: JobId,
	/// All diseases, best first.
	pub diseases: Vec<RankedDisease>,
	/// Bytes of the query.
	pub sent: usize,
	/// Bytes of the sealed answer.
	pub received: usize,
	/// The record that stays on the chain.
	pub record: CallRecord,
	/// Who was paid how much.
	pub payments: Vec<(AccountId, Balance)>,
	/// Everything that happened to the job.
	pub trail: Vec<TrailEntry>,
}

impl RareDisease {
	/// Brings everything up to the authorization of `quota` queries about, on a network with one
	/// compute node that has the registry's files.
	pub async fn open(
		network: &Network,
		folder: &Path,
		quota: u32,
		report: Reporter<'_>,
	) -> Result<Self> {
		let files = registry_files();
		let (phenotypes, database) = tokio::task::spawn_blocking(move || {
			let phenotypes = Phenotypes::read(&files)?;
			let database = phenotypes.ranking()?;
			anyhow::Ok((phenotypes, database))
		})
		.await??;
		let catalogue_file = folder.join("catalogue");
		std::fs::write(&catalogue_file, database.catalogue().encode())?;
		let mut story = RareDisease {
			chain: Chain::connect(&network.url()).await?,
			operator: Organisation::new("operator", "//Operator")?,
			registry: Organisation::new("rare-disease registry", "//Lab1")?,
			clinic: Organisation::new("clinic", "//Consumer")?,
			third_party: Organisation::new("algorithm provider", "//ThirdParty")?,
			fingerprint: phenotypes.summary().fingerprint,
			ontology: phenotypes.ontology.clone(),
			database,
			catalogue_file,
			data: 0,
			agreement: 0,
			algorithm: Hash::zero(),
		};
		story.register(network, report).await?;
		story.publish(report).await?;
		story.register_algorithm(report).await?;
		story.authorize(quota, report).await?;
		Ok(story)
	}

	/// The compute node and the database.
	async fn register(&mut self, network: &Network, report: Reporter<'_>) -> Result<()> {
		let signer = &self.registry.signer;
		let info = network.node_infos().into_iter().next().context("there is a compute node")?;
		let done = self.chain.submit(signer, consortium::register_node(info)).await?;
		let node: ComputeNodeId = done.value("Consortium", "NodeRegistered", "node")?;
		report("the registry's compute node is registered, its bond on hold");
		let diseases = self.database.catalogue().diseases().len();
		let descriptor = self.descriptor(u64::try_from(diseases)?)?;
		let done = self.chain.submit(signer, data_registry::register(descriptor)).await?;
		self.data = done.value("DataRegistry", "Registered", "data")?;
		self.chain.submit(signer, data_registry::assign_node(self.data, Some(node))).await?;
		// Rankings are exact: what bounds them is the quota of the authorization.
		self.chain.submit(signer, privacy_budget::set(self.data, Allowance::Unlimited)).await?;
		report(&format!(
			"data identity {}: {diseases} diseases of {}, fingerprint {:?}, catalogue {:?}",
			self.data,
			self.ontology.version(),
			self.fingerprint,
			self.database.catalogue().digest(),
		));
		Ok(())
	}

	fn descriptor(&self, diseases: u64) -> Result<DataDescriptor> {
		Ok(DataDescriptor {
			fingerprint: self.fingerprint,
			rule: NormalisationRule::Trimmed,
			media_type: text(MEDIA_TYPE)?,
			reference_build: ReferenceBuild::None,
			record_count: diseases,
			sample_count: 0,
			attributes: bounded(vec![catalogue_attribute(&self.database.catalogue().digest())])?,
			data_use: DataUse {
				permission: Permission::HealthMedicalBiomedical,
				modifiers: bounded(vec![Modifier::EthicsApprovalRequired])?,
			},
			metadata: report_digest(u32::MAX),
			location_hint: text("catalogue of the rare-disease registry")?,
			lineage: Lineage::default(),
		})
	}

	async fn publish(&self, report: Reporter<'_>) -> Result<()> {
		let template = template(&self.chain, &self.operator, publication_template()?).await?;
		let now = self.chain.head().await?.number();
		let account = self.registry.account();
		let content = publication(template, &account, self.data, now)?;
		let (agreement, digest) = self.propose(&self.registry, content).await?;
		self.chain.submit(&self.registry.signer, agreements::sign(agreement, digest)).await?;
		let mut checks = party_checks(
			&account,
			&[QualificationKind::LegalEntity, QualificationKind::LaboratoryLicence],
		);
		checks.push(self.attributes_verified());
		let attest = agreements::attest(agreement, digest, bounded(checks)?);
		self.chain.submit(&self.operator.signer, attest).await?;
		report("publication signed by the registry, attested by the operator");
		Ok(())
	}

	async fn register_algorithm(&mut self, report: Reporter<'_>) -> Result<()> {
		let content = AlgorithmContent {
			name: text("Ranking of diseases by phenotypes")?,
			code: text(&String::from_utf8_lossy(PHENOTYPE_RANKING))?,
			specification: report_digest(1),
			parameters: ParametersType::PhenotypeQuery,
			output: OutputShape::Bytes { most: MOST_BYTES },
			aggregation: AggregationMode::Collect,
		};
		self.algorithm = panshi_primitives::signing::algorithm_digest(&content);
		let register = compute_jobs::register_algorithm(content);
		self.chain.submit(&self.third_party.signer, register).await?;
		let review = compute_jobs::review_algorithm(self.algorithm, true);
		self.chain.submit(&self.operator.signer, review).await?;
		report(&format!("algorithm {:?} registered and approved", self.algorithm));
		Ok(())
	}

	async fn authorize(&mut self, quota: u32, report: Reporter<'_>) -> Result<()> {
		let template = template(&self.chain, &self.operator, authorization_template()?).await?;
		let now = self.chain.head().await?.number();
		let party = |of: &Organisation, role| Party { account: of.account(), role };
		let author = WHOLE / 10;
		let share = |of: &Organisation, parts| Share { account: of.account(), parts };
		let content = AgreementContent {
			template,
			parties: bounded(vec![
				party(&self.clinic, Role::Consumer),
				party(&self.third_party, Role::ThirdParty),
				party(&self.registry, Role::Holder),
			])?,
			identities: bounded(vec![self.data])?,
			parameters: Default::default(),
			sign_before: now + 200,
			term: 10_000,
			notice: 10,
			terms: Terms::Authorization(AuthorizationTerms {
				purpose: purpose()?,
				algorithms: bounded(vec![self.algorithm])?,
				job_quota: quota,
				price: PRICE,
				shares: bounded(vec![
					share(&self.third_party, author),
					share(&self.registry, WHOLE - author),
				])?,
				least_holders: 1,
				windows: Windows { accept: 300, compute: 600, check: 300 },
				release: ReleaseRule::AtOnce,
			}),
		};
		let (agreement, digest) = self.propose(&self.clinic, content).await?;
		for party in [&self.clinic, &self.third_party, &self.registry] {
			self.chain.submit(&party.signer, agreements::sign(agreement, digest)).await?;
		}
		let ethics = &[QualificationKind::EthicsApproval];
		let mut checks = party_checks(&self.clinic.account(), ethics);
		checks.extend(party_checks(&self.registry.account(), ethics));
		checks.push(self.attributes_verified());
		let attest = agreements::attest(agreement, digest, bounded(checks)?);
		self.chain.submit(&self.operator.signer, attest).await?;
		self.agreement = agreement;
		report(&format!("authorization {agreement} in force, with a quota of {quota}"));
		Ok(())
	}

	/// The clinic asks for the diseases that fit a patient with `terms`; fails unless the ranking is
	/// the one that the registry would compute if it were shown the patient.
	pub async fn ask(&self, terms: &[TermId], report: Reporter<'_>) -> Result<Answered> {
		let data = self.chain.head().await?.identity(self.data).await?.descriptor;
		let catalogue = read_catalogue(&self.catalogue_file, self.data, &data)?;
		report("the clinic holds the catalogue against its digest on the chain");
		let query = self.encrypt(terms, &catalogue)?;
		let (sent, parameters) = (query.bytes, query.parameters.digest);
		let chunks = query.parameters.chunks.len();
		report(&format!("{} terms encrypted under a key of one query: {sent} bytes", terms.len()));
		let upload = query.parameters.upload().collect();
		self.chain.submit_all(&self.clinic.signer, upload).await?;
		report(&format!("query uploaded in {chunks} chunks"));
		let create = compute_jobs::create(query.job(self.agreement));
		let done = self.chain.submit(&self.clinic.signer, create).await?;
		let job = done.value("ComputeJobs", "Created", "job")?;
		report(&format!("job {job} created, its fee on hold"));
		let payments = self.follow(job, report).await?;
		let sealed = self.chain.sealed_bytes(job).await?;
		let received = sealed.parts.iter().map(Vec::len).sum();
		let diseases = query.open(&sealed)?;
		report(&format!("answer of {received} bytes opened: {} diseases", diseases.len()));
		self.compare(terms, &diseases)?;
		report("the ranking is the plaintext one, score by score");
		let record = self.chain.head().await?.record(job).await?;
		let record = record.context("a settled job has a record")?;
		let trail = self.chain.trail(Subject::Job(job), None, None).await?;
		// The deposit for the query is free again.
		let remove = compute_jobs::remove_parameters(parameters);
		self.chain.submit(&self.clinic.signer, remove).await?;
		Ok(Answered { job, diseases, sent, received, record, payments, trail })
	}

	/// A query about `terms`, as the clinic makes it.
	pub fn encrypt<'c>(
		&self,
		terms: &[TermId],
		catalogue: &'c Catalogue,
	) -> Result<PhenotypeQuery<'c>> {
		let database = Database {
			id: self.data,
			fingerprint: self.fingerprint,
			catalogue,
			algorithm: self.algorithm,
		};
		Ok(PhenotypeQuery::new(terms, &self.ontology, database, &mut rand_core::OsRng)?)
	}

	/// Asks once more with the same catalogue and returns why the chain refuses the job.
	pub async fn ask_in_vain(&self, terms: &[TermId]) -> Result<String> {
		let query = self.encrypt(terms, self.database.catalogue())?;
		let upload = query.parameters.upload().collect();
		self.chain.submit_all(&self.clinic.signer, upload).await?;
		let create = compute_jobs::create(query.job(self.agreement));
		match self.chain.submit(&self.clinic.signer, create).await {
			Ok(_) => bail!("the chain took a job beyond the quota"),
			Err(error) => Ok(error.to_string()),
		}
	}

	/// Follows the job until everybody has been paid.
	async fn follow(
		&self,
		job: JobId,
		report: Reporter<'_>,
	) -> Result<Vec<(AccountId, Balance)>> {
		let mut last = "";
		let until = |job: &panshi_primitives::job::Job| {
			let stage = stage_name(&job.stage);
			if stage != last {
				report(&format!("job: {stage}"));
				last = stage;
			}
			matches!(job.stage, JobStage::Settled { .. } | JobStage::Failed { .. })
		};
		let ended = self.chain.wait_for_job(job, PATIENCE, until).await?;
		if let JobStage::Failed { cause, at_fault, .. } = ended.stage {
			bail!("job {job} failed: {cause:?}, at fault {at_fault:?}");
		}
		let record = self.chain.head().await?.record(job).await?;
		let paid = record.context("a settled job has a record")?.settlement.paid;
		Ok(ended.shares.iter().map(|share| share.account.clone()).zip(paid).collect())
	}

	/// Fails unless `diseases` is the ranking in the clear, naming the first difference.
	fn compare(&self, terms: &[TermId], diseases: &[RankedDisease]) -> Result<()> {
		let catalogue = self.database.catalogue();
		let patient = Patient::new(terms, &self.ontology, catalogue)?;
		let plain = ideal::rank(&self.database, &patient);
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

	async fn propose(
		&self,
		proposer: &Organisation,
		content: AgreementContent,
	) -> Result<(AgreementId, Hash)> {
		let done = self.chain.submit(&proposer.signer, agreements::propose(content)).await?;
		Ok((
			done.value("Agreements", "Proposed", "agreement")?,
			done.value("Agreements", "Proposed", "digest")?,
		))
	}

	fn attributes_verified(&self) -> Check {
		Check::AttributesVerified { data: self.data, report: report_digest(self.data) }
	}

	/// The arguments of `panshi` that ask for `terms` once more.
	pub fn command(&self, terms: &[String]) -> String {
		format!(
			"query phenotypes --terms {} --agreement {} --algorithm {:?} --data {} --ontology {} --catalogue {}",
			terms.join(","),
			self.agreement,
			self.algorithm,
			self.data,
			registry_files().ontology.display(),
			self.catalogue_file.display(),
		)
	}

	/// Name of the organisation with this account.
	pub fn name_of(&self, account: &AccountId) -> String {
		[&self.operator, &self.registry, &self.clinic, &self.third_party]
			.into_iter()
			.find(|organisation| organisation.account() == *account)
			.map_or_else(|| account.to_string(), |organisation| organisation.name.clone())
	}
}

/// Reads the ontology that the clinic has.
pub fn clinic_ontology() -> Result<Ontology> {
	Ok(read_ontology(&registry_files().ontology)?)
}

/// One holder is enough for a query.
fn authorization_template() -> Result<TemplateContent> {
	Ok(TemplateContent {
		name: text("Encrypted queries to a database")?,
		kind: AgreementKind::Authorization,
		follows: None,
		clauses: Default::default(),
		requires: bounded(vec![
			(Role::Holder, QualificationKind::EthicsApproval),
			(Role::Consumer, QualificationKind::EthicsApproval),
		])?,
		least_holders: 1,
	})
}

fn purpose() -> Result<Purpose> {
	Ok(Purpose {
		field: Field::HealthMedicalBiomedical,
		diseases: Default::default(),
		project: text("diagnosis of a rare disease")?,
		country: *b"CN",
		for_profit_organisation: false,
		commercial: false,
		develops_methods: false,
		genetic_study: true,
		ethics_approved: true,
		publishes: false,
		collaborates: true,
		returns_results: false,
	})
}
