//! Before a job: compute nodes, data identities, agreements.

use super::{text, Cast, Organisation, Reporter, RULE};
use anyhow::{Context, Result};
use futures::future::try_join_all;
use panshi_client::chain::{
	calls::{agreements, compute_jobs, consortium, data_registry, privacy_budget},
	Call, Chain,
};
use panshi_compute::variants::Normaliser;
use panshi_primitives::{
	agreement::{
		AgreementContent, AgreementId, AgreementKind, AuthorizationTerms, Check, DisclosureRule,
		Party, ReleaseRule, Share, TemplateContent, TemplateId, Terms, Windows, WHOLE,
	},
	consortium::{ComputeNodeInfo, QualificationKind, Role},
	data::{Attribute, DataDescriptor, DataId, Lineage},
	duo::{DataUse, Field, Modifier, Permission, Purpose},
	genomics::ReferenceBuild,
	job::{
		AggregationMode, AlgorithmContent, OutputShape, ParametersType, ALLELE_COUNTS,
		ALLELE_COUNTS_LANES,
	},
	privacy::Allowance,
	AccountId, Balance, BlockNumber, Hash,
};

/// One PAN.
pub(crate) const PAN: Balance = 1_000_000_000_000;
/// Price of a job in the stories: it does not divide evenly, so that rounding shows.
pub const PRICE: Balance = 10 * PAN + 1;
/// Blocks for which the stories' agreements run.
const TERM: BlockNumber = 10_000;

/// What a publication asks of its holder.
const PUBLISHING: [QualificationKind; 2] =
	[QualificationKind::LegalEntity, QualificationKind::LaboratoryLicence];

/// Terms that a story may vary.
#[derive(Clone)]
pub struct Market {
	/// Jobs that the authorization allows.
	pub job_quota: u32,
	/// Longest times of the stages.
	pub windows: Windows,
	/// When results are released.
	pub release: ReleaseRule,
	/// What may come out at all.
	pub disclosure: DisclosureRule,
	/// What the consumer does with them.
	pub project: &'static str,
}

impl Default for Market {
	fn default() -> Self {
		Market {
			job_quota: 5,
			windows: Windows { accept: 300, compute: 600, check: 300 },
			release: ReleaseRule::AtOnce,
			disclosure: DisclosureRule::default(),
			project: "pooled frequencies",
		}
	}
}

/// An authorization in force.
#[derive(Clone, Copy, Debug)]
pub struct Authorization {
	/// Its number.
	pub agreement: AgreementId,
	/// Its digest.
	pub digest: Hash,
	/// Digest of the algorithm that jobs may run.
	pub algorithm: Hash,
}

impl Cast {
	/// Registers the compute nodes, one for each laboratory, with these keys and addresses.
	pub async fn register_nodes(
		&mut self,
		nodes: Vec<ComputeNodeInfo>,
		report: Reporter<'_>,
	) -> Result<()> {
		let chain = &self.chain;
		let registered =
			try_join_all(self.laboratories.iter().zip(nodes).map(|(lab, info)| async move {
				let call = consortium::register_node(info);
				let done = chain.submit(&lab.organisation.signer, call).await?;
				done.value("Consortium", "NodeRegistered", "node")
			}))
			.await?;
		for (lab, node) in self.laboratories.iter_mut().zip(registered) {
			lab.node = Some(node);
		}
		report("compute nodes registered, their bonds on hold");
		Ok(())
	}

	/// Registers each laboratory's data by the fingerprint of its content.
	pub async fn register_data(&mut self, report: Reporter<'_>) -> Result<()> {
		let mut descriptors = Vec::new();
		for lab in &self.laboratories {
			let path = lab.vcf.clone();
			let print = tokio::task::spawn_blocking(move || {
				panshi_compute::fingerprint::fingerprint_vcf(
					&path,
					ReferenceBuild::Grch37,
					Normaliser::trimmed(),
				)
			})
			.await??;
			descriptors.push(descriptor(&lab.organisation.name, &print)?);
		}
		self.register_described(descriptors, report).await
	}

