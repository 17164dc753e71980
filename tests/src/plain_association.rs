//! The yardstick of the association stories: the statistics computed straight from the pooled
//! files, by textbook formulas and without any code of the compute node.

use crate::{
	network::phenotypes_beside,
	plain_vcf::{lines, trimmed, Key},
};
use anyhow::{bail, ensure, Context, Result};
use std::{
	collections::{BTreeMap, HashMap, HashSet},
	path::{Path, PathBuf},
};

/// The 97.5 % quantile of the normal distribution.
const QUANTILE: f64 = 1.959_963_984_540_054;

/// People of all files by genotype at one variant: with zero, one and two copies.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pooled {
	/// The ID column of the file that has it first, or sequence, position and alleles.
	pub id: String,
	/// Cases.
	pub cases: [u32; 3],
	/// Controls.
	pub controls: [u32; 3],
}

/// All variants of all files.
pub type Study = BTreeMap<Key, Pooled>;

/// Counts the people of the files by genotype and phenotype. Who has no phenotype is left out, and
/// whose genotype is not complete and diploid is left out at that variant.
pub fn pool(files: &[PathBuf]) -> Result<Study> {
	let mut study = Study::new();
	for file in files {
		pool_file(file, &mut study).with_context(|| file.display().to_string())?;
	}
	Ok(study)
}

fn pool_file(file: &Path, study: &mut Study) -> Result<()> {
	let table = phenotypes_beside(file).context("the file is not called NAME.vcf.gz")?;
	let phenotypes = phenotypes(&table).with_context(|| table.display().to_string())?;
	let (mut cases, mut seen) = (Vec::new(), HashSet::new());
	for line in lines(file)? {
		let line = line?;
		let fields: Vec<&str> = line.split('\t').collect();
		if line.starts_with("#CHROM") {
			cases = fields.iter().skip(9).map(|name| phenotypes.get(*name).copied()).collect();
		} else if !line.starts_with('#') && !line.is_empty() {
			pool_record(&fields, &cases, &mut seen, study)?;
		}
	}
	Ok(())
}

fn pool_record(
	fields: &[&str],
	cases: &[Option<bool>],
	seen: &mut HashSet<Key>,
	study: &mut Study,
) -> Result<()> {
	let [chrom, pos, id, reference, alternates, _, _, _, format, samples @ ..] = fields else {
		bail!("a record with genotypes has at least ten columns");
	};
	let place = format.split(':').position(|field| field == "GT").context("no GT in FORMAT")?;
	for (number, alternate) in (1..).zip(alternates.split(',')) {
		if !alternate.bytes().all(|base| b"ACGTNacgtn".contains(&base)) {
			continue;
		}
		let key = trimmed(chrom, pos.parse()?, reference, alternate);
		if !seen.insert(key.clone()) {
			continue;
		}
		let (sequence, position, reference, alternate) = &key;
		let own = format!("{sequence}:{position}:{reference}:{alternate}");
		let counts =
			study.entry(key).or_insert_with(|| Pooled { id: own.clone(), ..Pooled::default() });
		if *id != "." && counts.id == own {
			counts.id = id.to_string();
		}
		for (sample, case) in samples.iter().zip(cases) {
			let group = match case {
				Some(true) => &mut counts.cases,
				Some(false) => &mut counts.controls,
				None => continue,
			};
			let call = sample.split(':').nth(place).unwrap_or(".");
			if let Some(copies) = copies(call, number) {
				group[copies] += 1;
			}
		}
	}
	Ok(())
}

/// Copies of the alternate allele with this number in a complete diploid genotype.
fn copies(call: &str, number: u32) -> Option<usize> {
	let alleles: Option<Vec<u32>> = call.split(['/', '|']).map(|a| a.parse().ok()).collect();
	match alleles?.as_slice() {
		[a, b] => Some(usize::from(*a == number) + usize::from(*b == number)),
		_ => None,
	}
}

fn phenotypes(table: &Path) -> Result<HashMap<String, bool>> {
	let text = std::fs::read_to_string(table)?;
	let mut rows = text.lines();
	ensure!(rows.next() == Some("sample\tcase"), "the first line is not sample<tab>case");
	rows.map(|row| {
		let (name, case) = row.split_once('\t').context("a line without a tab")?;
		match case {
			"0" | "1" => Ok((name.to_string(), case == "1")),
			_ => bail!("a case that is neither 0 nor 1"),
		}
	})
	.collect()
}

