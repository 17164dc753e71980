//! A clinic looks variants up in a registry's table, which learns nothing of the question.

use super::{
	market::{descriptor, report_digest},
	text, Authorization, Cast, Market, Reporter,
};
use crate::{
	hand::Terminal,
	network::{lookup_table, Network},
};
use anyhow::{ensure, Context, Result};
use panshi_compute::lookup::{commitment, summary_of, LookupFiles, MEDIA_TYPE};
use panshi_primitives::{
	data::DataDescriptor,
	genomics::ReferenceBuild,
	job::{AggregationMode, AlgorithmContent, OutputShape, ParametersType, EXACT_QUERY},
};
use serde_json::Value;
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
};

/// Most bytes of an answer.
const MOST_BYTES: u32 = 4_096;
/// Most look-ups of a query.
const MOST_LOOKUPS: u32 = 4;

/// The registry's records: the significance of variants by ClinVar.
pub fn lookup_records() -> PathBuf {
	Path::new(env!("PANSHI_ROOT")).join("tests/data/clinvar_tgds.tsv")
}

/// The records as they are written, by their variants such as `13:95230384:A:G`.
pub fn plain_records() -> Result<BTreeMap<String, String>> {
	let text = std::fs::read_to_string(lookup_records())?;
	let row = |line: &str| {
		let (variant, record) = line.rsplit_once('\t')?;
		Some((variant.replace('\t', ":"), record.to_owned()))
	};
	text.lines().skip(1).map(|line| row(line).context("a record")).collect()
}

/// A clinic and a registry with an authorization in force between them.
pub struct LookupStory {
	/// The programs.
	pub network: Network,
	/// The people; the registry is the only laboratory.
	pub cast: Cast,
	terminal: Terminal,
	files: LookupFiles,
	authorization: Authorization,
}

impl LookupStory {
	/// Starts a chain and the registry's compute node, has it make its table, and brings an
	/// authorization of `quota` queries about.
	pub async fn open(folder: &Path, quota: u32, report: Reporter<'_>) -> Result<Self> {
		let files = LookupFiles {
			table: folder.join("variants.table"),
			key: folder.join("variants.key"),
			most_lookups: MOST_LOOKUPS,
		};
		let network = Network::start_with(folder, &[lookup_table(&files)], 500).await?;
		let terminal = Terminal::new(folder, &network.url());
		terminal.compute(&format!(
			"lookup-table --config compute1.toml --records {} --build GRCh37 --record-bytes 160 \
			 --table variants.table --key variants.key",
			lookup_records().display(),
		))?;
		let mut cast = Cast::new(&network.url(), std::slice::from_ref(&files.table)).await?;
		cast.register_nodes(network.node_infos(), report).await?;
		cast.register_described(vec![described(&files)?], report).await?;
		cast.publish(report).await?;
		let algorithm = cast.register(algorithm()?, report).await?;
		let project = "diagnosis of a rare disease";
		let market = Market { job_quota: quota, project, ..Market::default() };
		let authorization = cast.authorize(algorithm, &market, report).await?;
		Ok(LookupStory { network, cast, terminal, files, authorization })
	}

	/// What the clinic types to look `variants` up, which it has written into a file.
	fn command(&self, variants: &[&str]) -> Result<String> {
		let data = self.cast.identities()?;
		let data = data.first().context("the registry has registered its table")?;
		self.terminal.write("asked.txt", &variants.join("\n"))?;
		Ok(format!(
			"query exact --variants-file asked.txt --build GRCh37 --agreement {} --algorithm {:?} --data {data} --table variants.table",
			self.authorization.agreement,
			self.authorization.algorithm,
		))
	}

	/// The clinic looks `variants` up: what it finds of each.
	pub fn ask(&mut self, variants: &[&str]) -> Result<Vec<Option<String>>> {
		let clinic = self.terminal.with(&self.cast.consumer.seed);
		let found = clinic.json(&self.command(variants)?)?;
		self.network.check()?;
		let items = found["items"].as_array().context("a list")?;
		ensure!(items.len() == variants.len(), "{found} has another length");
		let record = |item: &Value| item["record"].as_str().map(str::to_owned);
		Ok(items.iter().map(record).collect())
	}

	/// The clinic is refused with `words`.
	pub fn ask_in_vain(&self, variants: &[&str], words: &[&str]) -> Result<()> {
		let clinic = self.terminal.with(&self.cast.consumer.seed);
		clinic.is_refused(&self.command(variants)?, words)
	}

	/// The clinic asks as if the places were those of GRCh38, and is refused with `words`.
	pub fn ask_on_another_build(&self, variants: &[&str], words: &[&str]) -> Result<()> {
		let clinic = self.terminal.with(&self.cast.consumer.seed);
		clinic.is_refused(&self.command(variants)?.replace("GRCh37", "GRCh38"), words)
	}

	/// Somebody changes a byte of the table that the clinic was given.
	pub fn spoil_table(&self) -> Result<()> {
		let mut bytes = std::fs::read(&self.files.table)?;
		let last = bytes.last_mut().context("the table has bytes")?;
		*last ^= 1;
		Ok(std::fs::write(&self.files.table, bytes)?)
	}
}

fn described(files: &LookupFiles) -> Result<DataDescriptor> {
	let summary = summary_of(&commitment(&files.table)?);
	let described = descriptor("registry", &summary)?;
	let (media_type, reference_build) = (text(MEDIA_TYPE)?, ReferenceBuild::None);
	Ok(DataDescriptor { media_type, reference_build, ..described })
}

fn algorithm() -> Result<AlgorithmContent> {
	Ok(AlgorithmContent {
		name: text("Exact look-up of variants")?,
		code: text(&String::from_utf8_lossy(EXACT_QUERY))?,
		specification: report_digest(1),
		parameters: ParametersType::ExactQuery,
		output: OutputShape::Bytes { most: MOST_BYTES },
		aggregation: AggregationMode::Collect,
	})
}
