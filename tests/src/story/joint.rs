//! Joint computations on tables: what is known of people and families is part of the registered
//! data, the consumer asks and opens at the command line.

use super::{
	market::{descriptor, report_digest},
	text, Authorization, Cast, Market, Reporter,
};
use crate::{
	hand::{number, word, Person, Terminal},
	network::{with_tables, Network},
	plain_vcf,
};
use anyhow::{Context, Result};
use panshi_compute::{fingerprint::fingerprint_files, tables::TableFiles, variants::Normaliser};
use panshi_mpc::programs::{association::Ratio, evidence::Thresholds};
use panshi_primitives::{
	agreement::{DisclosureRule, Windows},
	data::DataDescriptor,
	genomics::ReferenceBuild,
	job::{AggregationMode, AlgorithmContent, OutputShape, ParametersType, Strength},
};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Thresholds of evidence that few people can meet.
pub const FEW_PEOPLE: Thresholds = Thresholds {
	least_alleles: 16,
	odds_ratio: Ratio { numerator: 2, denominator: 1 },
	chi_square: Ratio { numerator: 1, denominator: 1 },
	probands: Some([1, 2, 3]),
	healthy_carriers: 2,
	..Thresholds::GENERAL
};

/// Most bytes of a sealed result.
const MOST_BYTES: u32 = 1 << 20;

/// What laboratories of a story bring.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TableKind {
	/// Genotypes, with `NAME.people.tsv` and `NAME.segregation.tsv` beside them.
	BesideGenotypes,
	/// `NAME.people.tsv` alone.
	PeopleAlone,
	/// `NAME.identifiers.tsv` alone.
	IdentifiersAlone,
}

/// Laboratories with tables, and a consumer at a terminal.
pub struct JointStory {
	/// The programs.
	pub network: Network,
	/// The people.
	pub cast: Cast,
	/// Files that genotypes are in, or were.
	pub files: Vec<PathBuf>,
	terminal: Terminal,
	jobs: u32,
}

/// A question as the consumer types it.
#[derive(Clone, Copy, Debug)]
pub struct JointQuestion<'a> {
	/// Code name of the algorithm.
	pub code: &'a [u8],
	/// Type of its parameters.
	pub parameters: ParametersType,
	/// How many may cheat.
	pub strength: Strength,
	/// What follows `panshi job ask`. `DATA` stands for the data identities of the laboratories.
	pub asked: &'a str,
}

/// A question that has been uploaded.
#[derive(Clone, Debug)]
pub struct Asked {
	/// The command that creates the job.
	pub create: String,
	/// The file with the key for the result.
	pub key: String,
}

/// Path of a table of `kind` beside `NAME.vcf.gz`.
fn table(file: &Path, kind: &str) -> PathBuf {
	let name = file.file_name().unwrap_or_default().to_string_lossy();
	let name = name.split('.').next().unwrap_or_default().to_string();
	file.with_file_name(format!("{name}.{kind}.tsv"))
}

/// Where the table of the people of a file is.
pub fn people_table(file: &Path) -> PathBuf {
	table(file, "people")
}

/// Where the table of the identifiers of a file is.
pub fn identifiers_table(file: &Path) -> PathBuf {
	table(file, "identifiers")
}

impl JointStory {
	/// Starts the network on the demo's genotypes, split between three laboratories, each with the
	/// tables that `tables` writes beside its file, and publishes the data.
	pub async fn open(
		folder: &Path,
		kind: TableKind,
		tables: impl Fn(&[PathBuf]) -> Result<()>,
		report: Reporter<'_>,
	) -> Result<Self> {
		Self::open_among(3, folder, kind, tables, report).await
	}

	/// As [`JointStory::open`], with so many laboratories.
	pub async fn open_among(
		laboratories: usize,
		folder: &Path,
		kind: TableKind,
		tables: impl Fn(&[PathBuf]) -> Result<()>,
		report: Reporter<'_>,
	) -> Result<Self> {
		let files = plain_vcf::split_by_person(&super::genotypes(), laboratories, folder)?;
		tables(&files)?;
		let configs: Vec<String> = files.iter().map(|file| config(file, kind)).collect();
		let network = Network::start_with(folder, &configs, 500).await?;
		let mut cast = Cast::new(&network.url(), &files).await?;
		cast.register_nodes(network.node_infos(), report).await?;
		let labs = cast.laboratories.iter();
		let described = labs.map(|lab| described(&lab.organisation.name, &lab.vcf, kind));
		let described = described.collect::<Result<Vec<_>>>()?;
		cast.register_described(described, report).await?;
		cast.publish(report).await?;
		let terminal = Terminal::new(folder, &network.url());
		Ok(JointStory { network, cast, files, terminal, jobs: 0 })
	}