	/// Registers data of each laboratory, as they are described.
	pub(crate) async fn register_described(
		&mut self,
		descriptors: Vec<DataDescriptor>,
		report: Reporter<'_>,
	) -> Result<()> {
		let chain = &self.chain;
		let labs = self.laboratories.iter().zip(&descriptors);
		let registered = try_join_all(labs.map(|(lab, descriptor)| async move {
			let signer = &lab.organisation.signer;
			let done = chain.submit(signer, data_registry::register(descriptor.clone())).await?;
			let data: DataId = done.value("DataRegistry", "Registered", "data")?;
			chain.submit(signer, data_registry::assign_node(data, lab.node)).await?;
			// The stories' jobs give exact results, which takes the holder's explicit word.
			chain.submit(signer, privacy_budget::set(data, Allowance::Unlimited)).await?;
			anyhow::Ok(data)
		}))
		.await?;
		let labs = self.laboratories.iter_mut().zip(registered).zip(&descriptors);
		for ((lab, data), descriptor) in labs {
			lab.data = Some(data);
			report(&format!(
				"{}: data identity {data}, {} people, {} records, fingerprint {}",
				lab.organisation.name,
				descriptor.sample_count,
				descriptor.record_count,
				short(&descriptor.fingerprint),
			));
		}
		Ok(())
	}

	/// Numbers of the data identities.
	pub fn identities(&self) -> Result<Vec<DataId>> {
		self.laboratories
			.iter()
			.map(|lab| lab.data.context("the data have not been registered"))
			.collect()
	}

	/// Puts the data on offer: each laboratory signs a publication, the operator attests it.
	pub async fn publish(&self, report: Reporter<'_>) -> Result<()> {
		let template = template(&self.chain, &self.operator, publication_template()?).await?;
		let now = self.chain.head().await?.number();
		let proposed = try_join_all(self.laboratories.iter().map(|lab| async move {
			let data = lab.data.context("the data have not been registered")?;
			let account = lab.organisation.account();
			let content = publication(template, &account, data, now)?;
			let signer = &lab.organisation.signer;
			let (agreement, digest) = self.propose(signer, content).await?;
			self.chain.submit(signer, agreements::sign(agreement, digest)).await?;
			let mut checks = party_checks(
				&account,
				&[QualificationKind::LegalEntity, QualificationKind::LaboratoryLicence],
			);
			checks.push(Check::AttributesVerified { data, report: report_digest(data) });
			anyhow::Ok(agreements::attest(agreement, digest, bounded(checks)?))
		}))
		.await?;
		self.chain.submit_all(&self.operator.signer, proposed).await?;
		report("publications signed by their holders, attested by the operator");
		Ok(())
	}

	/// The algorithm, registered by a third party and approved by the operator.
	pub async fn register_algorithm(&self, report: Reporter<'_>) -> Result<Hash> {
		self.register(
			AlgorithmContent {
				name: text("Pooled allele counts")?,
				code: text(&String::from_utf8_lossy(ALLELE_COUNTS))?,
				specification: report_digest(0),
				parameters: ParametersType::VariantList,
				output: OutputShape::LanesPerItem { lanes: ALLELE_COUNTS_LANES },
				aggregation: AggregationMode::SealedSum,
			},
			report,
		)
		.await
	}

	/// Registers an algorithm and has it approved.
	pub(crate) async fn register(
		&self,
		content: AlgorithmContent,
		report: Reporter<'_>,
	) -> Result<Hash> {
		let digest = panshi_primitives::signing::algorithm_digest(&content);
		let register = compute_jobs::register_algorithm(content);
		self.chain.submit(&self.third_party.signer, register).await?;
		let review = compute_jobs::review_algorithm(digest, true);
		self.chain.submit(&self.operator.signer, review).await?;
		report(&format!("algorithm {} registered and approved", short(&digest)));
		Ok(digest)
	}

	/// The authorization: proposed by the consumer, signed by all, attested by the operator.
	pub async fn authorize(
		&self,
		algorithm: Hash,
		market: &Market,
		report: Reporter<'_>,
	) -> Result<Authorization> {
		let (agreement, digest) = self.propose_authorization(algorithm, market).await?;
		self.sign_by_all(agreement, digest).await?;
		report(&format!("authorization {agreement} signed by all parties: {}", short(&digest)));
		self.attest_authorization(agreement, digest).await?;
		report("authorization attested by the operator: in force");
		Ok(Authorization { agreement, digest, algorithm })
	}