impl Pooled {
	fn cells(&self) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
		let row = |group: f64, counts: [u32; 3]| {
			(0u8..).zip(counts).map(move |(copies, count)| (group, copies.into(), count.into()))
		};
		row(1.0, self.cases).chain(row(0.0, self.controls))
	}

	/// The trend test: (N - 1) times the squared correlation of phenotype and copies over people.
	pub fn chi1(&self) -> Option<f64> {
		let (mut n, mut x, mut y, mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
		for (case, copies, people) in self.cells() {
			n += people;
			x += people * copies;
			y += people * case;
			xx += people * copies * copies;
			yy += people * case * case;
			xy += people * copies * case;
		}
		let (sxx, syy, sxy) = (n * xx - x * x, n * yy - y * y, n * xy - x * y);
		(sxx > 0.0 && syy > 0.0).then(|| (n - 1.0) * sxy * sxy / (sxx * syy))
	}

	/// The genotype test: Pearson's chi-square of observed and expected, times (N - 1) / N.
	pub fn chi2(&self) -> Option<f64> {
		let total = |counts: [u32; 3]| f64::from(counts.iter().sum::<u32>());
		let (cases, controls) = (total(self.cases), total(self.controls));
		let n = cases + controls;
		let mut sum = 0.0;
		for (in_cases, in_controls) in self.cases.into_iter().zip(self.controls) {
			let (r, s) = (f64::from(in_cases), f64::from(in_controls));
			for (observed, group) in [(r, cases), (s, controls)] {
				let expected = (r + s) * group / n;
				if expected <= 0.0 || expected.is_nan() {
					return None;
				}
				sum += (observed - expected).powi(2) / expected;
			}
		}
		Some(sum * (n - 1.0) / n)
	}

	/// The odds ratio of alleles with its 95 % bounds (Woolf; with a half added to each number where
	/// one is zero).
	pub fn odds(&self) -> Option<[f64; 3]> {
		let alleles =
			|[none, one, two]: [u32; 3]| [f64::from(one + 2 * two), f64::from(2 * none + one)];
		let ([a, b], [c, d]) = (alleles(self.cases), alleles(self.controls));
		if [a + b, c + d, a + c, b + d].contains(&0.0) {
			return None;
		}
		let half = if [a, b, c, d].contains(&0.0) { 0.5 } else { 0.0 };
		let [a, b, c, d] = [a, b, c, d].map(|count| count + half);
		let ratio = (a / b) / (c / d);
		let factor = (QUANTILE * [a, b, c, d].map(f64::recip).iter().sum::<f64>().sqrt()).exp();
		Some([ratio, ratio / factor, ratio * factor])
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// `fisher.test`-sized numbers worked out by hand.
	#[test]
	fn statistics_of_a_small_table() {
		let pooled = Pooled { id: String::new(), cases: [2, 5, 3], controls: [6, 3, 1] };
		let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
		// Copies: 11 of 20 and 5 of 20; sxx = 20 * 24 - 16^2, syy = 100, sxy = 20 * 11 - 16 * 10.
		assert!(close(pooled.chi1().expect("it runs"), 19.0 * 3600.0 / (224.0 * 100.0)));
		// Expected 4, 4, 2 in each group: 2 * (4/4 + 1/4 + 1/2) = 4.5, times 19/20.
		let chi2 = pooled.chi2().expect("it runs");
		assert!(close(chi2, 2.0 * (4.0 / 4.0 + 1.0 / 4.0 + 1.0 / 2.0) * 0.95), "{chi2}");
		let [ratio, low, high] = pooled.odds().expect("it runs");
		assert!(close(ratio, 11.0 * 15.0 / (9.0 * 5.0)) && close(low * high, ratio * ratio));
	}

	#[test]
	fn leaves_out_who_is_not_called_or_has_no_phenotype() -> Result<()> {
		let folder = tempfile::tempdir()?;
		let file = folder.path().join("lab.vcf.gz");
		let vcf = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\td\te\n\
			22\t5\trs5\tA\tC,G\t.\t.\t.\tGT\t0/1\t1|2\t./1\t1\t1/1\n\
			22\t9\t.\tA\tT\t.\t.\t.\tDP:GT\t1:0/0\t1:1/1\t1\t1:0/1\t1:0/0\n";
		let mut gzip =
			flate2::write::GzEncoder::new(std::fs::File::create(&file)?, Default::default());
		std::io::Write::write_all(&mut gzip, vcf.as_bytes())?;
		gzip.finish()?;
		let table = "sample\tcase\na\t1\nb\t0\nc\t1\nd\t1\n";
		std::fs::write(folder.path().join("lab.phenotype.tsv"), table)?;
		let study = pool(&[file])?;
		let key = |position, alternate: &str| {
			("22".to_string(), position, "A".to_string(), alternate.to_string())
		};
		let pooled = |id: &str, cases, controls| Pooled { id: id.to_string(), cases, controls };
		assert_eq!(study[&key(5, "C")], pooled("rs5", [0, 1, 0], [0, 1, 0]));
		assert_eq!(study[&key(5, "G")], pooled("rs5", [1, 0, 0], [0, 1, 0]));
		assert_eq!(study[&key(9, "T")], pooled("22:9:A:T", [1, 1, 0], [0, 0, 1]));
		Ok(())
	}
}