	/// Brings an authorization for the algorithm about, asks, waits and opens: what `panshi job open`
	/// prints for programs and for people.
	pub async fn ask(
		&mut self,
		question: JointQuestion<'_>,
		report: Reporter<'_>,
	) -> Result<(Value, String)> {
		let asked = self.prepare(question, DisclosureRule::default(), report).await?;
		self.answer(&asked)
	}

	/// Brings an authorization under `disclosure` about, and uploads the question.
	pub async fn prepare(
		&mut self,
		question: JointQuestion<'_>,
		disclosure: DisclosureRule,
		report: Reporter<'_>,
	) -> Result<Asked> {
		let authorization = self.authorize(question, disclosure, report).await?;
		let consumer = self.consumer();
		let key = format!("result{}.key", self.jobs);
		consumer.reads(&format!("job key-new --out {key}"))?;
		let data: Vec<String> =
			self.cast.identities()?.iter().map(|data| data.to_string()).collect();
		let data = data.join(",");
		let asked = question.asked.replace("DATA", &data);
		let asked = consumer.json(&format!("job ask {asked}"))?;
		let create = format!(
			"job create --agreement {} --algorithm {:?} --parameters {} --data {data} --key {key}",
			authorization.agreement,
			authorization.algorithm,
			word(&asked, "digest")?,
		);
		self.jobs += 1;
		Ok(Asked { create, key })
	}

	/// The consumer at its terminal.
	pub fn consumer(&self) -> Person<'_> {
		self.terminal.with(&self.cast.consumer.seed)
	}

	/// Creates the job, waits and opens.
	pub fn answer(&mut self, asked: &Asked) -> Result<(Value, String)> {
		let consumer = self.terminal.with(&self.cast.consumer.seed);
		let job = number(&consumer.json(&asked.create)?, "job")?;
		consumer.reads(&format!("job watch {job} --paid"))?;
		self.network.check()?;
		let open = format!("job open {job} --key {}", asked.key);
		Ok((consumer.json(&open)?, consumer.reads(&open)?))
	}

	async fn authorize(
		&self,
		question: JointQuestion<'_>,
		disclosure: DisclosureRule,
		report: Reporter<'_>,
	) -> Result<Authorization> {
		let JointQuestion { code, parameters, strength, .. } = question;
		let code = String::from_utf8_lossy(code);
		let content = AlgorithmContent {
			name: text(&code)?,
			code: text(&code)?,
			specification: report_digest(1),
			parameters,
			output: OutputShape::Bytes { most: MOST_BYTES },
			aggregation: AggregationMode::Agreement { strength },
		};
		let algorithm = self.cast.register(content, report).await?;
		let windows = Windows { accept: 300, compute: 2_400, check: 300 };
		let project = "joint computation";
		let market = Market { windows, disclosure, project, ..Market::default() };
		self.cast.authorize(algorithm, &market, report).await
	}
}

fn files_of(file: &Path, kind: TableKind) -> (Option<&Path>, TableFiles) {
	let people = Some(people_table(file));
	match kind {
		TableKind::BesideGenotypes => {
			let segregation = Some(table(file, "segregation"));
			(Some(file), TableFiles { people, segregation, ..TableFiles::default() })
		},
		TableKind::PeopleAlone => (None, TableFiles { people, ..TableFiles::default() }),
		TableKind::IdentifiersAlone => {
			let identifiers = Some(identifiers_table(file));
			(None, TableFiles { identifiers, ..TableFiles::default() })
		},
	}
}

fn config(file: &Path, kind: TableKind) -> String {
	let (vcf, tables) = files_of(file, kind);
	with_tables(vcf, &tables)
}

fn described(name: &str, file: &Path, kind: TableKind) -> Result<DataDescriptor> {
	let (vcf, tables) = files_of(file, kind);
	let build = match kind {
		TableKind::BesideGenotypes => ReferenceBuild::Grch37,
		TableKind::PeopleAlone | TableKind::IdentifiersAlone => ReferenceBuild::None,
	};
	let (print, _) = fingerprint_files(vcf, &tables, build, Normaliser::trimmed)
		.with_context(|| file.display().to_string())?;
	let described = descriptor(name, &print)?;
	let media_type = match kind {
		TableKind::BesideGenotypes => described.media_type.clone(),
		TableKind::PeopleAlone | TableKind::IdentifiersAlone => text("text/tab-separated-values")?,
	};
	Ok(DataDescriptor { reference_build: build, media_type, ..described })
}