	/// The authorization as the consumer proposes it.
	pub async fn propose_authorization(
		&self,
		algorithm: Hash,
		market: &Market,
	) -> Result<(AgreementId, Hash)> {
		let holders = u8::try_from(self.laboratories.len())?;
		let content = TemplateContent {
			name: text("Joint counts over genotypes")?,
			kind: AgreementKind::Authorization,
			follows: None,
			clauses: Default::default(),
			requires: bounded(vec![
				(Role::Holder, QualificationKind::EthicsApproval),
				(Role::Consumer, QualificationKind::EthicsApproval),
			])?,
			least_holders: holders.min(3),
		};
		let template = template(&self.chain, &self.operator, content).await?;
		let now = self.chain.head().await?.number();
		let mut parties = vec![Party { account: self.consumer.account(), role: Role::Consumer }];
		parties.push(Party { account: self.third_party.account(), role: Role::ThirdParty });
		parties.extend(
			self.laboratories
				.iter()
				.map(|lab| Party { account: lab.organisation.account(), role: Role::Holder }),
		);
		let content = AgreementContent {
			template,
			parties: bounded(parties)?,
			identities: bounded(self.identities()?)?,
			parameters: Default::default(),
			sign_before: now + 200,
			term: TERM,
			notice: 10,
			terms: Terms::Authorization(AuthorizationTerms {
				purpose: purpose(market.project)?,
				algorithms: bounded(vec![algorithm])?,
				job_quota: market.job_quota,
				price: PRICE,
				shares: bounded(self.shares())?,
				least_holders: holders.min(3),
				windows: market.windows,
				release: market.release.clone(),
				disclosure: market.disclosure,
			}),
		};
		self.propose(&self.consumer.signer, content).await
	}

	/// Every party signs the digest.
	pub async fn sign_by_all(&self, agreement: AgreementId, digest: Hash) -> Result<()> {
		let signers = [&self.consumer.signer, &self.third_party.signer]
			.into_iter()
			.chain(self.laboratories.iter().map(|lab| &lab.organisation.signer));
		try_join_all(
			signers.map(|signer| self.chain.submit(signer, agreements::sign(agreement, digest))),
		)
		.await?;
		Ok(())
	}

	/// The operator attests, naming each check.
	pub async fn attest_authorization(&self, agreement: AgreementId, digest: Hash) -> Result<()> {
		let ethics = &[QualificationKind::EthicsApproval];
		let mut checks = party_checks(&self.consumer.account(), ethics);
		for lab in &self.laboratories {
			checks.extend(party_checks(&lab.organisation.account(), ethics));
		}
		checks.extend(
			self.identities()?
				.into_iter()
				.map(|data| Check::AttributesVerified { data, report: report_digest(data) }),
		);
		let attest = agreements::attest(agreement, digest, bounded(checks)?);
		self.chain.submit(&self.operator.signer, attest).await?;
		Ok(())
	}

	/// Ten percent to the algorithm's author; the rest to the laboratories, in equal parts.
	fn shares(&self) -> Vec<Share> {
		let author = WHOLE / 10;
		let labs = u32::try_from(self.laboratories.len()).unwrap_or(1);
		let each = (WHOLE - author) / labs;
		let rest = WHOLE - author - each * labs;
		let mut shares = vec![Share { account: self.third_party.account(), parts: author + rest }];
		shares.extend(
			self.laboratories
				.iter()
				.map(|lab| Share { account: lab.organisation.account(), parts: each }),
		);
		shares
	}

	async fn propose(
		&self,
		signer: &panshi_client::keys::Signer,
		content: AgreementContent,
	) -> Result<(AgreementId, Hash)> {
		let done = self.chain.submit(signer, agreements::propose(content)).await?;
		Ok((
			done.value("Agreements", "Proposed", "agreement")?,
			done.value("Agreements", "Proposed", "digest")?,
		))
	}
}

