//! The demo as a newcomer starts it, on data of their own.

use anyhow::{ensure, Context, Result};
use panshi_primitives::sealed_sum::LANES_PER_CHUNK;
use panshi_stories::{plain_vcf, story::PRICE, wait::within};
use serde_json::Value;
use std::{
	fs::File,
	io::Write,
	path::{Path, PathBuf},
	process::{Command, Output},
};

/// More than fit into one chunk, of three lanes each.
const SITES: u32 = LANES_PER_CHUNK / 3 + 70;
const PEOPLE: u32 = 2;

fn demo(data: &Path) -> Result<Output> {
	let mut demo = Command::new(env!("CARGO_BIN_EXE_panshi-demo"));
	demo.arg("--json").arg("--data").arg(data).output().context("cannot start the demo")
}

/// Genotypes of a few people at most of the sites; no two laboratories list the same ones.
fn write_laboratory(folder: &Path, number: u32) -> Result<PathBuf> {
	let path = folder.join(format!("hospital{number}.vcf.gz"));
	let mut file = flate2::write::GzEncoder::new(File::create(&path)?, Default::default());
	writeln!(file, "##fileformat=VCFv4.2")?;
	write!(file, "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT")?;
	(0..PEOPLE).try_for_each(|person| write!(file, "\tperson{number}.{person}"))?;
	writeln!(file)?;
	for site in (0..SITES).filter(|site| (site + number) % 5 > 0) {
		write!(file, "22\t{}\t.\tA\tG\t.\t.\t.\tGT", 1_000 + 10 * site)?;
		for person in 0..PEOPLE {
			let kind = (site / 3 + 7 * number + 11 * person) % 13;
			let genotype = ["0/1", "1/1", "./."].get(kind as usize).unwrap_or(&"0/0");
			write!(file, "\t{genotype}")?;
		}
		writeln!(file)?;
	}
	file.finish()?;
	Ok(path)
}

#[tokio::test]
async fn seven_hospitals_pool_more_variants_than_one_chunk_holds() -> Result<()> {
	within(600, async {
		let folder = tempfile::tempdir()?;
		let files =
			(1..=7).map(|n| write_laboratory(folder.path(), n)).collect::<Result<Vec<_>>>()?;
		let data = folder.path().to_owned();
		let done = tokio::task::spawn_blocking(move || demo(&data)).await??;
		let said = String::from_utf8_lossy(&done.stderr);
		ensure!(done.status.success(), "the demo failed: {said}");

		let told: Value = serde_json::from_slice(&done.stdout)?;
		let variants = told["variants"].as_array().context("a list of variants")?;
		let counted = plain_vcf::count(&files)?;
		assert_eq!((variants.len(), counted.len()), (SITES as usize, SITES as usize));
		for variant in variants {
			let text = |field: &str| variant[field].as_str().unwrap_or_default().to_owned();
			let number = |field: &str| variant[field].as_u64().expect("a number");
			let pos = u32::try_from(number("pos"))?;
			let key = (text("chrom"), pos, text("ref"), text("alt"));
			let wanted = counted.get(&key).with_context(|| format!("{key:?} is in no file"))?;
			let (ac, an, hom) = (number("ac"), number("an"), number("hom"));
			assert_eq!((ac, an, hom), (wanted.ac, wanted.an, wanted.hom), "{key:?}");
			let frequency = ac as f64 / an as f64;
			let evidence = ["BA1", "BS1", "PM2"].into_iter().zip([
				frequency > 0.05,
				frequency > 0.01,
				frequency <= 0.000_1,
			]);
			let evidence = evidence.filter(|(_, holds)| *holds).map(|(code, _)| code).next();
			assert_eq!(variant["evidence"].as_str(), evidence, "{variant}");
		}
		let payments = told["payments"].as_array().context("a list of payments")?;
		let paid = payments.iter().map(|paid| {
			let amount = paid["amount"].as_str().unwrap_or_default();
			amount.parse::<u128>().expect("an amount is a number")
		});
		let paid: u128 = paid.sum();
		assert_eq!(paid, PRICE, "to the last unit");
		assert!(payments.len() > 7, "seven hospitals and the author are paid: {payments:?}");
		assert!(told["trail"].as_array().is_some_and(|trail| trail.len() > 7));
		assert!(told["seconds"].as_f64().is_some_and(|seconds| seconds > 0.0));
		Ok(())
	})
	.await
}

#[test]
fn a_folder_without_two_holders_is_refused_with_what_to_do() -> Result<()> {
	let folder = tempfile::tempdir()?;
	write_laboratory(folder.path(), 1)?;
	let done = demo(folder.path())?;
	let said = String::from_utf8_lossy(&done.stderr);
	assert!(!done.status.success() && done.stdout.is_empty());
	assert!(said.contains("1 files NAME.vcf.gz; the demo takes 2 to 7"), "{said}");
	Ok(())
}
