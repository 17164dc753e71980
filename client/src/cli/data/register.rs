//! Registration of a data identity.

use crate::cli::session::{details, Session};
use anyhow::{ensure, Context};
use clap::Args;
use panshi_client::{
	chain::calls::data_registry::{self, PALLET},
	files::{self, DataFile},
	words::{self, Word},
};
use panshi_compute::{
	fingerprint::fingerprint_files,
	tables::TableFiles,
	variants::{Normaliser, ReferenceGenome},
};
use panshi_primitives::{
	data::{DataDescriptor, DataId},
	genomics::ReferenceBuild,
};
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// File that describes the data: see docs/files/data.toml.
	#[arg(long)]
	file: PathBuf,
	/// VCF file with the data: fingerprint, rule and counts are taken from it.
	#[arg(long, value_name = "VCF")]
	fingerprint_of: Option<PathBuf>,
	/// FASTA file with the reference, where variants are fully justified.
	#[arg(long, value_name = "FASTA", requires = "fingerprint_of")]
	reference: Option<PathBuf>,
	/// Table of people that belongs to the data, or is all of them.
	#[arg(long, value_name = "TSV")]
	people: Option<PathBuf>,
	/// Table of segregation that belongs to the data.
	#[arg(long, value_name = "TSV", requires = "fingerprint_of")]
	segregation: Option<PathBuf>,
	/// Table of identifiers that belongs to the data, or is all of them.
	#[arg(long, value_name = "TSV")]
	identifiers: Option<PathBuf>,
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let mut file: DataFile = files::read(&opts.file)?;
	let Opts { people, segregation, identifiers, .. } = opts;
	let tables = TableFiles { people, segregation, identifiers };
	let alone = tables.people.as_ref().or(tables.identifiers.as_ref());
	if let Some(data) = opts.fingerprint_of.as_ref().or(alone) {
		session.output.note(&format!("reading {}", data.display()))?;
		let vcf = opts.fingerprint_of.as_deref();
		take_fingerprint(&mut file, vcf, &tables, opts.reference.as_deref())?;
	}
	let descriptor = DataDescriptor::try_from(&file)
		.with_context(|| format!("{} cannot be registered", opts.file.display()))?;
	let fingerprint = words::hash(&descriptor.fingerprint);
	let chain = session.chain().await?;
	let head = chain.head().await?;
	if let Some(first) = head.identity_by_fingerprint(&descriptor.fingerprint).await? {
		let holder = session.names(&head).await?.of(&head.identity(first).await?.holder);
		anyhow::bail!("this content is registered already, as data identity {first} of {holder}. See `panshi data show {first}`");
	}
	let submitted = session.submit(&chain, data_registry::register(descriptor)).await?;
	let data: DataId = submitted.value(PALLET, "Registered", "data")?;
	let done = format!(
		"data identity {data} is registered with fingerprint {fingerprint}. Next: panshi data assign-node {data} --node NODE, and a publication agreement"
	);
	let details = details([("data", json!(data)), ("fingerprint", json!(fingerprint))]);
	session.report(&submitted, &done, details)
}

/// Fills in what follows from the data in `vcf` and `tables`; what the file says already has to
/// agree.
pub(super) fn take_fingerprint(
	file: &mut DataFile,
	vcf: Option<&Path>,
	tables: &TableFiles,
	reference: Option<&Path>,
) -> anyhow::Result<()> {
	let build = ReferenceBuild::from_word(&file.reference_build).context("reference_build")?;
	let genome = reference.map(ReferenceGenome::scan).transpose()?;
	let normaliser = || match &genome {
		None => Normaliser::trimmed(),
		Some(genome) => Normaliser::fully_justified(genome.clone()),
	};
	let rule = words::rule(&normaliser().rule());
	let (summary, _) = fingerprint_files(vcf, tables, build, normaliser)?;
	let fingerprint = words::hash(&summary.fingerprint);
	agree(&mut file.fingerprint, fingerprint, "fingerprint")?;
	agree(&mut file.rule, rule, "rule")?;
	agree(&mut file.record_count, summary.records, "record_count")?;
	agree(&mut file.sample_count, summary.samples, "sample_count")
}

fn agree<T: PartialEq + std::fmt::Display>(
	said: &mut Option<T>,
	found: T,
	field: &str,
) -> anyhow::Result<()> {
	if let Some(said) = said {
		ensure!(
			*said == found,
			"{field}: the file says {said}, the data have {found}. Remove the field, or name the right data"
		);
	}
	*said = Some(found);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	const VCF: &str = "##fileformat=VCFv4.2\n\
		#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB\n\
		22\t10\t.\tA\tC,G\t.\t.\t.\tGT\t0/1\t1/2\n";

	fn described() -> DataFile {
		let example = Path::new(env!("PANSHI_ROOT")).join("docs/files/data.toml");
		files::read(&example).expect("the documented example can be read")
	}

	#[test]
	fn what_follows_from_the_data_is_filled_in_and_compared() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let data = folder.path().join("data.vcf");
		std::fs::write(&data, VCF).expect("a new file");
		let mut file = described();
		take_fingerprint(&mut file, Some(&data), &TableFiles::default(), None)
			.expect("the data can be read");
		assert_eq!((file.record_count, file.sample_count), (Some(2), Some(2)));
		assert_eq!(file.rule.as_deref(), Some("trimmed"));
		assert!(DataDescriptor::try_from(&file).is_ok());
		take_fingerprint(&mut file, Some(&data), &TableFiles::default(), None)
			.expect("it agrees with itself");

		let people = folder.path().join("people.tsv");
		std::fs::write(&people, "sample\tage\nA\t5\n").expect("a new file");
		let tables = TableFiles { people: Some(people), ..TableFiles::default() };
		let mut both = described();
		take_fingerprint(&mut both, Some(&data), &tables, None).expect("both can be read");
		assert_ne!(both.fingerprint, file.fingerprint);
		let mut alone = described();
		take_fingerprint(&mut alone, None, &tables, None).expect("it can be read");
		assert_eq!((alone.record_count, alone.sample_count), (Some(1), Some(1)));

		let other = format!("0x{}", "02".repeat(32));
		let mut file = DataFile { fingerprint: Some(other), ..described() };
		let error = take_fingerprint(&mut file, Some(&data), &TableFiles::default(), None)
			.expect_err("other data");
		assert!(error.to_string().starts_with("fingerprint: the file says 0x0202"), "{error}");
	}
}