pub(crate) fn descriptor(
	laboratory: &str,
	print: &panshi_compute::fingerprint::Summary,
) -> Result<DataDescriptor> {
	Ok(DataDescriptor {
		fingerprint: print.fingerprint,
		rule: RULE,
		media_type: text("text/x-vcf")?,
		reference_build: ReferenceBuild::Grch37,
		record_count: print.records,
		sample_count: print.samples,
		attributes: bounded(vec![Attribute { term: text("panshi:assay")?, value: text("WES")? }])?,
		data_use: DataUse {
			permission: Permission::HealthMedicalBiomedical,
			modifiers: bounded(vec![Modifier::EthicsApprovalRequired])?,
		},
		metadata: report_digest(u32::MAX),
		location_hint: text(&format!("catalogue of {laboratory}"))?,
		lineage: Lineage::default(),
	})
}

/// A descriptor of data that nobody has, told from others by `serial`.
pub fn sample_descriptor(serial: u32) -> Result<DataDescriptor> {
	let fingerprint = report_digest(serial);
	descriptor(
		"nobody",
		&panshi_compute::fingerprint::Summary { fingerprint, records: 1, samples: 1 },
	)
}

/// Publications for a benchmark: many for one data identity of each holder.
pub struct Publications {
	template: TemplateId,
}

impl Publications {
	/// Makes the template.
	pub async fn prepare(chain: &Chain) -> Result<Self> {
		let operator = Organisation::new("operator", "//Operator")?;
		let content = publication_template()?;
		Ok(Publications { template: template(chain, &operator, content).await? })
	}

	/// Registers data of `holder` and returns `count` proposals to publish them.
	pub async fn proposals(
		&self,
		chain: &Chain,
		holder: &Organisation,
		count: u32,
	) -> Result<Vec<Call>> {
		let now = chain.head().await?.number();
		let account = holder.account();
		let mut descriptor = sample_descriptor(now)?;
		descriptor.fingerprint = panshi_primitives::signing::parameters_digest(&[
			Hash::from(<[u8; 32]>::from(account.clone())),
			report_digest(now),
		]);
		let done = chain.submit(&holder.signer, data_registry::register(descriptor)).await?;
		let data = done.value("DataRegistry", "Registered", "data")?;
		(0..count)
			.map(|_| Ok(agreements::propose(publication(self.template, &account, data, now)?)))
			.collect()
	}
}

fn publication_template() -> Result<TemplateContent> {
	Ok(TemplateContent {
		name: text("Publication of a data set")?,
		kind: AgreementKind::Publication,
		follows: None,
		clauses: Default::default(),
		requires: bounded(PUBLISHING.map(|kind| (Role::Holder, kind)).to_vec())?,
		least_holders: 1,
	})
}

fn publication(
	template: TemplateId,
	holder: &AccountId,
	data: DataId,
	now: BlockNumber,
) -> Result<AgreementContent> {
	Ok(AgreementContent {
		template,
		parties: bounded(vec![Party { account: holder.clone(), role: Role::Holder }])?,
		identities: bounded(vec![data])?,
		parameters: Default::default(),
		sign_before: now + 200,
		term: TERM,
		notice: 10,
		terms: Terms::Publication,
	})
}

async fn template(
	chain: &Chain,
	operator: &Organisation,
	content: TemplateContent,
) -> Result<TemplateId> {
	let done = chain.submit(&operator.signer, agreements::propose_template(content)).await?;
	let template = done.value("Agreements", "TemplateProposed", "template")?;
	chain.submit(&operator.signer, agreements::approve_template(template)).await?;
	Ok(template)
}

fn purpose(project: &str) -> Result<Purpose> {
	Ok(Purpose {
		field: Field::HealthMedicalBiomedical,
		diseases: Default::default(),
		project: text(project)?,
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

fn party_checks(party: &AccountId, kinds: &[QualificationKind]) -> Vec<Check> {
	kinds.iter().map(|kind| Check::PartyQualified { party: party.clone(), kind: *kind }).collect()
}

/// Stands for a document that the stories do not have.
pub(crate) fn report_digest(of: u32) -> Hash {
	panshi_primitives::signing::parameters_digest(&[Hash::from_low_u64_be(u64::from(of) + 1)])
}

pub(crate) fn bounded<T, const N: u32>(items: Vec<T>) -> Result<panshi_client::Bounded<T, N>> {
	let count = items.len();
	items.try_into().ok().with_context(|| format!("{count} items, but at most {N} fit"))
}

/// The first digits of a hash.
pub(crate) fn short(hash: &Hash) -> String {
	format!("0x{}…", hex::encode(&hash.as_bytes()[..6]))
}
