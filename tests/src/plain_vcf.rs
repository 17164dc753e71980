//! A reader of VCF files that shares no code with the compute node: the yardstick of the demo.
//!
//! It reads whole lines of text, so it is for files of a demo's size.

use anyhow::{bail, Context, Result};
use flate2::read::MultiGzDecoder;
use std::{
	collections::BTreeMap,
	fs::File,
	io::{BufRead, BufReader, Write},
	path::{Path, PathBuf},
};

/// Sequence, one-based position, reference and alternate allele, trimmed.
pub type Key = (String, u32, String, String);

/// Counts of one variant.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
	/// Copies of the alternate allele.
	pub ac: u64,
	/// Called alleles.
	pub an: u64,
	/// People with two copies.
	pub hom: u64,
}

/// Lines of a file that may be compressed by gzip or bgzip.
pub fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>>> {
	let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
	let compressed = path.extension().is_some_and(|e| e == "gz" || e == "bgz");
	let reader: Box<dyn BufRead> = if compressed {
		Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file)))
	} else {
		Box::new(BufReader::new(file))
	};
	Ok(reader.lines())
}

/// The names of the people whose genotypes are in a file.
pub fn people(path: &Path) -> Result<Vec<String>> {
	for line in lines(path)? {
		let line = line?;
		if line.starts_with("#CHROM") {
			return Ok(line.split('\t').skip(9).map(str::to_string).collect());
		}
	}
	bail!("{} has no line with the names of its people", path.display())
}

/// Counts every variant of the files together.
pub fn count(paths: &[PathBuf]) -> Result<BTreeMap<Key, Counts>> {
	let mut all = BTreeMap::new();
	for path in paths {
		for line in lines(path)? {
			let line = line.with_context(|| format!("cannot read {}", path.display()))?;
			if !line.starts_with('#') && !line.is_empty() {
				count_record(&line, &mut all)
					.with_context(|| format!("{}: {}", path.display(), shown(&line)))?;
			}
		}
	}
	Ok(all)
}

fn shown(line: &str) -> String {
	line.chars().take(60).collect()
}

fn count_record(line: &str, all: &mut BTreeMap<Key, Counts>) -> Result<()> {
	let fields: Vec<&str> = line.split('\t').collect();
	let [chrom, pos, _, reference, alternates, _, _, _, format, samples @ ..] = fields.as_slice()
	else {
		bail!("a record with genotypes has at least ten columns");
	};
	let position: u32 = pos.parse()?;
	let gt = format.split(':').position(|f| f == "GT").context("no GT in FORMAT")?;
	let genotypes: Vec<Vec<Option<usize>>> = samples
		.iter()
		.map(|sample| {
			let call = sample.split(':').nth(gt).unwrap_or(".");
			call.split(['/', '|']).map(|allele| allele.parse().ok()).collect()
		})
		.collect();
	for (i, alternate) in alternates.split(',').enumerate() {
		let symbolic = !alternate.bytes().all(|b| b"ACGTNacgtn".contains(&b));
		if symbolic {
			continue;
		}
		let key = trimmed(chrom, position, reference, alternate);
		let counts = all.entry(key).or_default();
		for genotype in &genotypes {
			let copies = genotype.iter().filter(|a| **a == Some(i + 1)).count();
			counts.ac += copies as u64;
			counts.an += genotype.iter().flatten().count() as u64;
			counts.hom += u64::from(genotype.len() == 2 && copies == 2);
		}
	}
	Ok(())
}

pub(crate) fn trimmed(chrom: &str, position: u32, reference: &str, alternate: &str) -> Key {
	let (mut r, mut a) = (reference.to_uppercase(), alternate.to_uppercase());
	let mut position = position;
	while r.len() > 1 && a.len() > 1 && r.chars().last() == a.chars().last() {
		r.pop();
		a.pop();
	}
	while r.len() > 1 && a.len() > 1 && r.chars().next() == a.chars().next() {
		r.remove(0);
		a.remove(0);
		position += 1;
	}
	(chrom.trim_start_matches("chr").to_string(), position, r, a)
}

/// Splits the people of `path` between `parts` files in `folder`, one after the other, as if each
/// laboratory had sequenced some of them. Files are called `lab1.vcf.gz` and so on.
pub fn split_by_person(path: &Path, parts: usize, folder: &Path) -> Result<Vec<PathBuf>> {
	let paths: Vec<PathBuf> =
		(1..=parts).map(|part| folder.join(format!("lab{part}.vcf.gz"))).collect();
	let mut files = paths
		.iter()
		.map(|path| Ok(flate2::write::GzEncoder::new(File::create(path)?, Default::default())))
		.collect::<Result<Vec<_>>>()?;
	for line in lines(path)? {
		let line = line?;
		let fields: Vec<&str> = line.split('\t').collect();
		let has_samples = !line.starts_with("##") && fields.len() > 9;
		for (part, file) in files.iter_mut().enumerate() {
			if has_samples {
				let people = fields.iter().skip(9).skip(part).step_by(parts);
				let columns: Vec<&str> = fields.iter().take(9).chain(people).copied().collect();
				writeln!(file, "{}", columns.join("\t"))?;
			} else {
				writeln!(file, "{line}")?;
			}
		}
	}
	for file in files {
		file.finish()?;
	}
	Ok(paths)
}

#[cfg(test)]
mod tests {
	use super::*;

	const VCF: &str = "##fileformat=VCFv4.2\n\
		#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\n\
		chr1\t10\t.\tA\tC,AT\t.\t.\t.\tGT:DP\t0/1:9\t1|2:9\t./.:0\n\
		chr1\t20\t.\tCAG\tCG\t.\t.\t.\tGT\t1/1\t0/0\t.\n";

	#[test]
	fn counts_split_alleles_and_splits_people_without_loss() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let whole = folder.path().join("whole.vcf");
		std::fs::write(&whole, VCF).expect("written");
		let counts = count(std::slice::from_ref(&whole)).expect("counted");
		let key = |p, r: &str, a: &str| ("1".to_string(), p, r.to_string(), a.to_string());
		let wanted = [
			(key(10, "A", "AT"), Counts { ac: 1, an: 4, hom: 0 }),
			(key(10, "A", "C"), Counts { ac: 2, an: 4, hom: 0 }),
			(key(20, "CA", "C"), Counts { ac: 2, an: 4, hom: 1 }),
		];
		assert_eq!(counts.clone().into_iter().collect::<Vec<_>>(), wanted);
		let parts = split_by_person(&whole, 2, folder.path()).expect("split");
		assert_eq!(count(&parts).expect("counted"), counts);
	}
}
